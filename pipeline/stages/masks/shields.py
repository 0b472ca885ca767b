"""Spans in which every character means itself: addresses, file names, code, formulas, emphasis and tags."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.stages.masks.lexicon import lexicon
from pipeline.stages.masks.names import surname_start

_HAN = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_EXTENSIONS = (
    "docx?|xlsx?|pptx?|pdf|txt|csv|tmp|log|jpe?g|png|gif|bmp|svg|mp[34]|zip|rar|7z|tar|gz|exe|dll|py|js|ts|css|html?|xml|json|ya?ml"
    "|toml|ini|sh|bat|cpp|java|md|wps"
)
# A sign without which the kind cannot stand in a text, and the kind.
_KINDS: tuple[tuple[str, regex.Pattern[str]], ...] = (
    ("://", regex.compile(rf"""(?:https?|ftp|file)://[^\s{_HAN}<>"']{{1,500}}""")),
    ("www.", regex.compile(rf"""\bwww\.[A-Za-z0-9][^\s{_HAN}<>"']{{1,200}}""")),
    ("`", regex.compile(r"```[^`]{0,20000}```|`[^`\n]{1,300}`")),
    ("$", regex.compile(r"\$[^$\n]{1,120}\$")),
    ("<", regex.compile(r"</?[a-z][a-z0-9]{0,12}(?:\s[^<>\n]{0,200})?/?>")),
    ("#", regex.compile("#[^#\\s]{2,20}#")),
    ("＃", regex.compile("＃[^＃\\s]{2,20}＃")),
)
_EXTENSION = regex.compile(rf"\.(?:{_EXTENSIONS})\b")
_FILE_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_*-.")
_FILE_NAME = 80
"""Code points: no longer file name is looked for."""
_EMPHASIS = regex.compile(
    r"""(?x)
    (?<![A-Za-z0-9*])\*{2,3}(?=[\w“"《(（【@\[])(?P<bold>[^*\n]{1,80})(?<=\S)\*{2,3}(?!\*)
  | (?<![A-Za-z0-9*])\*(?=[\w“"《(（【])(?P<italic>[^*\n]{1,80})(?<=\S)\*(?![A-Za-z0-9*])
    """
)
_JOINS = regex.compile("[、，,。;；和与及]")


def shielded(text: str) -> list[tuple[int, int]]:
    """Return the sorted spans in which no mask can stand."""
    spans = [found.span() for sign, pattern in _KINDS if sign in text for found in pattern.finditer(text)]
    spans += _files(text)
    if "*" in text:
        spans += _emphasis(text)
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


def _emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Asterisks in pairs are emphasis, unless a head follows the first of them: **路**号 are two masks."""
    at = 0
    while found := _EMPHASIS.search(text, at):
        if _fills_slots(text, found):
            at = found.start() + (2 if found["bold"] else 1)
        else:
            yield found.span()
            at = found.end()


def _fills_slots(text: str, found: regex.Match[str]) -> bool:
    """Whether the asterisks are two masks: a head follows the first, or a surname stands before it."""
    inside = found["bold"] or found["italic"]
    if lexicon().heads.at(inside, 0) is not None:
        return True
    return bool(found["italic"]) and (surname_start(text, found.start(), 0) is not None or bool(_JOINS.search(inside)))
