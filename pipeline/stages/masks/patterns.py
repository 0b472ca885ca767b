"""Tries the patterns of many rules on one mask, but only those that the characters on either side of it let match."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.placeholders import load
from pipeline.rules.placeholders.load import SlotRule
from pipeline.stages.masks.glyphs import MASK

_ASSERTION = regex.compile(r"\(\?<?[=!]")


class Slot(NamedTuple):
    """What a rule makes of a mask."""

    type: str
    rule: str
    strong: bool


class _Entry(NamedTuple):
    pattern: str
    slot: Slot


_Possible = tuple[tuple[Callable[[str, int], object], Slot], ...]
_REMEMBERED = 4096
"""Pairs of neighbours for which the patterns that they let match are kept; texts use a few hundred."""


class Patterns:
    """Patterns of several rules: the first that matches names its rule.

    Which of them a neighbouring character lets match is found out once for each character, by a partial match: of the part from the
    mask on for the one after it, and of what must stand before the mask, read backwards, for the one before it.
    """

    def __init__(self, rules: list[SlotRule]) -> None:
        self._entries = [_Entry(pattern, Slot(rule.type, rule.id, rule.strong)) for rule in rules for pattern in rule.pattern]
        self._after: dict[str, tuple[_Entry, ...]] = {}
        self._possible: dict[str, _Possible] = {}

    def at(self, text: str, offset: int) -> Slot | None:
        """Return what the first pattern that matches the mask at `offset` says."""
        if not self._entries:
            return None
        beside = text[offset - 1 : offset + 2] if offset else "^^" + text[:2]  # one more character than there are beside a mask
        possible = self._possible.get(beside)
        if possible is None:
            possible = self._remembered(beside, text[offset + 1 : offset + 2], text[offset - 1 : offset] if offset else "")
        for match, slot in possible:
            if match(text, offset):
                return slot
        return None

    def _remembered(self, beside: str, following: str, preceding: str) -> _Possible:
        """Return the patterns that a pair of neighbours lets match, and remember them for a while."""
        after = self._after.get(following)
        if after is None:
            after = self._after[following] = tuple(entry for entry in self._entries if _lets_follow(entry.pattern, following))
        if len(self._possible) >= _REMEMBERED:
            self._possible.clear()
        entries = (entry for entry in after if _lets_precede(entry.pattern, preceding))
        possible = self._possible[beside] = tuple((_compiled(entry.pattern).match, entry.slot) for entry in entries)
        return possible

    def every(self, text: str, offset: int) -> Slot | None:
        """Return the same as `at`, by trying each pattern: the proof that none is passed over."""
        return next((entry.slot for entry in self._entries if _compiled(entry.pattern).match(text, offset)), None)


def _lets_follow(pattern: str, following: str) -> bool:
    return not following or _from_mask(pattern).match(MASK + following, partial=True) is not None


@lru_cache(maxsize=_REMEMBERED)
def _lets_precede(pattern: str, preceding: str) -> bool:
    return not preceding or (before := _to_mask(pattern)) is None or before.match(preceding, partial=True) is not None


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern.replace(load.MASK, MASK))


@lru_cache(maxsize=2048)
def _from_mask(pattern: str) -> regex.Pattern[str]:
    """Return the pattern without what stands before the mask, in each of its alternatives."""
    return regex.compile("|".join(part[part.index(load.MASK, _mask_at(part)) :] for part in _parts(pattern)).replace(load.MASK, MASK))


@lru_cache(maxsize=2048)
def _to_mask(pattern: str) -> regex.Pattern[str] | None:
    """Return what must stand before the mask, to be matched backwards; None where the pattern does not say so in one lookbehind."""
    flags, rest = ("(?i)", pattern[4:]) if pattern.startswith("(?i)") else ("", pattern)
    if len(_parts(rest)) != 1 or not rest.startswith("(?<="):
        return None
    end = _mask_at(rest)
    if rest[end - 1] != ")":
        return None
    return regex.compile(f"{flags}(?r)(?:{_without_assertions(rest[4 : end - 1])})".replace(load.MASK, MASK))


def _without_assertions(pattern: str) -> str:
    """Return a pattern that matches all that this one does: what it asserts of the characters around is not asked."""
    kept: list[str] = []
    outer = None  # the depth around the assertion that is passed over
    for at, char, depth in _walk(pattern):
        if outer is not None:
            outer = None if depth == outer and char == ")" else outer
        elif char == "(" and _ASSERTION.match(pattern, at):
            outer = depth - 1
        else:
            kept.append(char)
    return "".join(kept)


def _mask_at(part: str) -> int:
    """Return the offset of the mask that is not inside a group or a set."""
    return next(at for at, char, depth in _walk(part) if not depth and char == load.MASK)


@lru_cache(maxsize=2048)
def _parts(pattern: str) -> tuple[str, ...]:
    """Return the alternatives of a pattern."""
    cuts = [-1, *(at for at, char, depth in _walk(pattern) if not depth and char == "|"), len(pattern)]
    return tuple(pattern[a + 1 : b] for a, b in itertools.pairwise(cuts))


def _walk(pattern: str) -> list[tuple[int, str, int]]:
    """Return (offset, character, how many groups and sets it is inside of) of a pattern; escapes count as one character."""
    walked, depth, inside_set, at = [], 0, False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            walked.append((at, pattern[at : at + 2], depth + inside_set))
            at += 2
            continue
        if inside_set:
            inside_set = char != "]"
        else:
            inside_set = char == "["
            depth += (char == "(") - (char == ")")
        walked.append((at, char, depth + inside_set))
        at += 1
    return walked
