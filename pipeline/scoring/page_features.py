"""Where a line stands in its document: its place, its neighbours, its repetitions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import Floats, join_columns
from pipeline.scoring.line_features import Lines
from pipeline.scoring.positions import places, reach

_NEIGHBOURS: Final = (-2, -1, 1, 2)
_WINDOWS: Final = (3, 8)
_CARRIED: Final = ("size", "sentence", "hits")
_NEAR: Final = 3
_GRAM_BITS_MIN: Final = 12
_FAR: Final = 200.0  # "no sentence on this side" counts as one this far away

NAMES: Final = (
    "place_ink", "copies", "same_start", "same_end", "shared", "longest_near", "over_median", "sentences_before", "sentences_after",
    "to_sentence_before", "to_sentence_after", "between_sentences", "index", "rest", "place", "lines", "page_wide", "page_ink", "page_sentences",
    *(f"{name}{step:+d}" for step in _NEIGHBOURS for name in _CARRIED), *(f"{name}_near{w}" for w in _WINDOWS for name in _CARRIED),
)  # fmt: skip


def page_features(lines: Sequence[str], own: Lines) -> Floats:
    """Return the features of each line's surroundings, (lines, NAMES)."""
    count = len(lines)
    ink, total = own.ink, float(own.ink.sum())
    carried = np.zeros((count + 1, 3))  # its last row is what lies beyond the document
    carried[:-1].T[:] = own.size, own.sentence, own.hits
    sums = np.zeros((count + 1, 3))
    np.cumsum(carried[:-1], axis=0, out=sums[1:])
    near = reach(count, _NEIGHBOURS, _WINDOWS)
    sentences = float(sums[-1, 1])
    before, after = sums[:-1, 1], sentences - sums[1:, 1]
    whole = np.empty((count, 3))
    whole[:] = float((own.wide * ink).sum()) / total, math.log1p(total), math.log1p(sentences)
    singles = (
        (np.cumsum(ink) - ink / 2) / total, *_repeats(lines), _shared(own), _longest(own.size), own.size - np.sort(own.size)[count // 2],
        before / max(sentences, 1.0), after / max(sentences, 1.0), *_gaps(own.sentence), (before > 0) & (after > 0),
    )  # fmt: skip
    windows = (sums[near.high] - sums[near.low]) / near.width
    return join_columns(singles, (places(count), whole, carried[near.steps].reshape(count, -1), *windows))


def _repeats(lines: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """How often, beyond once, the line, its first four and its last four characters occur."""
    result = []
    for keys, most in ((lines, 4.0), ([line[:4] for line in lines], 20.0), ([line[-4:] for line in lines], 20.0)):
        times = np.fromiter(map(Counter(keys).__getitem__, keys), np.float64, len(keys))
        result.append(np.log1p(np.minimum(times - 1.0, most)))
    return result[0], result[1], result[2]


def _shared(own: Lines) -> Floats:
    """The share of a line's character pairs (Latin: runs of five) that the page's sentences also hold, its own uses apart."""
    characters = own.characters
    codes = characters.codes.astype(np.uint64)
    steps = 2 if (own.wide * own.ink).sum() > 0.3 * own.ink.sum() else 5
    if len(codes) <= steps:
        return np.zeros(len(own.ink))
    mixed = codes[: len(codes) - steps + 1].copy()
    for step in range(1, steps):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(codes) - steps + 1 + step]
    # A hash table of counts four times the text: collisions only blur one feature a little.
    bits = max(_GRAM_BITS_MIN, int(len(codes) * 4).bit_length())
    grams: NDArray[np.int64] = (mixed * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(64 - bits)).astype(np.int64)
    owner = characters.line_of[: len(grams)]
    spoken = own.sentence[owner] > 0
    known = np.bincount(grams[spoken], minlength=1 << bits)
    hit = known[grams] > spoken
    return np.bincount(owner, weights=hit, minlength=len(own.ink)) / characters.lengths


def _longest(size: Floats) -> Floats:
    """The greatest of a line's and its neighbours' sizes, three on either side."""
    longest = size.copy()
    for step in range(1, min(_NEAR, len(size) - 1) + 1):
        np.maximum(longest[step:], size[:-step], out=longest[step:])
        np.maximum(longest[:-step], size[step:], out=longest[:-step])
    return longest


def _gaps(sentence: Floats) -> tuple[Floats, Floats]:
    """log(1 + lines) to the nearest sentence before and after each line, itself apart."""
    count = len(sentence)
    order = np.arange(count, dtype=np.float64)
    at = np.where(sentence > 0, order, -_FAR)
    last = np.maximum.accumulate(np.concatenate(([-_FAR], at[:-1])))
    at = np.where(sentence > 0, order, count + _FAR)
    coming = np.minimum.accumulate(np.concatenate((at[1:], [count + _FAR]))[::-1])[::-1]
    return np.log1p(np.minimum(order - last, _FAR)), np.log1p(np.minimum(coming - order, _FAR))
