"""BeautifulSoup, for the forgiving bits: the tags of a head, and the selectors of a site file."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError
from soupsieve import compile as compile_selector

__all__ = ["BeautifulSoup", "SelectorSyntaxError", "Tag", "compile_selector", "parse_soup"]


def parse_soup(html: str) -> BeautifulSoup:
    """Return the soup of some HTML, by Python's own parser."""
    return BeautifulSoup(html, "html.parser")
