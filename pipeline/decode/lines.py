"""Reading a document that one encoding does not explain: line by line, and inside a line stretch by stretch.

A file of two encodings, a stray or missing byte, a cut tail: most of the document still decodes as a whole, so only the lines in
which something is wrong are looked at. Wrong are undecodable bytes, characters that only a misreading gives (below), and, in small
documents, a low score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline.decode.doubt import doubt, doubted, dubious
from pipeline.decode.interleave import interleaved, may_interleave
from pipeline.decode.resync import resynchronise
from pipeline.decode.score import SILENT, common, informative, level_one, total
from pipeline.decode.webcodec import decode_replacing, decode_strict

BUDGET: Final = 48_000
"""Bytes of damaged stretches that are read by dynamic programming; what lies beyond is only replaced, so that the cost is bounded."""

SCORED: Final = 32_000
"""Bytes up to which every line is scored, so that a garbled line shows even if it decodes."""

_GAIN: Final = 1.5
"""How much more the characters of a stretch must weigh when it is divided anew, U+FFFD counted against it."""

_WINDOW: Final = 4096
_LONGEST: Final = 2048
_BOM: Final = b"\xef\xbb\xbf"
_LINE: Final = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_TEXT_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+\Z")
_STRETCH: Final = re.compile(rb"[^\x00-\x2f\x3a-\x3f]+|[\x00-\x2f\x3a-\x3f]+")
_ALTERNATIVES: Final = {"utf-8": ("gb18030", "big5hkscs"), "gb18030": ("utf-8",), "big5hkscs": ("utf-8", "gb18030")}
_MARGIN: Final = {"utf-8": 0.1, "gb18030": 0.2, "big5hkscs": 0.35}
"""How much better than the document's own encoding a line must read in another one: much, where anything decodes."""


@dataclass(slots=True)
class Reading:
    """The text read so far, the characters per encoding, and the bytes given up."""

    parts: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    budget: int = BUDGET

    def add(self, text: str, encoding: str, lost: int = 0) -> None:
        """Append a piece that was read in `encoding`."""
        self.parts.append(text)
        self.lost += lost
        if not text.isascii():
            self.used[encoding] += len(text)


@cache
def _traces(encoding: str) -> re.Pattern[str]:
    """What shows in a Chinese reading when the bytes are something else: private use characters (shifted pairs give one in eight),
    and the two characters that begin and end the misread bytes of a common UTF-8 character."""
    found = {"\\ue000-\\uf8ff"}
    usual = common().union(*level_one())
    if encoding != "utf-8":
        for char in (*"的一是不了在人有我他这中大上个国说们为到和地出会时要就可也你来用年请文，。、：（）“”", "\ufeff"):
            code = char.encode()
            for pair in (code[:2], code[1:3]):
                text = pair.decode(encoding, "ignore")
                if text not in usual and not text.isascii():
                    found.add(text)
    return re.compile(f"[{''.join(sorted(found))}]")


def suspicious(text: str, encoding: str) -> bool:
    """Whether a Chinese reading has characters that only a misreading gives."""
    return encoding in _ALTERNATIVES and _traces(encoding).search(text) is not None


def ends_cut(data: bytes, encoding: str) -> bool:
    """Whether the last bytes are the beginning of a character."""
    tail = data[-256:]
    cut = min((tail.rfind(mark) for mark in (b"\n", b" ", b">")), default=-1)
    tail = tail[cut + 1 :]
    try:
        decode_strict(tail, encoding)
    except UnicodeDecodeError as error:
        return error.start >= len(tail) - 3 and (error.end == len(tail) or "incomplete" in error.reason or "unexpected end" in error.reason)
    return False


def read_lines(data: bytes, encoding: str) -> Reading:
    """The text of `data`, mostly in `encoding` (utf-8, gb18030 or big5hkscs), each line in what suits it best."""
    reading = Reading()
    scored = len(data) <= SCORED
    at, window = 0, _WINDOW
    while at < len(data):
        end = _chunk_end(data, at, window)
        chunk = data[at:end]
        try:
            text = decode_strict(chunk, encoding)
        except UnicodeDecodeError as error:
            if end < len(data) and chunk[-1] > 0x3E and error.start and error.start >= len(chunk) - 3:
                end = at + error.start  # the chunk was cut inside a character
                _accept(data[at:end], decode_strict(data[at:end], encoding), encoding, reading, scored)
                at = end
                continue
            start, end = _line_around(data, at, at + error.start, end)
            if start > at:
                _accept(data[at:start], decode_strict(data[at:start], encoding), encoding, reading, scored)
            _read_line(data[start:end], encoding, reading)
            window = _WINDOW
        else:
            _accept(chunk, text, encoding, reading, scored)
            window = min(2 * window, 1 << 20)
        at = end
    return reading


