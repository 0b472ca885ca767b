"""Blanks in running text, as browsers show them."""

from __future__ import annotations

import re

_CJK = "\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"
# A line of the page's source that ends among hanzi and is long enough to have been wrapped: names one below the other are shorter.
_WRAPPED = re.compile(rf"(?<=\S{{15}}[{_CJK}])\r?\n[ \t]{{0,200}}(?=[{_CJK}])")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def collapse_blanks(text: str) -> str:
    """Return the text as a browser shows it: runs of blanks (no-break ones too) are one, none at the ends, no soft hyphens.

    U+3000 inside a line is kept, since it is content in Chinese (`张　三`); blanks beside it are dropped.
    """
    if "\xad" in text:
        text = text.replace("\xad", "")
    if "\u3000" in text:
        text = "\u3000".join([" ".join(part.split()) for part in text.split("\u3000")]).strip("\u3000")
    else:
        text = " ".join(text.split())
    if text and text[0] in _INVISIBLE and not text.strip(_INVISIBLE):
        return ""
    return text


def unwrapped(text: str) -> str:
    """Return a text node without the line feeds at which an editor wrapped running Chinese, where no reader expects a blank (CSS Text 3, 4.1.3)."""
    return _WRAPPED.sub("", text)


def preformatted(text: str) -> list[str]:
    """Return the lines of a text whose blanks are kept, from the first to the last that is not blank."""
    lines = [line.rstrip() for line in text.replace("\xad", "").replace("\xa0", " ").splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    first = next((i for i, line in enumerate(lines) if line), 0)
    return lines[first:]
