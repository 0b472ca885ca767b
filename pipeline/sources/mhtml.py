"""MHTML (.mht, .mhtml; also Word's "single file web page", often named .doc): a page and its pictures as parts of one mail.

Facts: RFC 2557 (MHTML: the root part, Content-Location), RFC 2046 (boundaries), RFC 2387 (`start` of multipart/related).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import BinaryIO, NamedTuple

import regex

from pipeline.errors import CleaningError, SourceError
from pipeline.sources.compressed import read_whole
from pipeline.sources.record import Failure, Limits, RawRecord, Records

_MAX_DEPTH = 8  # multiparts within each other; browsers and Word write one or two
_MAX_PARTS = 20_000
_MAX_HEADERS = 64 * 1024  # bytes of one part's headers
_HTML = ("text/html", "application/xhtml+xml")
_BLANK_LINE = regex.compile(rb"(?:\A|\r?\n)\r?\n")
_NO_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
_FRAMESET = regex.compile(rb"<frameset[\s>]", regex.IGNORECASE)
_BODY = regex.compile(rb"<body[\s>]", regex.IGNORECASE)
_HINT = "open it in a browser and save it again"
_HEADERS = BytesHeaderParser(policy=compat32)  # the newer policies fail on headers that no standard allows, this one on none


class _Part(NamedTuple):
    """A part without parts: its number in the file, from 1, its headers, the range of its body, and whether a boundary ends it."""

    number: int
    headers: Message
    start: int
    end: int
    closed: bool

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()


def read_mhtml(stream: BinaryIO, path: str, limits: Limits) -> Records:
    """Yield the page of an MHTML file as `path#part`, parts counted from 1; for a page of frames each frame's page.

    A file that ends inside the page gives what is there and a Failure; one without a page, or beyond the limits, a Failure alone.
    """
    data = read_whole(stream, path, limits)
    if isinstance(data, CleaningError):
        yield Failure(path, data)
        return
    begin = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    top, body = _headers(data, begin, len(data))
    parts = list(_parts(data, top, body, len(data), path))
    pages = _pages(data, parts, _start(top))
    if not pages:
        found = ", ".join(dict.fromkeys(part.kind for part in parts[:50])) or "nothing"
        raise SourceError(f"this saved web page holds no page (parts: {found[:200]})", where=path, hint=_HINT)
    address = top.get("Snapshot-Content-Location")
    for part in pages:
        yield _record(data, part, f"{path}#{part.number}", address if len(pages) == 1 else None, sole=len(pages) == 1)
    if not pages[-1].closed and top.get_content_maintype() == "multipart":
        yield Failure(path, SourceError("the saved web page ends in the middle", where=path, hint=f"what was there is read; {_HINT}"))


def _headers(data: bytes, start: int, end: int) -> tuple[Message, int]:
    """The headers that begin at a place, and where the body behind them begins."""
    blank = _BLANK_LINE.search(data, start, min(end, start + _MAX_HEADERS))
    stop = blank.end() if blank else start
    return _HEADERS.parsebytes(data[start:stop]), stop


def _parts(data: bytes, top: Message, body: int, end: int, path: str) -> Iterator[_Part]:
    """The parts that hold no parts, in the order of the file. Raises SourceError for more of them than any page has."""
    number = 0
    waiting = [(top, body, end, False, 0)]
    while waiting:
        headers, start, stop, closed, depth = waiting.pop()
        boundary = headers.get_boundary() if headers.get_content_maintype() == "multipart" else None
        if boundary and depth < _MAX_DEPTH:
            inner = []
            for section in _sections(data, start, stop, boundary, path):
                inside, at = _headers(data, section.start, section.end)
                inner.append((inside, at, section.end, section.closed or closed, depth + 1))
            waiting += reversed(inner)
        else:
            number += 1
            yield _Part(number, headers, start, stop, closed)


class _Section(NamedTuple):
    start: int
    end: int
    closed: bool


def _sections(data: bytes, start: int, end: int, boundary: str, path: str) -> list[_Section]:
    """The ranges between the lines of a boundary; the last one may end with the data."""
    line = regex.compile(rb"(?:\A|(?<=\n)|\r?\n)--" + regex.escape(boundary.encode("utf-8", "surrogateescape"), special_only=True) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    found: list[_Section] = []
    at = -1
    for match in line.finditer(data, start, end):
        if at >= 0:
            found.append(_Section(at, match.start(), closed=True))
            if len(found) > _MAX_PARTS:
                raise SourceError(f"more than {_MAX_PARTS} parts", where=path, hint=_HINT)
        at = match.end()
        if match.group(1):
            return found
    if at >= 0:
        found.append(_Section(at, end, closed=False))
    return found


def _start(top: Message) -> str | None:
    """The identity of the part that the file calls its root."""
    start = top.get_param("start")
    return start.strip().strip("<>") if isinstance(start, str) else None


def _pages(data: bytes, parts: Sequence[_Part], start: str | None) -> list[_Part]:
    """The parts that hold the document: the root, else the first page, else the first text; of a page of frames its frames."""
    pages = [part for part in parts if part.kind in _HTML]
    named = [part for part in pages if start and str(part.headers.get("Content-ID", "")).strip().strip("<>") == start]
    root = next(iter(named or pages or [part for part in parts if part.kind == "text/plain" and part.end > part.start]), None)
    if root is None:
        return []
    if len(pages) > 1:
        page = _decoded(data, root)
        if _FRAMESET.search(page) and not _BODY.search(page):
            return [part for part in pages if part is not root]
    return [root]


def _record(data: bytes, part: _Part, place: str, address: object, *, sole: bool) -> RawRecord:
    return RawRecord(
        _decoded(data, part),
        place,
        url=_address(part.headers.get("Content-Location")) or _address(address),
        media_type="text/html" if part.kind in _HTML else "text/plain",
        declared=part.headers.get_content_charset(),
        record=str(part.headers.get("Content-ID", "")).strip() or None,
        sole=sole,
    )


def _decoded(data: bytes, part: _Part) -> bytes:
    """The bytes of a part without their transfer encoding; of broken base64 all that is whole."""
    body = data[part.start : part.end]
    encoding = str(part.headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        letters = body.translate(None, _NO_BASE64)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    return body


def _address(value: object) -> str | None:
    """A location if it leads to the web: Word states a file of its author's computer."""
    text = str(value) if value is not None else ""
    if "=?" in text:
        try:
            text = str(make_header(decode_header(text)))
        except (LookupError, ValueError):
            return None
    text = "".join(text.split())
    return text if text.lower().startswith(("http://", "https://")) else None
