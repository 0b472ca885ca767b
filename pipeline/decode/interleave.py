"""UTF-8 and GBK or Big5 inside one line: where the one ends and the other begins.

A template in one encoding filled with text in the other leaves no byte between them, and any bytes of the one decode for a while in the other. So a
stretch is read by dynamic programming as resync.py does, with two readings side by side: to go over from one to the other costs, so that only a
run of several characters is worth it. Linear in the length of the stretch.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.decode.resync import steps
from pipeline.decode.score import informative, total

SWITCH: Final = 1.5
"""What going over costs between a legacy encoding and UTF-8: both ways together more than three characters of UTF-8 gain by chance."""

DAMAGE: Final = 4.0
"""The same where UTF-8 is the main encoding: bytes left of its broken sequences are often a hanzi in GBK."""

PLAUSIBLE: Final = 0.6
"""Plausibility that what is read in the other encoding must have."""

_FEW: Final = 3
_UTF8_RUN: Final = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3}")
_GB_RUN: Final = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe]){3}")
_NEVER: Final = float("-inf")


class Piece(NamedTuple):
    """A part of a stretch: the encoding it is in, its text, and the bytes given up."""

    encoding: str
    text: str
    lost: int


class _Step(NamedTuple):
    """A step of a way: the byte where it starts, the reading (0 or 1) before it, what it says, and the bytes given up."""

    start: int
    before: int
    text: str
    lost: int


def may_interleave(data: bytes, encoding: str) -> bool:
    """Whether a stretch that is mostly in `encoding` has bytes that could be a run of the other kind."""
    return (_GB_RUN if encoding == "utf-8" else _UTF8_RUN).search(data) is not None


def interleaved(data: bytes, encoding: str) -> list[Piece] | None:
    """A stretch as pieces in `encoding` and in UTF-8 (in gb18030, if `encoding` is UTF-8), or None where it is not plausible that it has both."""
    other = "gb18030" if encoding == "utf-8" else "utf-8"
    pieces: list[Piece] = []
    for state, run in groupby(_path(data, (encoding, other)), key=lambda one: one.before):
        taken = list(run)
        text, lost = "".join(step.text for step in taken), sum(step.lost for step in taken)
        pieces.append(Piece((encoding, other)[state], text, lost))
    foreign = informative("".join(piece.text for piece in pieces if piece.encoding == other))
    if len(foreign) < _FEW or total(foreign) < PLAUSIBLE * len(foreign):
        return None
    return pieces


def _path(data: bytes, encodings: tuple[str, str]) -> list[_Step]:
    """The best way through the bytes; in what is returned, `before` of each step is the reading that it was made in."""
    size = len(data)
    cost = DAMAGE if encodings[0] == "utf-8" else SWITCH
    best = [[_NEVER, _NEVER] for _ in range(size + 1)]
    came: list[list[_Step]] = [[_Step(0, 0, "", 0)] * 2 for _ in range(size + 1)]
    best[0] = [0.0, -cost]
    for at in range(size):
        for state in (0, 1):
            score = max(best[at][state], best[at][1 - state] - cost)
            if score == _NEVER:
                continue
            origin = state if score == best[at][state] else 1 - state
            for used, gain, text, lost in steps(data, at, encodings[state]):
                if score + gain > best[at + used][state]:
                    best[at + used][state] = score + gain
                    came[at + used][state] = _Step(at, origin, text, lost)
    return _back(best[size], came)


def _back(ends: list[float], came: list[list[_Step]]) -> list[_Step]:
    at, state = len(came) - 1, int(ends[1] > ends[0])
    path: list[_Step] = []
    while at:
        step = came[at][state]
        path.append(step._replace(before=state))
        at, state = step.start, step.before
    path.reverse()
    return path
