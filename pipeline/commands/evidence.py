"""What `explain` says about a document: every edit with its place, its rules, their reasons, and the text around it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.commands.reasons import category, reason_of
from pipeline.document import restore
from pipeline.errors import RestoreError

CONTEXT = 40
"""Code points of a neighbouring line that are shown."""


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


@dataclass(frozen=True, slots=True)
class Explanation:
    """All edits of one document, in order, and the document itself as JSON holds it."""

    path: str
    document: Mapping[str, Any]
    edits: Sequence[EditReport]

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
            "edits": [edit.to_dict() for edit in self.edits],
        }


def explanation(
    path: str, document: Mapping[str, Any], reasons: Mapping[str, str], notes: Sequence[tuple[int, object]] = ()
) -> Explanation:
    """Return the explanation of a document that is given as its JSON; `notes` are (source offset, reason) pairs of the line scorer.

    Raises RestoreError when it is no document.
    """
    try:
        source: str | None = restore(document)
    except RestoreError:
        if not any("was" not in edit for edit in document.get("edits", ())):
            raise
        source = None
    starts = _line_starts(source) if source is not None else []
    edits = [_report(i, edit, document["text"], source, starts, reasons) for i, edit in enumerate(document["edits"])]
    return Explanation(path, document, _noted(edits, notes))


def _noted(edits: list[EditReport], notes: Sequence[tuple[int, object]]) -> list[EditReport]:
    starts = [edit.source[0] for edit in edits]
    for offset, reason in notes:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < max(edits[index].source[1], edits[index].source[0] + 1):
            edits[index] = replace(edits[index], note="; ".join(filter(None, (edits[index].note, str(reason)))))
    return edits


def _line_starts(source: str) -> list[int]:
    starts, at = [0], source.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\n", at + 1)
    return starts


def _report(
    index: int, edit: Mapping[str, Any], text: str, source: str | None, starts: Sequence[int], reasons: Mapping[str, str]
) -> EditReport:
    (start, end), (low, high) = edit["source"], edit["text"]
    line = bisect_right(starts, start) if source is not None else None
    was, now = edit.get("was"), text[low:high]
    whole = source is not None and not now.strip("\n") and end > start and _whole_lines(source, start, end)
    before, left, right, after = _around(text, low, high)
    if whole and left + right:  # the line that closed up over the deletion is the one after it (or, at the end, before it)
        before, after = (before, right) if not left else (left, after)
        left = right = ""
    rules = tuple(edit["rules"])
    return EditReport(
        number=index + 1,
        line=line,
        column=start - starts[line - 1] + 1 if line is not None else None,
        source=(start, end),
        text=(low, high),
        rules=rules,
        why=tuple(reason_of(rule, reasons) for rule in rules),
        was=was,
        now=now,
        whole=whole,
        before=before,
        left=left,
        right=right,
        after=after,
    )


def _whole_lines(source: str, start: int, end: int) -> bool:
    """Whether [start, end) is made of whole lines, with the terminator after them or the one before them."""
    closes = end == len(source) or source[end] == "\n"
    if start == 0 or source[start - 1] == "\n":
        return closes or source[end - 1] == "\n"
    return source[start] == "\n" and closes


def _around(text: str, low: int, high: int) -> tuple[str, str, str, str]:
    """Return the line before, the rest of the own line on the left and the right, and the line after, each cut to `CONTEXT`."""
    begin = text.rfind("\n", max(0, low - 2000), low) + 1 if low else 0
    begin = begin or max(0, low - 2000)
    stop = text.find("\n", high, high + 2000)
    stop = stop if stop >= 0 else min(len(text), high + 2000)
    earlier = text[max(0, begin - 2000) : max(0, begin - 1)]
    later = text[stop + 1 : stop + 2001]
    return (
        _tail(earlier.rstrip("\n").rpartition("\n")[2]),
        _tail(text[begin:low]),
        _head(text[high:stop]),
        _head(later.lstrip("\n").partition("\n")[0]),
    )


def _tail(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:]


def _head(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT] + "…"
