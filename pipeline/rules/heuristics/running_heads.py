"""Running heads: what a word processor prints over or under every page, copied into the text beside the page's number or with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.roles import COUNTERS
from pipeline.rules.rule import Rule
from pipeline.rules.view import View, is_long_sentence

RULE = Rule(
    id="counter.running-head",
    why="The text layer of a document repeats the document's or its chapter's name beside each page number.",
    kind="line",
    pattern="",
    family="counter",
    joins=True,
)
MAX_HEAD = 40
"""Code points of a running head at most."""
TOP = 20
"""Filled lines at the top of a page among which the document's name stands."""
MIN_PAGES = 2
"""Page numbers beside which a head stands, at least, where the top of the page does not name it."""

_FILE = re.compile(r"\.(?:docx?|pdf|pptx?|xlsx?|wps|txt)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<head>[^\s\d，。；：！？,.;:!?][^，。；：！？;:!?]{2,38}?)(?:\s{3,}[-—–－]?\s?|\s+[-—–－]\s?)(?P<n>\d{1,3})\s?[-—–－]?")
_MARKS = frozenset("。！？!?；;，,：:、")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines below the first running text that are running heads."""
    first = view.body[0]
    numbered = set(_numbered(view, first))
    counters = [i for i, rule in claimed.items() if i > first and rule.startswith(COUNTERS)]
    found = {*numbered, *(_beside(view, counters, claimed) if counters else ())}
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


def _numbered(view: View, first: int) -> Iterator[int]:
    """The lines of one name with a number behind it that counts up through the text."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index in view.filled:
        content = view.lines[index].content
        if index > first and len(content) <= 2 * MAX_HEAD and content[-1] in "0123456789-—–－" and (match := _NUMBERED.fullmatch(content)):
            found[match["head"]].append((int(match["n"]), index))
    for pages in found.values():
        if len(pages) >= MIN_PAGES and all(page < following for (page, _), (following, _) in pairwise(pages)):
            between = [view.lines[i].content for (_, one), (_, other) in pairwise(pages) for i in range(one + 1, other)]
            if is_long_sentence("".join(between)):
                yield from (index for _, index in pages)


def _may_be(content: str) -> bool:
    return 4 <= len(content) <= MAX_HEAD and content[-1] not in _MARKS


def _name(content: str) -> str:
    """What a head says without blanks and the ending of a file."""
    return _FILE.sub("", "".join(content.split()))
