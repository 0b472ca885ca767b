"""What the line scorer may judge of a plain text: its lines and pieces of lines, if rules found enough chrome among them.

The scorer alone would change clean texts. So it is not asked unless rules deleted something, and enough of it for so many lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.draft import Draft
from pipeline.rules.roles import NO_EVIDENCE_OF_EDGES, SHAPE

MIN_FINDINGS, UNITS_PER_FINDING = 2, 60
"""Different units that rules removed, at least, and units that may come on each: one label that a rule took by mistake proves no page."""


class Unit(NamedTuple):
    """A piece of the source that is judged as one: a line, or what column gaps part.

    `gone` when it was removed, `rule` being the first that says why; `found` when what removed it shows where the page's edges lie.
    """

    start: int
    end: int
    content: str
    found: bool
    gone: bool
    rule: str | None = None


def scored_units(draft: Draft) -> list[Unit]:
    """Return the units of a draft's source; none where rules found too little for the scorer to be asked."""
    if not any(_is_evidence(edit.rules) for edit in draft.edits):
        return []
    units = _units(draft)
    found = len({unit.content for unit in units if unit.found})
    return units if found >= MIN_FINDINGS and len(units) <= UNITS_PER_FINDING * found else []


def _is_evidence(rules: Sequence[str]) -> bool:
    return any(not rule.startswith(NO_EVIDENCE_OF_EDGES) for rule in rules)


def _units(draft: Draft) -> list[Unit]:
    from pipeline.scoring import split_units  # numpy is loaded only for texts that need it

    starts = [edit.start for edit in draft.edits]
    units = []
    for start, end in split_units(draft.source):
        index = bisect_right(starts, start) - 1
        edit = draft.edits[index] if index >= 0 else None
        if edit is None or edit.end < end or edit.replacement:
            units.append(Unit(start, end, draft.source[start:end], found=False, gone=False))
            continue
        rule = next((rule for rule in edit.rules if not rule.startswith(SHAPE)), edit.rules[0])
        units.append(Unit(start, end, draft.source[start:end], _is_evidence(edit.rules), True, rule))
    return units
