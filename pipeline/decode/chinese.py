"""Which Chinese encoding a document is in, by what each reading would say."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from pipeline.decode.interleave import interleaved, may_interleave
from pipeline.decode.resync import resynchronise
from pipeline.decode.score import informative, total
from pipeline.decode.wide import PAIRS_MIN, may_be_utf16, utf16_score

READINGS: Final = ("utf-8", "gb18030", "big5hkscs")
CERTAIN: Final = 0.85
"""Plausibility of so much text in gb18030 that no other Chinese reading can have: where one is right, the others stay below 0.4."""

_MUCH: Final = 200
LABEL: Final = 0.08
"""What a declared label adds to the score of its reading: enough to break a tie, never to win against the text."""

MIXED: Final = 0.7
"""Plausibility that the best readings of single lines must reach; a line of another language rarely does, though the best of three is taken."""

DAMAGED: Final = 0.75
"""Plausibility that a damaged text must have, what is lost aside: dividing anew makes any bytes look a little more like Chinese."""

_ACCENT: Final = re.compile(rb"[\x80-\xff][a-z](?:(?<![\x80-\xff]..)[a-z]|(?<=[A-Za-z]..)[ .,;:<])")
"""A letter beyond ASCII inside a Latin word; as a hanzi it would stand between small letters. (It begins with its rarest byte: that is searched fastest.)"""

_DIVIDED: Final = 800
_FEW: Final = 6
_PARTS: Final = re.compile(rb"[\n<>]+")
_ASCII: Final = bytes(range(128))
_PRIOR: Final = {"gb18030": 0.05, "utf-16le": -0.12, "utf-16be": -0.14}
"""What is more usual gets a little more; UTF-16 has to say more, since any bytes of even length are UTF-16."""


class Candidate(NamedTuple):
    """One reading of a sample: its score with priors, its plausibility alone, and the characters these rest on."""

    encoding: str
    score: float
    plausible: float
    weight: int


def candidates(data: bytes, stretch: bytes, label: str | None) -> list[Candidate]:
    """The Chinese readings of a document, best first; `stretch` is its sample, `label` the encoding it declares."""
    found = [_read(stretch, encoding, label) for encoding in READINGS[:2]]
    if found[1].plausible < CERTAIN or found[1].weight < _MUCH:
        found.append(_read(stretch, READINGS[2], label))
    if len(data) >= PAIRS_MIN:
        for encoding in ("utf-16le", "utf-16be"):
            if not may_be_utf16(data, encoding):
                continue
            plausible, weight = utf16_score(data, encoding)
            found.append(_candidate(encoding, plausible, weight, label))
    return sorted(found, key=lambda one: -one.score)


def mixture(stretch: bytes) -> Candidate | None:
    """The main encoding of a document whose lines are in several: each line of the sample in the reading that suits it, or None if these do
    not read well either."""
    gain, weight = 0.0, 0
    used: Counter[str] = Counter()
    for line in _PARTS.split(stretch):
        if len(line) < 4 or line.isascii():
            continue
        best = max((_read(line, encoding, None) for encoding in READINGS), key=lambda one: one.score)
        gain += best.plausible * best.weight
        weight += best.weight
        used[best.encoding] += best.weight
    if len(used) < 2 or gain < MIXED * weight:
        return None
    encoding = used.most_common(1)[0][0]
    return Candidate(encoding, gain / weight, gain / weight, weight)


def interwoven(stretch: bytes) -> Candidate | None:
    """The main encoding of a document that goes over from GBK or Big5 to UTF-8 inside a line, or None: both must read well, which no
    other bytes do."""
    head = stretch[:_DIVIDED]
    if not may_interleave(head, READINGS[1]):
        return None
    found: list[Candidate] = []
    for encoding in READINGS[1:]:
        pieces = interleaved(head, encoding) or ()
        said = {name: informative("".join(piece.text for piece in pieces if piece.encoding == name)) for name in (encoding, READINGS[0])}
        chars = "".join(said.values())
        sound = chars.replace("\ufffd", "")
        if not all(said.values()) or 8 * (len(chars) - len(sound)) > len(sound) or len(sound) < _FEW or total(sound) < DAMAGED * len(sound):
            continue
        plausible = total(sound) / len(sound)
        main = encoding if 4 * len(said[encoding]) >= len(chars) else READINGS[0]
        found.append(Candidate(main, plausible, plausible, len(sound)))
    return max(found, key=lambda one: one.score, default=None)


def damaged(stretch: bytes, found: list[Candidate]) -> Candidate | None:
    """The better of gb18030 and big5hkscs with its bytes divided anew, if that is plausible: stray bytes shift the pairing of all that
    follows, so that much damage makes Chinese look like something else."""
    best = next(one for one in found if one.encoding in ("gb18030", "big5hkscs"))
    chars = informative(resynchronise(stretch[:_DIVIDED], best.encoding)[0])
    lost = chars.count("\ufffd")
    sound = chars.replace("\ufffd", "")
    if 8 * lost > len(sound) or len(sound) < 8 or total(sound) < DAMAGED * len(sound):
        return None
    plausible = total(sound) / len(sound)
    return Candidate(best.encoding, plausible, plausible, len(sound))


def mostly_utf8(stretch: bytes) -> bool:
    """Whether nine in ten bytes beyond ASCII belong to valid UTF-8: then it is UTF-8 with faults, in whatever language."""
    kept, size = _valid_utf8(stretch)
    return kept >= 8 and kept >= 0.9 * size


def _valid_utf8(stretch: bytes) -> tuple[int, int]:
    """The bytes beyond ASCII in valid UTF-8 sequences, and all of them."""
    kept = len(stretch.decode("utf-8", "ignore").encode().translate(None, _ASCII))
    return kept, len(stretch.translate(None, _ASCII))


def _read(stretch: bytes, encoding: str, label: str | None) -> Candidate:
    if encoding == "utf-8":
        kept, size = _valid_utf8(stretch)
        if 2 * kept < size:
            return _candidate(encoding, -1.0, 1, label)  # most of it is no UTF-8: spare the scoring
    chars = informative(stretch.decode(encoding, "replace"))
    if chars.endswith("\ufffd"):
        chars = chars[:-1]  # a cut at the end of the sample or of the document says nothing
    if not chars:
        return _candidate(encoding, 0.0, 0, label)
    plausible = total(chars) / len(chars)
    if encoding != "utf-8":
        plausible -= len(_ACCENT.findall(stretch)) / len(chars)
    return _candidate(encoding, plausible, len(chars), label)


def _candidate(encoding: str, plausible: float, weight: int, label: str | None) -> Candidate:
    bonus = _PRIOR.get(encoding, 0.0) + (LABEL if encoding == label else 0.0)
    return Candidate(encoding, plausible + bonus, plausible, weight)
