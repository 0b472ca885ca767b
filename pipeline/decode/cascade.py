"""From bytes to text: the evidence in its order.

1. the user's override;
2. a byte order mark;
3. escape sequences and shift sequences of seven bits (ISO-2022-CN, -JP and -KR, HZ, UTF-7), and zero bytes where UTF-16 and UTF-32 have them;
4. strict UTF-8, conclusive from six multi-byte sequences on;
5. the Chinese readings (UTF-8 with faults, gb18030, big5hkscs, UTF-16) by score, a declared label breaking ties;
6. what is not Chinese: Japanese and Korean by score, single-byte encodings by their letters, then charset-normalizer, a declared label counting
   more than in 5;
7. the fallback: the declared label if there is one, else windows-1252, which has a character for every byte.

Damage and mixed encodings are then read line by line (lines.py), and reversible mojibake is noted as repairs (mojibake.py).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.decode.chinese import Candidate, candidates, damaged, interwoven, mixture, mostly_utf8
from pipeline.decode.hz import decode_hz, looks_like_hz
from pipeline.decode.iso2022cn import decode_iso2022cn, looks_like_iso2022cn
from pipeline.decode.lines import SCORED, ends_cut, read_lines, suspicious
from pipeline.decode.sample import sample
from pipeline.decode.score import informative, plausibility
from pipeline.decode.webcodec import decode_replacing, decode_strict, fix_big5
from pipeline.decode.wide import utf16_by_zeros, utf32

BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\x00\x00\xfe\xff", "utf-32be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
CONCLUSIVE: Final = 6
"""Multi-byte sequences of valid UTF-8 that leave no doubt."""

CLEAR: Final = 0.72
"""Plausibility from which a longer text is Chinese whatever else it might be."""

FLOOR: Final = 0.62
"""Plausibility below which a longer text is not Chinese; measured on whole files, wrong readings of other languages stay below 0.6."""

SHORT_FLOOR: Final = 0.3
"""The same for a text of few non-ASCII characters."""

ADVANTAGE: Final = 0.1
"""How much better another language must read than Chinese."""

_SURROGATES: Final = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_ENDS: Final = (b"\n", b"\r", b"\0", b"\x1a")
_UTF7: Final = re.compile(rb"\+[A-Za-z0-9+/]{16,}-?")
_UTF7_HEAD: Final = 65536
_SHORT: Final = 80
_PAIRED: Final = {"hz": decode_hz, "iso-2022-cn": decode_iso2022cn}


class Found(NamedTuple):
    """What a step of the cascade found: the text, its encoding or encodings, the evidence, the bytes given up, whether the
    end is cut, and whether the bytes are known to come back exactly."""

    text: str
    encoding: str
    evidence: str
    lost: int = 0
    encodings: tuple[str, ...] = ()
    cut: bool = False
    exact: bool = False


def find(data: bytes, declared: str | None, override: str | None) -> Found:
    """Decode `data`; `declared` and `override` are encodings (not labels) or None."""
    if override:
        return _in(data, override, "override")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _after_bom(data[len(mark) :], encoding)
    text = _utf8(data)
    if text is not None and len(text) == len(data) and (seven := _utf7(data)):
        return seven
    sure = text is not None and _conclusive(data, text) and b"\0" not in data
    if text is not None and sure and b"\x1b" not in data and b"~" not in data:
        return _sure(data, text)
    special = _seven_bits(data) or _by_zeros(data)
    if special:
        return special
    if text is not None and sure:
        return _sure(data, text)
    if declared == "iso-2022-cn":
        declared = None  # its shifts are not there
    return _few(data, text, declared) or _by_score(data, declared)


def _utf8(data: bytes) -> str | None:
    """`data` as strict UTF-8, characters beyond the BMP that were written as two surrogates (CESU-8) included, or None."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data[error.start] != 0xED or not _SURROGATES.match(data, error.start):
            return None
    try:
        return _SURROGATES.sub(_joined, data).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _joined(match: re.Match[bytes]) -> bytes:
    """A pair of surrogates in three bytes each -> the character in four."""
    return match.group().decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()


def _conclusive(data: bytes, text: str) -> bool:
    """Whether valid UTF-8 is ASCII or has enough multi-byte sequences (each has at most three continuation bytes)."""
    if len(text) == len(data):
        return len(data) > 128 or not _CONTROL.search(data)  # a few hanzi can be ASCII bytes in UTF-16
    return len(data) - len(text) >= 3 * CONCLUSIVE


def _sure(data: bytes, text: str) -> Found:
    return Found(text, "utf-8", "utf-8", exact=b"\xed" not in data)


def _after_bom(data: bytes, encoding: str) -> Found:
    if encoding in ("utf-8", "gb18030"):
        try:
            return Found(decode_strict(data, encoding), encoding, "bom")
        except UnicodeDecodeError:
            found = _by_lines(data, encoding, "bom")
            return found if found.encoding == encoding or found.evidence == "mixed" else found._replace(evidence="score")
    return _in(data, encoding, "bom")


