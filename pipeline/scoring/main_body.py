"""From scores of lines to the place of the body: the best run of lines, the best element of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats
from pipeline.scoring.context import LineContext

_BREAK_EVEN: Final = 0.35  # a line of this probability neither lengthens nor shortens the run
_LONG: Final = 200.0  # beyond this many characters a line weighs no more


def probabilities(logits: Floats) -> Floats:
    """Return the logistic function of `logits`, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)))


def run_of(likely: Floats, lengths: Floats, penalty: Floats | None = None) -> tuple[int, int]:
    """Return [start, end) of the run of lines with the greatest sum of (p - 0.35) * sqrt(length), (0, 0) without any."""
    gains = (likely - _BREAK_EVEN) * np.sqrt(np.minimum(lengths, _LONG))
    if penalty is not None:
        gains = gains - penalty
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    if sums[end] <= lowest[end]:
        return 0, 0
    start = int(np.argmin(sums[: end + 1]))
    return start, end


def main_run(logits: Sequence[float], lengths: Sequence[int], penalty: Sequence[float] | None = None) -> tuple[int, int]:
    """Return [start, end) of the run of lines that is most likely the body, in line numbers; (0, 0) if no line is likely.

    `lengths` are code points; `penalty` is taken off a line's gain (for example 0.5 for a line in which a rule found chrome).
    """
    if not logits:
        return 0, 0
    likely = probabilities(np.asarray(logits, np.float64))
    return run_of(likely, np.asarray(lengths, np.float64), None if penalty is None else np.asarray(penalty, np.float64))


def best_subtree(logits: Sequence[float], lengths: Sequence[int], context: Sequence[LineContext | None]) -> list[bool]:
    """Return for each line whether it lies in the element that holds most of the likely body and least of the rest.

    The element is the one with the greatest sum of (p - 0.35) * sqrt(length); of equals the innermost. All False if no line is likely.
    """
    if not logits:
        return []
    weights = np.sqrt(np.minimum(np.asarray(lengths, np.float64), _LONG))
    gains = (probabilities(np.asarray(logits, np.float64)) - _BREAK_EVEN) * weights
    sums: dict[int, float] = {}
    depths: dict[int, int] = {}
    for gain, markup in zip(gains.tolist(), context, strict=True):
        for depth, node in enumerate(markup.nodes if markup else ()):
            sums[node] = sums.get(node, 0.0) + gain
            depths[node] = depth
    best = max(sums, key=lambda node: (round(sums[node], 9), depths[node], -node), default=None)
    if best is None or sums[best] <= 0:
        return [False] * len(logits)
    return [markup is not None and best in markup.nodes for markup in context]
