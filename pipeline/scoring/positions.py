"""What depends on the number of lines alone: places, and which lines stand near which. Kept, for most documents are of like length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats, Ints

_KEPT: Final = 1000  # lines; longer documents are rare and their arrays large


@dataclass(frozen=True, slots=True)
class Reach:
    """For each line, lines at fixed steps and windows of fixed widths around it."""

    steps: Ints  # (lines, steps): index into the values with one more row, which stands for what lies beyond the document
    low: Ints  # (widths, lines): first line of each window
    high: Ints  # (widths, lines): line after the last
    width: Floats  # (widths, lines, 1): lines in each window


def reach(count: int, steps: Sequence[int], widths: Sequence[int]) -> Reach:
    """Return the neighbours of each of `count` lines."""
    build = _reach if count <= _KEPT else _reach.__wrapped__
    return build(count, tuple(steps), tuple(widths))


@lru_cache(maxsize=128)
def _reach(count: int, steps: tuple[int, ...], widths: tuple[int, ...]) -> Reach:
    order = np.arange(count)
    at = order[:, None] + np.array(steps)
    at = np.where((at < 0) | (at >= count), count, at)
    wide = np.array(widths)[:, None]
    low, high = np.maximum(order - wide, 0), np.minimum(order + wide + 1, count)
    return Reach(at, low, high, (high - low)[:, :, None].astype(np.float64))


def places(count: int) -> Floats:
    """Return for each of `count` lines: log(1 + lines before), log(1 + lines after), share of lines before, log(1 + count)."""
    return (_places if count <= _KEPT else _places.__wrapped__)(count)


@lru_cache(maxsize=128)
def _places(count: int) -> Floats:
    order = np.arange(count, dtype=np.float64)
    columns = np.array((np.log1p(order), np.log1p(count - 1 - order), order / count, np.full(count, np.log1p(count))))
    columns.setflags(write=False)
    return columns.T
