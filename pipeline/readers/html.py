"""An HTML page: its visible text in lines with their markup, and what it says about itself."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from pipeline.readers.page import Page
from pipeline.readers.render import render


def read(text: str, *, url: str | None = None) -> Page:
    """Return the page that decoded HTML stands for; never fails, however broken the markup is."""
    source, lines = render(LexborHTMLParser(text))
    return Page(source=source, lines=lines)
