"""Declarative shadow trees: what a `<template shadowrootmode=open>` holds is shown in the place of its element (HTML Standard, "The template element")."""

from __future__ import annotations

import regex

_TEMPLATE = regex.compile(r"<template(?=[\s>])([^>]{0,500})>|</template\s{0,20}>", regex.IGNORECASE)
_SHADOW = regex.compile(r"(?<![\w-])shadowroot(?:mode)?\s{0,9}=", regex.IGNORECASE)


def open_shadow_trees(html: str) -> str:
    """Return the page with each shadow tree as a plain block, which the parser then keeps; other templates stay templates."""
    if "shadowroot" not in html:
        return html
    opened: list[bool] = []

    def block(match: regex.Match[str]) -> str:
        if match.group(1) is None:
            return "</div>" if opened and opened.pop() else match.group()
        opened.append(_SHADOW.search(match.group(1)) is not None)
        return f"<div{match.group(1)}>" if opened[-1] else match.group()

    return _TEMPLATE.sub(block, html)