def _in(data: bytes, encoding: str, evidence: str) -> Found:
    """Decode in a known encoding, whatever its faults."""
    for mark, name in BOMS:
        if name == encoding and data.startswith(mark):
            data = data[len(mark) :]
    if encoding in _PAIRED:
        text, lost = _PAIRED[encoding](data)
        return Found(text, encoding, evidence, lost)
    if encoding.startswith("utf-16") and len(data) % 2:  # half a code unit: the end is cut, or a tool for single bytes added a line feed
        text, lost = decode_replacing(data[:-1], encoding)
        cut = data[-1:] not in _ENDS
        return Found(text + "\ufffd" * cut, encoding, evidence, lost + 1, cut=cut)
    try:
        return Found(decode_strict(data, encoding), encoding, evidence)
    except UnicodeDecodeError:
        text, lost = decode_replacing(data, encoding)
        return Found(text, encoding, evidence, lost)


def _seven_bits(data: bytes) -> Found | None:
    """ISO-2022-CN, ISO-2022-JP, ISO-2022-KR and HZ: what their shift sequences say, if it reads well."""
    if b"\x1b$" in data[:65536] and looks_like_iso2022cn(data):
        return _in(data, "iso-2022-cn", "score")
    if b"\x1b$" in data[:65536] and data[:4096].isascii():
        for encoding, mark in (("iso-2022-kr", b"\x1b$)C"), ("iso-2022-jp", b"\x1b$")):
            if mark in data:
                found = _in(data, encoding, "score")
                if found.lost * 20 <= len(data):
                    return found
    if looks_like_hz(data):
        text, lost = decode_hz(data)
        if plausibility(text) > SHORT_FLOOR:
            return Found(text, "hz", "score", lost)
    return None


def _utf7(data: bytes) -> Found | None:
    """UTF-7 (RFC 2152), in which old mail programs saved: ASCII whose stretches of base64 read as Chinese."""
    if not _UTF7.search(data, 0, _UTF7_HEAD):
        return None
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return None
    chars = informative(text)
    return Found(text, "utf-7", "score") if len(chars) >= 8 and plausibility(text) >= CLEAR else None


def _by_zeros(data: bytes) -> Found | None:
    if b"\0" not in data[:8192]:
        return None
    encoding = utf32(data) or utf16_by_zeros(data)
    return _in(data, encoding, "score") if encoding else None


def _few(data: bytes, text: str | None, declared: str | None) -> Found | None:
    """Valid UTF-8 with too few sequences to be conclusive: it is UTF-8 unless a label and the text both say otherwise."""
    if text is None:
        return None
    if declared in ("gb18030", "big5hkscs") and not text.isascii() and b"\0" not in data:
        try:
            other = decode_strict(data, declared)
        except UnicodeDecodeError:
            other = ""
        if plausibility(other) > max(0.7, plausibility(text) + 0.5):
            return Found(other, declared, "declared")
    best = candidates(data, sample(data), None)[0]
    clear = best.encoding.startswith("utf-16") and best.plausible > max(0.5, plausibility(text) + 0.3)
    if clear and (best.weight >= 4 or _CONTROL.search(data)):
        return None
    return Found(text, "utf-8", "utf-8")


def _by_score(data: bytes, declared: str | None) -> Found:
    stretch = sample(data)
    ranked = candidates(data, stretch, declared)
    best = ranked[0]
    floor = FLOOR if best.weight > _SHORT else SHORT_FLOOR
    if best.plausible >= CLEAR:
        return _chinese(data, best, ranked[1], declared)
    if mostly_utf8(stretch):
        return _by_lines(data, "utf-8", "score")
    woven = interwoven(stretch)
    if woven:
        return _by_lines(data, woven.encoding, "score")
    from pipeline.decode import foreign  # late: Chinese and UTF-8 never need it

    other = foreign.read(data, stretch, declared, best.weight)
    if best.plausible >= floor and not (other and other.score > best.score + ADVANTAGE):
        return _chinese(data, best, ranked[1], declared)
    mixed = mixture(stretch) or damaged(stretch, ranked)
    if mixed and not (other and other.score > mixed.score):
        return _by_lines(data, mixed.encoding, "score")
    if (other is None or other.score < foreign.SURE) and best.plausible > SHORT_FLOOR:
        found = _by_lines(data, best.encoding, "score")  # few lines, of which one holds several encodings, read as Chinese only part by part
        if len(found.encodings) > 1 and found.lost * 20 <= len(found.text) and plausibility(found.text) >= CLEAR:
            return found
    if other is None or other.score < foreign.SURE:
        other = foreign.fallback(data, declared)
    return _in(data, other.encoding, other.evidence)


def _chinese(data: bytes, best: Candidate, second: Candidate, declared: str | None) -> Found:
    evidence = "declared" if best.encoding == declared and best.plausible <= second.plausible else "score"
    if best.encoding.startswith("utf-16"):
        return _in(data, best.encoding, evidence)
    return _by_lines(data, best.encoding, evidence)


def _by_lines(data: bytes, encoding: str, evidence: str) -> Found:
    """Decode as a whole if that reads well, else line by line."""
    if len(data) > SCORED:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = ""
        if text and not suspicious(text, encoding):
            # None of the characters to fix is there in gb18030 (they are among the suspicious), and that codec is a bijection.
            big5 = encoding == "big5hkscs"
            return Found(fix_big5(text, data) if big5 else text, encoding, evidence, exact=not big5)
    reading = read_lines(data, encoding)
    used = tuple(name for name, _ in reading.used.most_common())
    text, cut = "".join(reading.parts), reading.lost > 0 and ends_cut(data, used[0] if used else encoding)
    if len(used) > 1:
        return Found(text, used[0], "mixed", reading.lost, used, cut=cut)
    return Found(text, used[0] if used else encoding, evidence, reading.lost, cut=cut)
