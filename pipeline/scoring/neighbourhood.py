"""What the first pass thought of the lines around a line: the features of the second pass."""

from __future__ import annotations

from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats, join_columns
from pipeline.scoring.main_body import probabilities, run_of
from pipeline.scoring.positions import reach

_STEPS: Final = (-3, -2, -1, 1, 2, 3)
_WINDOWS: Final = (2, 5, 12)
_LONG: Final = 200.0  # ink beyond which a line weighs no more
_CLIP: Final = 6.0  # logits beyond this say nothing more

NAMES: Final = (
    "p_own", "p_both_sides", "p_either_side", "p_before", "p_after", "in_run", "before_run", "after_run", "p_page", "run_share",
    *(f"p{step:+d}" for step in _STEPS), *(f"p_near{w}" for w in _WINDOWS), *(f"p_ink_near{w}" for w in _WINDOWS),
)  # fmt: skip


def neighbourhood(logits: Floats, ink: Floats) -> Floats:
    """Return the features of each line that the first pass' logits give, (lines, NAMES)."""
    count = len(logits)
    own = np.full(count + 1, -_CLIP / 2)  # beyond the document's edge stands chrome
    np.clip(logits, -_CLIP, _CLIP, out=own[:-1])
    likely = probabilities(logits)
    weight = np.minimum(ink, _LONG)
    sums = np.zeros((count + 1, 3))
    sums[1:].T[:] = likely, likely * weight, weight
    np.cumsum(sums, axis=0, out=sums)
    around = reach(count, _STEPS, _WINDOWS)
    steps = own[around.steps]
    part = sums[around.high] - sums[around.low]
    left, right = steps[:, 1:3].max(axis=1), steps[:, 3:5].max(axis=1)
    before = sums[:, 1] / max(float(sums[-1, 1]), 1e-9)
    start, end = run_of(likely, ink)
    order = np.arange(count)
    page = np.empty((count, 2))
    page[:] = sums[-1, 1] / sums[-1, 2], (end - start) / count
    singles = (
        own[:-1], np.minimum(left, right), np.maximum(left, right), before[:-1], 1.0 - before[1:], (order >= start) & (order < end),
        np.log1p(np.maximum(start - order, 0)), np.log1p(np.maximum(order - end + 1, 0)),
    )  # fmt: skip
    return join_columns(singles, (page, steps, (part[:, :, 0] / around.width[:, :, 0]).T, (part[:, :, 1] / part[:, :, 2]).T))
