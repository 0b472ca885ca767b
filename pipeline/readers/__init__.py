"""Readers turn a decoded document into the source text and lines that the stages work on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.readers import html, text
from pipeline.readers.page import Found, Page

__all__ = ["READERS", "Found", "Page", "Reader"]


class Reader(Protocol):
    """Reads one kind of document."""

    def __call__(self, text: str, /, *, url: str | None = None) -> Page:
        """Return the page that `text` stands for."""


READERS: Mapping[str, Reader] = {"text": text.read, "html": html.read}
