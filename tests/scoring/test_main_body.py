"""The run of lines and the element that hold the body."""

from __future__ import annotations

from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scoring import MarkupContext, best_subtree, main_run

LOGIT = st.floats(-8, 8)


def gain(logit: float, length: int) -> float:
    return (1 / (1 + exp(-logit)) - 0.35) * sqrt(min(length, 200))


@given(st.lists(st.tuples(LOGIT, st.integers(1, 400)), max_size=12))
def test_no_run_gains_more(lines: list[tuple[float, int]]) -> None:
    gains = [gain(*line) for line in lines]
    start, end = main_run([line[0] for line in lines], [line[1] for line in lines])
    best = max((sum(gains[a:b]) for a in range(len(lines)) for b in range(a, len(lines) + 1)), default=0.0)
    assert sum(gains[start:end]) == pytest.approx(max(best, 0.0), abs=1e-9)


@pytest.mark.parametrize(
    ("logits", "run"),
    [([], (0, 0)), ([-3, -3], (0, 0)), ([-3, 3, 3, -3], (1, 3)), ([3, -1, 3], (0, 3)), ([3, 3, -6, -6, -6, -6, -6, -6, 3], (0, 2))],
    ids=["empty", "all chrome", "middle", "over a short gap", "not over a long one"],
)
def test_run(logits: list[float], run: tuple[int, int]) -> None:
    assert main_run(logits, [30] * len(logits)) == run


def test_a_penalty_keeps_a_line_out() -> None:
    assert main_run([0.5, 3.0], [10, 30], [2.0, 0.0]) == (1, 2)
    assert main_run([0.5, 3.0], [10, 30]) == (0, 2)


def test_subtree_is_the_innermost_that_holds_the_body() -> None:
    body = [MarkupContext(("body", "div", "div", "p"), ("",) * 4, (0, 1, 2, n)) for n in (5, 6)]
    menu = [MarkupContext(("body", "ul", "li"), ("",) * 3, (0, 3, n)) for n in (7, 8)]
    context = [*menu, *body, None]
    assert best_subtree([-4, -4, 4, 4, -4], [5, 5, 90, 90, 5], context) == [False, False, True, True, False]


@pytest.mark.parametrize("logits", [[], [-5.0, -5.0]])
def test_no_subtree_without_a_likely_line(logits: list[float]) -> None:
    context = [MarkupContext(("body", "p"), ("", ""), (0, n + 1)) for n in range(len(logits))]
    assert best_subtree(logits, [40] * len(logits), context) == [False] * len(logits)
