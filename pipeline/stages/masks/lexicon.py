"""The placeholder rules in the form in which they are looked up: words in dictionaries, patterns in one expression per phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.rules.placeholders import load
from pipeline.rules.placeholders.load import SlotRule, slot_rules
from pipeline.stages.masks.patterns import Patterns, Slot


class Words:
    """Words that stand straight after (or before) a place in the text; the longest one counts."""

    def __init__(self) -> None:
        self.slots: dict[str, Slot | None] = {}
        self.longest: dict[str, int] = {}

    def add(self, words: tuple[str, ...], slot: Slot | None, *, edge: int) -> None:
        """Add words, unless an earlier rule has them; `edge` is 0 for words that follow, -1 for words that precede."""
        for word in words:
            if self.slots.get(word) is None and (slot is not None or word not in self.slots):
                self.slots[word] = slot
                self.longest[word[edge]] = max(self.longest.get(word[edge], 0), len(word))

    def at(self, text: str, offset: int) -> Slot | None:
        """Return what the longest word that begins at `offset` says; None for no word and for one that only looks like a head."""
        return self.match(text, offset)[1]

    def match(self, text: str, offset: int) -> tuple[str, Slot | None]:
        """Return the longest word that begins at `offset` and what it says."""
        longest = self.longest.get(text[offset : offset + 1], 0)
        for length in range(longest, 0, -1):
            word = text[offset : offset + length]
            if word in self.slots:
                return word, self.slots[word]
        return "", None

    def before(self, text: str, offset: int) -> Slot | None:
        """Return what the longest word that ends at `offset` says."""
        longest = min(self.longest.get(text[offset - 1 : offset], 0), offset) if offset else 0
        for length in range(longest, 0, -1):
            word = text[offset - length : offset]
            if word in self.slots:
                return self.slots[word]
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, ready to be asked; shields by the mask character that they are about."""

    heads: Words
    late: Words
    titles: Words
    places: Words
    compound: Words
    phases: Mapping[str, Patterns]
    shields: Mapping[str, Patterns]
    single_shields: Mapping[str, Patterns]
    letters: Mapping[str, Patterns]

    def compound_at(self, text: str, offset: int) -> Slot | None:
        """Return what the nearest head says that stands up to eight characters after the mask at `offset`."""
        firsts = self.compound.longest
        if firsts.keys().isdisjoint(text[offset + 2 : offset + 10]) or not (gap := _GAP.match(text, offset + 1)):
            return None
        for at in range(offset + 2, gap.end() + 1):
            if text[at : at + 1] in firsts and (slot := self.compound.at(text, at)):
                return slot
        return None


_STOP = "的是在和与為为把将將对對了等及或着著过過给给向从從由被让以而则"
_GAP = regex.compile(rf"[^\P{{Han}}{_STOP}]{{1,8}}")
"""What may stand between a mask and the head of its name."""


def _slot(rule: SlotRule) -> Slot:
    return Slot(rule.type, rule.id, rule.strong)


def _words(rules: list[SlotRule]) -> dict[str, Words]:
    words = {name: Words() for name in ("heads", "late", "titles", "places")}
    for rule in rules:
        late = rule.when == "late"
        words["late" if late else "heads"].add(rule.after, _slot(rule), edge=0)
        words["titles" if rule.type == "PERSON" else "places"].add(rule.before, _slot(rule), edge=-1)
    for rule in rules:
        words["heads"].add(rule.skip, None, edge=0)
    return words


def _by_glyph(rules: list[SlotRule]) -> dict[str, Patterns]:
    """Return the patterns of the rules for each mask character that they name; "A-Z" stands for any other letter."""
    glyphs = {glyph for rule in rules for glyph in (rule.glyph.split() if rule.glyph == "A-Z" else rule.glyph)}
    return {glyph: Patterns([rule for rule in rules if glyph in rule.glyph]) for glyph in sorted(glyphs)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the placeholder rules, compiled; raises RuleError."""
    every = [rule for rule in slot_rules() if rule.type != "ELISION"]
    shields = [rule for rule in every if rule.type == "SHIELD"]
    rules = [rule for rule in every if rule.type != "SHIELD"]
    general = [rule for rule in rules if not rule.glyph]
    compound = Words()
    for rule in rules:
        compound.add(rule.compound, _slot(rule), edge=0)
    words = _words(general)
    return Lexicon(
        **words,
        compound=compound,
        phases={phase: Patterns([rule for rule in general if rule.when == phase]) for phase in load.PHASES},
        shields=_by_glyph([rule for rule in shields if not rule.single]),
        single_shields=_by_glyph([rule for rule in shields if rule.single]),
        letters=_by_glyph([rule for rule in rules if rule.glyph]),
    )
