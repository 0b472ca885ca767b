"""Data tables and lists of an article stay whole: a reader who gets some rows or items of one, and not the others, is told something wrong.

The scorer looks at lines one by one, and the rows of a table are short, full of numbers and far from sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.scoring.page_tree import PageTree

if TYPE_CHECKING:
    from pipeline.stages.page_lines import PageLines

_LISTS = frozenset(("table", "dl", "ol", "ul"))
_MOST_LINKED = 0.5  # share of a line's characters; what has more is a link to something else
_LEAST_KEPT = 2  # items of a list
_KEPT = 0.5  # share of a list's items that must be kept for the others to belong to it
_DEFINED = 0.25  # the same of a list of definitions, in which each has a name and is but half as much like text
_LEAST_ROWS = 2


def with_whole_lists(page: PageLines, allowed: Sequence[bool], kept: list[bool]) -> list[bool]:
    """Return the kept lines with the rest of the tables and lists in the article's element that are kept in part.

    Of a table with columns one row is enough, or lines of the article right before and behind it; of a list half of the items.
    """
    if page.container is None:
        return kept
    for holder, lines in _lists(page.tree, page.within).items():
        plain = [number for number in lines if page.densities[number] < _MOST_LINKED]
        held = sum([kept[number] for number in plain])
        rows = sum(["\t" in page.texts[number] for number in plain])
        if held == len(plain):
            continue
        if rows >= max(_LEAST_ROWS, _KEPT * len(lines)):
            whole = held > 0 or _stands_between(kept, lines)
        else:
            whole = held >= max(_LEAST_KEPT, (_DEFINED if page.tree.tags[holder] == "dl" else _KEPT) * len(plain))
        if whole:
            for number in plain:
                kept[number] = allowed[number]
    return kept


def _stands_between(kept: Sequence[bool], lines: Sequence[int]) -> bool:
    """Whether the lines next to a table, before and behind it, are kept."""
    before, after = lines[0] - 1, lines[-1] + 1
    return before >= 0 and after < len(kept) and kept[before] and kept[after] and all(b - a == 1 for a, b in pairwise(lines))


def _lists(tree: PageTree, within: Sequence[bool]) -> dict[int, list[int]]:
    """The lines of each table and list that hold some of the lines `within`; those of a list in another are its own."""
    nearest = [-1] * len(tree.parents)
    for node, (parent, tag) in enumerate(zip(tree.parents, tree.tags, strict=True)):
        nearest[node] = node if tag in _LISTS else nearest[parent] if parent >= 0 else -1
    found: dict[int, list[int]] = {}
    for number, (leaf, inside) in enumerate(zip(tree.leaves, within, strict=True)):
        if inside and (holder := nearest[leaf]) >= 0:
            found.setdefault(holder, []).append(number)
    return found
