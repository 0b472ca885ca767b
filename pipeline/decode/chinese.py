"""Which Chinese encoding a document is in, by what each reading would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.decode.score import informative, total
from pipeline.decode.wide import PAIRS_MIN, utf16_score

READINGS: Final = ("utf-8", "gb18030", "big5hkscs")
LABEL: Final = 0.08
"""What a declared label adds to the score of its reading: enough to break a tie, never to win against the text."""

_PRIOR: Final = {"gb18030": 0.02, "utf-16le": -0.12, "utf-16be": -0.14}
"""What is more usual gets a little more; UTF-16 has to say more, since any bytes of even length are UTF-16."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a sample: its score with priors, its plausibility alone, and the characters these rest on."""

    encoding: str
    score: float
    plausible: float
    weight: int


def candidates(data: bytes, stretch: bytes, label: str | None) -> list[Candidate]:
    """The Chinese readings of a document, best first; `stretch` is its sample, `label` the encoding it declares."""
    found = [_read(stretch, encoding, label) for encoding in READINGS]
    if len(data) >= PAIRS_MIN:
        for encoding in ("utf-16le", "utf-16be"):
            plausible, weight = utf16_score(data, encoding)
            found.append(_candidate(encoding, plausible, weight, label))
    return sorted(found, key=lambda one: -one.score)


def _read(stretch: bytes, encoding: str, label: str | None) -> Candidate:
    codec = encoding
    chars = informative(stretch.decode(codec, "replace"))
    if chars.endswith("\ufffd"):
        chars = chars[:-1]  # a cut at the end of the sample or of the document says nothing
    return _candidate(encoding, total(chars) / len(chars) if chars else 0.0, len(chars), label)


def _candidate(encoding: str, plausible: float, weight: int, label: str | None) -> Candidate:
    bonus = _PRIOR.get(encoding, 0.0) + (LABEL if encoding == label else 0.0)
    return Candidate(encoding, plausible + bonus, plausible, weight)
