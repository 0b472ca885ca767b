"""The elements of a page that hold its lines: parents, names, and sums over all lines in each, counted in bulk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import Floats, Ints
from pipeline.scoring.context import ElementTable, LineContext

FAR = 8.0
"""Steps up from an element beyond which all is equally far."""


class PageTree:
    """The elements above the lines of one page in document order, so that those within an element are a range of numbers.

    parents, tags, words: of each element; words are its class and id, the parent of a root is -1. ends: the number after the last
    element within each. leaves: the element of each line.
    """

    def __init__(self, parents: list[int], tags: list[str], words: list[str], leaves: list[int]) -> None:
        self.parents, self.tags, self.words, self.leaves = parents, tags, words, leaves
        self.ends = list(range(1, len(parents) + 1))
        for number in range(len(parents) - 1, 0, -1):
            parent, end = parents[number], self.ends[number]
            if parent >= 0 and self.ends[parent] < end:
                self.ends[parent] = end

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of all elements, each once: elements share few."""
        return frozenset(self.words)

    @cached_property
    def element(self) -> Ints:
        """The element of each line, as an array."""
        return np.array(self.leaves)

    @cached_property
    def above(self) -> Ints:
        """The parent of each element, a root being its own."""
        parents = np.array(self.parents)
        return np.where(parents < 0, np.arange(len(parents)), parents)

    def totals(self, values: Floats | Sequence[float]) -> Floats:
        """Return for each element the sum of `values` (a line, or a line and column each) over all lines in it."""
        columns = np.asarray(values, np.float64)
        sums = np.zeros((len(self.parents) + 1, *columns.shape[1:]))
        np.cumsum(sums_by(self.element, columns, len(self.parents)), axis=0, out=sums[1:])
        return np.asarray(sums[self.ends] - sums[:-1])

    def sums(self, values: Sequence[float]) -> list[float]:
        """Return the same for one value of each line; for the few hundred lines of a page an array costs more than it saves."""
        own = [0.0] * len(self.parents)
        for leaf, value in zip(self.leaves, values, strict=True):
            own[leaf] += value
        to = [0.0, *accumulate(own)]
        return [to[end] - before for end, before in zip(self.ends, to, strict=False)]

    def inherited(self, marked: Collection[int]) -> list[bool]:
        """Return for each line whether it lies in one of the marked elements."""
        inside = bytearray(len(self.parents))
        for number in marked:
            inside[number : self.ends[number]] = b"\1" * (self.ends[number] - number)
        return [inside[leaf] == 1 for leaf in self.leaves]

    def distances(self, best: int) -> tuple[NDArray[np.bool_], Floats]:
        """Return for each element whether it lies in `best`, and how many steps up from `best` the two paths meet, at most `FAR`."""
        inside = np.zeros(len(self.parents), np.bool_)
        inside[best : self.ends[best]] = True
        path = [best]
        while (parent := self.parents[path[-1]]) >= 0:
            path.append(parent)
        meet = np.full(len(self.parents), FAR)
        for steps in range(min(len(path), int(FAR)) - 1, -1, -1):
            meet[path[steps] : self.ends[path[steps]]] = steps
        return inside, meet


def sums_by(group: Ints, values: Floats, count: int = 0) -> Floats:
    """Return the sums of `values` (one or a row for each line) over the lines of each group; groups are numbered, `count` of them at least."""
    if values.ndim == 1:
        return np.asarray(np.bincount(group, weights=values, minlength=count), np.float64)
    width = values.shape[1]
    cells = group[:, None] * width + np.arange(width)
    return sums_by(cells.ravel(), values.ravel(), count * width).reshape(-1, width)


def page_tree(contexts: Sequence[LineContext | None]) -> PageTree:
    """Return the tree of the elements in `contexts`; a line without one stands in the root."""
    tables = [getattr(context, "elements", None) for context in contexts]
    if tables and tables[0] is not None and tables.count(tables[0]) == len(tables):
        return _of_elements(tables[0], [context.element for context in contexts])  # type: ignore[union-attr]
    return _of_paths(contexts)


def _of_elements(elements: ElementTable, leaves: list[int]) -> PageTree:
    """The tree of a page whose reader kept its elements: those that hold lines, in the order they have."""
    above, used = elements.parents, {-1}
    for leaf in leaves:
        node = leaf
        while node not in used:
            used.add(node)
            node = above[node]
    order = sorted(used)
    number_of = dict(zip(order, range(-1, len(order)), strict=False))
    del order[0]
    tags, words = elements.tags, elements.words
    parents = [number_of[above[node]] for node in order]
    return PageTree(parents, [tags[node] for node in order], [words[node] for node in order], [number_of[leaf] for leaf in leaves])


def _of_paths(contexts: Sequence[LineContext | None]) -> PageTree:
    """The same from the path of each line; elements are numbered as a walk over the tree meets them."""
    tags, words, children = {0: "body"}, {0: ""}, dict[int, list[int]]()
    leaves = [context.nodes[-1] if context and context.nodes else 0 for context in contexts]
    roots = dict.fromkeys(context.nodes[0] if context and context.nodes else 0 for context in contexts)
    known = set(roots)
    for context in contexts:
        above = -1
        for node, tag, names in zip(context.nodes, context.dom_path, context.classes, strict=True) if context else ():
            tags[node], words[node] = tag, names
            if node not in known:
                known.add(node)
                children.setdefault(above, []).append(node)
            above = node
    order: list[int] = []
    parent_of: dict[int, int] = {}
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        order.append(node)
        below = children.get(node, [])
        parent_of.update(dict.fromkeys(below, node))
        stack += reversed(below)
    number_of = {node: number for number, node in enumerate(order)}
    parents = [number_of[parent_of[node]] if node in parent_of else -1 for node in order]
    return PageTree(parents, [tags[node] for node in order], [words[node] for node in order], [number_of[leaf] for leaf in leaves])
