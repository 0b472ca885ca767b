"""Decoding as browsers do: Python's codecs plus the code points in which they differ from the WHATWG indexes.

Source: Encoding Standard, index-gb18030.txt and index-big5.txt, compared with the codecs of CPython. gb18030 needs 20 private-use results
mapped, big5hkscs 11 results and 7 byte pairs that it lacks; and a lone 0x80 is the euro sign in GBK. The search for such a character is cheap and comes first: text
without one is returned as the codec gave it.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

from pipeline.decode.labels import python_codec

GB_FIXES: Final = dict(
    zip(
        map(chr, (0xE5E5, *range(0xE78D, 0xE797), 0xE7C7, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864)),
        map(chr, (0x3000, 0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A), 0x1E3F, *range(0x9FB4, 0x9FBC))),
        strict=True,
    )
)
"""What gb18030 gives in Python -> what browsers show: A3A0 is the ideographic space, the rest left the private use area since 2000."""

BIG5_FIXES: Final = dict(zip("•､‾∼♁☉／＼¥¢£", "‧﹑¯～⊕⊙∕﹨￥￠￡", strict=True))
"""What big5hkscs gives in Python -> what browsers show."""

BIG5_MORE: Final = {bytes.fromhex(pair): char for pair, char in zip(("a3e1", "c6cf", "c6d3", "c6d5", "c6d7", "c6de", "c6df"), "€廴无癶隶〃仝", strict=True)}
"""Byte pairs of the web's Big5 that Python's big5hkscs refuses: the euro sign of code page 950, and ETEN's that the standard has elsewhere."""

_BIG5_TWINS: Final = {"／": b"\xa2\x41", "＼": b"\xa2\x42"}
_GB_SEARCH: Final = re.compile(f"[{''.join(GB_FIXES)}]")
_BIG5_SEARCH: Final = re.compile(f"[{''.join(BIG5_FIXES)}]")
_ESCAPED: Final = re.compile("[\\udc00-\\udcff]+")
_MARK: Final = "jingwen-mark"
_BIG5: Final = "jingwen-big5"
_GB_BACK: Final = {web: ours for ours, web in GB_FIXES.items() if web != "\u3000"}
_GB_BACK_SEARCH: Final = re.compile(f"[{''.join(_GB_BACK)}]")


def decode_strict(data: bytes, encoding: str) -> str:
    """`data` in `encoding` as a browser reads it; UnicodeDecodeError at the first byte that is no character."""
    if encoding == "gb18030":
        return fix_gb(data.decode("gb18030"))
    if encoding == "big5hkscs":
        codecs.register_error(_BIG5, _big5_more)
        return fix_big5(data.decode("big5hkscs", _BIG5), data)
    table = _single_byte_table(encoding)
    if table is not None:
        return codecs.charmap_decode(data, "strict", table)[0]
    return data.decode(python_codec(encoding))


def fix_gb(text: str) -> str:
    """What Python's gb18030 gave, with the 20 characters of the web in their places."""
    return _mapped(text, _GB_SEARCH, GB_FIXES)


def decode_replacing(data: bytes, encoding: str) -> tuple[str, int]:
    """`data` in `encoding` with U+FFFD where bytes are no character, and the number of those bytes."""
    codecs.register_error(_MARK, _mark)
    table = _single_byte_table(encoding)
    text = codecs.charmap_decode(data, _MARK, table)[0] if table is not None else data.decode(python_codec(encoding), _MARK)
    bad = sum(map(len, _ESCAPED.findall(text)))
    if bad and encoding == "utf-8":
        text = data.decode("utf-8", "replace")  # the standard's grouping: one mark per broken sequence
    elif bad:
        text = _ESCAPED.sub(lambda match: "\ufffd" * len(match.group()), text)
    return (fix_gb(text) if encoding == "gb18030" else text), bad


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Decoding error handler: a lone surrogate per bad byte, so that they can be counted (`surrogateescape` refuses ASCII bytes)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding == "big5hkscs" and (more := BIG5_MORE.get(error.object[error.start : error.start + 2])):
        return more, error.start + 2
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


def _big5_more(error: UnicodeError) -> tuple[str, int]:
    """Decoding error handler: the characters that Python's codec lacks; anything else is the error that it is."""
    if isinstance(error, UnicodeDecodeError) and (more := BIG5_MORE.get(error.object[error.start : error.start + 2])):
        return more, error.start + 2
    raise error


def encode(text: str, encoding: str) -> bytes:
    """The inverse of decode_strict() as far as there is one; UnicodeEncodeError for what `encoding` lacks."""
    if encoding == "gb18030":
        return _mapped(text, _GB_BACK_SEARCH, _GB_BACK).encode("gb18030")
    if encoding == "big5hkscs":
        return b"".join(_big5_back().get(piece) or piece.encode("big5hkscs") for piece in re.split(f"([{''.join(_big5_back())}])", text))
    table = _single_byte_table(encoding)
    if table is not None:
        return codecs.charmap_encode(text, "strict", codecs.charmap_build(table))[0]
    return text.encode(python_codec(encoding))


@cache
def _big5_back() -> dict[str, bytes]:
    """The bytes of the characters in which the web's Big5 differs from Python's."""
    fixed = {web: _BIG5_TWINS.get(ours) or ours.encode("big5hkscs") for ours, web in BIG5_FIXES.items()}
    return {**fixed, **{char: pair for pair, char in BIG5_MORE.items() if not _has_big5(char)}}


def _has_big5(char: str) -> bool:
    try:
        return bool(char.encode("big5hkscs"))
    except UnicodeEncodeError:
        return False


def reproduces(text: str, data: bytes, encoding: str) -> bool:
    """Whether encoding `text` again gives `data`."""
    try:
        if encoding == "gb18030" and text.encode("gb18030") == data:  # as it is nearly always: no search for characters to put back
            return True
        return encode(text, encoding) == data
    except (UnicodeError, LookupError):  # iso-2022-cn has no codec to encode with
        return False


def _mapped(text: str, search: re.Pattern[str], fixes: dict[str, str]) -> str:
    """`text` with the characters that `search` finds exchanged; the same object when it finds none."""
    if not search.search(text):
        return text
    parts: list[str] = []
    last = 0
    for match in search.finditer(text):
        parts += text[last : match.start()], fixes[match.group()]
        last = match.end()
    return "".join(parts) + text[last:]


def fix_big5(text: str, data: bytes) -> str:
    """The 11 fixes of Big5; the two that share a character with another byte pair are told apart by the bytes."""
    if not _BIG5_SEARCH.search(text):
        return text
    parts: list[str] = []
    last = offset = 0
    for match in _BIG5_SEARCH.finditer(text):
        char = match.group()
        before = text[last : match.start()]
        offset += len(encode(before, "big5hkscs"))
        twin = _BIG5_TWINS.get(char)
        parts += before, char if twin and data[offset : offset + 2] != twin else BIG5_FIXES[char]
        offset += 2
        last = match.end()
    return "".join(parts) + text[last:]


@cache
def _single_byte_table(encoding: str) -> str | None:
    """The decoding table of a Windows code page with its holes in 80-9F filled by C1 controls, as the standard has them."""
    if not encoding.startswith("windows-"):
        return None
    codec = python_codec(encoding)
    try:
        chars = [bytes((byte,)).decode(codec, "replace") for byte in range(256)]
    except LookupError:
        return None
    return "".join(chr(byte) if char == "\ufffd" and 0x80 <= byte < 0xA0 else "\ufffe" if char == "\ufffd" else char for byte, char in enumerate(chars))
