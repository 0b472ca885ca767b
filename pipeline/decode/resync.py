"""Reading damaged Chinese bytes: the division into characters that scores best.

One stray or missing byte in GBK or Big5 shifts the pairing, and everything up to the next ASCII byte is garbled although it decodes. So a damaged
stretch is read by dynamic programming over the ways to cut it into characters: take a character (its plausibility weight counts), take
one around a foreign byte in its middle, or give a byte up. Linear in the length of the stretch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from pipeline.decode.score import weights
from pipeline.decode.webcodec import decode_strict

GIVEN_UP: Final = -1.6
"""What giving up one byte costs: about two common characters."""

CUT_OFF: Final = -0.7
"""What giving up the first byte of a character costs at the end of a stretch: fields and files are cut at a number of bytes."""

SPLIT: Final = -1.2
"""What reading a character around a foreign byte costs."""

_CACHE: Final = 1 << 15


@cache
def _pairs(encoding: str) -> dict[bytes, tuple[str, float] | None]:
    """Sequences met so far -> (character, weight), or None for no character; at most _CACHE of them."""
    return {}


def _character(chunk: bytes, encoding: str) -> tuple[str, float] | None:
    """The one character that `chunk` is in `encoding`, with its weight, or None."""
    known = _pairs(encoding)
    if chunk in known:
        return known[chunk]
    found: tuple[str, float] | None
    try:
        char = decode_strict(chunk, encoding)
    except UnicodeDecodeError:
        found = None
    else:
        found = (char, weights()[char]) if len(char) == 1 else None
    if len(known) < _CACHE:
        known[chunk] = found
    return found


def _lengths(lead: int, encoding: str) -> tuple[int, ...]:
    """The lengths that a character with this first byte can have, in bytes."""
    if encoding == "utf-8":
        return (2,) if 0xC2 <= lead < 0xE0 else (3,) if 0xE0 <= lead < 0xF0 else (4,) if 0xF0 <= lead < 0xF5 else ()
    if not 0x81 <= lead <= 0xFE:
        return ()
    return (2, 4) if encoding == "gb18030" else (2,)


def steps(data: bytes, at: int, encoding: str) -> Iterator[tuple[int, float, str, int]]:
    """The ways to go on from byte `at` of `data`: (bytes used, score, text, bytes given up)."""
    lead = data[at]
    if lead < 0x80:
        yield 1, 0.0, chr(lead), 0
        return
    if lead == 0x80 and encoding == "gb18030":
        yield 1, -0.2, "€", 0
    for length in _lengths(lead, encoding):
        chunk = data[at : at + length]
        found = _character(chunk, encoding) if len(chunk) == length else None
        if found:
            yield length, found[1], found[0], 0
        elif length < 4 or encoding == "utf-8":
            yield from _around(data, at, length, encoding)
    yield 1, CUT_OFF if at + 1 == len(data) and _lengths(lead, encoding) else GIVEN_UP, "\ufffd", 1


def _around(data: bytes, at: int, length: int, encoding: str) -> Iterator[tuple[int, float, str, int]]:
    """A character of `length` bytes with one foreign byte inside it; the place of that byte shows as U+FFFD before the character."""
    wide = data[at : at + length + 1]
    if len(wide) <= length:
        return
    for skip in range(1, length):
        foreign = wide[skip]
        if encoding != "utf-8" and foreign != 0xFF and 0x30 <= foreign != 0x80:
            continue  # it could be a byte of a character
        found = _character(wide[:skip] + wide[skip + 1 :], encoding)
        if found:
            yield length + 1, found[1] + SPLIT, "\ufffd" + found[0], 1


def resynchronise(data: bytes, encoding: str) -> tuple[str, int]:
    """The best-scoring reading of a damaged stretch in gb18030, big5hkscs or utf-8, and the number of bytes given up (U+FFFD each)."""
    size = len(data)
    best: list[float] = [float("-inf")] * (size + 1)
    came: list[tuple[int, str, int]] = [(0, "", 0)] * (size + 1)
    best[0] = 0.0
    for at in range(size):
        score = best[at]
        if score == float("-inf"):
            continue
        for used, gain, text, lost in steps(data, at, encoding):
            to = at + used
            if score + gain > best[to]:
                best[to] = score + gain
                came[to] = (at, text, lost)
    parts: list[str] = []
    at, lost = size, 0
    while at:
        at, text, gone = came[at]
        parts.append(text)
        lost += gone
    parts.reverse()
    return "".join(parts), lost
