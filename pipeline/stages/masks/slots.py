"""Decides what fills a slot: a candidate, seen in the text in which every candidate is one sign, and what stands around it.

The order is that of the guide: what means itself, then patterns that cannot be mistaken, the head straight after, a title before, the
nearest head further right, weaker heads, prepositions, and last what the genre makes likely. Since all candidates look alike here, a
text in which masks are already rewritten to [TYPE] gets the same answers.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from pipeline.stages.masks.glyphs import CERTAIN, CROSS, HASH, MASK, RING, STAR, is_han
from pipeline.stages.masks.lexicon import Lexicon, lexicon
from pipeline.stages.masks.patterns import Slot
from pipeline.stages.masks.tokens import Candidate

_HAN = regex.compile(r"[\u3400-\u9fff]")
_GUESSES = ("location.modifier", "other.unknown")
_WINDOW = 48
"""Code points on either side in which Chinese makes the context Chinese."""
_BLANKS = (" ", "\u3000")
_JOINS = "、和与與及或"
_RANGES = "-—~～–－至"


class Place(NamedTuple):
    """A candidate in the normalised text: `at` is the offset of its sign there."""

    candidate: Candidate
    raw: str
    at: int


def normalised(text: str, found: list[Candidate]) -> tuple[str, list[Place]]:
    """Return the text with every candidate as one sign, and where these stand."""
    parts: list[str] = []
    places: list[Place] = []
    at = length = 0
    for candidate in found:
        parts += (text[at : candidate.start], MASK)
        length += candidate.start - at
        places.append(Place(candidate, text[candidate.start : candidate.end], length))
        length += 1
        at = candidate.end
    parts.append(text[at:])
    return "".join(parts), places


def slots(text: str, places: list[Place]) -> list[Slot | None]:
    """Return for each candidate what fills its slot, or None; from right to left, since a row of names takes its kind from the last."""
    found: list[Slot | None] = []
    after: tuple[int, Slot | None] = (-1, None)
    for place in reversed(places):
        joined = after[1] if after[0] == place.at + 2 else None
        following = joined if joined and (text[place.at + 1] in _JOINS or (text[place.at + 1] in _RANGES and joined.type == "NUMBER")) else None
        slot = slot_of(text, place, following)
        after = (place.at, slot)
        found.append(slot)
    return _names_in_rows(text, places, found[::-1])


def _names_in_rows(text: str, places: list[Place], found: list[Slot | None]) -> list[Slot | None]:
    """A mask of which nothing but the genre speaks is a person after a person in the same row."""
    for i, slot in enumerate(found):
        before = found[i - 1] if i and places[i - 1].at == places[i].at - 2 and text[places[i].at - 1] in _JOINS else None
        if slot and slot.rule in _GUESSES and before and before.type == "PERSON" and places[i].candidate.shape == "run":
            found[i] = Slot("PERSON", before.rule, False)
    return found


def slot_of(text: str, place: Place, following: Slot | None = None) -> Slot | None:
    """Return the type of the value that a candidate stands for and the rule that says so, or None if it is no mask.

    `following` is what the next mask of the same row stands for.
    """
    candidate = place.candidate
    if candidate.shape == "decided":
        return Slot(candidate.type, candidate.rule, True)
    rules = lexicon()
    if candidate.shape in ("run", "blank", "letter") and candidate.kind == "mask" and _means_itself(text, place, rules):
        return None
    if candidate.shape == "year":
        return _year(text, place, rules)
    if _is_english(text, place.at):
        return _english(text, place, rules)
    if candidate.shape == "number":
        return _number(text, place, rules)
    if candidate.shape == "handle":
        return _handle(text, place, rules)
    if candidate.shape in ("letter", "sign"):
        return _seldom(text, place, rules)
    return _run(text, place, rules, following)


def _means_itself(text: str, place: Place, rules: Lexicon) -> bool:
    glyph = place.raw[0] if place.candidate.shape != "letter" else "A-Z"
    shield, single = rules.shields.get(glyph), rules.single_shields.get(glyph) if len(place.raw) == 1 else None
    return (shield is not None and shield.at(text, place.at) is not None) or (single is not None and single.at(text, place.at) is not None)


def _is_english(text: str, at: int) -> bool:
    """Whether no Chinese stands near, in the same line."""
    if is_han(text[at + 1 : at + 2]) or is_han(text[at - 1 : at]):
        return False
    start = max(text.rfind("\n", max(0, at - _WINDOW), at) + 1, at - _WINDOW, 0)
    stop = text.find("\n", at, at + _WINDOW)
    if not _HAN.search(text, start, stop if stop >= 0 else at + _WINDOW):
        return True
    after = text[at + 1 : at + 3].lstrip(" ")[:1]
    before = text[max(0, at - 2) : at].rstrip(" ")[-1:]
    return after.isascii() and after.isalpha() and (not before or (before.isascii() and before.isalpha()))


def _english(text: str, place: Place, rules: Lexicon) -> Slot | None:
    if place.candidate.shape in ("letter", "sign", "blank"):
        return None
    slot = rules.phases["english"].at(text, place.at)
    if slot:
        return slot if len(place.raw) > 1 or slot.type == "PERSON" or place.raw in CROSS + STAR or text[place.at + 1 : place.at + 2] == "%" else None
    if place.candidate.shape == "handle":
        return _handle(text, place, rules)
    labelled = rules.phases["first"].at(text, place.at)
    return labelled if labelled and labelled.rule == "other.identifier-label" else None


def _year(text: str, place: Place, rules: Lexicon) -> Slot:
    head = rules.heads.at(text, place.at + 1)
    if head and head.type == "NUMBER" and text[place.at + 1] not in "级届版屆級次期号季":
        return head
    return Slot("DATE", "date.masked-year", True)


def _number(text: str, place: Place, rules: Lexicon) -> Slot | None:
    slot = rules.phases["first"].at(text, place.at) or rules.heads.at(text, place.at + 1)
    return slot if slot and (slot.type in ("NUMBER", "DATE") or slot.rule == "other.identifier-label") else None


def _handle(text: str, place: Place, rules: Lexicon) -> Slot | None:
    slot = rules.phases["first"].at(text, place.at)
    if slot and slot.type in ("PERSON", "OTHER"):
        return slot
    raw = place.raw
    if sum(c.isdigit() for c in raw) > 2:
        return Slot("OTHER", "other.masked-identifier", True)
    if raw[0].isupper() or raw[-1].isalnum():
        return Slot("PERSON", "person.handle", True)
    return None


def _seldom(text: str, place: Place, rules: Lexicon) -> Slot | None:
    """A letter, # or %% is a mask only where a strong rule says so; ## is one where it is counted inside a sentence, too."""
    own = rules.letters.get(place.raw[0])
    if own and (slot := own.at(text, place.at)):
        return slot
    before = text[place.at - 1 : place.at]
    if before.isascii() and before.isalnum():
        return None
    slot = rules.heads.at(text, place.at + 1)
    counts = slot is not None and slot.type == "NUMBER" and len(place.raw) > 1 and place.raw[0] in HASH and is_han(before or " ")
    return slot if slot and (slot.strong or counts) else None