def _chunk_end(data: bytes, at: int, window: int) -> int:
    """The end of the next chunk: after a line feed, or, in a line longer than the window, at a place between characters."""
    end = at + window
    if end >= len(data):
        return len(data)
    line = data.rfind(b"\n", at, end) + 1
    if line:
        return line
    for mark in (b">", b" ", b","):
        cut = data.rfind(mark, at + window // 2, end) + 1
        if cut:
            return cut
    return end


def _line_around(data: bytes, floor: int, at: int, ceiling: int) -> tuple[int, int]:
    """Start and end of the line that holds byte `at`; of a bounded part of it when the line is long."""
    start = data.rfind(b"\n", floor, at) + 1 or floor
    end = data.find(b"\n", at, ceiling) + 1 or ceiling
    if end - start <= 2 * _LONGEST:
        return start, end
    marks = re.compile(rb"[\x00-\x2f\x3a-\x3f]")
    if at - start > _LONGEST:
        near = [match.end() for match in marks.finditer(data, max(start, at - _LONGEST), at)]
        start = near[0] if near else at
    after = marks.search(data, min(at + _LONGEST, ceiling), ceiling)
    return start, min(after.end() if after else ceiling, at + 2 * _LONGEST)


def _accept(chunk: bytes, text: str, encoding: str, reading: Reading, scored: bool) -> None:
    """Add a chunk that decodes; its lines one by one if something in it looks wrong."""
    if encoding == "utf-8" or text.isascii() or not (scored or suspicious(text, encoding)):
        reading.add(text, encoding)
        return
    wrong = suspicious(text, encoding)
    if not wrong and not any(map(dubious, doubted(text))):
        reading.add(text, encoding)
        return
    sign = doubt().search
    # No character of these encodings has a line feed among its bytes: both divide alike.
    for line, said in zip(_LINE.findall(chunk), _TEXT_LINE.findall(text), strict=True):
        if said.isascii():
            reading.parts.append(said)
        elif (scored and sign(said) and dubious(said)) or (wrong and suspicious(said, encoding)):
            _read_line(line, encoding, reading)
        else:
            reading.add(said, encoding)


def _mean(text: str) -> float:
    chars = informative(text)
    return total(chars) / len(chars) if chars else 0.0


def _read_line(line: bytes, encoding: str, reading: Reading) -> None:
    """Add a line in which something is wrong: in another encoding if it reads well in that, else stretch by stretch."""
    if _BOM in line and encoding != "utf-8":
        for index, part in enumerate(line.split(_BOM)):
            if index:
                reading.add("\ufeff", "utf-8")
            _read_line(part, encoding, reading)
        return
    if line.isascii():
        reading.add(line.decode("ascii"), encoding)
        return
    own = _strict(line, encoding)
    other = _better(line, encoding, own)
    if other:
        reading.add(other[1], other[0])
    elif own is not None and not dubious(own) and not suspicious(own, encoding):
        reading.add(own, encoding)
    else:
        _read_stretches(line, encoding, reading)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return decode_strict(data, encoding)
    except UnicodeDecodeError:
        return None


def _better(data: bytes, encoding: str, own: str | None) -> tuple[str, str] | None:
    """(encoding, text) of a reading that is clearly better than the document's own, or None."""
    score = _mean(own if own is not None else data.decode(encoding, "replace"))
    best: tuple[float, str, str] | None = None
    for name in _ALTERNATIVES[encoding]:
        text = _strict(data, name)
        if text is None:
            continue
        gain = _mean(text) - _MARGIN[name] - score
        if gain > 0 and _mean(text) > 0.3 and (best is None or gain > best[0]):
            best = (gain, name, text)
    return (best[1], best[2]) if best else None


def _read_stretches(line: bytes, encoding: str, reading: Reading) -> None:
    """Add a line in pieces that end at ASCII characters which no character of two bytes contains."""
    for piece, wrong in _pieces(line, encoding):
        if not wrong:
            reading.add(decode_strict(piece, encoding), encoding)
            continue
        other = _better(piece, encoding, _strict(piece, encoding))
        if other:
            reading.add(other[1], other[0])
        else:
            _resynchronised(piece, encoding, reading)


def _pieces(line: bytes, encoding: str) -> Iterator[tuple[bytes, bool]]:
    """The stretches of a line, each with whether something is wrong in it; sound neighbours come joined."""
    sound = b""
    for match in _STRETCH.finditer(line):
        piece = match.group()
        if not piece.translate(None, SILENT):
            sound += piece
            continue
        text = _strict(piece, encoding)
        if text is not None and (encoding == "utf-8" or not (dubious(text) or suspicious(text, encoding))):
            sound += piece
            continue
        if sound:
            yield sound, False
        sound = b""
        yield piece, True
    if sound:
        yield sound, False


def _resynchronised(piece: bytes, encoding: str, reading: Reading) -> None:
    """Add a stretch as its bytes divide best; one that decodes is only divided anew for a clear gain."""
    own = _strict(piece, encoding)
    if len(piece) > reading.budget:
        text, lost = decode_replacing(piece, encoding)
        reading.add(text, encoding, lost)
        return
    reading.budget -= len(piece)
    if may_interleave(piece, encoding):
        pieces = interleaved(piece, encoding)
        if pieces:
            for each in pieces:
                reading.add(each.text, each.encoding, each.lost)
            return
    text, lost = resynchronise(piece, encoding)
    if own is not None and total(informative(text)) < total(informative(own)) + _GAIN + 0.5 * lost:
        text, lost = own, 0
    reading.add(text, encoding, lost)
