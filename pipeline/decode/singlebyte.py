"""Which single-byte encoding a text is in, by the letters it would be written with.

Every single-byte encoding reads every byte, so validity says nothing. What says much: whether the characters beyond ASCII are letters of one
language, whether small and capital letters stand where they do in words, and whether signs stand inside words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from pipeline.decode.alphabets import LATIN, SCRIPTS
from pipeline.decode.webcodec import decode_strict

LOOK: Final = 3000
"""Bytes that are looked at."""

LABEL: Final = 0.15
"""What a declared label adds to the score of its encoding."""

_WEST: Final = ("en", "fr", "de", "es", "pt", "it", "ca", "nl", "sv", "da", "is", "fi", "sq", "ga")
_CENTRAL: Final = ("pl", "cs", "sk", "hu", "ro", "hr", "sl", "sq", "de")
_BALTIC: Final = ("lt", "lv", "et", "fi", "pl", "de")
_SLAVIC: Final = ("ru", "bg", "uk", "sr", "mk", "be")
_READINGS: Final = (
    ("windows-1252", 0.08, _WEST),
    ("iso-8859-15", 0.0, (*_WEST, "et")),
    ("windows-1250", 0.02, _CENTRAL),
    ("iso-8859-2", 0.015, _CENTRAL),
    ("iso-8859-16", -0.05, ("ro", "pl", "hr", "sl", "hu", "fr", "it")),
    ("windows-1251", 0.05, _SLAVIC),
    ("koi8-r", 0.02, ("ru", "bg")),
    ("koi8-u", 0.015, ("uk", "be")),
    ("iso-8859-5", 0.01, _SLAVIC),
    ("ibm866", 0.0, ("ru", "uk", "be", "bg")),
    ("cp855", -0.02, ("ru", "bg", "sr", "mk")),
    ("x-mac-cyrillic", -0.01, _SLAVIC),
    ("windows-1253", 0.02, ("el",)),
    ("iso-8859-7", 0.015, ("el",)),
    ("windows-1255", 0.02, ("he",)),
    ("iso-8859-8", 0.01, ("he",)),
    ("cp862", -0.05, ("he",)),
    ("windows-1256", 0.02, ("ar", "fa")),
    ("iso-8859-6", 0.01, ("ar",)),
    ("windows-1254", 0.01, ("tr",)),
    ("windows-874", 0.02, ("th",)),
    ("windows-1257", 0.02, _BALTIC),
    ("iso-8859-13", 0.0, _BALTIC),
    ("iso-8859-4", -0.01, _BALTIC),
    ("iso-8859-10", -0.03, ("is", "lt", "lv", "et", "sv", "fi")),
    ("iso-8859-3", -0.01, ("eo", "mt", "tr")),
    ("iso-8859-14", -0.05, ("ga", "cy")),
    ("windows-1258", -0.3, ("vi",)),
    ("cp852", -0.15, _CENTRAL),
    ("cp850", -0.15, _WEST),
    ("cp437", -0.15, ("en", "fr", "de", "es", "it", "nl", "sv")),
    ("cp865", -0.15, ("da", "sv")),
    ("cp737", -0.15, ("el",)),
    ("cp857", -0.15, ("tr",)),
    ("cp775", -0.15, _BALTIC),
    ("macintosh", -0.15, _WEST),
    ("mac_latin2", -0.15, _CENTRAL),
    ("mac_greek", -0.15, ("el",)),
    ("mac_turkish", -0.15, ("tr",)),
)
"""Encodings, what each is given for being more or less usual (in full for short texts only), and the languages it is used for."""

_JOINTS: Final = frozenset("’–—…\u00ad")
_QUOTES: Final = frozenset("\u00a0«»“”„‘‚¿¡")
_QUIET: Final = frozenset("°§€£·•№©®™´\u200f\u200e")
_TIERS: Final = (1.0, 0.8, 0.2)
_OF_KIND: Final = {"j": 0.7, "p": 0.7, "q": 0.3, "c": -2.0, "s": -0.4}
_STRANGER: Final = -0.8
_STEADY: Final = 40
_WORD: Final = re.compile(rb"[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]*")
_MISPLACED: Final = {
    "aL": 0.8, "lL": 0.8, "lA": 0.8, "ALl": 0.3, "LLl": 0.3, "LAl": 0.3, "LLa": 0.3,
    "asa": 0.8, "lsl": 0.8, "asl": 0.8, "lsa": 0.8, "xsx": 0.8, "aqa": 0.3, "lql": 0.3, "aql": 0.3, "lqa": 0.3,
    "apl": 0.5, "lpl": 0.5, "lpa": 0.5,
    " l ": 0.4, " L ": 0.5, " x ": 0.5,
}  # fmt: skip
_MIXED: Final = ("al", "la", "aL", "La", "Al", "lA", "AL", "LA", "ax", "xa", "Ax", "xA", "lx", "xl")

_MIXED_BYTES: Final = tuple(pair.encode() for pair in _MIXED)
_MISPLACED_BYTES: Final = tuple((pattern.encode(), cost) for pattern, cost in _MISPLACED.items())


class Guess(NamedTuple):
    """The best single-byte reading: its score (a right one has 0.6 to 1.1) and the language whose letters it has."""

    encoding: str
    score: float
    language: str


@cache
def _profile(language: str) -> dict[str, float]:
    """Letters of a language, small and capital, with their weights."""
    tiers = (LATIN.get(language) or SCRIPTS[language]).split(" ")
    found: dict[str, float] = {}
    for letters, weight in zip(tiers, _TIERS, strict=False):
        for letter in letters:
            found[letter] = weight
            if len(letter.upper()) == 1:
                found.setdefault(letter.upper(), weight - 0.1)
    return found


@cache
def _chars(encoding: str) -> str:
    """The 256 characters of an encoding, U+FFFD for none."""
    chars = []
    for byte in range(256):
        try:
            chars.append(decode_strict(bytes((byte,)), encoding))
        except UnicodeDecodeError:
            chars.append("\ufffd")
    return "".join(chars)


@cache
def _kinds(encoding: str) -> bytes:
    """The kind of each byte: a A letters of ASCII, l L small and capital letters beyond, x other letters and marks, j signs that may join words, p quotes, q other quiet signs,
    s what else is no letter, c controls and nothing, blank for what else is ASCII."""
    return "".join(map(_kind, _chars(encoding))).encode("ascii")


def _kind(char: str) -> str:
    if char.isascii():
        return "a" if char.islower() else "A" if char.isupper() else " "
    if char in _JOINTS:
        return "j"
    if char in _QUOTES:
        return "p"
    if char in _QUIET:
        return "q"
    if char.isalpha() and char.lower() != char.upper():
        return "l" if char.islower() else "L"
    if char.isalpha() or unicodedata.category(char) == "Mn":
        return "x"
    return "c" if ord(char) < 0xA0 or char == "\ufffd" or 0xE000 <= ord(char) < 0xF900 else "s"


@cache
def _weights(encoding: str, language: str) -> tuple[float, ...]:
    """The weight of each byte of an encoding as a text in a language."""
    profile = _profile(language)
    kinds = _kinds(encoding).decode("ascii")
    return tuple(profile.get(char, _OF_KIND.get(kind, _STRANGER)) for char, kind in zip(_chars(encoding), kinds, strict=True))


def guess(data: bytes, declared: str | None = None) -> Guess | None:
    """The single-byte encoding in which `data` reads best, or None if it has nothing beyond ASCII; a declared one has an advantage."""
    head = _relevant(data)
    counts = [(byte, count) for byte, count in Counter(head).items() if byte > 0x7F]
    size = sum(count for _, count in counts)
    if not size:
        return None
    best, first = None, 0
    for most, rank, encoding, language, weight, bonus in sorted(_letters(counts, size, declared), reverse=True):
        if best is not None and most < best.score:
            break
        kinds = head.translate(_kinds(encoding))
        misplaced = _misplaced(kinds) + (0.0 if language in LATIN else 0.6 * sum(map(kinds.count, _MIXED_BYTES)))
        score = (weight - misplaced) / size + bonus
        if best is None or (score, rank) > (best.score, first):
            best, first = Guess(encoding, score, language), rank
    return best


def _letters(counts: Sequence[tuple[int, int]], size: int, declared: str | None) -> Iterator[tuple[float, int, str, str, float, float]]:
    """For each reading the score that its letters give wherever they stand, which nothing adds to, its rank below 0, what it is, and what makes up that score."""
    rank = 0
    for encoding, prior, languages in _READINGS:
        bonus = (LABEL if encoding == declared else 0.0) + prior * _STEADY / (_STEADY + size)
        for language in languages:
            weights = _weights(encoding, language)
            weight = sum([weights[byte] * count for byte, count in counts])
            yield weight / size + bonus, rank, encoding, language, weight, bonus
            rank -= 1


def _misplaced(kinds: bytes) -> float:
    """What is taken off for capitals and signs that stand where they do not stand in words."""
    return sum([kinds.count(pattern) * cost for pattern, cost in _MISPLACED_BYTES])


def _relevant(data: bytes) -> bytes:
    """The words of `data` with bytes beyond ASCII, at most LOOK bytes of them."""
    parts: list[bytes] = []
    size = 0
    for match in _WORD.finditer(data):
        parts.append(match.group()[:80])
        size += len(parts[-1])
        if size > LOOK:
            break
    return b" " + b"  ".join(parts) + b" "  # two blanks, so that counting finds neighbours too
