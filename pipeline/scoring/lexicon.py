"""Find the words of site furniture in all lines at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import KIND, Characters, Floats

GROUPS: Final = (
    "navigation", "account", "download", "share", "legal", "byline", "related", "contact", "comment", "paywall", "month", "function",
)  # fmt: skip
_LATIN_WORD: Final = re.compile(r"[a-z]+")
_LENGTHS: Final = (2, 3, 4)  # of the Chinese words


@dataclass(frozen=True, slots=True)
class _Lexicon:
    first: NDArray[np.bool_]  # may a code point begin a Chinese word
    second: NDArray[np.bool_]  # may it stand second
    chinese: dict[str, int]
    latin: dict[str, int]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(files("pipeline.scoring").joinpath("lexicon.json").read_text("utf-8"))
    chinese = {word: number for number, group in enumerate(GROUPS) for word in data[group]["zh"]}
    latin = {word: number for number, group in enumerate(GROUPS) for word in data[group]["en"]}
    first, second = np.zeros(0x10000, np.bool_), np.zeros(0x10000, np.bool_)
    first[[ord(word[0]) for word in chinese]] = True
    second[[ord(word[1]) for word in chinese]] = True
    return _Lexicon(first, second, chinese, latin)


def count_words(characters: Characters, lines: Sequence[str]) -> tuple[Floats, Floats]:
    """Return how often each group occurs in each line, (lines, groups), and the number of Latin words of each line."""
    groups, count = len(GROUPS), len(lines)
    cells = [line * groups + group for line, group in _chinese_words(characters)]
    words = np.zeros(count)
    letters = characters.counts[:, KIND["lower"]] + characters.counts[:, KIND["upper"]]
    for line in np.flatnonzero(letters > 1).tolist():
        found = _LATIN_WORD.findall(lines[line].lower())
        words[line] = len(found)
        get = _lexicon().latin.get
        cells += [line * groups + group for word in found if (group := get(word)) is not None]
    counted = np.bincount(np.array(cells, np.int64), minlength=count * groups)
    return counted.reshape(count, groups).astype(np.float64), words


def _chinese_words(characters: Characters) -> Iterator[tuple[int, int]]:
    """Every (line, group) of a Chinese word; words within words count too, as 首页 does in 网站首页."""
    lexicon, codes, text = _lexicon(), characters.codes, characters.text
    at = np.flatnonzero(lexicon.first[codes[:-1]] & lexicon.second[codes[1:]])
    get = lexicon.chinese.get
    for start, line in zip(at.tolist(), characters.line_of[at].tolist(), strict=True):
        for length in _LENGTHS:
            group = get(text[start : start + length])
            if group is not None:
                yield line, group
