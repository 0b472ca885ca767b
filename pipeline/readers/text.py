"""Plain text: the source is the text as it was decoded."""

from __future__ import annotations

from pipeline.readers.page import Page


def read(text: str, *, url: str | None = None, rules: tuple[str, ...] = (), utf8: bytes | None = None) -> Page:
    """Return the text unchanged; only markup has something to say about lines."""
    return Page(source=text, lines=())
