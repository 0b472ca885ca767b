"""Running heads: what a word processor prints over or under every page, copied into the text beside the page's number, with it or without one.

No wording is known beforehand. Such a line comes again, the same but for a number that counts up, and cuts sentences, which no author's line does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.roles import COUNTERS
from pipeline.rules.rule import Rule
from pipeline.rules.view import View, is_long_sentence

RULE = Rule(
    id="counter.running-head",
    why="The text layer of a document repeats the document's or its chapter's name on each page, in the middle of sentences.",
    kind="line",
    pattern="",
    family="counter",
    joins=True,
)
MIN_HEAD, MAX_HEAD = 4, 60
"""Code points of a running head."""
TOP = 20
"""Filled lines at the top of a page among which the document's name stands."""
MIN_PAGES, MIN_CUTS = 2, 2
"""Times that a head stands, at least, and of these those in the middle of a sentence, where no number counts its pages."""
MANY_PAGES = 3
"""Times from which on one of them in the middle of a sentence is enough."""
MIN_CUT = 15
"""Code points of a line that stops in the middle of a sentence; shorter ones are headings."""

BETWEEN = 40
"""Lines behind a head that are looked at for running text."""
NEAR = 6
"""Filled lines on either side of a head among which its sentence stands: a head may have several lines."""

_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_ITEM = re.compile(r"[-+*•·]|[A-HＡ-Ｈ]\s?[.．、:：)）]|(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[(（][一二三四五六七八九十\d]{1,3}[)）])\s?[.．、)）]|第.{1,4}[条章节]|[(（【《“]")
"""How an item or a new paragraph begins."""
_RUNNING = re.compile(r"[，。；、]|[a-z], [a-z]")
"""A mark of running text; a heading or an entry has none."""
_MARKS = frozenset("。！？!?；;，,：:、")
_WRITTEN = re.compile(r"[\u4e00-\u9fff]")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines below the first running text that are running heads."""
    first = view.body[0]
    counters = [i for i, rule in claimed.items() if i > first and rule.startswith(COUNTERS)]
    found = {*_repeated(view, first, claimed), *(_beside(view, counters, claimed) if counters else ())}
    return [line_hit(RULE, view, i) for i in sorted(found) if i not in claimed]


def _beside(view: View, counters: Sequence[int], claimed: Mapping[int, str]) -> Iterator[int]:
    """The lines beside page numbers that stand beside several, or that the top of the page names."""
    lines = view.filled
    place = {index: at for at, index in enumerate(lines)}
    near = {lines[at] for i in counters for at in (place[i] - 1, place[i] + 1) if 0 <= at < len(lines)}
    heads = {i: _name(view.lines[i].content) for i in near if i not in claimed and _may_be(view.lines[i].content)}
    times = Counter(heads.values())
    named = {_name(view.lines[i].content) for i in lines[:TOP] if i < view.body[0]} if heads else set()
    for index, name in heads.items():
        if times[name] >= MIN_PAGES or name in named:
            yield index


def _repeated(view: View, first: int, claimed: Mapping[int, str]) -> Iterator[int]:
    """The lines that come again, the same but for a number, and cut sentences."""
    heads: dict[str, list[int]] = defaultdict(list)
    for index in view.filled:
        if index > first and _may_come_again(view, index):
            heads[_NUMBER.sub("0", view.lines[index].content)].append(index)
    for index in view.filled if heads else ():  # the first page's head stands over the text
        if index <= first and (places := heads.get(_NUMBER.sub("0", view.lines[index].content))):
            places.append(index)
    several = {name: sorted(places) for name, places in heads.items() if len(places) >= MIN_PAGES and len(_NUMBER.sub("", name)) >= MIN_HEAD}
    others = {*claimed, *(index for places in several.values() for index in places)}
    found: list[int] = []
    for name, places in several.items():
        cuts = len({cut for index in places if (cut := _cut(view, index, others)) is not None})  # a passage that comes again has the same lines around
        counted = cuts > 0 and _counts_up([view.lines[i].content for i in places])
        if (counted or (len(_WRITTEN.findall(name)) >= MIN_HEAD and (cuts >= MIN_CUTS or (cuts and len(places) >= MANY_PAGES)))) and _are_apart(view, places):
            found += [index for index in places if index > first]
    return iter(found if found and _are_most(view, found, claimed) else ())


def _may_come_again(view: View, index: int) -> bool:
    """Whether a line, and no piece of one, may be a head."""
    start, end, content = view.lines[index]
    whole = view.text[start - 1 : start] in ("", "\n") and view.text[end : end + 1] in ("", "\n")
    return whole and _may_be(content) and not _ITEM.match(content)


def _are_most(view: View, found: Sequence[int], claimed: Mapping[int, str]) -> bool:
    """Whether few other short lines stand in the middle of sentences: where each link is a line of its own, and in narrow columns, many do."""
    short = (i for i in view.filled if i not in claimed and len(view.lines[i].content) <= MAX_HEAD)
    cutting = (i for i in short if _cut(view, i, claimed) is not None)
    return next(islice(cutting, 3 * len(found) // 2, None), None) is None


def _are_apart(view: View, places: Sequence[int]) -> bool:
    """Whether running text stands between each two of the lines; a reader's column has many narrow lines of it."""
    return any(is_long_sentence("".join(view.lines[i].content for i in range(one + 1, min(other, one + 1 + BETWEEN)))) for one, other in pairwise(places))


def _counts_up(contents: Sequence[str]) -> bool:
    """Whether a number grows from each line to the next."""
    numbers = list(zip(*[map(int, _NUMBER.findall(content)) for content in contents], strict=False))
    return any(all(one < other for one, other in pairwise(column)) for column in numbers)


def _cut(view: View, index: int, others: Container[int]) -> str | None:
    """The beginning of the sentence in the middle of which a line stands, None if it stands in none; `others` beside it are looked through."""
    lines, at = view.filled, bisect_left(view.filled, index)
    above = next((view.lines[i].content for i in reversed(lines[max(0, at - NEAR) : at]) if i not in others), "")
    below = next((view.lines[i].content for i in lines[at + 1 : at + 1 + NEAR] if i not in others), "")
    if len(above) < MIN_CUT or not below or _ITEM.match(below) or not _RUNNING.search(above):
        return None
    goes_on = below[0].islower() and above[-1].isalpha() if above[-1].isascii() else above[-1] in "，、" or _WRITTEN.match(above[-1]) is not None
    return above if goes_on else None


def _may_be(content: str) -> bool:
    return MIN_HEAD <= len(content) <= MAX_HEAD and content[-1] not in _MARKS


def _name(content: str) -> str:
    """What a head says without blanks and the ending of a file."""
    return _FILE.sub("", "".join(content.split()))
