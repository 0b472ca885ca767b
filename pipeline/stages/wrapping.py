"""Line wraps that a text layer or an e-mail kept: lines of one width that stop in mid-sentence, or blanks at each line width.

Wrapped text proves itself: nearly all its lines have the width of the column, and those that are shorter end a paragraph. Verse, lists, headings
and signatures are shorter than the column or end where they should, so they stay. Between Chinese characters nothing is inserted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.view import REMEMBERED, View, view_of
from pipeline.stages.segments import opens_paragraph, unfinished

MIN_WIDTH, MAX_WIDTH = 18, 64
"""Width of a column in full-width characters; verse is narrower, paragraphs are wider."""
MIN_FULL = 4
"""Lines of the full width, at least."""
WITHIN = 2
"""Full-width characters by which full lines differ: a mark that may not begin a line, a Latin word."""
MIN_LATIN, MAX_LATIN = 45, 110
"""Letters on a line of wrapped English."""

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u2014\u2018\u2019\u201c\u201d\u2026\u00b7×]"
)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
_FOLDED = re.compile(r"(?<=[\u4e00-\u9fff”》)\d])[,;:!?](?!\d)|[()]")
_HAN = regex.compile(r"\p{Han}")
_BREAK = re.compile(r"[ \u00a0\u3000]{1,2}")
_INDENTS = " \t\u00a0\u3000"
_INDENT = re.compile(f"[{_INDENTS}]+")
_ENDS = re.compile(r"(?:[。！？!?；;：:…”」』》）)]|[….·．。—_-]{3,60}\s?\d{1,4})$")
"""Ends of sentences, and of the lines of a table of contents."""
_LATIN_END = re.compile(r"[.!?:;][\"')\u201d\u2019]?$")
_SIGNED = re.compile(r"-- |.{20,110}\d{2}:\d{2}:\d{2} [+-]\d{4}$")
"""The line of a change log that ends an entry: who, and when."""
_MARK = re.compile(r"[，,。；;、]")
_CLOSING = "，。、；：！？）》”’」』】,.;:!?)%"

Measure = Callable[[str], float]


class Piece(NamedTuple):
    """What stands before a break: its place, the end of the break, and its text."""

    start: int
    end: int
    next: int
    said: str


@lru_cache(maxsize=REMEMBERED)
def display_width(text: str) -> float:
    """Return a text's width in full-width characters; a Latin letter or digit is half as wide."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) / 2


def folded_width(text: str) -> float:
    """Return the width that a text had before its full-width marks were written as those of ASCII, which is done to wrapped lines, too."""
    return display_width(text) + len(_FOLDED.findall(text)) / 2


def _count(text: str) -> float:
    return float(len(text))


TAG = re.compile(r"\[(?:LOCATION|PERSON|ORGANIZATION|NUMBER|DATE|EVENT|OTHER)(?:_\d+)?\]")
"""A placeholder as it is written by default."""
MEASURES: tuple[Measure, ...] = (_count, display_width)


def wrap_changes(draft: Draft, *, blanks: bool = True) -> list[Change]:
    """Return the changes that join wrapped lines and, with `blanks`, take out the blanks at line width, which only a text layer has."""
    if TAG.search(draft.text):  # our own output: tags are longer than the masks by which the lines were measured
        return []
    view = view_of(draft.text)
    return (_column_blanks(view) if blanks else []) or _wrapped_lines(draft, view) or _wrapped_latin(view)


def column_of(widths: Sequence[float]) -> float:
    """Return the column's width: the value under which, within `WITHIN`, most widths lie; 0 if too few do."""
    best, column = 0, 0.0
    ordered = sorted(widths)
    for width in sorted(set(widths), reverse=True):
        if MIN_WIDTH <= width <= MAX_WIDTH:
            count = bisect_right(ordered, width) - bisect_left(ordered, width - WITHIN)
            if count > best:
                best, column = count, width
    return column if best >= MIN_FULL - 1 else 0.0