def _run(text: str, place: Place, rules: Lexicon, following: Slot | None) -> Slot | None:
    at, phases = place.at, rules.phases
    slot = phases["first"].at(text, at) or rules.heads.at(text, at + 1) or phases["head"].at(text, at) or phases["last-head"].at(text, at)
    slot = slot or rules.titles.before(text, at - 1 if text[at - 1 : at] in _BLANKS else at)
    if slot or place.candidate.shape == "blank":
        return slot
    if following and following.rule not in _GUESSES and (text[at + 1] in _RANGES or _likely(text, place)):
        return following
    if place.candidate.kind == "described":
        return Slot("OTHER", place.candidate.rule, True)
    slot = rules.compound_at(text, at) or rules.late.at(text, at + 1) or rules.places.before(text, at)
    return slot or phases["last"].at(text, at) or _likely(text, place)


def _likely(text: str, place: Place) -> Slot | None:
    """Nothing around decides: a bare mask before a noun is a place in this genre, before a pause something else, or no mask."""
    raw, at = place.raw, place.at
    after, before = text[at + 1 : at + 2], text[at - 1 : at]
    single = len(raw) == 1
    if single and raw in CERTAIN + RING:
        return None
    modifies = is_han(after) if after else False
    if single and raw in STAR and not (modifies and before and is_han(before)):
        return None
    if modifies:
        return Slot("LOCATION", "location.modifier", False)
    if single or (raw[0] in STAR + RING and _alone(text, at)):
        return None
    return Slot("OTHER", "other.unknown", False)


def _alone(text: str, at: int) -> bool:
    """Whether a mask has a line for itself: a rule of asterisks, a row of rings."""
    return text[at - 1 : at] in ("", "\n") and text[at + 1 : at + 2] in ("", "\n")
