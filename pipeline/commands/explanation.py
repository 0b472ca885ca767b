"""What `explain` says about a document: every edit with its place, its rules, their reasons, and the text around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.commands.reasons import category


@dataclass(frozen=True, slots=True)
class EditReport:
    """One edit in its place. `line` and `column` count from 1 in the source; both are None where the source cannot be restored.

    `was` is None when the document was anonymised and keeps it in its map file. `whole`: whole lines went, nothing came instead.
    `left` and `right` are the rest of the edit's own line in the clean text, `before` and `after` the lines next to it.
    `note` is the line scorer's reason, where it acted: its strongest features.
    """

    number: int
    line: int | None
    column: int | None
    source: tuple[int, int]
    text: tuple[int, int]
    rules: tuple[str, ...]
    why: tuple[str, ...]
    was: str | None
    now: str
    whole: bool
    before: str
    left: str
    right: str
    after: str
    note: str = ""

    @property
    def category(self) -> str:
        """The kind of the rule that acted last, which decides what became of the place."""
        return category(self.rules[-1])

    @property
    def blank(self) -> bool:
        """Whether nothing but white space was removed and nothing but white space written."""
        return self.was is not None and not self.was.strip() and not self.now.strip()

    @property
    def removed(self) -> int:
        """Code points of the source that the edit covers."""
        return self.source[1] - self.source[0]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number,
            "line": self.line,
            "column": self.column,
            "source": list(self.source),
            "text": list(self.text),
            "category": self.category,
            "rules": list(self.rules),
            "why": list(self.why),
            "was": self.was,
            "now": self.now,
            "before": self.before,
            "left": self.left,
            "right": self.right,
            "after": self.after,
            "note": self.note,
        }


class LeakReport(NamedTuple):
    """A name that may give away what masks hide; `line` counts from 1 in the source, None where that cannot be restored."""

    line: int | None
    rule: str
    wording: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All edits of one document, in order, possible leaks, and the document itself as JSON holds it."""

    path: str
    document: Mapping[str, Any]
    edits: Sequence[EditReport]
    leaks: Sequence[LeakReport]

    def by_category(self) -> dict[str, list[EditReport]]:
        """Return the edits grouped by category, the groups in the order in which they first appear."""
        groups: dict[str, list[EditReport]] = {}
        for edit in self.edits:
            groups.setdefault(edit.category, []).append(edit)
        return groups

    def rule_counts(self) -> Counter[str]:
        """Return how many edits each rule had a part in."""
        return Counter(rule for edit in self.edits for rule in edit.rules)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form: the counts first, then every edit."""
        return {
            "path": self.path,
            "id": self.document["id"],
            "title": self.document["title"],
            "chars": {"source": self.document["source"]["chars"], "text": len(self.document["text"])},
            "rules": dict(sorted(self.rule_counts().items())),
            "gaps": list(self.document["gaps"]),
            "flags": list(self.document["flags"]),
            "leaks": [leak._asdict() for leak in self.leaks],
            "edits": [edit.to_dict() for edit in self.edits],
        }


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says of one document; all that is kept of it when many are explained. `chars` are code points of source and text."""

    path: str
    rules: Counter[str]
    chars: tuple[int, int]
    gaps: int
    flags: tuple[str, ...]

    @classmethod
    def of(cls, found: Explanation) -> Row:
        """Return the row of an explanation."""
        document = found.document
        chars = (document["source"]["chars"], len(document["text"]))
        return cls(found.path, found.rule_counts(), chars, len(document["gaps"]), tuple(document["flags"]))