def _pieces(view: View) -> list[Piece]:
    """The pieces of all lines that end at blanks with Chinese on at least one side."""
    found: list[Piece] = []
    for line in view.lines:
        if len(line.content) < 2 * MIN_WIDTH or not (" " in line.content or "\u3000" in line.content or "\u00a0" in line.content):
            continue
        if not _CJK.search(view.text, line.start, line.end):
            continue
        at = line.start + len(raw := view.text[line.start : line.end]) - len(raw.lstrip())
        for gap in _BREAK.finditer(view.text, at, line.end):
            left, right = view.text[gap.start() - 1], view.text[gap.end() : gap.end() + 1]
            if gap.end() >= line.end or not (_CJK.match(left) or _CJK.match(right)):
                continue
            found.append(Piece(at, gap.start(), gap.end(), view.text[at : gap.start()]))
            at = gap.end()
    return found


def _column_blanks(view: View) -> list[Change]:
    if view.text.count(" ") + view.text.count("\u3000") + view.text.count("\u00a0") < MIN_FULL - 1:
        return []
    broken = _pieces(view)
    if len(broken) < MIN_FULL - 1:
        return []
    best: list[Piece] = []
    for measure in MEASURES:
        column = column_of([_width(piece.said, measure) for piece in broken])
        full = [piece for piece in broken if column and column - WITHIN <= _width(piece.said, measure) <= column]
        wider = sum(_width(piece.said, measure) > column + 1 for piece in broken)
        if wider <= 0.2 * len(broken) and 2 * len(full) >= sum(len(piece.said) >= 10 for piece in broken) and len(full) > len(best):
            best = full
    cut = sum(unfinished(piece.said) or view.text[piece.next] in _CLOSING for piece in best)
    running = sum(_MARK.search(piece.said) is not None for piece in best)  # names and labels of one length, on one line, have no marks
    if len(best) < MIN_FULL - 1 or 2 * cut < len(best) or 2 * running < len(best):
        return []
    return [Change(p.end, p.next, "", "reflow.column-blank") for p in best if unfinished(p.said) or not opens_paragraph(view.text, p.next)]


class Row(NamedTuple):
    """A non-blank line with its place, its width, its indent, and whether a blank line stands above it."""

    start: int
    end: int
    width: float
    indent: float
    parted: bool
    said: str


def _rows(view: View, measure: Measure) -> list[Row]:
    rows: list[Row] = []
    blank = False
    for line in view.lines:
        raw = view.text[line.start : line.end].rstrip()
        if not raw:
            blank = True
            continue
        indent = match.end() if (match := _INDENT.match(raw)) else 0
        rows.append(Row(line.start + indent, line.start + len(raw), _width(raw, measure), measure(raw[:indent]), blank, raw[indent:]))
        blank = False
    return rows


def _wrapped_lines(draft: Draft, view: View) -> list[Change]:
    sizes = [len(line.content) for line in view.lines if len(line.content) >= 8]
    if len(sizes) < MIN_FULL or sum(size > 2 * MAX_WIDTH + 2 for size in sizes) > 0.05 * len(sizes):
        return []  # too many lines are wider than any column, whatever they are made of
    raws = [view.text[line.start : line.end].rstrip() for line in view.lines if line.content]
    for measure in MEASURES:
        if found := _rows_of_column(view, raws, measure):
            folded = _rows_of_column(view, raws, folded_width) if measure is display_width and "," in view.text else None
            rows, column = max((found, folded or found), key=lambda rows: sum(_full(row, rows[1]) for row in rows[0]))
            return _row_changes(draft, view, rows, column)
    return []


def _rows_of_column(view: View, raws: Sequence[str], measure: Measure) -> tuple[list[Row], float] | None:
    """The rows and the width of their column, if they are wrapped by this measure."""
    if not _may_fit(raws, measure):
        return None
    widths = [_width(raw, measure) for raw in raws]
    column = column_of(widths)
    return (rows, column) if column and _fits(raws, widths, column) and _is_wrapped(rows := _rows(view, measure), column) else None


def _may_fit(raws: Sequence[str], measure: Measure) -> bool:
    """Whether few lines are wider than the widest column: no line is wider than it has code points, so that only long ones are measured."""
    body = [raw for raw in raws if len(raw.lstrip(_INDENTS)) >= 8]
    return sum(len(raw) > MAX_WIDTH + 1 and _width(raw, measure) > MAX_WIDTH + 1 for raw in body) <= 0.05 * len(body)


