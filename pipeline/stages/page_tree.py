"""The elements of a page as its lines show them: parents, names, and sums over all lines below each."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.scoring.context import LineContext


class PageTree:
    """The elements above the lines of one page; numbers are those of `LineContext.nodes`, a parent's is less than its children's."""

    __slots__ = ("_order", "leaves", "parents", "tags", "words")

    def __init__(self, contexts: Sequence[LineContext]) -> None:
        self.parents: dict[int, int] = {}
        self.tags: dict[int, str] = {}
        self.words: dict[int, str] = {}
        self.leaves = [context.nodes[-1] for context in contexts]
        for context in contexts:
            nodes, depth = context.nodes, len(context.nodes) - 1
            while depth >= 0 and nodes[depth] not in self.tags:
                node = nodes[depth]
                self.tags[node], self.words[node] = context.dom_path[depth], context.classes[depth]
                self.parents[node] = nodes[depth - 1] if depth else -1
                depth -= 1
        self._order = sorted(self.tags, reverse=True)

    def totals(self, values: Sequence[float]) -> dict[int, float]:
        """Return for each element the sum of `values` (one a line) over all lines in it."""
        sums = dict.fromkeys(self._order, 0.0)
        for leaf, value in zip(self.leaves, values, strict=True):
            sums[leaf] += value
        parents = self.parents
        for node in self._order:
            if (parent := parents[node]) >= 0:
                sums[parent] += sums[node]
        return sums

    def inherited(self, marked: set[int]) -> list[bool]:
        """Return for each line whether it lies in one of the marked elements."""
        inside: dict[int, bool] = {-1: False}
        for node in reversed(self._order):
            inside[node] = node in marked or inside[self.parents[node]]
        return [inside[leaf] for leaf in self.leaves]
