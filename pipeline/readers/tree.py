"""The parser of pages: selectolax's binding of lexbor, which builds the tree that browsers would."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from pipeline.readers.nesting import bound_nesting

__all__ = ["Node", "Tree", "parse_html"]


def parse_html(html: str, utf8: bytes | None = None) -> Tree:
    """Return the tree of a page, however broken it is; `utf8` are its bytes in UTF-8, if they are at hand: the parser wants no others."""
    bounded = bound_nesting(html)
    return Tree(utf8 if utf8 is not None and bounded is html else bounded)
