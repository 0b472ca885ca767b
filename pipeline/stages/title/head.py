"""The lines at the top of a text among which its title stands."""

from __future__ import annotations

from pipeline.rules.view import View, is_long_sentence
from pipeline.stages.title.decoration import MAX_TITLE

HEAD_LINES = 120
"""Non-blank lines from the top in which a title may stand: menus of government pages have that many."""


def head_lines(view: View) -> list[int]:
    """Return the indexes of the non-blank lines at the top, up to and with the first one of running text."""
    head: list[int] = []
    for index, line in enumerate(view.lines[: 4 * HEAD_LINES]):
        if line.content:
            head.append(index)
            if is_long_sentence(line.content) or len(line.content) > 2 * MAX_TITLE or len(head) >= HEAD_LINES:
                break
    return head
