"""Explains a document from its JSON: finds the place of each edit, and the text around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.commands.explanation import EditReport, Explanation, LeakReport
from pipeline.commands.reasons import reason_of
from pipeline.document import KEYS, SCHEMA, restore
from pipeline.errors import RestoreError
from pipeline.stages.leaks import leaks as leaks_in

CONTEXT = 40
"""Code points of a neighbouring line that are shown."""


def explain_document(
    path: str,
    document: Mapping[str, Any],
    reasons: Mapping[str, str],
    notes: Sequence[tuple[int, object]] = (),
    leaks: Sequence[tuple[int, str, str]] | None = None,
) -> Explanation:
    """Return the explanation of a document that is given as its JSON; `notes` are (source offset, reason) pairs of the line scorer.

    `leaks` are those of the Document; where only its JSON is left (None) they are looked for in the text. Raises RestoreError when it is no document.
    """
    if missing := [key for key in KEYS if key not in document]:
        raise RestoreError(f"no key {missing[0]!r}", hint=f"every document of schema {SCHEMA} has it; give a file as jingwen clean wrote it")
    try:
        source = None if any("was" not in edit for edit in document["edits"]) else restore(document)
        starts = _line_starts(source) if source is not None else []
        edits = [_report(i, edit, document["text"], source, starts, reasons) for i, edit in enumerate(document["edits"])]
    except (KeyError, TypeError, IndexError) as error:
        raise RestoreError(f"no document of schema {SCHEMA}", hint="give a file as jingwen clean wrote it") from error
    found = _leaks_in(document) if leaks is None else leaks
    reports = [LeakReport(bisect_right(starts, offset) if starts else None, rule, wording) for offset, rule, wording in found]
    return Explanation(path, document, _noted(edits, notes), reports)


def _leaks_in(document: Mapping[str, Any]) -> list[tuple[int, str, str]]:
    """Source offset, rule and wording of what gives away the masks of a document that only its JSON is left of."""
    if "residual_names" not in document["flags"]:
        return []
    text = document["text"]
    masked = {mask["type"] for mask in document["placeholders"] if mask["kind"] != "elided"}
    return [(_source_offset(document, leak.start), leak.rule, text[leak.start : leak.end]) for leak in leaks_in(text, masked)]


def _source_offset(document: Mapping[str, Any], at: int) -> int:
    """Where in the source stands what stands at an offset of the text that no edit wrote."""
    before = [edit for edit in document["edits"] if edit["text"][1] <= at]
    return at + before[-1]["source"][1] - before[-1]["text"][1] if before else at


def _noted(edits: list[EditReport], notes: Sequence[tuple[int, object]]) -> list[EditReport]:
    starts = [edit.source[0] for edit in edits]
    for offset, reason in notes:
        if str(reason).startswith("leak."):
            continue
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
