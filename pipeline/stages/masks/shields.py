"""Spans in which every character means itself: addresses, file names, code, formulas, emphasis and tags."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.stages.masks.emphasis import emphasis

_HAN = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_EXTENSIONS = (
    "docx?|xlsx?|pptx?|pdf|txt|csv|tmp|log|jpe?g|png|gif|bmp|svg|mp[34]|zip|rar|7z|tar|gz|exe|dll|py|js|ts|css|html?|xml|json|ya?ml"
    "|toml|ini|sh|bat|cpp|java|md|wps"
)
# A sign without which the kind cannot stand in a text, and the kind.
_KINDS: tuple[tuple[str, regex.Pattern[str]], ...] = (
    ("://", regex.compile(rf"""(?:https?|ftp|file)://[^\s{_HAN}<>"']{{1,500}}""")),
    ("www.", regex.compile(rf"""\bwww\.[A-Za-z0-9][^\s{_HAN}<>"']{{1,200}}""")),
    (":\\", regex.compile(rf"""(?<![A-Za-z])[A-Za-z]:\\[^\s{_HAN}<>"']{{1,200}}""")),
    ("`", regex.compile(r"```[^`]{0,20000}```|`[^`\n]{1,300}`")),
    ("$", regex.compile(r"\$[^$\n]{1,120}\$")),
    ("86", regex.compile(r"(?<![A-Za-z0-9])[xX]86(?:[-_]64)?(?![0-9A-Za-z])")),
    ("<", regex.compile(r"</?[a-z][a-z0-9]{0,12}(?:\s[^<>\n]{0,200})?/?>")),
    ("#", regex.compile("#[^#\\s]{2,20}#")),
    ("＃", regex.compile("＃[^＃\\s]{2,20}＃")),
)
_EXTENSION = regex.compile(rf"\.(?:{_EXTENSIONS})\b")
_FILE_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_*-.")
_FILE_NAME = 80
"""Code points: no longer file name is looked for."""


def shielded(text: str) -> list[tuple[int, int]]:
    """Return the sorted spans in which no mask can stand."""
    spans = [found.span() for sign, pattern in _KINDS if sign in text for found in pattern.finditer(text)]
    spans += _files(text)
    if "*" in text:
        spans += emphasis(text)
    return sorted(spans)


def _files(text: str) -> Iterator[tuple[int, int]]:
    dot = text.find(".")
    while dot >= 0:
        if found := _EXTENSION.match(text, dot):
            start = dot
            while start > 0 and dot - start < _FILE_NAME and text[start - 1] in _FILE_CHARS:
                start -= 1
            yield start, found.end()
        dot = text.find(".", dot + 1)
