"""The one model of text and edits: an immutable source, and what is changed in it.

All offsets are code points, half open. A `Draft` never changes: `apply` returns a new one. Stages look at `draft.text`, report `Change`s on it,
and `apply` translates them to edits in source offsets; nothing else in the pipeline changes text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.findings import Findings


class Edit(NamedTuple):
    """`source[start:end]` became `replacement`, because of `rules` (never empty, in the order in which they acted)."""

    start: int
    end: int
    replacement: str
    rules: tuple[str, ...]


class Change(NamedTuple):
    """What one rule wants: `draft.text[start:end]` becomes `replacement`."""

    start: int
    end: int
    replacement: str
    rule: str


class Line(NamedTuple):
    """One line of a page's source, without its terminator; `context` is what the HTML reader knows about it."""

    start: int
    end: int
    context: object | None = None


@dataclass(frozen=True)
class Draft:
    """An immutable source, the sorted disjoint edits made in it so far, and the findings."""

    source: str
    edits: tuple[Edit, ...] = ()
    lines: tuple[Line, ...] = ()
    findings: Findings = field(default_factory=Findings)

    @cached_property
    def text(self) -> str:
        """The source with all edits made."""
        parts: list[str] = []
        at = 0
        for start, end, replacement, _ in self.edits:
            parts += (self.source[at:start], replacement)
            at = end
        parts.append(self.source[at:])
        return "".join(parts)

    @cached_property
    def text_starts(self) -> list[int]:
        """For each edit the text offset at which its replacement begins."""
        starts, shift = [], 0
        for start, end, replacement, _ in self.edits:
            starts.append(start + shift)
            shift += len(replacement) - (end - start)
        return starts

    @cached_property
    def _source_starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _gaps(self) -> list[tuple[int, int]]:
        """Where in the text the unchanged stretch before each edit and behind the last one begins, and how far the source is ahead of it."""
        behind = ((at + len(edit.replacement), edit.end) for at, edit in zip(self.text_starts, self.edits, strict=True))
        return [(0, 0), *((stop, end - stop) for stop, end in behind)]

    def text_span(self, index: int) -> tuple[int, int]:
        """Return [start, end) of edit `index` in `text`."""
        start = self.text_starts[index]
        return start, start + len(self.edits[index].replacement)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets of `text[start:end]`; an offset inside a replacement widens to the whole edit."""
        if start == end:  # stays with the text on its left, so that what is inserted comes before a later deletion
            return (point := self._end_to_source(start)), point
        index = bisect_right(self.text_starts, start)
        stop, ahead = self._gaps[index]
        if stop <= start and (index == len(self.edits) or end <= self.text_starts[index]):  # wholly between two edits, as most spans are
            return start + ahead, end + ahead
        return self._start_to_source(start), self._end_to_source(end)

    def _start_to_source(self, offset: int) -> int:
        index = bisect_right(self.text_starts, offset) - 1
        if index < 0:
            return offset
        edit, at = self.edits[index], self.text_starts[index]
        return edit.start if offset < at + len(edit.replacement) else edit.end + offset - at - len(edit.replacement)

    def _end_to_source(self, offset: int) -> int:
        index = bisect_left(self.text_starts, offset) - 1
        if index < 0:
            return offset
        edit, at = self.edits[index], self.text_starts[index]
        if offset <= at + len(edit.replacement):
            return edit.end
        return edit.end + offset - at - len(edit.replacement)

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """Return the text offsets of `source[start:end]`; an offset inside an edit widens to the whole replacement."""
        index = bisect_right(self._source_starts, start)
        stop, ahead = self._gaps[index]
        if stop <= start - ahead and start < end and (index == len(self.edits) or end <= self._source_starts[index]):
            return start - ahead, end - ahead
        low, high = self._to_text(start, widen_right=False), self._to_text(end, widen_right=True)
        return (low, high) if low <= high else (high, high)

    def _to_text(self, offset: int, *, widen_right: bool) -> int:
        index = bisect_right(self._source_starts, offset) - 1
        # A span that ends where an edit begins ends before it; one that begins where text was inserted begins after it.
        while widen_right and index >= 0 and self.edits[index].start == offset:
            index -= 1
        if index < 0:
            return offset
        edit = self.edits[index]
        at, stop = self.text_span(index)
        if offset < edit.end:
            return stop if widen_right else at
        return stop + offset - edit.end

    def cut(self, start: int, end: int, rule: str) -> list[Change]:
        """Return the changes that delete `text[start:end]`, parted where something is deleted already, so that each keeps its own record."""
        low, high = bisect_right(self.text_starts, start), bisect_left(self.text_starts, end)
        if not (points := [self.text_starts[i] for i in range(low, high) if not self.edits[i].replacement]):
            return [Change(start, end, "", rule)] if start < end else []
        return [Change(a, b, "", rule) for a, b in zip([start, *points], [*points, end], strict=True) if a < b]

    def with_findings(self, **changes: object) -> Draft:
        """Return the draft with some findings replaced."""
        if all(getattr(self.findings, name) == value for name, value in changes.items()):
            return self
        draft = object.__new__(Draft)  # with what has been worked out of source and edits: both stay
        draft.__dict__.update(self.__dict__, findings=self.findings._replace(**changes))  # type: ignore[arg-type]
        return draft

    def apply(self, changes: Iterable[Change]) -> Draft:
        """Return the draft with `changes` (in offsets of `text`) made.

        Overlapping changes of one call: leftmost, then longest, then first by rule id; the loser is dropped.
        A change that touches text of an earlier edit is composed with it: the hull of both, all rule ids kept. Raises ValueError for offsets outside.
        """
        chosen = select(changes)
        if not chosen:
            return self
        if chosen[-1].end > len(self.text) or chosen[0].start < 0:
            raise ValueError(f"change outside the text of {len(self.text)} code points: {chosen[-1]}")
        return Draft(self.source, tuple(_compose(self, chosen)), self.lines, self.findings)


def select(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that win, sorted and disjoint: leftmost, then longest, then rule id; empty changes are dropped."""
    ordered = sorted(changes, key=lambda c: (c.start, -c.end, c.rule, c.replacement))
    chosen: list[Change] = []
    for change in ordered:
        if change.start == change.end and not change.replacement:
            continue
        last = chosen[-1] if chosen else None
        if last and (change.start < last.end or (change.start == last.start and last.start == last.end)):
            continue
        chosen.append(change)
    return chosen


