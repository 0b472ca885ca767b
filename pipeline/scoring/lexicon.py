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
_LATIN_WORD_OR_END: Final = re.compile(r"[a-z]+|\n")
_HASHES: Final = 0x10000
_LENGTHS: Final = (2, 3, 4)  # of the Chinese words


@dataclass(frozen=True, slots=True)
class _Lexicon:
    begins: NDArray[np.bool_]  # may a pair of code points, by its hash, begin a Chinese word
    chinese: dict[str, int]
    latin: dict[str, int]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(files("pipeline.scoring").joinpath("lexicon.json").read_text("utf-8"))
    chinese = {word: number for number, group in enumerate(GROUPS) for word in data[group]["zh"]}
    latin = {word: number for number, group in enumerate(GROUPS) for word in data[group]["en"]}
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
    words = _latin_words(characters, lines, cells)
    counted = np.bincount(np.array(cells, np.int64), minlength=count * groups)
    return counted.reshape(count, groups).astype(np.float64), words


def _latin_words(characters: Characters, lines: Sequence[str], cells: list[int]) -> Floats:
    """Return the number of Latin words of each line, and add the cell (line * groups + group) of each that is in the lexicon to `cells`."""
    text, groups = characters.text, len(GROUPS)
    if text.count("\n") > len(lines):  # a caller's line that holds a line feed is one line all the same
        text = "".join([line.replace("\n", " ") + "\n" for line in lines])
    letters = characters.counts[:, KIND["lower"]] + characters.counts[:, KIND["upper"]]
    tokens = _LATIN_WORD_OR_END.findall(text.lower())
    get = _lexicon().latin.get
    words, line, last = np.zeros(len(letters)), 0, 0
    told = (letters > 1).tolist()
    for number, token in enumerate(tokens):
        if token == "\n":
            if told[line]:
                words[line] = number - last
            line, last = line + 1, number + 1
        elif told[line] and (group := get(token)) is not None:
            cells.append(line * groups + group)
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
