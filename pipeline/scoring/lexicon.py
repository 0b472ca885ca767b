"""Find the words of site furniture in all lines at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import KIND, Characters, Floats

GROUPS: Final = (
    "navigation", "account", "download", "share", "legal", "byline", "related", "contact", "comment", "paywall", "month", "function",
)  # fmt: skip
_LOWER: Final = np.uint32(0x20)  # the bit by which small letters of ASCII differ from capitals
_HASHES: Final = 0x10000
_LENGTHS: Final = (2, 3, 4)  # of the Chinese words


@dataclass(frozen=True, slots=True)
class _Lexicon:
    begins: NDArray[np.bool_]  # may a pair of code points, by its hash, begin a Chinese word
    chinese: dict[str, int]
    latin: dict[bytes, int]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(files("pipeline.scoring").joinpath("lexicon.json").read_text("utf-8"))
    chinese = {word: number for number, group in enumerate(GROUPS) for word in data[group]["zh"]}
    latin = {word.encode("ascii"): number for number, group in enumerate(GROUPS) for word in data[group]["en"]}
    begins = np.zeros(_HASHES, np.bool_)
    begins[_hash_pairs(np.array([[ord(word[0]), ord(word[1])] for word in chinese], np.uint32).T)] = True
    return _Lexicon(begins, chinese, latin)


def _hash_pairs(pairs: Sequence[NDArray[np.uint32]] | NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number below `_HASHES` for each pair of code points; a chance collision is only looked up in vain."""
    return (pairs[0] * np.uint32(0x9E35) + pairs[1]) & np.uint32(_HASHES - 1)


def count_words(characters: Characters, lines: Sequence[str]) -> tuple[Floats, Floats]:
    """Return how often each group occurs in each line, (lines, groups), and the number of Latin words of each line."""
    groups, count = len(GROUPS), len(lines)
    cells = [line * groups + group for line, group in _chinese_words(characters)]
    words = _latin_words(characters, cells)
    counted = np.bincount(np.array(cells, np.int64), minlength=count * groups)
    return counted.reshape(count, groups).astype(np.float64), words


def _latin_words(characters: Characters, cells: list[int]) -> Floats:
    """Return the number of Latin words of each line, and add the cell (line * groups + group) of each that is in the lexicon to `cells`."""
    lowered = characters.codes | _LOWER
    letter = (characters.codes < 128) & (lowered >= ord("a")) & (lowered <= ord("z"))
    begins = letter.copy()
    begins[1:] &= ~letter[:-1]
    lines = characters.line_of[begins]
    words = np.bincount(lines, minlength=len(characters.lengths)).astype(np.float64)
    silent = characters.counts[:, KIND["lower"]] + characters.counts[:, KIND["upper"]] <= 1
    words[silent] = 0.0
    tokens = np.where(letter, lowered, ord(" ")).astype(np.uint8).tobytes().split()
    group = np.fromiter(map(_lexicon().latin.get, tokens, repeat(-1)), np.int64, len(tokens))
    known = np.flatnonzero(group >= 0)
    known = known[~silent[lines[known]]]
    cells += (lines[known] * len(GROUPS) + group[known]).tolist()
    return words


def _chinese_words(characters: Characters) -> Iterator[tuple[int, int]]:
    """Every (line, group) of a Chinese word; words within words count too, as 首页 does in 网站首页."""
    lexicon, codes, text = _lexicon(), characters.codes, characters.text
    at = np.flatnonzero(lexicon.begins[_hash_pairs((codes[:-1], codes[1:]))])
    get = lexicon.chinese.get
    for start, line in zip(at.tolist(), characters.line_of[at].tolist(), strict=True):
        for length in _LENGTHS:
            group = get(text[start : start + length])
            if group is not None:
                yield line, group
