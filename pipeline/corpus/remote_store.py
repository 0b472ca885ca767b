"""A folder of an object store as a store, through fsspec."""

from __future__ import annotations

import hashlib
import os

from pipeline.corpus.storage_errors import StorageError, explained


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
