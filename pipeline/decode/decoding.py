"""decode(): the way in."""

from __future__ import annotations

import re
from typing import Final

from pipeline.decode.cascade import BOMS, Found, find
from pipeline.decode.labels import encoding_of
from pipeline.decode.mojibake import lossy, reversals
from pipeline.decode.prescan import prescan
from pipeline.decode.result import Decoded, Repair
from pipeline.decode.webcodec import reproduces
from pipeline.errors import UnknownEncodingError

_MARKUP: Final = re.compile(rb"<(?:!doctype|html|head|meta|\?xml|title|body|script)", re.IGNORECASE)
_PAGE_HEAD: Final = 8192
# In UTF-8 such a letter begins with C3, the others with C2, C3, C5, C6, CB or E2. It comes first, for which the search looks fast.
_MISREAD: Final = re.compile(
    rb"\xc3(?:[\x80-\xbf](?=[\xc2\xc3\xc5\xc6\xcb\xe2])|(?<=[\xc2\xc3\xc5\xc6\xcb][\x80-\xbf]\xc3)|(?<=\xe2[\x80-\x84][\x80-\xbf]\xc3))"
)
_LOSSY: Final = (b"\xe5", b"\xe6", b"\xe9")


def decode(data: bytes, *, declared: str | None = None, override: str | None = None) -> Decoded:
    """Decode the bytes of a document.

    `declared` is the label that came with them (HTTP header or record); `override` is the user's word and decides alone. Raises
    UnknownEncodingError for an override that names no encoding; never for the bytes.
    """
    chosen = encoding_of(override) if override else None
    if override and chosen is None:
        raise UnknownEncodingError(override)
    label = declared or _page_label(data)
    said = encoding_of(label) if label else None
    found = find(data, said, chosen)
    repairs = reversals(found.text) if _may_be_misread(data, found) else ()
    return Decoded(
        text=_repaired(found.text, repairs),
        source=found.text,
        repairs=repairs,
        encoding=found.encoding,
        encodings=found.encodings or (found.encoding,),
        evidence=found.evidence,
        declared=label,
        replaced=found.lost,
        faithful=_faithful(data, found),
        flags=_flags(data, found, bool(repairs) or (_may_be_lossy(data, found) and lossy(found.text))),
    )


def _page_label(data: bytes) -> str | None:
    head = data[:_PAGE_HEAD]
    return prescan(head, _PAGE_HEAD) if b"<" in head and _MARKUP.search(head) else None


def _faithful(data: bytes, found: Found) -> bool:
    if found.exact:
        return True
    if found.lost or len(found.encodings) > 1:
        return False
    return reproduces(found.text, _without_bom(data, found.encoding), found.encoding)


def _without_bom(data: bytes, encoding: str) -> bytes:
    for mark, name in BOMS:
        if name == encoding and data.startswith(mark):
            return data[len(mark) :]
    return data


def _flags(data: bytes, found: Found, misread: bool) -> tuple[str, ...]:
    nul = b"\0" in data and "\0" in found.text  # looking for U+0000 among characters of two bytes is slow, and it is a zero byte everywhere
    return tuple(name for name, holds in (("mojibake", misread), ("nul", nul), ("truncated", found.cut)) if holds)


def _may_be_misread(data: bytes, found: Found) -> bool:
    """A cheap test first: misread Chinese is full of letters of Latin-1 from U+00C0 on beside other characters of Windows-1252."""
    if found.encoding == "utf-8":
        return b"\xc3" in data and _MISREAD.search(data) is not None
    return found.encoding.startswith("utf-") and not found.text.isascii()


def _may_be_lossy(data: bytes, found: Found) -> bool:
    """A cheap test first, as above: what a lossy misreading shows begins with one of three bytes in UTF-8."""
    return found.encoding.startswith("utf-") and (found.encoding != "utf-8" or any(map(data.__contains__, _LOSSY)))


def _repaired(text: str, repairs: tuple[Repair, ...]) -> str:
    parts: list[str] = []
    last = 0
    for repair in repairs:
        parts += text[last : repair.start], repair.replacement
        last = repair.end
    return "".join([*parts, text[last:]]) if repairs else text
