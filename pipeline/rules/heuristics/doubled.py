"""A body that stands on the page twice.

Only a whole copy is a copy: paragraphs, refrains and lists repeat honestly. What is removed stands word for word in what is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import BLANKS, View, is_long_sentence

RULE = Rule(
    id="doubled.body",
    why="Some pages hold their whole text two times, once to read and once to copy.",
    kind="block",
    pattern="",
    family="doubled",
    flag="duplicated_body",
)
MIN_BODY = 150
"""Code points without blanks: a shorter text may well say the same thing twice."""
PROBE = 40
"""Code points by which a second beginning of the body is looked for."""
SHORT_PROBE = 16
SLACK = 160
"""Code points that may stand between and after the two copies: a title, a label, a signature of the site."""

_LABEL = re.compile(r"[【\[(（]?(?:正文|全文|本文|文章|内容)(?:复制|预览|如下|内容|开始)?[】\])）]?[:：]?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the second copy of a doubled body."""
    return _second_copy(view, claimed)


def _squeezed(view: View, skip: Mapping[int, str]) -> tuple[str, list[int]]:
    """The text without white space and without claimed lines, and for each of its lines how many of these characters stand above it."""
    parts: list[str] = []
    above, size = [], 0
    for index, line in enumerate(view.lines):
        above.append(size)
        if line.content and index not in skip:
            parts.append("".join(line.content.split()))
            size += len(parts[-1])
    return "".join(parts), above


def _place(view: View, above: Sequence[int], count: int) -> int:
    """The offset in the text of the character that follows `count` others in the squeezed text."""
    index = bisect_right(above, count) - 1
    place, left = view.lines[index].start, count - above[index]
    while left or view.text[place].isspace() or view.text[place] in BLANKS:
        left -= not (view.text[place].isspace() or view.text[place] in BLANKS)
        place += 1
    return place


def _second_copy(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    first = next(
        (i for i, line in enumerate(view.lines) if i not in claimed and len(line.content) >= PROBE and is_long_sentence(line.content)), None
    )
    if first is None or len(view.text) < 2 * MIN_BODY:
        return []
    if not _repeats(view, first):
        return []
    text, above = _squeezed(view, claimed)
    start = above[first]
    for begin in (0, *range(start, min(start + 121, len(text) - PROBE), 20)):
        probe = text[begin : begin + PROBE]
        again = text.find(probe, begin + MIN_BODY)
        if again >= 0 and (length := _copy_length(text, begin, again)):
            hit = _hit(view, _place(view, above, again), _place(view, above, again + length - 1) + 1)
            return [hit] if _runs(view, hit) else []
    return []


def _runs(view: View, hit: Hit) -> bool:
    """Whether most of a copy is running text: the points of two offers are the same in each."""
    sizes = [(len(line.content), is_long_sentence(line.content)) for line in view.lines[hit.first : hit.last + 1]]
    return 2 * sum(size for size, long in sizes if long) >= sum(size for size, _ in sizes)


def _repeats(view: View, first: int) -> bool:
    """Whether most pieces of the first lines of running text come again: a cheap test that nearly every text fails."""
    seen = again = 0
    for line in view.lines[first : first + 3]:
        for offset in range(4, min(len(line.content) - SHORT_PROBE, 160), 2 * SHORT_PROBE):
            probe = line.content[offset : offset + SHORT_PROBE]
            seen += 1
            again += view.text.find(probe, view.text.find(probe) + 1) >= 0
            if seen == 2 and not again:
                return False
    return 2 * again >= seen > 0


def _copy_length(text: str, begin: int, again: int) -> int:
    """How long the second copy is, 0 if it is not one of the whole body."""
    one, two = text[begin:again], text[again:]
    limit = min(len(one), len(two))
    same = limit if one[:limit] == two[:limit] else next(i for i in range(limit) if one[i] != two[i])
    rest_one, rest_two = one[same:], two[same:]
    between_is_head = not rest_one or rest_one in text[:begin] or _LABEL.fullmatch(rest_one) or text[:begin].endswith(rest_one)
    whole = same >= MIN_BODY and same >= 0.6 * (len(text) - begin - same)
    ok = (
        whole
        and len(rest_one) <= SLACK
        and len(rest_two) <= SLACK
        and same >= 5 * len(rest_one)
        and (between_is_head or len(rest_one) <= 60)
    )
    return same if ok else 0


def _hit(view: View, start: int, stop: int) -> Hit:
    """The hit on the second copy, with the line breaks that its whole lines had."""
    first, last = view.line_at(start), view.line_at(stop - 1)
    if not view.text[view.lines[first].start : start].strip():
        start = view.lines[first].start
    if not view.text[stop : view.lines[last].end].strip():
        stop = min(view.lines[last].end + 1, len(view.text))
    return Hit(RULE, start, stop, first, last)
