"""Count the kinds of characters of all lines in one pass over the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Every character is of exactly one kind, so that a single bincount over (line, kind) counts them all.
KINDS: Final = (
    "other", "wide", "particle", "digit", "space", "lower", "upper", "stop", "dot", "comma", "colon", "square", "round", "book", "quote",
    "bar", "arrow", "bullet", "star", "sign", "mark",
)  # fmt: skip
KIND: Final = {name: number for number, name in enumerate(KINDS)}
_MEMBERS: Final = {
    "particle": "的了是在和我为這这不与對对有要也以就都上们們為與",
    "digit": "0123456789０１２３４５６７８９",
    "space": " \t\u3000\xa0\u2002\u2003\u2009",
    "stop": "。！？!?；;…｡",
    "dot": ".",
    "comma": "，、,",
    "colon": "：:",
    "square": "【】[]〔〕［］",
    "round": "()（）",
    "book": "《》〈〉",
    "quote": "“”\"「」『』‘’",
    "bar": "|｜│┊",
    "arrow": ">›»→＞",
    "star": "*＊",  # stands for hidden characters (20**年) far more often than for a list
    "bullet": "●◆▪■•·▲★※○◎□◇",
    "sign": "-_/=+#&@\\^~`%$<{}'©®",
}
_WIDE_RANGES: Final = ((0x2E80, 0x2FFF), (0x3005, 0x3008), (0x3021, 0xA4CF), (0xAC00, 0xD7A4), (0xF900, 0xFAFF), (0xFF21, 0xFF5B), (0xFF66, 0xFFDD))
_MARK_RANGES: Final = ((0x2010, 0x2BFF), (0x3000, 0x3021), (0xFE10, 0xFE6F), (0xFF00, 0xFF21), (0xFF5B, 0xFF66))
_PLANE: Final = 0x10000  # what lies beyond the basic plane (rare Chinese characters, emoji) counts as U+FFFF does: other


@cache
def _kind_of() -> NDArray[np.uint8]:
    """The kind of each code point of the basic plane."""
    table = np.zeros(_PLANE, np.uint8)
    table[[c for c in range(0x250) if chr(c).islower()]] = KIND["lower"]
    table[[c for c in range(0x250) if chr(c).isupper()]] = KIND["upper"]
    for low, high in _MARK_RANGES:
        table[low:high] = KIND["mark"]
    for low, high in _WIDE_RANGES:
        table[low:high] = KIND["wide"]
    for name, members in _MEMBERS.items():
        table[[ord(c) for c in members]] = KIND[name]
    return table


def join_columns(singles: Sequence[Floats | NDArray[np.bool_]], blocks: Sequence[Floats | NDArray[np.bool_]]) -> Floats:
    """Return one matrix of one-dimensional columns and then of two-dimensional blocks; numpy's own stacking costs four times as much."""
    return np.concatenate((np.array(singles, np.float64).T, *blocks), axis=1)


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of the lines, joined by one separator each: code points, owners and counts."""

    text: str
    codes: NDArray[np.uint32]  # one per character of `text`, at most U+FFFF
    line_of: Ints  # the line of each character (a separator belongs to the line before it)
    starts: Ints  # where each line begins in `text`
    lengths: Ints  # code points of each line, at least 1 so that shares are defined
    counts: Floats  # (lines, kinds)
    first: NDArray[np.uint8]  # kind of each line's first character
    last: NDArray[np.uint8]  # kind of each line's last character


def count_characters(lines: Sequence[str]) -> Characters:
    """Return the kinds of characters of `lines` (stripped, not empty); linear in the text."""
    text = "\n".join(lines) + "\n"
    codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"), _PLANE - 1)
    lengths = np.fromiter(map(len, lines), np.int64, len(lines))
    starts = np.cumsum(lengths + 1) - lengths - 1
    line_of = np.repeat(np.arange(len(lines)), lengths + 1)
    kinds = _kind_of()[codes]
    kinds_count = len(KINDS)
    counts = np.bincount(line_of * kinds_count + kinds, minlength=len(lines) * kinds_count).reshape(len(lines), kinds_count).astype(np.float64)
    counts[:, 0] -= 1.0  # the separator
    return Characters(text, codes, line_of, starts, lengths, counts, kinds[starts], kinds[starts + lengths - 1])
