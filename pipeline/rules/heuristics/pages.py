"""Bare page numbers: lines that count 1, 2, 3 … through a text, as a header or footer does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import TextLine, View, is_long_sentence

RULE = Rule(
    id="counter.bare",
    why="The text layer of a document has its page numbers on lines of their own, counting through the text.",
    kind="line",
    pattern="",
    family="counter",
    joins=True,
)
MIN_NUMBERS = 2
MAX_NUMBER = 14
"""Code points of a line that is a page number."""
MAX_HEADER = 40
"""Code points of a running header at most."""

_FORMS = (
    re.compile(r"[-—–－]{1,3}\s{0,2}(?P<n>\d{1,3})\s{0,2}[-—–－]{1,3}"),
    re.compile(r"第\s{0,2}(?P<n>\d{1,3})\s{0,2}[页頁]"),
    re.compile(r"(?P<n>\d{1,3})\s{0,2}[/／]\s{0,2}(?P<of>\d{1,3})"),
    re.compile(r"[Pp](?:age|AGE)\s{0,2}(?P<n>\d{1,3})"),
)
_BARE = re.compile(r"(?P<n>\d{1,3})")
"""A number alone; lists and tables have such lines as well, so it counts only beside a running header."""


_NUMBERED = Passing(lambda content: 0 < len(content) <= MAX_NUMBER and any(map(str.isdigit, content)))


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines that are page numbers of one form, counting up by one; N/M must agree on M, which is the last page."""
    hits: list[Hit] = []
    short = [(i, view.lines[i].content) for i in _NUMBERED.lines(view) if len(view.lines[i].content) <= MAX_NUMBER]
    if len(short) < MIN_NUMBERS:
        return hits
    for form in (*_FORMS, _BARE):
        found = [(int(m["n"]), i, m.groupdict().get("of")) for i, content in short if (m := form.fullmatch(content))]
        if form is _BARE:
            found = _under_one_header(view, found)
        numbers = [n for n, _, _ in found]
        totals = {of for _, _, of in found}
        ways = {following - number for number, following in pairwise(numbers)}
        counts = len(found) >= MIN_NUMBERS and (ways == {1} or (totals != {None} and min(ways) > 0))  # of N/M some may be lost: M proves the rest
        if not counts or len(totals) > 1 or any(of and n > int(of) for n, _, of in found):
            continue
        between = view.lines[found[0][1] : found[1][1]]
        if _running(between) and (any(is_long_sentence(line.content) for line in between) or _mostly_cut(view, [i for _, i, _ in found])):
            if form is _FORMS[0] and not any(_cuts(view, i) for _, i, _ in found) and not _below_all(view, found[0][1], found[-1][1], claimed):
                continue  # sections may be numbered like that
            numbers = [i for _, i, _ in found]
            headers = _headers(view, numbers)
            if form is _BARE and not (headers and _mostly_cut(view, numbers)):
                continue  # lists and tables have such lines as well
            hits += [line_hit(RULE, view, i) for i in (*numbers, *headers) if i not in claimed]
    return hits


def _under_one_header(view: View, found: Sequence[tuple[int, int, str | None]]) -> list[tuple[int, int, str | None]]:
    """The numbers beside the line that most of them have above or below: others are counts, votes and prices."""
    beside = {number: {step: _beside(view, number[1], step) for step in (1, -1)} for number in found}
    said = Counter((step, view.lines[i].content) for near in beside.values() for step, i in near.items() if i is not None)
    (step, header), times = max(said.items(), key=lambda item: item[1], default=((1, ""), 0))
    return [n for n, near in beside.items() if (i := near[step]) is not None and view.lines[i].content == header] if times >= MIN_NUMBERS else []


def _below_all(view: View, first: int, last: int, claimed: Mapping[int, str]) -> bool:
    """Whether the first number stands below running text and none below the last one: sections are numbered over their text."""
    above = [line for i, line in enumerate(view.lines[:first]) if i not in claimed]
    below = [line for i, line in enumerate(view.lines[last + 1 :], last + 1) if i not in claimed]
    return _running(above) and not _running(below)


def _headers(view: View, numbers: Sequence[int]) -> list[int]:
    """The lines of a running header: the same short line follows, or comes before, every page number, and nothing else than pages has it."""
    for step in (1, -1):
        beside = [_beside(view, index, step) for index in numbers]
        said = {view.lines[i].content for i in beside if i is not None}
        if len(said) == 1 and None not in beside and len(header := said.pop()) <= MAX_HEADER and header[-1] not in "。！？!?；;，,：:":
            return [i for i, line in enumerate(view.lines) if line.content == header]
    return []


def _beside(view: View, index: int, step: int) -> int | None:
    """The next line with content above or below a line with content."""
    at = bisect_left(view.filled, index) + step
    return view.filled[at] if 0 <= at < len(view.filled) else None


def _running(lines: Sequence[TextLine]) -> bool:
    """Whether lines read as running text, one by one or, where a text layer kept narrow lines, together."""
    return is_long_sentence("".join(line.content for line in lines))


def _mostly_cut(view: View, indexes: Sequence[int]) -> bool:
    """Whether most of the numbers, but for the last one, stand in the middle of a sentence."""
    inner = indexes[:-1]
    return 2 * sum(_cuts(view, index) for index in inner) > len(inner)


def _cuts(view: View, index: int) -> bool:
    """Whether the line before stops in the middle of a sentence."""
    above = _beside(view, index, -1)
    before = view.lines[above].content if above is not None else ""
    return len(before) >= 15 and before[-1] not in '。！？!?；;：:…”’"」』）)》】.'
