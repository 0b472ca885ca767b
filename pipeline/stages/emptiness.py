"""Whether anything that reads like a document is left of a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.draft import Draft
from pipeline.rules.roles import OF_ANY_TEXT
from pipeline.rules.slot import slot
from pipeline.rules.view import is_long_sentence, view_of

PLAIN = 20
"""Code points of a line that is no label of a menu."""
MIN_LINES, MIN_SIZE = 3, 24
"""Lines that follow each other in the source, and their code points, of a body that has short lines only."""

_LABEL = re.compile(r"[\u4e00-\u9fff]{1,4}|(?:[A-Z][A-Za-z&'-]{0,15}\s?){1,2}")
"""A line as menus have them; a list of nothing else is a body only where it has a body's place."""


class _Line(NamedTuple):
    """A line of the source, and the id of the rule that removed it, "" where it only changed."""

    content: str
    rule: str | None


def has_body(draft: Draft) -> bool:
    """Return whether the draft's text is more than the remnants of a menu; a text without chrome is a document however short."""
    text = draft.text
    if not text.strip():
        return False
    if not any(not rule.startswith(OF_ANY_TEXT) for edit in draft.edits for rule in edit.rules):
        return True
    if any(is_long_sentence(line.content) or len(line.content) >= PLAIN for line in view_of(text).lines):
        return True
    lines = [line for line in _lines(draft) if line.content]
    return slot([line.rule for line in lines]) is not None or any(_body_like(stretch) for stretch in _stretches(lines))


def _lines(draft: Draft) -> Iterator[_Line]:
    """The lines of the source, each with the rule that removed it whole."""
    starts, at = [edit.start for edit in draft.edits], 0
    for raw in draft.source.split("\n"):
        content = raw.strip()
        index = bisect_right(starts, at + raw.find(content[:1])) - 1
        edit = draft.edits[index] if index >= 0 else None
        gone = edit is not None and edit.end >= at + len(raw.rstrip()) and not edit.replacement.strip()
        yield _Line(content, edit.rules[0] if gone and edit is not None else None)
        at += len(raw) + 1


def _stretches(lines: Sequence[_Line]) -> Iterator[list[str]]:
    """The contents of lines that stay and follow each other."""
    stretch: list[str] = []
    for line in (*lines, _Line("", "")):
        if line.rule is None:
            stretch.append(line.content)
        else:
            yield stretch
            stretch = []


def _body_like(stretch: Sequence[str]) -> bool:
    return len(stretch) >= MIN_LINES and sum(map(len, stretch)) >= MIN_SIZE and not all(_LABEL.fullmatch(content) for content in stretch)
