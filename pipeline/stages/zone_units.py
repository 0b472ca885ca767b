"""A piece of the source that the zones judge as one, and what its neighbours say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.rules.simplified import simplified
from pipeline.rules.slot import is_byline, is_foot
from pipeline.rules.view import is_long_sentence
from pipeline.stages.own_lines import HIDING, KEEP, KEEP_LIMIT, LABELLED, SPOKEN

BETWEEN, BEFORE_BYLINE = 0.5, 3
"""Log odds at or below which a unit between two findings goes; units over a by-line between which and the title labels stand."""
REACH = -1.0
"""Log odds above which a long sentence near the main run belongs to it, with all that stands between."""
FAR = 12
"""Units around the main run in which sentences may belong to it."""
_WAY = ("nav.breadcrumb", "nav.path-to-text")
"""Beginnings of the ids of rules that know the way from the site's first page to the text."""
_HAN = regex.compile(r"\p{Han}")


class Unit(NamedTuple):
    """A piece of the source that is judged as one: a line, or what column gaps part; `found` when rules removed it, `rule` is the first of them."""

    start: int
    end: int
    content: str
    found: bool
    gone: bool
    rule: str | None = None


def threshold(units: Sequence[Unit], i: int, outer: float) -> float:
    """Log odds at or below which a unit in a zone goes: more for a Chinese one between two that rules removed."""
    return BETWEEN if _HAN.search(units[i].content) and 0 < i < len(units) - 1 and units[i - 1].found and units[i + 1].found else outer


def is_kept(units: Sequence[Unit], i: int, low: int) -> bool:
    """Whether a unit near the body is of those with which documents begin and end; between title and by-line a label with its value is not, and
    nothing above the way to the page."""
    content = simplified(units[i].content[:KEEP_LIMIT])
    if KEEP.fullmatch(content) is None or any((unit.rule or "").startswith(_WAY) for unit in units[i + 1 : low]):
        return False
    return i >= low or LABELLED.fullmatch(content) is None or not any(is_byline(unit.rule) for unit in units[i + 1 : min(i + 1 + BEFORE_BYLINE, low)])


def reach_of(units: Sequence[Unit], logits: Sequence[float], low: int, high: int) -> tuple[int, int]:
    """The main run, drawn out to the sentences beyond a block that rules removed: what a paywall parts is one text."""
    likely = [i for i, unit in enumerate(units) if not unit.gone and logits[i] > REACH and is_long_sentence(unit.content)]
    near = [i for i in likely if low - FAR <= i < high + FAR]
    low, high = min([low, *near]), max([high, *(i + 1 for i in near)])
    return low, max([high, *(i + 1 for i in _beyond_hidden(units, high))])


def _beyond_hidden(units: Sequence[Unit], high: int) -> Iterator[int]:
    """The short sentences below a block that hides a part of the text, down to the page's foot: the text goes on there, and may end with thanks."""
    hidden = False
    for i in range(high, min(high + FAR, len(units))):
        unit = units[i]
        if unit.gone and is_foot(unit.rule):
            return
        hidden = hidden or (unit.gone and (unit.rule or "").startswith(HIDING))
        if hidden and not unit.gone and SPOKEN.fullmatch(unit.content):
            yield i
