"""How much a text looks like Chinese: a training-free score, also used by later stages.

Every non-ASCII character has a weight, and the score is their mean. The weights are graded by how common a character is, so that a right
decode of Chinese scores 0.7 to 1.0 and a wrong one mostly below 0.4. The common characters are data (hanzi.py); the level-1 sets of GB 2312
and Big5 come from the ranges of the codecs.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Final

from pipeline.decode.hanzi import COMMON, PUNCTUATION, SIMPLIFIED, SYMBOLS, TOP, TRADITIONAL

SAMPLE: Final = 4000
"""Non-ASCII code points that plausibility() looks at, at most."""

SCAN: Final = 60_000
"""Code points that plausibility() searches for them, at most."""

SILENT: Final = bytes((0, 9, 10, 12, 13, 27, *range(32, 127)))
"""ASCII that is no evidence: in UTF-8 none of these bytes is part of another character."""


@cache
def level_one() -> tuple[frozenset[str], frozenset[str]]:
    """The level-1 hanzi of GB 2312 (B0A1-D7F9) and of Big5 (A440-C67E), read from the codecs."""
    gb = b"".join(bytes((hi, lo)) for hi in range(0xB0, 0xD8) for lo in range(0xA1, 0xFF))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    big = b"".join(bytes((hi, lo)) for hi in range(0xA4, 0xC7) for lo in trails)
    return frozenset(gb.decode("gb2312", "ignore")), frozenset(big.decode("big5", "ignore"))


@cache
def common() -> frozenset[str]:
    """The characters of the common list, simplified and traditional."""
    pairs = dict(zip(SIMPLIFIED, TRADITIONAL, strict=True))
    simplified = frozenset(TOP + COMMON + SIMPLIFIED)
    return simplified.union(pairs.get(char, char) for char in simplified)


class _Weights(dict[str, float]):
    """Weight of a character; those without an entry get the weight of their block."""

    def __missing__(self, char: str) -> float:
        weight = _block_weight(char)
        if char < "\U00010000":  # bounded: at most one entry per code point of the BMP
            self[char] = weight
        return weight


@cache
def weights() -> _Weights:
    """The table of weights per character, built on first use."""
    table = _Weights()
    gb, big = level_one()
    table.update(dict.fromkeys(gb | big, 0.4))
    table.update(dict.fromkeys(common(), 0.9))
    pairs = dict(zip(SIMPLIFIED, TRADITIONAL, strict=True))
    table.update(dict.fromkeys(chain(TOP, (pairs.get(char, char) for char in TOP)), 1.1))
    table.update(dict.fromkeys(SYMBOLS, 0.5))
    table.update(dict.fromkeys(PUNCTUATION, 1.0))
    return table


def _block_weight(char: str) -> float:
    """Weight of a character outside the lists, by Unicode block."""
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF:
        return -0.3
    if 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7A3:
        return -0.3
    if code < 0xA0 or code == 0xFFFD or 0xD800 <= code <= 0xF8FF or code >= 0x30000 or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return -1.0 if code < 0x80 else -2.0
    if 0x2010 <= code <= 0x2027 or 0x3000 <= code <= 0x303F or 0x2460 <= code <= 0x24FF or 0xFE30 <= code <= 0xFE4F:
        return 0.4
    if 0x2500 <= code <= 0x266F or 0x3200 <= code <= 0x33FF:
        return 0.2
    if 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FFFF:
        return -0.5
    if code in (0xA0, 0x200B, 0xFEFF):
        return 0.0
    return -0.6


def informative(text: str, limit: int = SAMPLE) -> str:
    """The characters of `text` that carry evidence (non-ASCII, and control characters), at most `limit` of them."""
    if len(text) <= limit:
        return _evidence(text)
    found, step = "", max(2 * limit, 8000)
    for start in range(0, min(len(text), SCAN), step):
        found += _evidence(text[start : min(start + step, SCAN)])
        if len(found) >= limit:
            return found[:limit]
    return found


def _evidence(text: str) -> str:
    # Deleting bytes takes a tenth of the time of a regular expression.
    found = text.encode("utf-8", "surrogatepass").translate(None, SILENT)
    return found.decode("utf-8", "surrogatepass") if found else ""


def total(text: str) -> float:
    """Sum of the weights of a string that informative() returned."""
    return sum(map(weights().__getitem__, text))


def plausibility(text: str) -> float:
    """Mean weight of the non-ASCII characters of `text`: about 0.7 to 1.0 for Chinese, below 0.4 for a wrong decode, 0.0 when there are none.

    At most SAMPLE characters from the first SCAN code points are looked at, so that the cost is bounded.
    """
    chars = informative(text)
    return total(chars) / len(chars) if chars else 0.0
