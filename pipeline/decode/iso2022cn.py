r"""ISO-2022-CN (RFC 1922): GB 2312 in seven bits between the controls SO and SI, after a designation (ESC $ ) A).

Python has no codec for it. GB 2312 is read; the planes of CNS 11643 (traditional characters) and ISO-IR-165 have no table here: their pairs are
given up and counted, never shown as letters. What the RFC asks to repeat in each line is forgiven: a designation holds until the next.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.decode.webcodec import decode_replacing

DESIGNATION: Final = re.compile(rb"\x1b\$\)[AGE]")
"""What an ISO-2022-CN text begins its first run with: GB 2312, CNS 11643 plane 1, ISO-IR-165."""

_TOKEN: Final = re.compile(rb"(?P<set>\x1b\$[)*+][A-Z])|\x1bN(?P<single>[\x21-\x7e]{2})|(?P<shift>[\x0e\x0f])|(?P<end>\n)|(?P<run>[^\x0e\x0f\n\x1b]+|\x1b)")
_HIGH: Final = bytes(byte | 0x80 for byte in range(256))
_PAIRS: Final = re.compile(rb"(?:[\x21-\x7e]{2})+")
_GB2312: Final = b"\x1b$)A"


def looks_like_iso2022cn(data: bytes) -> bool:
    """Whether `data` is in seven bits, with a designation of ISO-2022-CN and a shift behind it."""
    found = DESIGNATION.search(data)
    return found is not None and data.find(b"\x0e", found.end()) >= 0 and data.isascii()


def decode_iso2022cn(data: bytes) -> tuple[str, int]:
    """The text of ISO-2022-CN bytes, and the number of bytes given up (U+FFFD, one for each pair of a set that is not read)."""
    parts: list[str] = []
    lost, shifted, known = 0, False, True
    for match in _TOKEN.finditer(data):
        kind, token = match.lastgroup, match.group()
        if kind == "shift":
            shifted = token == b"\x0e"
        elif kind == "set":
            known = token == _GB2312 if token[2:3] == b")" else known
        elif kind == "single":
            parts.append("\ufffd")
            lost += 2
        elif kind == "run" and shifted:
            text, bad = _pairs(token, known)
            parts.append(text)
            lost += bad
        else:
            shifted = False
            text, bad = decode_replacing(token, "ascii")
            parts.append(text)
            lost += bad
    return "".join(parts), lost


def _pairs(run: bytes, known: bool) -> tuple[str, int]:
    """A shifted run: its pairs as GB 2312 if that is the designated set; blanks and what is left of a pair stay as they are."""
    parts: list[str] = []
    lost = last = 0
    for match in _PAIRS.finditer(run):
        text, bad = decode_replacing(run[last : match.start()], "ascii")
        said, gone = decode_replacing(match.group().translate(_HIGH), "gb18030") if known else ("\ufffd" * (len(match.group()) // 2), len(match.group()))
        parts += text, said
        lost += bad + gone
        last = match.end()
    text, bad = decode_replacing(run[last:], "ascii")
    return "".join([*parts, text]), lost + bad
