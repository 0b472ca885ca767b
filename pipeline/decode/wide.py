"""UTF-16 and UTF-32 without a byte order mark, recognised by where their zero bytes stand and by what they would say."""

from __future__ import annotations

import re
from typing import Final

from pipeline.decode.score import informative, total

_HEAD: Final = 4096
_MARKUP: Final = re.compile(rb"<(?:!doctype|html|head|meta|title|body|script|table|div)[ >]", re.IGNORECASE)
"""Tags in single bytes: as UTF-16 they would be rare hanzi in a row."""

_USUAL: Final = bytes((0x00, 0x20, 0x30, *range(0x4E, 0xA0), 0xFF))
PAIRS_MIN: Final = 8
"""Bytes below which nothing is taken for UTF-16."""


def utf32(data: bytes) -> str | None:
    """utf-32le or utf-32be if every group of four bytes of the head looks like a code point of it, else None."""
    head = data[: min(_HEAD, len(data) // 4 * 4)]
    count = len(head) // 4
    if count < 2:
        return None
    for name, high, next_ in (("utf-32le", 3, 2), ("utf-32be", 0, 1)):
        if head[high::4].count(0) == count and max(head[next_::4]) <= 0x10 and head.count(0) < len(head):
            return name
    return None


def utf16_by_zeros(data: bytes) -> str | None:
    """utf-16le or utf-16be if zero bytes stand at mostly one parity (text that is largely ASCII), else None."""
    head = data[:_HEAD]
    half = len(head) // 2
    even, odd = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if half == 0 or max(even, odd) <= 0.4 * half or max(even, odd) <= 4 * min(even, odd):
        return None
    return "utf-16be" if even > odd else "utf-16le"


def may_be_utf16(data: bytes, encoding: str) -> bool:
    """A cheap test: whether half of the code units of the head lie in the blocks of Chinese text and ASCII, and it is no page in single bytes."""
    head = data[: min(_HEAD, len(data) // 2 * 2)]
    if _MARKUP.search(head):
        return False
    high = head[1 if encoding == "utf-16le" else 0 :: 2]
    return 2 * len(high.translate(None, _USUAL)) <= len(high)


def utf16_score(data: bytes, encoding: str) -> tuple[float, int]:
    """Mean Chinese plausibility of the head and the middle of `data` as UTF-16, and the number of characters it rests on."""
    codec = "utf-16-le" if encoding == "utf-16le" else "utf-16-be"
    middle = len(data) // 4 * 2
    sample = data[:_HEAD] + (data[middle : middle + _HEAD] if len(data) > 2 * _HEAD else b"")
    chars = informative(sample[: len(sample) // 2 * 2].decode(codec, "replace"))
    return (total(chars) / len(chars), len(chars)) if chars else (0.0, 0)
