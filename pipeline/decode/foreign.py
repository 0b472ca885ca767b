"""Text that is not Chinese: Japanese, Korean, single-byte encodings, the declared label and the general detector, weighed against each other."""

from __future__ import annotations

from typing import Final, NamedTuple

from pipeline.decode import eastasian, singlebyte
from pipeline.decode.detector import detect
from pipeline.decode.webcodec import decode_strict

SURE: Final = 0.5
"""Score from which a reading by letters needs no second opinion."""

LABEL: Final = 0.25
"""What a declared label adds: where letters are few, people know better what they wrote."""

CHANCE: Final = 0.6
"""What is taken off a reading by letters for a text of next to no characters."""


class Reading(NamedTuple):
    """An encoding, its score on the scale of the Chinese plausibility, and the evidence."""

    encoding: str
    score: float
    evidence: str


def read(data: bytes, stretch: bytes, declared: str | None, weight: int) -> Reading:
    """The best reading of `data` as something that is not Chinese.

    `weight` is the number of characters that the Chinese reading rests on: a few letters fit some language by chance.
    """
    tongue = eastasian.best(stretch)
    found = [Reading(tongue.encoding, tongue.score + (LABEL if tongue.encoding == declared else 0.0), "score")]
    letters = singlebyte.guess(data, declared)
    if letters:
        found.append(Reading(letters.encoding, letters.score - CHANCE * max(0.0, 1 - weight / 12), "score"))
    return max(found, key=lambda one: one.score)


def fallback(data: bytes, declared: str | None) -> Reading:
    """What is left when no score decides: the label if the bytes are valid in it, the letters of few words, the detector,
    the label, windows-1252."""
    if declared and _valid(data, declared):
        return Reading(declared, 0.0, "declared")
    letters = singlebyte.guess(data)
    if letters and letters.score >= SURE:
        return Reading(letters.encoding, letters.score, "score")
    detected = detect(data)
    if detected and _valid(data, detected):
        return Reading(detected, 0.0, "detector")
    return Reading(declared if declared and not declared.startswith("utf-") else "windows-1252", 0.0, "fallback")


def _valid(data: bytes, encoding: str) -> bool:
    try:
        decode_strict(data, encoding)
    except UnicodeDecodeError:
        return False
    return True
