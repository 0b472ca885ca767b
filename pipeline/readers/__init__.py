"""Readers turn a decoded document into the source text and lines that the stages work on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.readers import text
from pipeline.readers.page import Found, Page

__all__ = ["READERS", "Found", "Page", "Reader"]


class Reader(Protocol):
    """Reads one kind of document."""

    def __call__(self, text: str, /, *, url: str | None = None, rules: tuple[str, ...] = (), utf8: bytes | None = None) -> Page:
        """Return the page that `text` stands for; `rules` are a user's rule directories, which may hold site files, `utf8` the text in UTF-8, if it came so."""


def _read_html(text: str, /, *, url: str | None = None, rules: tuple[str, ...] = (), utf8: bytes | None = None) -> Page:
    """Read a page; the HTML libraries are loaded for the first one (0.15 s of start-up that text does without)."""
    from pipeline.readers.html import read

    return read(text, url=url, rules=rules, utf8=utf8)


READERS: Mapping[str, Reader] = {"text": text.read, "html": _read_html}
