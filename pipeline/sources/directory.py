"""Finds the files below a directory: sorted, each once, whatever bytes their names are made of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

from pipeline.errors import SourceError
from pipeline.sources.record import Failure, Tally

# Printable ASCII but %, so that an escaped name can be turned back; characters beyond ASCII are kept as they are.
_KEPT = "".join(chr(c) for c in range(0x20, 0x7F) if chr(c) != "%")


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its path to open, and its name in records (relative, POSIX separators, undecodable bytes percent-escaped)."""

    path: str
    name: str


def find_files(root: str, tally: Tally, *, skip: frozenset[str] = frozenset()) -> Iterator[Found | Failure]:
    """Yield the files below `root` in the order of their names' code points, or `root` itself if it is a file.

    Names that begin with a dot are passed over and counted, as are directories whose real path is in `skip` (the output).
    Symbolic links are followed; one that leads back to a directory above it, and what cannot be read, is a Failure.
    """
    if not os.path.isdir(root):
        yield Found(root, escape_name(os.path.basename(root)))
        return
    yield from _walk(root, "", frozenset(), skip, tally)


def _walk(folder: str, prefix: str, above: frozenset[tuple[int, int]], skip: frozenset[str], tally: Tally) -> Iterator[Found | Failure]:
    name = prefix.removesuffix("/") or "."
    try:
        status = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Failure(name, SourceError(f"cannot read the directory: {error.strerror}", where=name))
        return
    if (mark := (status.st_dev, status.st_ino)) in above:
        yield Failure(name, SourceError("a symbolic link leads back to a directory above it", where=name, hint="its files are read once; remove the link"))
        return
    if os.path.realpath(folder) in skip:
        tally.skipped["output directory"] += 1
        return
    for entry in entries:
        place = prefix + escape_name(entry.name)
        if entry.name.startswith("."):
            tally.skipped["hidden name"] += 1
            continue
        try:
            if entry.is_dir():
                yield from _walk(entry.path, f"{place}/", above | {mark}, skip, tally)
            elif entry.is_file():
                yield Found(entry.path, place)
            elif entry.is_symlink():
                yield Failure(place, SourceError("the symbolic link leads nowhere", where=place))
            else:
                tally.skipped["device, pipe or socket"] += 1
        except OSError as error:
            yield Failure(place, SourceError(f"cannot read: {error.strerror}", where=place))


def escape_name(name: str) -> str:
    """Return a file name as it stands in records: bytes that are no UTF-8, control characters and `%` percent-escaped.

    >>> escape_name("文件\\udcff 100%.txt")
    '文件%FF 100%25.txt'
    """
    if name.isascii() and name.isprintable() and "%" not in name:
        return name
    pieces = []
    for char in name:
        if char > "\x7f" and not "\ud800" <= char <= "\udfff" and char.isprintable():
            pieces.append(char)
        else:
            pieces.append(quote_from_bytes(os.fsencode(char), safe=_KEPT))
    return "".join(pieces)


def unescape_name(name: str) -> str:
    """Return the file name that `escape_name` was given."""
    raw = bytearray()
    at = 0
    data = os.fsencode(name)
    while at < len(data):
        if data[at] == 0x25 and at + 2 < len(data):
            raw.append(int(data[at + 1 : at + 3], 16))
            at += 3
        else:
            raw.append(data[at])
            at += 1
    return os.fsdecode(bytes(raw))
