"""Where results go: a local folder or an object store, written atomically, and never when the same bytes are there already."""

from __future__ import annotations

from typing import Protocol

from pipeline.corpus.local_store import LocalStore
from pipeline.corpus.remote_store import RemoteStore


class Store(Protocol):
    """A place for files with POSIX names relative to it. All methods raise OutputError; StorageError ends the run."""

    def write(self, name: str, data: bytes) -> bool:
        """Write a file atomically; return False if it held these bytes already."""
        ...

    def adopt(self, name: str, file: str) -> bool:
        """Move a finished local file to its place; return False if the same bytes were there already."""
        ...

    def fetch(self, name: str, file: str) -> bool:
        """Copy a file to a local one; return False if there is none."""
        ...

    def size(self, name: str) -> int | None:
        """Return a file's size in bytes, None if there is none."""
        ...

    def sha256(self, name: str) -> str | None:
        """Return the sha256 (hex) of a file, None if there is none."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file if it is there, and local folders that it leaves empty."""
        ...


def is_remote(place: str) -> bool:
    """Return whether a place is a URL that fsspec resolves, such as `s3://bucket/out`."""
    return "://" in place


def open_store(place: str) -> Store:
    """Return the store for a local folder or a URL."""
    return RemoteStore(place) if is_remote(place) else LocalStore(place)
