"""Raw bytes from a local path or a URL, hashed while they are read."""

from __future__ import annotations

import hashlib
import io
import os
from typing import BinaryIO, cast

from pipeline.corpus.store import is_remote
from pipeline.errors import CleaningError, SourceError

_BLOCK = 1 << 20


class VanishedError(SourceError):
    """A raw file was there when the run was planned and is gone now."""

    code = "vanished"


class ChangingError(SourceError):
    """A raw file changed while it was read."""

    code = "changing"


class Hashed(io.RawIOBase):
    """A stream that hashes what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._hash = stream, hashlib.sha256()

    def readable(self) -> bool:
        """Return True: this is a stream to read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read up to `size` bytes."""
        data = self._stream.read(size)
        self._hash.update(data)
        return data

    def digest(self) -> str:
        """Return the sha256 (hex) of the whole stream: what nobody read is read now."""
        while self.read(_BLOCK):
            pass
        return self._hash.hexdigest()


def open_raw(location: str, path: str) -> BinaryIO:
    """Return a stream of raw bytes; raises SourceError or VanishedError."""
    try:
        if is_remote(location):
            import fsspec  # local runs do without it

            return cast(BinaryIO, fsspec.open(location, "rb").open())
        return open(location, "rb", buffering=0)
    except OSError as error:
        raise unreadable(error, path) from error


def unreadable(error: OSError, path: str) -> CleaningError:
    """Return the error that says why a raw file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return VanishedError("it was here when the run began and is gone", where=path)
    return SourceError(f"cannot read: {error.strerror or error}", where=path)


def mark_of(stream: BinaryIO) -> tuple[int, str] | None:
    """Return size and time stamp of an open local file, None for anything else."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, AttributeError):
        return None
    return status.st_size, str(status.st_mtime_ns)


def digest_of(location: str, path: str) -> str:
    """Return the sha256 (hex) of a raw file; raises SourceError or VanishedError."""
    try:
        with open_raw(location, path) as stream:
            return Hashed(stream).digest()
    except OSError as error:
        raise unreadable(error, path) from error
