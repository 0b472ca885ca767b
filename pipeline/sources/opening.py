"""From one file, stream or container to its records: what it is decides its bytes, what is in it comes out one by one."""

from __future__ import annotations

from io import BufferedReader, RawIOBase
from typing import BinaryIO

from pipeline.errors import CleaningError, SourceError
from pipeline.sources.compressed import read_whole, unpack
from pipeline.sources.jsonl import read_jsonl, read_table
from pipeline.sources.mhtml import read_mhtml
from pipeline.sources.record import Failure, FieldNames, Limits, RawRecord, Records, Tally
from pipeline.sources.sniff import SNIFFED, refuse, sniff
from pipeline.sources.tables import OPTION, is_other_table
from pipeline.sources.warc import read_warc

_MAX_LAYERS = 3
_ENDINGS = (".gz", ".zst", ".gzip", ".zstd")


def read_records(
    stream: BinaryIO, path: str, *, names: FieldNames | None = None, limits: Limits | None = None, tally: Tally | None = None
) -> Records:
    """Yield the records of a binary stream: one for a document, many for a container, whatever they are packed in.

    Nothing is raised for bad input: what cannot be read is yielded as a Failure. Containers are never held in memory.
    """
    limits, tally, names = limits or Limits(), tally or Tally(), names or FieldNames()
    try:
        kind, opened = unpacked(stream, path, limits, names.content)
        if kind == "jsonl":
            yield from read_jsonl(opened, path, names, limits)
        elif kind == "table":
            yield from read_table(opened, path, names, limits, tally)
        elif kind == "warc":
            yield from read_warc(opened, path, limits, tally)
        elif kind == "mhtml":
            yield from read_mhtml(opened, path, limits)
        elif kind in ("html", "text"):
            yield _document(opened, path, kind, limits, tally)
        else:
            yield Failure(path, refuse(kind, path))
    except CleaningError as error:
        yield Failure(path, error.at(path))
    except OSError as error:
        yield Failure(path, SourceError(f"cannot read: {error.strerror or error}", where=path))


def read_file(
    file: str, path: str, *, names: FieldNames | None = None, limits: Limits | None = None, tally: Tally | None = None
) -> Records:
    """Yield the records of a local file; `path` is its name in records."""
    try:
        stream = open(file, "rb")  # noqa: SIM115 - closed below, after the last record
    except OSError as error:
        yield Failure(path, SourceError(f"cannot open: {error.strerror}", where=path))
        return
    with stream:
        yield from read_records(stream, path, names=names, limits=limits, tally=tally)


def unpacked(stream: BinaryIO, path: str, limits: Limits, column: str | None = None) -> tuple[str, BufferedReader]:
    """Return what a stream holds below its compression, in the words of `sniff`, and the stream of that; raises SourceError.

    `column` is the one that holds a table's texts, if the caller names it.
    """
    name = path
    for _ in range(_MAX_LAYERS):
        head, opened = _peek(stream)
        kind = sniff(head, name, column)
        if kind not in ("gzip", "zstd"):
            return kind, opened
        stream = unpack(opened, kind, path, limits)
        name = _bare(name)
    raise SourceError(f"packed more than {_MAX_LAYERS} times", where=path, hint="unpack it first")


def _bare(name: str) -> str:
    """A file's name without the ending of its compression."""
    return name.removesuffix(next((end for end in _ENDINGS if name.lower().endswith(end)), ""))


def _peek(stream: BinaryIO) -> tuple[bytes, BufferedReader]:
    """The first bytes of a stream, and a stream that still holds them."""
    head = b""
    try:
        while len(head) < SNIFFED and (more := _read_some(stream, SNIFFED - len(head))):
            head += more
    except CleaningError:
        if not head:
            raise
    return head, BufferedReader(_Joined(head, stream), 1 << 16)


def _read_some(stream: BinaryIO, size: int) -> bytes:
    """Some bytes, as many as are there: a buffered read that fails in the middle would lose those before."""
    return stream.read1(size) if isinstance(stream, BufferedReader) else stream.read(size)


class _Joined(RawIOBase):
    """Bytes that were read ahead, and the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._at, self._rest = head, 0, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at < len(self._head):
            data = self._head[self._at : self._at + len(buffer)]
            self._at += len(data)
        else:
            self._head = b""
            data = _read_some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _document(stream: BinaryIO, path: str, kind: str, limits: Limits, tally: Tally) -> RawRecord | Failure:
    found = read_whole(stream, path, limits, tally)
    if isinstance(found, CleaningError):
        return Failure(path, found)
    if kind == "text" and is_other_table(found.data, _bare(path)):
        tally.skipped[f"header of a table without a column of texts, read as plain text as a whole ({OPTION} names the column)"] += 1
    return RawRecord(found.data, path, cut=found.cut, media_type="text/html" if kind == "html" else "text/plain")
