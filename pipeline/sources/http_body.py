"""The body of an HTTP response without its transfer and content encodings.

Crawlers disagree: some store the body as it came, some decoded but with the old headers. So the bytes decide, not the header.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, NamedTuple, cast

import regex
from fastwarc.stream_io import BrotliReader

from pipeline.errors import SourceError, TooLargeError
from pipeline.sources.compressed import TrailingBytesError, unpack
from pipeline.sources.record import Limits
from pipeline.sources.sniff import sniff

_CHUNK = regex.compile(rb"\s{0,2}([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_STEP = 1 << 14
_LEAST_STEP = 16


class Body(NamedTuple):
    """A body as the page's author wrote it; `cut`: its end is missing, since the transfer broke off."""

    data: bytes
    cut: bool = False


def decoded_body(body: bytes, transfer: str, content: str, where: str, limits: Limits) -> Body:
    """Return what a body holds, given its Transfer-Encoding and Content-Encoding headers; of one that was cut short all that can be unpacked.

    Raises SourceError for a body that is broken or in an encoding nobody uses, TooLargeError for one that outgrows the limits.
    """
    found = _joined_chunks(body) if "chunked" in transfer.lower() else Body(body)
    for encoding in reversed([part.strip().lower() for part in content.split(",") if part.strip()]):
        data, cut = _unpacked(found.data, encoding, where, limits)
        found = Body(data, found.cut or cut)
    return found


def _joined_chunks(body: bytes) -> Body:
    """The chunks' contents; the body itself if it is not chunked any more."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            return Body(b"".join(parts))
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return Body(b"".join(parts), cut=at > len(body)) if at >= len(body) and parts else Body(body)


def _unpacked(body: bytes, encoding: str, where: str, limits: Limits) -> Body:
    if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _read(unpack(io.BytesIO(body), "gzip", where, limits), where, limits)
    if encoding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _read(unpack(io.BytesIO(body), "zstd", where, limits), where, limits)
    if encoding in ("deflate", "br") and body.lstrip()[:1] != b"<":
        try:
            found = _inflated(body, where, limits) if encoding == "deflate" else _read(cast(BinaryIO, _Brotli(body, where)), where, limits)
        except SourceError:
            if _is_text(body):
                return Body(body)
            raise
        return Body(body) if found.cut and _is_text(body) and not (2 * len(found.data) > len(body) and _is_text(found.data)) else found
    return Body(body)


def _is_text(body: bytes) -> bool:
    """Whether a body is text that was unpacked before it was stored."""
    return sniff(body) in ("html", "text")


class _Brotli(io.RawIOBase):
    """What a brotli stream holds, step by step; SourceError where it breaks off."""

    def __init__(self, body: bytes, where: str) -> None:
        self._body, self._where = body, where
        self._reader, self._step = BrotliReader(io.BytesIO(body)), _STEP
        self._given = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""
        try:
            data = self._reader.read(min(size, self._step) if size > 0 else self._step)
        except (OSError, ValueError) as error:
            if self._step == _LEAST_STEP:
                raise SourceError(f"its brotli stream is broken: {error}", where=self._where) from error
            return self._last(size)
        self._given += len(data)
        return data

    def _last(self, size: int) -> bytes:
        """The bytes between what was given and where the stream breaks: the reader drops all of a read that fails, so it is asked for few."""
        self._reader, self._step = BrotliReader(io.BytesIO(self._body)), _LEAST_STEP
        left = self._given
        while left:
            left -= len(self._reader.read(min(left, _STEP)))
        return self.read(size)


def _inflated(body: bytes, where: str, limits: Limits) -> Body:
    """A `deflate` body: with zlib's header as the standard says, or raw as old servers send it."""
    for wbits in (15, -15):
        stream = zlib.decompressobj(wbits=wbits)
        try:
            data = _limited(stream.decompress(body, limits.max_bytes + 1), where, limits)
        except zlib.error:
            continue
        if stream.eof or (data and wbits == 15):
            return Body(data, cut=not stream.eof)
    raise SourceError("its deflate stream is broken", where=where)


def _read(stream: BinaryIO, where: str, limits: Limits) -> Body:
    """All that a stream gives, as far as it goes; SourceError if that is nothing."""
    parts: list[bytes] = []
    size = 0
    try:
        while data := stream.read1(_STEP) if isinstance(stream, io.BufferedReader) else stream.read(_STEP):
            parts.append(data)
            size += len(data)
            if size > limits.max_bytes:
                raise _too_large(where, limits)
    except TrailingBytesError:
        pass
    except SourceError:
        if not parts:
            raise
        return Body(b"".join(parts), cut=True)
    return Body(b"".join(parts))


def _limited(data: bytes, where: str, limits: Limits) -> bytes:
    if len(data) > limits.max_bytes:
        raise _too_large(where, limits)
    return data


def _too_large(where: str, limits: Limits) -> TooLargeError:
    return TooLargeError(f"more than {limits.max_bytes} bytes", where=where, hint="raise --max-bytes")
