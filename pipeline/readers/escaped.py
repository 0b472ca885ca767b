"""Markup that was escaped once too often: the page shows `<p>` and `<br />` to its readers instead of paragraphs."""

from __future__ import annotations

import regex

from pipeline.readers.tree import Node, Tree, parse_html

_LEAST = 40  # code points; shorter ones are what a page on HTML says about a tag
_BEGIN = regex.compile(r"\s*<(?:p|div|span|section|article|table|h[1-6]|ul|ol|strong|b|font|center|blockquote|img|br)(?=[\s/>])[^<>]{0,2000}>", regex.IGNORECASE)
_BREAK = regex.compile(r"</(?:p|div|section|article|table|h[1-6]|li|center|blockquote)\s{0,9}>|<br\s{0,9}/?>", regex.IGNORECASE)
_LEAST_BREAKS = 2
_CODE = frozenset(("code", "kbd", "samp", "tt", "var", "pre", "xmp", "listing", "plaintext", "title"))
_CODE_CLASS = regex.compile(r"code|highlight|syntax|hljs|prettyprint", regex.IGNORECASE)


def escaped_markup(node: Node, text: str) -> Tree | None:
    """Return the tree of a text node's `text` if it is itself a piece of a page and not an example of code, else None."""
    if len(text) < _LEAST or not _BEGIN.match(text) or len(_BREAK.findall(text)) < _LEAST_BREAKS:
        return None
    around = node.parent
    if around is None or around.tag in _CODE or _CODE_CLASS.search(around.attributes.get("class") or ""):
        return None
    return parse_html(text)