def _compose(draft: Draft, changes: Sequence[Change]) -> list[Edit]:
    """Merge changes on `draft.text` into its edits: both lists are sorted, each is walked once."""
    edits, starts = draft.edits, draft.text_starts
    if not edits:
        return [Edit(start, end, new, (rule,)) for start, end, new, rule in changes if draft.source[start:end] != new]
    result: list[Edit] = []
    index = position = 0
    while position < len(changes):
        change = changes[position]
        while index < len(edits) and _before(edits[index], starts[index], change):
            result.append(edits[index])
            index += 1
        group_end, position_end, index_end = change.end, position + 1, index
        if index < len(edits) and starts[index] <= change.end:
            group_end, position_end, index_end = _cluster(draft, changes, position, index)
        if index_end == index and position_end == position + 1:
            edit = Edit(*draft.to_source(change.start, change.end), change.replacement, (change.rule,))
        else:
            edit = _merged(draft, changes[position:position_end], index, index_end, change.start, group_end)
        if draft.source[edit.start : edit.end] != edit.replacement:
            result.append(edit)
        position, index = position_end, index_end
    return result + list(edits[index:])


def _before(edit: Edit, at: int, change: Change) -> bool:
    """Whether an edit lies wholly before a change and does not meet it."""
    stop = at + len(edit.replacement)
    if change.start == change.end and at == stop == change.start:
        return False  # an insertion where something was deleted merges with the deletion
    return stop <= change.start


def _cluster(draft: Draft, changes: Sequence[Change], position: int, index: int) -> tuple[int, int, int]:
    """Return (text end, next change, next edit) of the run of changes and edits that overlap, beginning at a change."""
    edits, starts = draft.edits, draft.text_starts
    start, end = changes[position].start, changes[position].end
    position += 1
    grown = True
    while grown:
        grown = False
        while index < len(edits) and _meets(edits[index], starts[index], start, end):
            end = max(end, starts[index] + len(edits[index].replacement))
            index += 1
            grown = True
        while position < len(changes) and changes[position].start < end:
            end = max(end, changes[position].end)
            position += 1
            grown = True
    return end, position, index


def _meets(edit: Edit, at: int, start: int, end: int) -> bool:
    stop = at + len(edit.replacement)
    if start == end:
        return at < start < stop or at == stop == start
    return start < at < end if at == stop else at < end and stop > start


def _merged(draft: Draft, changes: Sequence[Change], index: int, index_end: int, start: int, end: int) -> Edit:
    """One edit for the cluster: its text rewritten, its source the hull, its rules those of all in order."""
    for i in range(index, index_end):
        start = min(start, draft.text_span(i)[0])
    pieces, at = [""], start
    for change in changes:
        pieces += (draft.text[at : change.start], change.replacement)
        at = change.end
    pieces.append(draft.text[at:end])
    touched = draft.edits[index:index_end]
    low, high = _hull(draft, start, end, touched)
    rules = [rule for edit in touched for rule in edit.rules] + [change.rule for change in changes]
    return Edit(low, high, "".join(pieces), tuple(dict.fromkeys(rules)))


def _hull(draft: Draft, start: int, end: int, touched: Sequence[Edit]) -> tuple[int, int]:
    if start == end and not touched:
        low = high = draft._end_to_source(start)
    elif start == end:
        low, high = touched[0].start, touched[-1].end
    else:
        low, high = draft._start_to_source(start), draft._end_to_source(end)
    for edit in touched:
        low, high = min(low, edit.start), max(high, edit.end)
    return low, high
