"""Finds the places where an uploader, an editor or a court hid a value, says what was hidden, and writes them in one form."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.stages.masks.candidates import candidates
from pipeline.stages.masks.elisions import elisions
from pipeline.stages.masks.slots import normalised, slot_of


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`text[start:end]` stands for a value of `type`. Offsets are code points; an elision has start == end and no `raw`.

    kind: "mask" (mask characters alone), "partial" (fused with kept characters of the value), "elided" (nothing is left),
    "described" (in words) or "pii" (a real value).
    """

    start: int
    end: int
    type: str
    kind: str
    raw: str
    rule: str


def find(text: str) -> list[Placeholder]:
    """Return the masks and elisions of a text, sorted, disjoint."""
    found = candidates(text)
    result: list[Placeholder] = []
    seen = text
    if found:
        seen, places = normalised(text, found)
        for place in places:
            slot = slot_of(seen, place)
            if slot:
                start, end, _, kind, _, _ = place.candidate
                result.append(Placeholder(start, end, slot.type, kind, place.raw, slot.rule))
    cut = [Placeholder(at, at, type_, "elided", "", rule) for at, type_, rule in elisions(text)]
    return sorted([*result, *cut], key=lambda p: (p.start, p.end)) if cut else result
