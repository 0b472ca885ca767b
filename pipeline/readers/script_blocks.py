"""Articles that a page's scripts carry in pieces: a list of paragraphs, or the blocks of an editor (`{"type": "text", "content": …}`)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import regex

_NAMED = regex.compile(r"content|body|para(?!m)|text|article|html|detail|story|正文|内容", regex.IGNORECASE)
_LEAST_BLOCKS = 2
_TYPED = 0.8  # share of a list's entries that say of what type they are: the blocks of a text, and no list of texts
_TYPES = ("type", "tag", "nodeType", "insert", "object")
_TEXTS = ("text", "content", "value", "html", "children", "insert", "data", "plain_text", "rich_text")
_ENTRY = ("title", "headline", "url", "author", "date", "publishTime", "summary")  # what an entry of a list of documents has
_MAX_DEPTH = 8
_MAX_NODES = 20_000
_MARKUP = regex.compile(r"<[a-z][^<>]{0,500}>", regex.IGNORECASE)


def joined_blocks(name: str, items: Sequence[object]) -> str | None:
    """Return the markup of a list that is one text in pieces, None for any other list; `name` is what the data calls it."""
    if len(items) < _LEAST_BLOCKS:
        return None
    if isinstance(items[0], str):
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) < len(items) or not _NAMED.search(name):
            return None
    else:
        blocks = [item for item in items if isinstance(item, dict)]
        if len(blocks) < len(items) or not _are_blocks(blocks):
            return None
        texts = _texts(blocks)
    return "".join([text if _MARKUP.search(text) else _paragraphs(text) for text in texts if text.strip()])


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _are_blocks(items: Sequence[dict[str, object]]) -> bool:
    typed = sum(any(isinstance(item.get(name), str) for name in _TYPES) for item in items)
    entries = sum(sum(name in item for name in _ENTRY) >= _LEAST_BLOCKS for item in items)
    return typed >= _TYPED * len(items) and not entries


def _texts(items: Sequence[dict[str, object]]) -> list[str]:
    """The text of each block, of those within it without a break."""
    found: list[list[str]] = [[] for _ in items]
    waiting: list[tuple[object, int, int]] = []
    waiting += [(item, number, 0) for number, item in enumerate(items)][::-1]
    seen = 0
    while waiting and seen < _MAX_NODES:
        item, number, depth = waiting.pop()
        seen += 1
        if isinstance(item, str):
            found[number].append(item)
        elif depth < _MAX_DEPTH:
            inner = item if isinstance(item, list) else _first(item) if isinstance(item, dict) else []
            waiting += [(each, number, depth + 1) for each in reversed(inner)]
    return ["".join(parts) for parts in found]


def _first(item: dict[str, object]) -> list[object]:
    """What holds the text of a block: the first of its usual names that holds anything."""
    return next(([item[name]] for name in _TEXTS if isinstance(item.get(name), str | list | dict) and item[name]), [])
