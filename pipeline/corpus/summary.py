"""What a run did and what OUT holds after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from pipeline.corpus.records import Counts
from pipeline.options import Options
from pipeline.rules.load import FOLDERS, rule_set

SCHEMA = "jingwen-summary/1"
_SUSPICIOUS_SHARE, _SUSPICIOUS_LEAST = 0.5, 20


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what OUT holds after it.

    run: this run: files found, cleaned, unchanged (skipped), same (read again, nothing new), failed, written (outputs whose bytes changed),
    `why` files were cleaned, `skipped` what was passed over, vanished, stale and pruned (outputs, as listed below), seconds are left out so that equal
    runs give equal summaries.
    documents, raw_bytes, characters of source and text: all of OUT. rules: for each rule `documents` in which it fired and `edits`;
    categories: edits by category (the first part of a rule's id). never_fired: rules of this configuration that did nothing.
    suspicious: rules that fired in at least half of the documents (of 20 or more): the chrome of one site, or a rule that eats bodies: look.
    leaks: names and places beside masks that may give them away, counted by rule; possible_leaks: [path of the document, rule, wording] of the first 1,000
    in the order of paths. An anonymised run has neither: it names nothing that it hides.
    failures: [path, code, message]. vanished: outputs whose raw file is gone; stale: outputs whose raw file changed and can no longer be cleaned;
    of these lists the first 1,000.
    shortened: outputs whose name had to differ. interrupted: the run was stopped before its end; the next one goes on.
    """

    run: Mapping[str, Any]
    documents: int
    raw_bytes: int
    chars_source: int
    chars_text: int
    rules: Mapping[str, Mapping[str, int]]
    categories: Mapping[str, int]
    gaps: Mapping[str, int]
    flags: Mapping[str, int]
    encodings: Mapping[str, int]
    evidence: Mapping[str, int]
    placeholders: Mapping[str, int]
    languages: Mapping[str, int]
    leaks: Mapping[str, int]
    possible_leaks: tuple[tuple[str, str, str], ...]
    skipped: Mapping[str, int]
    never_fired: tuple[str, ...]
    suspicious: tuple[Mapping[str, Any], ...]
    failures: tuple[tuple[str, str, str], ...]
    failed: int
    failed_by_code: Mapping[str, int]
    vanished: tuple[str, ...]
    stale: tuple[str, ...]
    pruned: tuple[str, ...]
    shortened: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    interrupted: bool
    tool: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Whether everything was cleaned."""
        return not self.failed and not self.interrupted

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as it stands in `OUT/_jingwen/summary.json`."""
        return {"schema": SCHEMA, "ok": self.ok, **asdict(self)}

    def dump(self) -> bytes:
        """Return the summary as indented JSON with a final newline."""
        return orjson.dumps(self.to_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def counted(counts: Counts, options: Options) -> dict[str, Any]:
    """Return the fields of a Summary that follow from counts over documents."""
    groups, numbers = counts.groups, counts.numbers
    categories: Counter[str] = Counter()
    for rule, edits in groups["edits"].items():
        categories[rule.split(".", 1)[0]] += edits
    known = sorted(rule.id for folder in FOLDERS for rule in rule_set(folder, options.rules).rules if rule.enabled)
    rules = {rule: {"documents": groups["rules"][rule], "edits": groups["edits"][rule]} for rule in sorted(groups["rules"])}
    return {
        "documents": numbers["documents"],
        "raw_bytes": numbers["bytes"],
        "chars_source": numbers["chars_source"],
        "chars_text": numbers["chars_text"],
        "rules": rules,
        "categories": _sorted(categories),
        **{name: _sorted(groups[name]) for name in ("gaps", "flags", "encodings", "evidence", "placeholders", "languages", "leaks", "skipped")},
        "possible_leaks": tuple(map(tuple, counts.possible_leaks)),
        "never_fired": tuple(rule for rule in known if rule not in rules),
        "suspicious": tuple(_suspicious(rules, numbers["documents"])),
    }


def _suspicious(rules: Mapping[str, Mapping[str, int]], documents: int) -> list[dict[str, Any]]:
    if documents < _SUSPICIOUS_LEAST:
        return []
    found = [(fired["documents"], rule) for rule, fired in rules.items() if fired["documents"] >= _SUSPICIOUS_SHARE * documents]
    return [
        {"rule": rule, "documents": count, "share": round(count / documents, 3)}
        for count, rule in sorted(found, key=lambda f: (-f[0], f[1]))
    ]


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
