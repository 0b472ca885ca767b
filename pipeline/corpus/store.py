"""Where results go: a local folder or an object store, written atomically, and never when the same bytes are there already."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from itertools import count
from typing import BinaryIO, Protocol

from pipeline.corpus.naming import RUN_FOLDER
from pipeline.errors import OutputError

_ENDS_THE_RUN = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class StorageError(OutputError):
    """OUT takes nothing more (full, read-only, gone): the run ends, since every further document would fail too."""


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


class LocalStore:
    """A folder of the local file system; unfinished files lie in `_jingwen/tmp` and are swept by the next run."""

    def __init__(self, root: str) -> None:
        self._root = os.path.abspath(root)
        self._names = (f"{os.getpid()}-{secrets.token_hex(4)}-{number}" for number in count())
        self._temp = os.path.join(self._root, RUN_FOLDER, "tmp")

    def write(self, name: str, data: bytes) -> bool:
        """Write a file atomically; return False if it held these bytes already (comparing costs a hundredth of rewriting)."""
        target = os.path.join(self._root, name)
        try:
            if _holds(target, data):
                return False
            temp = os.path.join(self._temp, next(self._names))
            try:
                with _created(temp) as stream:
                    stream.write(data)
                _move(temp, target)
            except OSError:
                _unlink(temp)
                raise
        except OSError as error:
            raise explained(error, name) from error
        return True

    def adopt(self, name: str, file: str) -> bool:
        """Move a finished file to its place; return False if the same bytes were there already."""
        target = os.path.join(self._root, name)
        try:
            if _same_files(file, target):
                os.unlink(file)
                return False
            _move(file, target)
        except OSError as error:
            raise explained(error, name) from error
        return True

    def fetch(self, name: str, file: str) -> bool:
        """Copy a file to another local one; return False if there is none."""
        try:
            with open(os.path.join(self._root, name), "rb") as source, open(file, "wb") as target:
                while block := source.read(1 << 20):
                    target.write(block)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise explained(error, name) from error
        return True

    def size(self, name: str) -> int | None:
        """Return a file's size in bytes, None if there is none."""
        try:
            return os.stat(os.path.join(self._root, name)).st_size
        except OSError:
            return None

    def sha256(self, name: str) -> str | None:
        """Return the sha256 (hex) of a file, None if it cannot be read."""
        try:
            with open(os.path.join(self._root, name), "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file if it is there, and the folders that it leaves empty."""
        target = os.path.join(self._root, name)
        try:
            _unlink(target)
        except OSError as error:
            raise explained(error, name) from error
        folder = os.path.dirname(target)
        while folder.startswith(self._root + os.sep):
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)


class RemoteStore:
    """A folder of an object store, through fsspec; a put is atomic there."""

    def __init__(self, url: str) -> None:
        import fsspec  # local runs do without it

        try:
            self._fs, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise StorageError(f"cannot open: {error}", where=url, hint="install the driver of that store, such as jingwen[s3]") from error

    def write(self, name: str, data: bytes) -> bool:
        """Put an object; return False if it held these bytes already."""
        path = self._path(name)
        try:
            if self.size(name) == len(data) and self._fs.cat_file(path) == data:
                return False
            self._fs.pipe_file(path, data)
        except OSError as error:
            raise explained(error, path) from error
        return True

    def adopt(self, name: str, file: str) -> bool:
        """Put a finished local file and remove it; return True, since comparing would cost as much as putting."""
        try:
            self._fs.put_file(file, self._path(name))
            os.unlink(file)
        except OSError as error:
            raise explained(error, self._path(name)) from error
        return True

    def fetch(self, name: str, file: str) -> bool:
        """Copy an object to a local file; return False if there is none."""
        try:
            self._fs.get_file(self._path(name), file)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise explained(error, self._path(name)) from error
        return True

    def size(self, name: str) -> int | None:
        """Return an object's size in bytes, None if there is none."""
        try:
            self._fs.invalidate_cache(self._path(name))
            return int(self._fs.size(self._path(name)))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise explained(error, self._path(name)) from error

    def sha256(self, name: str) -> str | None:
        """Return the sha256 (hex) of an object, None if there is none."""
        try:
            with self._fs.open(self._path(name), "rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise explained(error, self._path(name)) from error

    def remove(self, name: str) -> None:
        """Remove an object if it is there."""
        try:
            self._fs.rm_file(self._path(name))
        except FileNotFoundError:
            return
        except OSError as error:
            raise explained(error, self._path(name)) from error

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"


def explained(error: OSError, where: str) -> OutputError:
    """Return the error that says what is wrong with OUT; a StorageError when nothing more can be written at all."""
    reason = error.strerror or str(error)
    if error.errno in _ENDS_THE_RUN:
        return StorageError(
            f"cannot write: {reason}", where=where, hint="make room or give another OUT; the same command then goes on where it was"
        )
    return OutputError(f"cannot write: {reason}", where=where, hint="see what stands there, or give another OUT")


def _created(path: str) -> BinaryIO:
    try:
        return open(path, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return open(path, "wb")


def _move(file: str, target: str) -> None:
    try:
        os.replace(file, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(file, target)


def _unlink(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return


def _holds(path: str, data: bytes) -> bool:
    try:
        if os.stat(path).st_size != len(data):
            return False
        with open(path, "rb") as stream:
            return stream.read() == data
    except FileNotFoundError:
        return False


def _same_files(one: str, other: str) -> bool:
    try:
        if os.stat(one).st_size != os.stat(other).st_size:
            return False
        with open(one, "rb") as a, open(other, "rb") as b:
            while block := a.read(1 << 20):
                if block != b.read(1 << 20):
                    return False
    except FileNotFoundError:
        return False
    return True
