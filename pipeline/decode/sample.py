"""A bounded sample of a document's bytes, cut where no encoding of Chinese can have the middle of a character.

Scoring a whole document costs more than decoding it, so detection looks at a few stretches around non-ASCII bytes.
"""

from __future__ import annotations

import re
from typing import Final

SMALL: Final = 4000
"""Bytes up to which the sample is the whole document."""

_PROBES: Final = 8
_STRETCH: Final = 400
_BACK: Final = 4096
_SAFE: Final = re.compile(rb"[\x00-\x2f]")


def sample(data: bytes) -> bytes:
    """At most a few thousand bytes of `data`: all of it when small, else stretches from its non-ASCII parts, joined by line feeds."""
    if len(data) <= SMALL:
        return data
    parts: list[bytes] = []
    done = 0
    for probe in range(_PROBES):
        first = _first_high(data, max(done, len(data) * probe // _PROBES))
        if first < 0:
            break
        start = max(done, _safe_before(data, first))
        end = min(len(data), max(start, first) + _STRETCH)
        after = _SAFE.search(data, end, end + _STRETCH)
        done = after.end() if after else end
        parts.append(data[start:done])
    return b"\n".join(parts)


def _first_high(data: bytes, start: int) -> int:
    """Where the first byte beyond ASCII from `start` on stands, -1 without any; a codec looks at eight bytes at a time, a regular expression at one."""
    try:
        data[start:].decode("ascii")
    except UnicodeDecodeError as error:
        return start + error.start
    return -1


def _safe_before(data: bytes, at: int) -> int:
    """The place after the last byte before `at` that ends a character in every encoding; `at` itself, and so perhaps the middle of a
    character, when there is none near."""
    floor = max(0, at - _BACK)
    near = max(data.rfind(mark, floor, at) for mark in (b"\n", b" ", b">", b'"'))
    return near + 1 if near >= 0 else (at if floor else 0)
