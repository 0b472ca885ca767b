"""Japanese and Korean: whether a text is in one of their encodings, by what it would say."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from pipeline.decode.alphabets import HIRAGANA_USUAL, KOREAN
from pipeline.decode.labels import python_codec
from pipeline.decode.score import common, informative, weights

ENCODINGS: Final = (("shift_jis", "ja"), ("euc-jp", "ja"), ("euc-kr", "ko"), ("johab", "ko"))


class Tongue(NamedTuple):
    """One Japanese or Korean reading: its score, 0.6 to 1.0 for a right one."""

    encoding: str
    score: float


class _Weights(dict[str, float]):
    """Weight of a character in a language; what has no entry counts as in Chinese, kana, Hangul and hanzi apart."""

    def __missing__(self, char: str) -> float:
        code = ord(char)
        if 0x4E00 <= code <= 0x9FFF:
            return -0.4
        if 0xFF61 <= code <= 0xFF9F or 0xAC00 <= code <= 0xD7A3 or 0x3130 <= code <= 0x318F:
            return -0.6
        return weights()[char]


@cache
def _japanese() -> _Weights:
    table = _Weights()
    kanji = b"".join(bytes((hi, lo)) for hi in range(0xB0, 0xD0) for lo in range(0xA1, 0xFF)).decode("euc_jp", "ignore")
    table.update(dict.fromkeys(kanji, 0.3))
    table.update({char: 0.7 for char in kanji if char in common()})
    table.update(dict.fromkeys(map(chr, range(0x3041, 0x3094)), 0.7))
    table.update(dict.fromkeys(map(chr, range(0x30A1, 0x30F7)), 0.9))
    table.update(dict.fromkeys(HIRAGANA_USUAL, 1.0))
    table.update(dict.fromkeys("、。「」ー・々〜～『』（）！？　…", 1.0))
    return table


@cache
def _korean() -> _Weights:
    table = _Weights()
    hangul = b"".join(bytes((hi, lo)) for hi in range(0xB0, 0xC9) for lo in range(0xA1, 0xFF)).decode("euc_kr", "ignore")
    table.update(dict.fromkeys(hangul, 0.4))
    table.update(dict.fromkeys(KOREAN, 1.0))
    return table


def best(stretch: bytes) -> Tongue:
    """The best Japanese or Korean reading of a sample."""
    return max((_read(stretch, encoding, language) for encoding, language in ENCODINGS), key=lambda one: one.score)


def _read(stretch: bytes, encoding: str, language: str) -> Tongue:
    chars = informative(stretch.decode(python_codec(encoding), "replace"))
    if chars.endswith("\ufffd"):
        chars = chars[:-1]
    table = _japanese() if language == "ja" else _korean()
    return Tongue(encoding, sum(map(table.__getitem__, chars)) / len(chars) if chars else -1.0)
