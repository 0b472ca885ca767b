"""Finds the list that a page consists of: products of a shop, entries of an index, headlines with their summaries.

Such a page has no running text; its body are records made alike, several lines each. Menus are made alike too, but have a line for
each entry, or stand in parts of the page that are known by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex

from pipeline.scoring.context import LineContext
from pipeline.scoring.page_tree import PageTree
from pipeline.stages.page_parts import is_beside

LEAST_RECORDS = 4
_SIZES = (15.0, 900.0)  # code points of a record on average: between a button and an article
_LEAST_LINES = 1.8  # lines of a record on average
_LINKED = 0.7  # a linked character counts less by this share
_LEAST = 150.0  # such characters in the whole list
_ALIKE = 0.5  # further lists of this share of the best one's count as parts of it: sections of a home page
_BELIEVED = 0.4  # share of the page's text up to which an element's name says what it is
_MENU = regex.compile(
    r"filter|facet|(?<![a-z])nav|menu|drawer|mega|crumb|cart|login|country|language|currency|modal|popup|related|recommend|footer|header(?!line)",
    regex.IGNORECASE,
)
_MENU_TAGS, _FRAME_TAGS = frozenset(("nav", "footer")), frozenset(("header", "aside"))


class _List(NamedTuple):
    weight: float  # code points, linked ones for less
    element: int
    records: list[int]


def record_lines(tree: PageTree, texts: Sequence[str], contexts: Sequence[LineContext], running: float) -> list[bool]:
    """Return for each line whether it stands in a record of the page's main list.

    None does, if there is no list that weighs more than twice the `running` text (in code points) of the page.
    """
    lengths = np.fromiter(map(len, texts), np.float64, len(texts))
    densities = np.array([context.link_density for context in contexts])
    totals = tree.totals(np.array((lengths, lengths * densities, np.ones(len(texts)))).T)
    sizes, linked, lines = totals.T.tolist()
    found = sorted(_lists(tree, sizes, linked, lines), key=lambda each: (-each.weight, each.element))
    if not found or found[0].weight < max(_LEAST, 2 * running):
        return [False] * len(texts)
    return tree.inherited({record for each in found if each.weight >= _ALIKE * found[0].weight for record in each.records})


def _lists(tree: PageTree, sizes: Sequence[float], linked: Sequence[float], lines: Sequence[float]) -> Iterator[_List]:
    """The elements outside of menus, heads and feet whose children are records."""
    beside = _beside(tree, sizes)
    children: dict[int, dict[tuple[str, str], list[int]]] = {}
    for node, parent in enumerate(tree.parents):
        if parent >= 0 and not beside[parent]:
            name = tree.tags[node], tree.words[node].partition(" ")[0]
            children.setdefault(parent, {}).setdefault(name, []).append(node)
    for element, kinds in children.items():
        records = max(kinds.values(), key=lambda nodes: sum(sizes[node] for node in nodes))
        if len(records) < LEAST_RECORDS:
            continue
        size, links, count = (sum(values[node] for node in records) for values in (sizes, linked, lines))
        if _SIZES[0] <= size / len(records) <= _SIZES[1] and count >= _LEAST_LINES * len(records):
            yield _List(size - _LINKED * links, element, records)


def _beside(tree: PageTree, sizes: Sequence[float]) -> list[bool]:
    """Return for each element whether it is, or lies in, a menu, the page's head or foot, or another part beside the body."""
    whole = max(sizes, default=0.0)
    beside = [False] * len(tree.tags)
    for node, (parent, tag, words) in enumerate(zip(tree.parents, tree.tags, tree.words, strict=True)):
        if parent >= 0:
            named = (tag in _FRAME_TAGS or (words and _is_beside(words))) and sizes[node] < _BELIEVED * whole
            beside[node] = beside[parent] or tag in _MENU_TAGS or bool(named)
    return beside


@lru_cache(maxsize=10_000)
def _is_beside(words: str) -> bool:
    return _MENU.search(words) is not None or is_beside(words)
