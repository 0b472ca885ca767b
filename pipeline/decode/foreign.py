"""Text that is not Chinese: Japanese, Korean, single-byte encodings, the declared label and the general detector, weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.decode import eastasian, singlebyte
from pipeline.decode.detector import detect
from pipeline.decode.webcodec import decode_strict

SURE: Final = 0.5
"""Score from which a reading by letters needs no second opinion."""

LABEL: Final = 0.25
"""What a declared label adds: where letters are few, people know better what they wrote."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An encoding, its score on the scale of the Chinese plausibility, and the evidence."""

    encoding: str
    score: float
    evidence: str


def read(data: bytes, stretch: bytes, declared: str | None) -> Reading | None:
    """The best reading of `data` as something that is not Chinese, or None."""
    tongue = eastasian.best(stretch)
    letters = singlebyte.guess(data)
    found = [Reading(tongue.encoding, tongue.score + (LABEL if tongue.encoding == declared else 0.0), "score")]
    if letters:
        found.append(Reading(letters.encoding, letters.score, "score"))
    best = max(found, key=lambda one: one.score)
    return best


def fallback(data: bytes, declared: str | None) -> Reading:
    """What is left when no score decides: the label if the bytes are valid in it, the detector, the label, windows-1252."""
    if declared and _valid(data, declared):
        return Reading(declared, 0.0, "declared")
    detected = detect(data)
    if detected:
        return Reading(detected, 0.0, "detector")
    return Reading(declared or "windows-1252", 0.0, "fallback")


def _valid(data: bytes, encoding: str) -> bool:
    try:
        decode_strict(data, encoding)
    except UnicodeDecodeError:
        return False
    return True