def _fits(raws: Sequence[str], widths: Sequence[float], column: float) -> bool:
    """Whether few lines are wider than the column: nearly every text that is not wrapped fails here."""
    body = [width for raw, width in zip(raws, widths, strict=True) if len(raw.lstrip(_INDENTS)) >= 8]
    return sum(width > column + 1 for width in body) <= 0.05 * len(body)


def _width(raw: str, measure: Measure) -> float:
    """The width of a line; of one that is wider than any column only that it is."""
    return measure(raw) if len(raw) <= 2 * MAX_WIDTH + 2 else len(raw) / 2


def _full(row: Row, column: float) -> bool:
    return column - WITHIN <= row.width <= column


def _is_wrapped(rows: Sequence[Row], column: float) -> bool:
    """Whether the lines are those of a column: many full, few wider, most full ones cut, most short ones finished."""
    full = [row for row in rows if _full(row, column)]
    body = [row for row in rows if len(row.said) >= 8]
    if len(full) < MIN_FULL or sum(row.width > column + 1 for row in body) > 0.05 * len(body):
        return False
    if sum(_HAN.search(row.said) is not None for row in full) < 0.8 * len(full) or 2 * len(full) < len(body) - 2 * _paragraphs(rows):
        return False
    cut = sum(not _ENDS.search(row.said) for row in full)
    loose = [row for row in body if row.width < column - WITHIN - 1 and len(row.said) > 0.6 * column and unfinished(row.said)]
    return 2 * cut >= len(full) and len(loose) <= 0.35 * len(full)


def _paragraphs(rows: Sequence[Row]) -> int:
    """How many lines end a paragraph with a sentence mark."""
    return sum(_ENDS.search(row.said) is not None for row in rows)


def _row_changes(draft: Draft, view: View, rows: Sequence[Row], column: float) -> list[Change]:
    pairs = list(pairwise(rows))
    spaced = sum(right.parted for _, right in pairs) > 0.8 * len(pairs)  # a blank line after every line says nothing
    usual = min(row.indent for row in rows)
    marked = any(row.indent > usual for row in rows) or (not spaced and any(right.parted for _, right in pairs))
    changes: list[Change] = []
    for left, right in pairs:
        if not _full(left, column) or (right.parted and not spaced) or opens_paragraph(view.text, right.start):
            continue
        if right.indent > usual + 0.9 or (_ENDS.search(left.said) and not marked):
            continue
        if left.said[-1].isascii() and left.said[-1].isalnum() and right.said[0].isascii() and right.said[0].isalpha():
            changes.append(Change(left.end, right.start, " ", "reflow.wrapped-line"))
        else:
            changes += draft.cut(left.end, right.start, "reflow.wrapped-line")
    return changes


def _wrapped_latin(view: View) -> list[Change]:
    """English at a fixed width: each line is as long as it can be without the next word, or ends a paragraph."""
    if not MIN_LATIN <= max(len(line.content) for line in view.lines) <= MAX_LATIN or _HAN.search(view.text):
        return []
    rows = _rows(view, _count)
    column = max(len(row.said) for row in rows)
    if len(rows) < 2 * MIN_FULL:
        return []
    usual = min(row.indent for row in rows)
    spaced = sum(row.parted for row in rows) > 0.8 * len(rows)
    pairs = [(a, b) for a, b in pairwise(rows) if (spaced or not b.parted) and b.indent == usual and b.said[0].isalnum() and not _SIGNED.match(a.said)]
    greedy = [(a, b) for a, b in pairs if len(a.said) + 1 + len(b.said.split(" ", 1)[0]) > column]
    loose = sum(not _LATIN_END.search(a.said) for a, b in pairs) - sum(not _LATIN_END.search(a.said) for a, b in greedy)
    if len(greedy) < MIN_FULL or loose > 0.1 * len(pairs) or 2 * sum(b.said[0].islower() for _, b in greedy) < len(greedy):
        return []
    return [Change(a.end, b.start, " ", "reflow.wrapped-line") for a, b in greedy]
