"""Reads the placeholder rules: heads, titles, units and patterns, one file per type, each rule with its reason and examples."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from pipeline.errors import RuleError

ROOT = Path(__file__).parent
TYPES = ("LOCATION", "PERSON", "ORGANIZATION", "NUMBER", "DATE", "EVENT", "OTHER")
FILES = ("shield", "named", "other", "date", "event", "number", "organization", "person", "location", "elision")
"""In this order rules are tried, and the first file keeps a head that two of them name."""
PHASES = ("first", "head", "last-head", "late", "last", "english")
MASK = "▢"
"""Stands for the mask in a rule's patterns, and for every mask in the text that they are tried on."""


@dataclass(frozen=True, slots=True)
class SlotRule:
    """One reason why a mask is of a type.

    `after`: words that stand straight after the mask; `skip`: longer words that only look like one of them; `before`: words straight
    before it; `compound`: heads that may stand up to eight characters after it; `pattern`: expressions in which ▢ is the mask.
    `when` is the phase in which it is tried; `glyph` limits it to masks of these characters; only `strong` rules make a mask of what
    is seldom one (a letter, #, %%);
    a `single` rule is about one character alone. `to` overrides the file's type. `units` belong to elisions.
    """

    id: str
    why: str
    type: str
    when: str = "head"
    strong: bool = False
    single: bool = False
    glyph: str = ""
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    pattern: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    def canonical(self) -> dict[str, Any]:
        """Return the fields that decide what the rule does, for the configuration digest."""
        return {key: value for key, value in asdict(self).items() if key not in ("why", "finds", "keeps")}


_LISTS = ("after", "before", "compound", "skip", "units", "pattern", "finds", "keeps")
_KEYS = {"id", "why", "when", "strong", "single", "glyph", "to", *_LISTS}


def _parse(raw: Mapping[str, Any], stem: str) -> SlotRule:
    name = str(raw.get("id", "(rule without an id)"))
    where = f"{stem}.toml, rule {name}"
    if unknown := set(raw) - _KEYS:
        raise RuleError(f"{sorted(unknown)[0]}: no such key", where=where, hint="keys are " + ", ".join(sorted(_KEYS)))
    if name.split(".", 1)[0] != stem or not raw.get("why"):
        raise RuleError("id or why: missing, or the id does not begin with the file's name", where=where, hint=f"call it {stem}.…")
    if not raw.get("keeps") or (stem != "shield" and not raw.get("finds")):
        raise RuleError("finds and keeps: an example is missing", where=where, hint="give what it finds and what it must leave")
    when = str(raw.get("when", "head"))
    if when not in PHASES:
        raise RuleError(f"when: unknown value {when!r}", where=where, hint="use one of " + ", ".join(PHASES))
    kind = str(raw.get("to", stem.upper()))
    lists = {key: tuple(raw.get(key, ())) for key in _LISTS}
    return SlotRule(name, raw["why"], kind, when, bool(raw.get("strong", False)), bool(raw.get("single", False)), str(raw.get("glyph", "")), **lists)


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, Any]]:
    """Return the parsed rule files by stem; raises RuleError."""
    read: dict[str, dict[str, Any]] = {}
    for stem in FILES:
        path = ROOT / f"{stem}.toml"
        try:
            read[stem] = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise RuleError(f"cannot be read: {error}", where=path.name, hint="rule files are UTF-8 TOML") from error
    return read


@lru_cache(maxsize=1)
def slot_rules() -> tuple[SlotRule, ...]:
    """Return all placeholder rules in the order in which they are tried; raises RuleError."""
    rules = tuple(_parse(raw, stem) for stem, table in tables().items() for raw in table.get("rule", ()))
    if len({rule.id for rule in rules}) != len(rules):
        raise RuleError("an id stands twice", where="placeholders", hint="rename one of them")
    return rules


def alternatives(words: tuple[str, ...]) -> str:
    """Return an expression that matches any of the words, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
