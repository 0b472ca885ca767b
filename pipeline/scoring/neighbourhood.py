"""What the first pass thought of the lines around a line: the features of the second pass."""

from __future__ import annotations

from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats, join_columns
from pipeline.scoring.main_body import probabilities, run_of

_STEPS: Final = (-3, -2, -1, 1, 2, 3)
_WINDOWS: Final = (2, 5, 12)
_CLIP: Final = 6.0  # logits beyond this say nothing more

NAMES: Final = (
    "p_own", *(f"p{step:+d}" for step in _STEPS), *(f"p_near{w}" for w in _WINDOWS), *(f"p_ink_near{w}" for w in _WINDOWS),
    "p_both_sides", "p_either_side", "p_before", "p_after", "p_page", "in_run", "before_run", "after_run", "run_share",
)  # fmt: skip


def neighbourhood(logits: Floats, ink: Floats) -> Floats:
    """Return the features of each line that the first pass' logits give, (lines, NAMES)."""
    count = len(logits)
    own = np.clip(logits, -_CLIP, _CLIP)
    likely = probabilities(logits)
    order = np.arange(count)
    steps = [_step(own, step) for step in _STEPS]
    weight = np.minimum(ink, 200.0)
    sums = np.zeros((count + 1, 3))
    np.cumsum(np.array((likely, likely * weight, weight)).T, axis=0, out=sums[1:])
    near, inked = [], []
    for width in _WINDOWS:
        low, high = np.maximum(order - width, 0), np.minimum(order + width + 1, count)
        part = sums[high] - sums[low]
        near.append(part[:, 0] / (high - low))
        inked.append(part[:, 1] / part[:, 2])
    left, right = np.maximum(steps[2], steps[1]), np.maximum(steps[3], steps[4])
    total = max(float(sums[-1, 1]), 1e-9)
    start, end = run_of(likely, ink)
    return join_columns((
        own, *steps, *near, *inked, np.minimum(left, right), np.maximum(left, right), sums[:-1, 1] / total, 1.0 - sums[1:, 1] / total,
        np.full(count, sums[-1, 1] / sums[-1, 2]), (order >= start) & (order < end), np.log1p(np.maximum(start - order, 0)),
        np.log1p(np.maximum(order - end + 1, 0)), np.full(count, (end - start) / count),
    ), ())  # fmt: skip


def _step(values: Floats, step: int) -> Floats:
    """The value `step` lines away; beyond the document's edge stands chrome."""
    moved = np.full(len(values), -_CLIP / 2)
    if abs(step) < len(values):
        if step < 0:
            moved[-step:] = values[:step]
        else:
            moved[:-step] = values[step:]
    return moved
