"""HZ (RFC 1843): GB 2312 in seven bits between `~{` and `~}`, read with tolerance.

Python's codec gives up at the first stray byte; here bytes that cannot belong to HZ are given up one by one and the rest stays aligned.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.decode.webcodec import decode_replacing

_TOKEN: Final = re.compile(
    rb"""
      ~ (?P<open>[\x7f-\xff]*) \{                          # the shift, a stray byte inside it forgiven
        (?P<run> [^\n~]* (?: ~(?![\x7f-\xff]*\}|\n) [^\n~]* )* )   # pairs; ~ can be the second of one
        (?: ~ (?P<close>[\x7f-\xff]*) \} | (?=~?\n) | \Z )   # the shift back, or the end of the line
    | ~~
    | ~\n                                                  # a line that goes on
    """,
    re.VERBOSE,
)
_ASCII: Final = bytes(range(128))
_HIGH: Final = bytes(byte | 0x80 for byte in range(256))
_STRAY: Final = re.compile(rb"[\x00-\x20\x7f-\xff]")


def looks_like_hz(data: bytes) -> bool:
    """Whether `data` has the shift sequences of HZ and hardly a byte outside seven bits."""
    following = {part[:1] for part in data.split(b"~")[1:]}  # to search for pairs of bytes takes ten times as long
    if not following >= {b"{", b"}"}:
        return False
    return data.isascii() or len(data[:4096].translate(None, _ASCII)) <= 8


def decode_hz(data: bytes) -> tuple[str, int]:
    """The text of HZ bytes, and the number of bytes given up (U+FFFD each)."""
    parts: list[str] = []
    last = lost = 0
    for match in _TOKEN.finditer(data):
        text, bad = _plain(data[last : match.start()])
        parts.append(text)
        lost += bad
        last = match.end()
        if match["run"] is not None:
            text, bad = _run(match["run"])
            strays = len(match["open"]) + len(match["close"] or b"")
            parts += "\ufffd" * strays, text
            lost += bad + strays
        elif match.group() == b"~~":
            parts.append("~")
    text, bad = _plain(data[last:])
    return "".join([*parts, text]), lost + bad


def _plain(data: bytes) -> tuple[str, int]:
    text = data.decode("ascii", "replace")
    return text, text.count("\ufffd")


def _run(run: bytes) -> tuple[str, int]:
    """One shifted run: bytes that cannot be half a character are taken out, and shown before the character they stood in."""
    strays = [match.start() for match in _STRAY.finditer(run)]
    if not strays:
        return decode_replacing(run.translate(_HIGH), "gb18030")
    parts: list[str] = []
    lost = 0
    pending, last = b"", 0
    for stray in [*strays, len(run)]:
        piece = pending + run[last:stray]
        whole = len(piece) // 2 * 2 if stray < len(run) else len(piece)
        text, bad = decode_replacing(piece[:whole].translate(_HIGH), "gb18030")
        pending = piece[whole:]
        lost += bad + (stray < len(run))
        parts += text, "\ufffd" if stray < len(run) else ""
        last = stray + 1
    return "".join(parts), lost
