"""Text layers: pages of print whose lines a converter or a reader's page puts at places of their own (`top`, `left`), each an element.

pdf2htmlEX (`<div class="t m0 x1 h2 y3 …">`), document libraries (`<p class="reader-word-layer" style="…top:…;left:…">`) and spans set
absolutely (CSS 2.2, section 10.3.7: such an element is a block). Their elements are lines, not paragraphs, so they become lines that end with `<br>`.
"""

from __future__ import annotations

from collections.abc import Set

import regex

from pipeline.readers.sites import BODY_MARK
from pipeline.readers.tree import Node, Tree

_LAYER = regex.compile(r"(?i:(?:text|txt|word)[-_]?layer)|^t m\w+ x\w+ h\w+ y")
_LEAST = 6  # lines
_LEAST_TEXT = 100  # code points
_MOST_TEXT = 0.6  # share of the page's text from which on it is nothing but the layer
_PLACED = "div.t[class*=' y'], .reader-word-layer, span[style*=absolute], div[style*=absolute], p[style*=absolute]"
_TOP = regex.compile(r"(?<![\w-])top\s*:\s*(-?[\d.]+\w*)", regex.IGNORECASE)
_LEFT = regex.compile(r"(?<![\w-])left\s*:", regex.IGNORECASE)
_ROW = regex.compile(r"t m\w+ x\w+ h\w+ (y\w+)")  # pdf2htmlEX numbers places and names them in classes
_INLINE = frozenset(("span", "b", "i", "em", "strong", "u", "font", "a", "sup", "sub", "br"))


def names_layer(names: Set[str]) -> bool:
    """Return whether an element of a page is called a layer of text, or a row of one, `names` being classes and ids."""
    joined = "\n".join(["", *names])
    return ("ayer" in joined or "\nt m" in joined) and any(map(_LAYER.search, names))  # few names are searched


def set_rows(tree: Tree) -> bool | None:
    """Make the lines of a text layer text with a `<br>` before each row, pieces at one height being one row; return whether the layer is the page's text.

    Then what holds it has the attribute `BODY_MARK`. None if there is no such layer, and the tree is as it was.
    """
    placed = [(node, row) for node in tree.css(_PLACED) if (row := _row(node)) and _is_line(node)]
    size = sum([len((node.text(deep=True) or "").strip()) for node, _ in placed])
    if len({row for _, row in placed}) < _LEAST or size < _LEAST_TEXT or tree.body is None:
        return None
    before: Node | None = None
    last = ""
    for node, row in placed:
        if before is None or row != last or before.parent != node.parent:
            node.insert_before(tree.create_node("br"))
        before, last = node, row
    whole = size >= _MOST_TEXT * len(" ".join(tree.body.text(deep=True).split()))
    for node, _ in placed:
        if whole and node.parent is not None:
            node.parent.attrs[BODY_MARK] = ""
        node.unwrap()
    return whole


def _row(node: Node) -> str:
    """The height at which an element is set, as written; empty for one without a place."""
    style = node.attributes.get("style") or ""
    if (top := _TOP.search(style)) and _LEFT.search(style):
        return top.group(1)
    found = _ROW.match(node.attributes.get("class") or "")
    return found.group(1) if found else ""


def _is_line(node: Node) -> bool:
    """Whether an element holds but text and what is set in a line."""
    return all(each.tag in _INLINE and not _TOP.search(each.attributes.get("style") or "") for each in node.css("*") if each != node)
