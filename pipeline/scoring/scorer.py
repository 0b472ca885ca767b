"""Score lines: how likely each belongs to the document rather than to what a site put around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.scoring.characters import Floats
from pipeline.scoring.context import LineContext
from pipeline.scoring.line_features import line_features
from pipeline.scoring.markup_features import MarkupTable, markup_features, markup_neighbourhood
from pipeline.scoring.neighbourhood import neighbourhood
from pipeline.scoring.page_features import page_features
from pipeline.scoring.page_tree import PageTree
from pipeline.scoring.weights import Pass, Weights, load_weights


@dataclass(frozen=True, slots=True)
class Scored:
    """The second pass over one document: all that an explanation needs."""

    regression: Pass
    blocks: tuple[Floats, ...]
    tree: PageTree | None = None  # of a page with markup

    def strongest(self, row: int, count: int) -> tuple[tuple[str, float], ...]:
        """Return the features of line `row` that moved its logit most from that of an average line, with how far."""
        features = np.concatenate([block[row] for block in self.blocks])
        parts = (features - self.regression.means) * self.regression.weights
        order = np.argsort(-np.abs(parts), kind="stable")[:count]
        return tuple((self.regression.names[i], float(parts[i])) for i in order)


class LineScore(NamedTuple):
    """The score of one line: `logit` > 0 says body, < 0 chrome; a blank line has 0 and no reasons."""

    logit: float
    scored: Scored | None = None
    row: int = 0

    def explain(self, count: int = 5) -> tuple[tuple[str, float], ...]:
        """Return the `count` strongest reasons as (feature, contribution to the logit against an average line), strongest first."""
        return self.scored.strongest(self.row, count) if self.scored else ()

    def __str__(self) -> str:
        """Why a line is called body or chrome: its five strongest features, worked out only when they are shown."""
        return ", ".join(f"{name} {value:+.1f}" for name, value in self.explain(5))


@dataclass(frozen=True, slots=True)
class Features:
    """The first pass' features of the lines of one document, and what the second pass' features are made of.

    They stay in the blocks of columns in which they were counted: to join them costs as much as a third of the counting.
    """

    blocks: tuple[Floats, ...]
    ink: Floats
    table: MarkupTable | None

    @property
    def matrix(self) -> Floats:
        """The first pass' features as one matrix."""
        return np.hstack(self.blocks)

    def around(self, logits: Floats) -> tuple[Floats, ...]:
        """Return what the second pass sees beside the first pass' features, given that one's logits."""
        near = neighbourhood(logits, self.ink)
        return (near,) if self.table is None else (near, markup_neighbourhood(logits, self.ink, self.table))

    def second(self, logits: Floats) -> Floats:
        """Return the second pass' features as one matrix, given the first pass' logits."""
        return np.hstack((*self.blocks, *self.around(logits)))


def document_features(
    lines: Sequence[str], context: Sequence[LineContext | None] | None = None, tree: PageTree | None = None
) -> Features:
    """Return the features of `lines` (stripped, none empty); markup is used if any line has a context. `tree` is theirs, if it is known."""
    own = line_features(lines)
    blocks: tuple[Floats, ...] = (own.matrix, page_features(lines, own))
    table = None
    if context is not None and any(each is not None for each in context):
        table = MarkupTable.of(context, own.ink, tree)
        blocks = (*blocks, markup_features(own, table))
    return Features(blocks, own.ink, table)


def score_lines(
    lines: Sequence[str],
    context: Sequence[LineContext | None] | None = None,
    weights: Weights | None = None,
    *,
    tree: PageTree | None = None,
) -> list[LineScore]:
    """Return a score for each line of one document, in order; blanks around a line do not count.

    With a `context` (what the HTML reader knows of each line) the weights for HTML are used, else those for plain text,
    unless `weights` are given; `tree` is that of the contexts' elements, if it is known. Linear in the text.
    """
    texts = [line.strip() for line in lines]
    kept = [number for number, text in enumerate(texts) if text]
    if not kept:
        return [LineScore(0.0)] * len(texts)
    chosen = [context[number] for number in kept] if context is not None else None
    features = document_features([texts[number] for number in kept], chosen, tree if len(kept) == len(texts) else None)
    weights = weights or load_weights("text" if features.table is None else "html")
    blocks = (*features.blocks, *features.around(weights.first.logits(*features.blocks)))
    scored = Scored(weights.second, blocks, features.table.tree if features.table else None)
    found = [LineScore(logit, scored, row) for row, logit in enumerate(weights.second.logits(*blocks).tolist())]
    if len(found) == len(texts):
        return found
    scores = [LineScore(0.0)] * len(texts)
    for number, score in zip(kept, found, strict=True):
        scores[number] = score
    return scores
