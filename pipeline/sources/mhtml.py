"""MHTML (.mht, .mhtml; also Word's "single file web page", often named .doc): a page and its pictures as parts of one mail.

Facts: RFC 2557 (MHTML: the root part, Content-Location), RFC 2046 (boundaries), RFC 2387 (`start` of multipart/related).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import BinaryIO, NamedTuple

import regex

from pipeline.errors import CleaningError, SourceError
from pipeline.sources.compressed import read_whole
from pipeline.sources.record import Failure, Limits, RawRecord, Records

_MAX_DEPTH = 8  # multiparts within each other; browsers and Word write one or two
_MAX_PARTS = 20_000
_MAX_HEADERS = 64 * 1024  # bytes of one part's headers
_TRANSFERS = ("quoted-printable", "base64")
_HTML = ("text/html", "application/xhtml+xml")
_MAX_ENCODED = 4_000  # code points of an address in the encoded form of mail; none is as long
_FIRST_FIELD = regex.compile(rb"[!-9;-~]{1,100}+[ \t]{0,9}:")  # RFC 5322, 3.6.8; a part that does not begin so has no headers
_BLANK_LINE = regex.compile(rb"\r?\n\r?\n")
# The headers that say something about a page. The standard library's parser takes square time for some values, and fails on others.
_FIELD = regex.compile(rb"^(content-(?:type|id|location|transfer-encoding)|snapshot-content-location)[ \t]{0,9}:((?:[^\n]++|\n(?=[ \t]))*+)", regex.IGNORECASE | regex.MULTILINE)
_PARAMETER = regex.compile(rb";\s*+([\w*-]{1,40}+)\s{0,9}=\s{0,9}(?:\"((?:[^\"\\]++|\\.)*+)\"|([^;\s\"]++))", regex.DOTALL)
_NO_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_FRAMESET = regex.compile(rb"<frameset[\s>]", regex.IGNORECASE)
_BODY = regex.compile(rb"<body[\s>]", regex.IGNORECASE)
_HINT = "open it in a browser and save it again"


class _Headers(NamedTuple):
    """The headers of a part that say something about a page, as bytes; names in small letters, the first of a name counts."""

    fields: dict[bytes, bytes]

    def text(self, name: bytes) -> str:
        return self.fields.get(name, b"").decode("utf-8", "replace").strip()

    @property
    def kind(self) -> str:
        """The media type without its parameters; `text/plain` if there is none (RFC 2045, 5.2)."""
        kind = self.text(b"content-type").partition(";")[0].strip().lower()
        return kind if kind.count("/") == 1 else "text/plain"

    @property
    def identity(self) -> str:
        return self.text(b"content-id").strip("<>")

    @property
    def transfer(self) -> str:
        """The transfer encoding, empty if there is none."""
        return self.text(b"content-transfer-encoding").lower()

    @property
    def is_multipart(self) -> bool:
        return self.kind.startswith("multipart/")

    def parameter(self, name: bytes) -> bytes:
        """A parameter of the media type, empty if there is none."""
        for match in _PARAMETER.finditer(self.fields.get(b"content-type", b"")):
            if match.group(1).lower() == name:
                quoted = match.group(2)
                return match.group(3) if quoted is None else regex.sub(rb"\\(.)", rb"\1", quoted)
        return b""


class _Part(NamedTuple):
    """A part without parts: its number in the file, from 1, its headers, the range of its body, and whether a boundary ends it."""

    number: int
    headers: _Headers
    start: int
    end: int
    closed: bool

    @property
    def kind(self) -> str:
        return self.headers.kind


def read_mhtml(stream: BinaryIO, path: str, limits: Limits, encoding: str | None = None) -> Records:
    """Yield the page of an MHTML file as `path#part`, parts counted from 1; for a page of frames each frame's page.

    `encoding` is that of the file if it was text already (a string in JSON): then it is that of all parts without a transfer encoding.
    A file that ends inside the page gives what is there and a Failure; one without a page, or beyond the limits, a Failure alone.
    """
    whole = read_whole(stream, path, limits)
    if isinstance(whole, CleaningError):
        yield Failure(path, whole)
        return
    data = whole.data
    if b"\n" not in data[:_MAX_HEADERS]:  # an old Macintosh wrote it
        data = data.replace(b"\r", b"\n")
    begin = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    top, body = _headers(data, begin, len(data))
    parts = list(_parts(data, top, body, len(data), path))
    pages = _pages(data, parts, top.parameter(b"start").decode("utf-8", "replace").strip().strip("<>"))
    if not pages:
        found = ", ".join(dict.fromkeys(part.kind for part in parts[:50])) or "nothing"
        raise SourceError(f"this saved web page holds no page (parts: {found[:200]})", where=path, hint=_HINT)
    address = top.text(b"snapshot-content-location")
    for part in pages:
        yield _record(data, part, f"{path}#{part.number}", address if len(pages) == 1 else "", encoding, sole=len(pages) == 1)
    if not pages[-1].closed and top.is_multipart:
        yield Failure(path, SourceError("the saved web page ends in the middle", where=path, hint=f"what was there is read; {_HINT}"))


def _headers(data: bytes, start: int, end: int) -> tuple[_Headers, int]:
    """The headers that begin at a place, and where the body behind them begins."""
    blank = _BLANK_LINE.search(data, start, min(end, start + _MAX_HEADERS)) if _FIRST_FIELD.match(data, start, end) else None
    if blank is None:
        return _Headers({}), start
    fields: dict[bytes, bytes] = {}
    for match in _FIELD.finditer(data[start : blank.start()]):
        fields.setdefault(match.group(1).lower(), match.group(2))
    return _Headers(fields), blank.end()


def _parts(data: bytes, top: _Headers, body: int, end: int, path: str) -> Iterator[_Part]:
    """The parts that hold no parts, in the order of the file. Raises SourceError for more of them than any page has."""
    number = 0
    waiting = [(top, body, end, False, 0)]
    while waiting:
        headers, start, stop, closed, depth = waiting.pop()
        boundary = headers.parameter(b"boundary").rstrip() if headers.is_multipart else b""
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


def _sections(data: bytes, start: int, end: int, boundary: bytes, path: str) -> list[_Section]:
    """The ranges between the lines of a boundary; the last one may end with the data."""
    line = regex.compile(rb"(?:\A|(?<=\n)|\r?\n)--" + regex.escape(boundary, special_only=True) + rb"(--)?[ \t]*(?:\r?\n|\Z)")
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


def _pages(data: bytes, parts: Sequence[_Part], start: str) -> list[_Part]:
    """The parts that hold the document: the root, else the first page, else the first text; of a page of frames its frames."""
    pages = [part for part in parts if part.kind in _HTML]
    named = [part for part in pages if start and part.headers.identity == start]
    root = next(iter(named or pages or [part for part in parts if part.kind == "text/plain" and part.end > part.start]), None)
    if root is None:
        return []
    if len(pages) > 1:
        page = _decoded(data, root)
        if _FRAMESET.search(page) and not _BODY.search(page):
            return [part for part in pages if part is not root]
    return [root]


def _record(data: bytes, part: _Part, place: str, address: str, encoding: str | None, *, sole: bool) -> RawRecord:
    known = None if part.headers.transfer in _TRANSFERS else encoding
    return RawRecord(
        _decoded(data, part),
        place,
        url=_address(part.headers.text(b"content-location")) or _address(address),
        media_type="text/html" if part.kind in _HTML else "text/plain",
        declared=None if known else part.headers.parameter(b"charset").decode("ascii", "ignore").lower() or None,
        encoding=known,
        record=part.headers.text(b"content-id") or None,
        sole=sole,
    )


def _decoded(data: bytes, part: _Part) -> bytes:
    """The bytes of a part without their transfer encoding; of broken base64 all that is whole."""
    body = data[part.start : part.end]
    if part.headers.transfer == "quoted-printable":
        return binascii.a2b_qp(body)
    if part.headers.transfer == "base64":
        return b"".join(map(_whole_base64, regex.split(rb"=++", body.translate(None, _NO_BASE64))))
    return body


def _whole_base64(letters: bytes) -> bytes:
    """What a run of letters stands for; what pads it ends it, and a letter too many is left out."""
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))


def _address(text: str) -> str | None:
    """A location if it leads to the web: Word states a file of its author's computer."""
    if "=?" in text:
        if len(text) > _MAX_ENCODED:
            return None
        try:
            text = str(make_header(decode_header(text)))
        except (LookupError, ValueError, HeaderParseError):
            return None
    text = "".join(text.split())
    return text if text.lower().startswith(("http://", "https://")) else None
