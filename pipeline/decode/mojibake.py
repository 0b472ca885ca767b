"""Text that was decoded wrongly before it was saved: UTF-8, GBK or Big5 read as Windows-1252 or Latin-1 is reversible, UTF-8 read as GBK is not.

A reversal is reported only where the text it gives is plausible Chinese and the text as it stands is none: clean text in any language must stay as it
is. UTF-8 read as GBK lost bytes on the way (a quarter of the characters): it is flagged, never "repaired".
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from pipeline.decode.result import Repair
from pipeline.decode.score import informative, plausibility, total

RULES: Final = {"utf-8": "repair.mojibake-cp1252", "gb18030": "repair.mojibake-latin1", "big5hkscs": "repair.mojibake-big5"}
"""The rule id of a reversal, by the encoding that the bytes are really in."""

WHOLE: Final = 0.6
"""Plausibility that the reversal of a whole document must have."""

_FEW: Final = 8
_COVERED: Final = 0.9
_LOSSY_SAMPLE: Final = 1000
_ASCII: Final = bytes(range(128))
_LETTER: Final = re.compile("[\u00c0-\u00ff]")
_UTF8: Final = rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
_PAIRED: Final = {"gb18030": 1.9, "big5hkscs": 1.25}
"""How many bytes beyond ASCII a character has on average, at least: the second byte of Big5 is often a letter."""
_LAYERS: Final = 3
_BIG5: Final = rb"[\xa1-\xf9][\x40-\x7e\xa1-\xfe]"
_GB: Final = rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]"
# Both begin with a class of bytes, for which the search looks fast: lines of pages are long.
_SEQUENCES: Final = {
    "utf-8": re.compile(
        rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])[\x80-\xbf]|(?<=[\xe0-\xef])[\x80-\xbf]{2}|(?<=[\xf0-\xf4])[\x80-\xbf]{3})" + _UTF8 + rb"*"
    ),
    "gb18030": re.compile(_GB + rb"(?:" + _GB + rb")*"),
    "big5hkscs": re.compile(_BIG5 + rb"(?:" + _BIG5 + rb")*"),
}
# Every repair needs two neighbouring characters that stand for bytes beyond ASCII.
_PAIR: Final = re.compile("[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]" * 2)
_BLANKED: Final = bytes(0x20 if byte < 0x80 else byte for byte in range(256))
_QUOTES: Final = frozenset("“”‘’—…–")
_TRACES: Final = re.compile("锟斤拷|[锛銆鐨鍜鏄涓]")


@cache
def _bytes_of() -> dict[int, int]:
    """Code point -> the byte that it shows in Windows-1252, with Latin-1 for the five bytes that have no character there."""
    table = {code: code for code in range(256)}
    for byte in range(0x80, 0xA0):
        char = bytes((byte,)).decode("cp1252", "ignore")
        if char:
            table[ord(char)] = byte
    return table


class _Span(NamedTuple):
    """A part of the text that could be misread: its offsets, what it would say, and how many of its characters are beyond ASCII."""

    start: int
    end: int
    text: str
    beyond: int


def reversals(text: str) -> tuple[Repair, ...]:
    """The repairs that undo a wrong decode of `text`, or none: Chinese that was read as Windows-1252 or Latin-1."""
    if not _PAIR.search(_condensed(text)):
        return ()
    lines = [(start, _as_bytes(text[start:end])) for start, end in _western_lines(text)]
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    for encoding in RULES:
        spans = [_deeper(span) if encoding == "utf-8" else span for start, line in lines for span in _spans(line, start, encoding)]
        chars = informative("".join(span.text for span in spans))
        covered = sum(span.beyond for span in spans)
        pairs = sum(len(span.text) for span in spans)
        whole = len(chars) >= _FEW and covered >= _COVERED * beyond and total(chars) >= WHOLE * len(chars)
        whole = whole and covered >= _PAIRED.get(encoding, 0.0) * pairs
        kept = spans if whole else [span for span in spans if _sound(span, encoding)]
        if kept:
            return tuple(Repair(span.start, span.end, span.text, RULES[encoding]) for span in kept)
    return ()


def _condensed(text: str) -> str:
    """The text with a blank for each run of ASCII: all that a misread sequence can stand in, and next to nothing of a Western page."""
    return b" ".join(text.encode("utf-8", "surrogatepass").translate(_BLANKED).split()).decode("utf-8", "surrogatepass")


def _western_lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that has a letter of Latin-1."""
    end = 0
    while match := _LETTER.search(text, end):
        start = text.rfind("\n", end, match.start()) + 1 or end
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield start, end


def _as_bytes(line: str) -> bytes:
    """One byte per character: the byte it stands for, or a question mark, which is part of no sequence."""
    return codecs.charmap_encode(line, "replace", _bytes_of())[0]


def _spans(line: bytes, offset: int, encoding: str) -> Iterator[_Span]:
    for match in _SEQUENCES[encoding].finditer(line):
        try:
            said = match.group().decode(encoding)
        except UnicodeDecodeError:
            continue
        high = match.group().translate(None, _ASCII)
        yield _Span(offset + match.start(), offset + match.end(), said, len(high))


def _deeper(span: _Span) -> _Span:
    """A span that reads as misread UTF-8 again, as what that says: the text was decoded wrongly and saved twice, or three times."""
    text = span.text
    for _ in range(_LAYERS - 1):
        if not _PAIR.search(text):
            break
        inner = list(_spans(_as_bytes(text), 0, "utf-8"))
        parts: list[str] = []
        last = 0
        for one in inner:
            parts += text[last : one.start], one.text
            last = one.end
        text = "".join([*parts, text[last:]])
        if inner and all(plausibility(one.text) >= WHOLE for one in inner):
            return span._replace(text=text)
    chars = informative(text)
    return span._replace(text=text) if chars and total(chars) >= WHOLE * len(chars) else span


def _sound(span: _Span, encoding: str) -> bool:
    """Whether a span is misread beyond doubt although the document as a whole is not."""
    if encoding == "utf-8":
        return (len(span.text) >= 2 and plausibility(span.text) >= WHOLE) or set(span.text) <= _QUOTES
    pure = span.beyond == 2 * len(span.text)
    return pure and len(span.text) >= 4 and plausibility(span.text) >= 0.75


def lossy(text: str) -> bool:
    """Whether `text` is UTF-8 that was read as GBK: that lost bytes, and cannot be undone."""
    head = informative(text, _LOSSY_SAMPLE)
    if not _TRACES.search(head):
        return False
    if "锟斤拷" in head:
        return True
    back = head.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return plausibility(back) > max(WHOLE, plausibility(head) + 0.3)
