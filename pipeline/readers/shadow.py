"""Declarative shadow trees: what a `<template shadowrootmode=open>` holds is shown in the place of its element (HTML Standard, "The template element")."""

from __future__ import annotations

import regex

from pipeline.readers.tree import Tree, parse_html

_TEMPLATE = regex.compile(r"<template(?=[\s>])([^>]{0,500})>|</template\s{0,20}>", regex.IGNORECASE)
_SHADOW = regex.compile(r"(?<![\w-])shadowroot(?:mode)?\s{0,9}=", regex.IGNORECASE)


def parse_opened(html: str, utf8: bytes | None = None) -> Tree:
    """Return the tree of a page with each shadow tree as a plain block, which the parser keeps; other templates stay templates."""
    tree = parse_html(html, utf8)
    if tree.css_first("template") is None or "shadowroot" not in html:  # to ask the tree first takes a tenth of the time
        return tree
    return parse_html(_opened(html))


def _opened(html: str) -> str:
    opened: list[bool] = []

    def block(match: regex.Match[str]) -> str:
        if match.group(1) is None:
            return "</div>" if opened and opened.pop() else match.group()
        opened.append(_SHADOW.search(match.group(1)) is not None)
        return f"<div{match.group(1)}>" if opened[-1] else match.group()

    return _TEMPLATE.sub(block, html)
