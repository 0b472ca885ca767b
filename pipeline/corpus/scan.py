"""Finds the raw files of a run: below local folders, or below a prefix of an object store."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence

from pipeline.corpus.naming import distinct
from pipeline.corpus.records import Failed
from pipeline.corpus.store import is_remote
from pipeline.corpus.worklist import Found
from pipeline.errors import SourceError
from pipeline.sources import Failure, Tally, escape_name, find_files

_STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")
"""What object stores call the value that changes when an object does, the surest first."""


def scan(paths: Sequence[str], out: str, tally: Tally) -> Iterator[tuple[int, Found | Failed]]:
    """Yield what lies at or below each path (its number, and what was found), in any order within it; what cannot be read is a Failed. OUT is never read.

    Raises SourceError when one of the URLs is not there.
    """
    skip = frozenset() if is_remote(out) else frozenset({os.path.realpath(out)})
    for number, path in enumerate(paths):
        for found in _remote(path, out) if is_remote(path) else _local(path, skip, tally):
            yield number, found


def apart(found: Found, number: int) -> Found:
    """Return a file of PATH number `number` under another path, since an earlier PATH holds a file of the same name."""
    return found._replace(path=distinct(found.path, str(number)))


def _local(path: str, skip: frozenset[str], tally: Tally) -> Iterator[Found | Failed]:
    for found in find_files(path, tally, skip=skip, ordered=False):
        if isinstance(found, Failure):
            yield Failed(found.path, found.error.code, str(found.error))
            continue
        try:
            status = os.stat(found.path)
        except OSError as error:
            yield Failed(found.name, SourceError.code, f"{found.name}: cannot read: {error.strerror}")
            continue
        if not stat.S_ISREG(status.st_mode):  # a run reads a file more than once, and of a pipe there is no second time
            pipe = SourceError("it is a pipe or a device", where=found.name, hint=f"give it on stdin: jingwen clean - < {found.name}")
            yield Failed(found.name, pipe.code, str(pipe))
            continue
        yield Found(found.name, found.path, status.st_size, str(status.st_mtime_ns))


def _remote(url: str, out: str) -> Iterator[Found | Failed]:
    import fsspec  # local runs do without it

    fs, root = fsspec.core.url_to_fs(url)
    out_root = fsspec.core.url_to_fs(out)[1].rstrip("/") if is_remote(out) else None
    scheme = url.split("://", 1)[0]
    try:
        if fs.isfile(root):
            yield _found(root.rsplit("/", 1)[-1], scheme, fs.info(root))
            return
        listed = False
        for folder, _, files in fs.walk(root, detail=True, on_error="raise"):
            if out_root is not None and (folder.rstrip("/") == out_root or folder.startswith(out_root + "/")):
                continue
            for info in files.values():
                listed = True
                relative = info["name"][len(root) :].strip("/")
                if relative and not any(part.startswith(".") for part in relative.split("/")):
                    yield _found("/".join(escape_name(part) for part in relative.split("/")), scheme, info)
        if not listed and not fs.exists(root):
            raise SourceError("no such object or prefix", where=url)
    except OSError as error:
        raise SourceError(f"cannot list: {error}", where=url, hint="see that address and credentials are right") from error


def _found(path: str, scheme: str, info: dict[str, object]) -> Found:
    stamp = next((str(info[name]) for name in _STAMPS if info.get(name)), "")
    return Found(path, f"{scheme}://{str(info['name']).lstrip('/')}", int(str(info.get("size") or 0)), stamp)
