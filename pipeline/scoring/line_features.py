"""What a line is by itself: its characters, its ends, its words, its shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring import patterns
from pipeline.scoring.characters import KIND, Characters, Floats, count_characters, join_columns
from pipeline.scoring.lexicon import GROUPS, count_words

_SHARES: Final = ("particle", "digit", "space", "lower", "upper", "comma", "sign", "mark", "other")
_COUNTS: Final = ("comma", "colon", "square", "round", "book", "quote", "bar", "arrow", "bullet", "digit")
_ENDS: Final = ("stop", "colon", "comma", "square", "round", "book", "bar", "arrow", "digit", "sign", "bullet", "quote")
_STARTS: Final = ("square", "round", "bullet", "quote", "book", "digit", "bar", "arrow", "sign")
_SIZES: Final = (2.5, 4.5, 8.5, 14.5, 25.5, 60.5, 120.5)  # steps of the line's size at which a logistic model may bend
_NARROW: Final = 0.5  # a Latin letter says about half as much as a Chinese character
_LONG: Final = 40.0
_MOST_HITS: Final = 4.0
_TYPICAL: Final = 240.0  # a longer line is counted as its average stretch of this length: a page on one line is no pile of commas
# What means one thing in Chinese and another in Latin script: repeated for the Chinese share of the line.
_SCRIPT: Final = ("size", "sentence", "long", "stops", "comma", "hits", "dense")

NAMES: Final = (
    "size", "wide", "stops", "words", "word_size", "hits", "dense", "sentence", "dense_no_stop", *(f"share_{n}" for n in _SHARES),
    *(f"count_{n}" for n in _COUNTS), *(f"ends_{n}" for n in _ENDS), *(f"starts_{n}" for n in _STARTS), *(f"over_{int(s)}" for s in _SIZES),
    *patterns.NAMES, *(f"has_{g}" for g in GROUPS), *(f"dense_{g}" for g in GROUPS), *(f"wide_{name}" for name in _SCRIPT),
)  # fmt: skip


def _columns(names: Sequence[str]) -> NDArray[np.int64]:
    return np.array([KIND[name] for name in names])


def _one_hot(names: Sequence[str]) -> Floats:
    """A row for each kind: 1 in the column of its name, if it has one."""
    table = np.zeros((len(KIND), len(names)))
    table[_columns(names), range(len(names))] = 1.0
    return table


_SHARE_COLUMNS: Final = _columns(_SHARES)
_COUNT_COLUMNS: Final = _columns(_COUNTS)
_MIXES: Final = np.array(
    [[name in ("wide", "particle"), name in ("wide", "particle", "stop", "mark"), name in ("lower", "upper")] for name in KIND], np.float64
)
_END_ROWS: Final = _one_hot(_ENDS)
_START_ROWS: Final = _one_hot(_STARTS)
_STEPS: Final = np.array(_SIZES)


class Lines(NamedTuple):
    """The lines' own features, and the columns that the features of their surroundings are made of."""

    matrix: Floats  # (lines, NAMES)
    size: Floats  # log(1 + ink), ink in units of a wide character
    ink: Floats
    wide: Floats  # share of wide characters
    sentence: Floats  # 1 for a line that ends a sentence and is long enough to be one
    hits: Floats  # words of site furniture
    characters: Characters


def line_features(lines: Sequence[str]) -> Lines:
    """Return the features of `lines` (stripped, not empty)."""
    characters = count_characters(lines)
    lengths = characters.lengths.astype(np.float64)
    stretch = np.minimum(1.0, _TYPICAL / lengths)
    wide_count, full_count, letters = (characters.counts @ _MIXES).T
    wide, ink = wide_count / lengths, (1 - _NARROW) * full_count + _NARROW * lengths
    size = np.log1p(ink * stretch)
    counts = characters.counts[:, _COUNT_COLUMNS] * stretch[:, None]
    ends, begins = _END_ROWS[characters.last], _START_ROWS[characters.first]
    dot_ends = characters.last == KIND["dot"]
    ends[:, 0] += dot_ends | ((characters.last == KIND["quote"]) & (ink > 12))
    dots = np.where(characters.counts[:, KIND["lower"]] * stretch > 40, characters.counts[:, KIND["dot"]] * stretch, 0.0)
    stops = characters.counts[:, KIND["stop"]] * stretch + dot_ends + dots
    sentence = ((ends[:, 0] > 0) | (stops > 1)) & (stops > 0) & (ink > 17)
    found, words = count_words(characters, lines)
    dense = found[:, :-1].sum(axis=1) / ink
    found *= stretch[:, None]
    hits = np.minimum(dense * ink * stretch, 6.0)
    quiet = dense * (stops == 0)
    counts, stops = np.log1p(counts), np.log1p(stops)
    script = (np.array((size, sentence, sentence & (ink > _LONG), stops, counts[:, 0], hits, dense)) * wide).T
    word_size = np.minimum(letters / np.maximum(words, 1.0), 20.0)
    singles = (size, wide, stops, np.log1p(words * stretch), word_size, hits, dense, sentence, quiet)
    matrix = join_columns(singles, (
        characters.counts[:, _SHARE_COLUMNS] / lengths[:, None], counts, ends, begins, ink[:, None] > _STEPS,
        patterns.match_patterns(characters, lines), np.minimum(found, _MOST_HITS), found / (ink * stretch)[:, None], script,
    ))  # fmt: skip
    return Lines(matrix, size, ink, wide, sentence.astype(np.float64), hits, characters)

