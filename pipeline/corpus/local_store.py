"""A folder of the local file system as a store: files are written aside and moved into place."""

from __future__ import annotations

import hashlib
import os
import secrets
from itertools import count
from typing import BinaryIO

from pipeline.corpus.naming import RUN_FOLDER
from pipeline.corpus.storage_errors import explained


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
