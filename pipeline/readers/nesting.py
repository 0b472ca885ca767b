"""Keeps hostile or broken nesting from costing time: the parser looks through all open blocks at each new one."""

from __future__ import annotations

import regex

MAX_NESTING = 1_000
"""Blocks of the same kinds within each other; browsers stop at 512."""

_SUSPECT = 4_000  # tags without an end tag; void elements and paragraphs make up hundreds on real pages
_BLOCK_TAG = regex.compile(
    r"<(/?)(?:div|section|article|ul|ol|dl|dir|menu|blockquote|center|form|fieldset|main|nav|aside|header|footer|address|details|figure|hgroup|pre)"
    r"(?![\w-])[^>]*+>?",
    regex.IGNORECASE,
)


def bound_nesting(html: str) -> str:
    """Return the page, without the tags of blocks that are nested deeper than `MAX_NESTING`: their text stays where it is."""
    if (tags := html.count("<")) < _SUSPECT or tags - 2 * html.count("</") < _SUSPECT:
        return html
    parts: list[str] = []
    at = depth = 0
    for match in _BLOCK_TAG.finditer(html):
        if match.group(1):
            dropped = depth > MAX_NESTING
            depth = max(0, depth - 1)
        else:
            depth += 1
            dropped = depth > MAX_NESTING
        if dropped:
            parts.append(html[at : match.start()])
            parts.append("<br>")  # the text of two blocks is never one line
            at = match.end()
    if not parts:
        return html
    parts.append(html[at:])
    return "".join(parts)
