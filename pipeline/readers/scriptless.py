"""Text in `<noscript>`: most is a notice or a picture, but some pages keep the rest of an article there for readers without scripts."""

from __future__ import annotations

import regex

from pipeline.readers.tree import Node

_LEAST = 50  # code points of an article's part
_LEAST_ENDS = 2
_END = regex.compile(r"[。！？]|[.!?](?=\s)")
_NOTICE = regex.compile(r"java\s?script|脚本|腳本|浏览器|瀏覽器|cookie|browser|启用|啟用", regex.IGNORECASE)


def holds_text(node: Node) -> bool:
    """Return whether a `<noscript>` holds sentences in blocks that are no notice about scripts."""
    child = node.child
    if child is None or (child.tag in ("img", "iframe") and child.next is None):  # nearly all are such
        return False
    text = node.text(deep=True)
    if len(text) < _LEAST or _NOTICE.search(text):
        return False
    return len(_END.findall(text)) >= _LEAST_ENDS and node.css_first("p, div, br, section, li") is not None
