"""Plain text: the source is the text as it was decoded."""

from __future__ import annotations

import re

from pipeline.draft import Line
from pipeline.readers.page import Page

_LINE = re.compile(r"(?!\Z)([^\r\n]*)(?:\r\n|\n|\r|\Z)")


def read(text: str, *, url: str | None = None, rules: tuple[str, ...] = ()) -> Page:
    """Return the text unchanged, with its lines (ended by LF, CR LF or CR) without their terminators."""
    return Page(source=text, lines=tuple([Line(*match.span(1)) for match in _LINE.finditer(text)]))
