"""Logistic regression by Newton's method: small, exact, and the same on every run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.scoring.characters import Floats
from pipeline.scoring.main_body import probabilities
from pipeline.scoring.weights import Pass

_STEPS = 30
_CLOSE = 1e-5  # of a standardised coefficient


def fit(features: Floats, labels: Floats, weights: Floats, penalty: float, names: Sequence[str]) -> Pass:
    """Return the regression of `labels` (0 or 1) on `features`, rows weighted by `weights`.

    `penalty` is half the ridge on each standardised coefficient, per unit of total weight; the intercept bears none.
    """
    # One thread: the problems are small, and threads that wait for each other took ten times as long on a busy machine.
    with threadpool_limits(1, "blas"):
        return _newton(features, labels, weights, penalty, names)


def _newton(features: Floats, labels: Floats, weights: Floats, penalty: float, names: Sequence[str]) -> Pass:
    total = weights.sum()
    means = weights @ features / total
    spread = np.sqrt(np.maximum(weights @ np.square(features - means) / total, 0.0))
    scale = np.where(spread > 1e-9, spread, np.inf)
    design = np.column_stack(((features - means) / scale, np.ones(len(features))))
    ridge = np.full(design.shape[1], penalty * total)
    ridge[-1] = 1e-9 * total
    solution = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        likely = probabilities(design @ solution)
        slope = design.T @ (weights * (labels - likely)) - ridge * solution
        curve = (design.T * (weights * likely * (1 - likely))) @ design
        curve[np.diag_indices_from(curve)] += ridge
        step = np.linalg.solve(curve, slope)
        step *= min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-12))  # far from the optimum a full step may overshoot
        solution += step
        if float(np.abs(step).max()) < _CLOSE:
            break
    raw = solution[:-1] / scale
    return Pass(tuple(names), raw, means, float(solution[-1] - raw @ means))
