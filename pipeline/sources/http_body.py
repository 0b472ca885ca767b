"""The body of an HTTP response without its transfer and content encodings.

Crawlers disagree: some store the body as it came, some decoded but with the old headers. So the bytes decide, not the header.
"""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

import regex
from fastwarc.stream_io import BrotliReader

from pipeline.errors import SourceError, TooLargeError
from pipeline.sources.compressed import read_whole, unpack
from pipeline.sources.record import Limits
from pipeline.sources.sniff import sniff

_CHUNK = regex.compile(rb"\s{0,2}([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def decoded_body(body: bytes, transfer: str, content: str, where: str, limits: Limits) -> bytes:
    """Return a body as the page's author wrote it, given its Transfer-Encoding and Content-Encoding headers.

    Raises SourceError for a body that is broken or in an encoding nobody uses, TooLargeError for one that outgrows the limits.
    """
    if "chunked" in transfer.lower():
        body = _joined_chunks(body)
    for encoding in reversed([part.strip().lower() for part in content.split(",") if part.strip()]):
        body = _unpacked(body, encoding, where, limits)
    return body


def _joined_chunks(body: bytes) -> bytes:
    """The chunks' contents; the body itself if it is not chunked any more."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
    return b"".join(parts) if at >= len(body) and parts else body


def _unpacked(body: bytes, encoding: str, where: str, limits: Limits) -> bytes:
    if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
        return _read(unpack(io.BytesIO(body), "gzip", where, limits), where, limits)
    if encoding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
        return _read(unpack(io.BytesIO(body), "zstd", where, limits), where, limits)
    if encoding in ("deflate", "br") and body.lstrip()[:1] != b"<":
        try:
            return _inflated(body, where, limits) if encoding == "deflate" else _unbrotlied(body, where, limits)
        except SourceError:
            if sniff(body) in ("html", "text"):  # text that was unpacked before it was stored
                return body
            raise
    return body


def _unbrotlied(body: bytes, where: str, limits: Limits) -> bytes:
    try:
        return _limited(BrotliReader(io.BytesIO(body)).read(limits.max_bytes + 1), where, limits)
    except (OSError, ValueError) as error:
        raise SourceError(f"its brotli stream is broken: {error}", where=where) from error


def _inflated(body: bytes, where: str, limits: Limits) -> bytes:
    """A `deflate` body: with zlib's header as the standard says, or raw as old servers send it."""
    for wbits in (15, -15):
        stream = zlib.decompressobj(wbits=wbits)
        try:
            data = _limited(stream.decompress(body, limits.max_bytes + 1), where, limits)
        except zlib.error:
            continue
        if stream.eof:
            return data
        if data and wbits == 15:
            raise SourceError("its deflate stream ends too soon", where=where, hint="fetch it again")
    raise SourceError("its deflate stream is broken", where=where)


def _read(stream: BinaryIO, where: str, limits: Limits) -> bytes:
    data = read_whole(stream, where, limits)
    if isinstance(data, bytes):
        return data
    raise data


def _limited(data: bytes, where: str, limits: Limits) -> bytes:
    if len(data) > limits.max_bytes:
        raise TooLargeError(f"more than {limits.max_bytes} bytes", where=where, hint="raise --max-bytes")
    return data
