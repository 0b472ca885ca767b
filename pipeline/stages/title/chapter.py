"""The chapter that a page of a book holds: its number and name, above all else and only once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rules.view import View

_NUMBER = r"第\s?[\d〇○零一二三四五六七八九十百千两兩]{1,7}\s?[章回节節话話卷集]"
_CHAPTER = re.compile(rf"(?:正文\s{{1,4}})?{_NUMBER}(?:\s{{1,4}}|\s?[:：、]\s?)[^。；;，,]{{1,40}}")
_OTHER = re.compile(rf"(?:正文\s{{1,4}})?{_NUMBER}")
_OF_A_LAW = re.compile(r"第.{1,6}[条條节節]|[一1][、.．]|[(（][一1][)）]|\d{1,2}\.\d")
"""How what follows the heading of a chapter begins in a law, a plan or a manual, of which the page may hold a part."""


def chapter(view: View, head: Sequence[int]) -> str | None:
    """Return the first line if it names a chapter, the text names no other and goes on as a story does; None otherwise."""
    first = view.lines[head[0]].content
    if len(head) < 2 or view.body[1] < 0 or not _CHAPTER.fullmatch(first):
        return None
    others = [view.lines[i].content for i in view.filled if i != head[0]]
    return None if _OF_A_LAW.match(others[0]) or any(map(_OTHER.match, others)) else first
