"""Gzip and zstd around anything, unpacked as a stream and never further than the limits say."""

from __future__ import annotations

import io
import re
import zlib
from typing import BinaryIO, NamedTuple, Protocol, cast

import zstandard

from pipeline.errors import CleaningError, SourceError, TooLargeError
from pipeline.sources.record import Limits, Tally

_FREE = 64 * 1024 * 1024  # bytes before the ratio counts: small files of blanks compress without end
# Packed bytes given to the decompressor at a time. 4 bytes of zstd may stand for a block of 128 KiB, so they are few.
_STEP = {"gzip": 32 * 1024, "zstd": 2 * 1024}


_MAGIC = {"gzip": re.compile(rb"\x1f\x8b\x08"), "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)}
_MAGIC_SIZE = 4  # bytes that are enough to see it


class TrailingBytesError(SourceError):
    """Behind a whole compressed stream stand bytes that are none; gzip and zstd themselves pass them over with a warning."""


class CutStreamError(SourceError):
    """A compressed stream ends too soon, or cannot be unpacked from some place on; what stands before it was read."""


class _Member(Protocol):
    """One gzip member or zstd frame being unpacked."""

    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, /) -> bytes:
        """Return what the next packed bytes stand for."""


class Whole(NamedTuple):
    """All bytes of a stream; `cut`: the end is missing, since a compressed stream broke off."""

    data: bytes
    cut: bool = False


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip or zstd stream, member after member.

    All that a broken stream still gives is given before SourceError is raised; TooLargeError when it outgrows the ratio.
    """

    def __init__(self, packed: BinaryIO, kind: str, name: str, limits: Limits) -> None:
        self._packed, self._kind, self._name, self._limits = packed, kind, name, limits
        self._member: _Member | None = None
        self._ready = memoryview(b"")
        self._taken = self._given = 0
        self._rest = b""
        self._error: CleaningError | None = None

    def readable(self) -> bool:
        """Return True: this is a stream to read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read unpacked bytes into a buffer and return their number, 0 at the end."""
        if self._error is not None:
            raise self._error
        try:
            while not self._ready:
                if not self._advance():
                    return 0
        except CleaningError as error:
            self._error = error
            raise
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _advance(self) -> bool:
        """Unpack the next bytes; False at the end of the stream."""
        data = self._rest or self._packed.read(_STEP[self._kind])
        self._rest = b""
        if not data:
            if self._member is not None:
                raise CutStreamError("the compressed stream ends too soon", where=self._name, hint="fetch or pack it again")
            return False
        if self._member is None:
            if not data.strip(b"\x00"):  # padding after the last member
                return True
            if self._taken and not self._begins_member(data := self._filled_up(data.lstrip(b"\x00"))):
                raise TrailingBytesError("bytes stand behind the end of the compressed stream", where=self._name, hint="cut them off, or pack it again")
            self._member = _member(self._kind)
        try:
            ready = self._member.decompress(data)
        except (zlib.error, zstandard.ZstdError) as error:
            raise CutStreamError(f"the compressed stream is broken: {error}", where=self._name, hint="fetch or pack it again") from error
        self._ready = memoryview(ready)
        if self._member.eof:
            self._rest, self._member = self._member.unused_data, None
        self._taken += len(data) - len(self._rest)
        self._given += len(ready)
        if self._given > _FREE and self._given > self._taken * self._limits.max_ratio:
            ratio = self._limits.max_ratio
            raise TooLargeError(f"it expands more than {ratio} times", where=self._name, hint="unpack it by hand if it is to be trusted")
        return True


    def _filled_up(self, data: bytes) -> bytes:
        """The data with more of the stream behind it, until the beginning of a member could be seen."""
        while len(data) < _MAGIC_SIZE and (more := self._packed.read(_STEP[self._kind])):
            data += more
        return data

    def _begins_member(self, data: bytes) -> bool:
        return _MAGIC[self._kind].match(data) is not None


def _member(kind: str) -> _Member:
    if kind == "gzip":
        return cast(_Member, zlib.decompressobj(wbits=31))
    return cast(_Member, zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj())


def unpack(packed: BinaryIO, kind: str, name: str, limits: Limits) -> BinaryIO:
    """Return a buffered stream of what a `gzip` or `zstd` stream holds."""
    return io.BufferedReader(Unpacked(packed, kind, name, limits), 1 << 16)


def read_whole(stream: BinaryIO, name: str, limits: Limits, tally: Tally | None = None) -> Whole | CleaningError:
    """Return all bytes of a stream, or the error that kept them: too many, broken at its start, unreadable.

    What is wrong with the end of a compressed stream is no error: bytes behind it, and an end that is missing, are counted in `tally`.
    """
    parts: list[bytes] = []
    size = 0
    cut = False
    try:
        while data := _read_some(stream):
            parts.append(data)
            size += len(data)
            if size > limits.max_bytes:
                return TooLargeError(f"more than {limits.max_bytes} bytes", where=name, hint="raise --max-bytes")
    except TrailingBytesError:
        _count(tally, "bytes behind the end of a compressed file")
    except CutStreamError as error:
        if not b"".join(parts).strip():
            return error
        cut = True
        _count(tally, "end of a compressed file that was cut short")
    except CleaningError as error:
        return error
    except OSError as error:
        return SourceError(f"cannot read: {error.strerror or error}", where=name)
    return Whole(b"".join(parts), cut)


def _count(tally: Tally | None, reason: str) -> None:
    if tally is not None:
        tally.skipped[reason] += 1


def _read_some(stream: BinaryIO) -> bytes:
    """Some bytes, as many as are there: a buffered read that fails in the middle would lose those before."""
    return stream.read1(1 << 20) if isinstance(stream, io.BufferedReader) else stream.read(1 << 20)
