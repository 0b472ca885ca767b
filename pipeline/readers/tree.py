"""The parser of pages: selectolax's binding of lexbor, which builds the tree that browsers would."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from pipeline.readers.nesting import bound_nesting

__all__ = ["Node", "Tree", "parse_html"]


def parse_html(html: str) -> Tree:
    """Return the tree of a page, however broken it is."""
    return Tree(bound_nesting(html))
