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

_MANIFEST = os.path.join("_jingwen", "manifest.sqlite")  # what `corpus.workspace` leaves in every local OUT
_SQLITE = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat.html, 1.3.1


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its path to open, and its name in records (relative, POSIX separators, undecodable bytes percent-escaped)."""

    path: str
    name: str


def find_files(root: str, tally: Tally, *, skip: frozenset[str] = frozenset(), ordered: bool = True) -> Iterator[Found | Failure]:
    """Yield the files below `root` in the order of their names' code points, or `root` itself if it is a file.

    Names that begin with a dot are passed over and counted, as are directories whose real path is in `skip` (the output) and outputs of other runs.
    Symbolic links are followed; one that leads back to a directory above it, and what cannot be read, is a Failure.
    Unless `ordered`, files come as the file system lists them, and a directory of millions is never held in memory.
    """
    if not os.path.isdir(root):
        yield Found(root, escape_name(os.path.basename(root)))
        return
    yield from _walk(root, "", frozenset(), skip, tally, ordered)


def is_output(folder: str) -> bool:
    """Return whether a run wrote into this local directory: what lies in it is cleaned, and no source."""
    try:
        with open(os.path.join(folder, _MANIFEST), "rb") as manifest:
            return manifest.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _walk(
    folder: str, prefix: str, above: frozenset[tuple[int, int]], skip: frozenset[str], tally: Tally, ordered: bool
) -> Iterator[Found | Failure]:
    name = prefix.removesuffix("/") or "."
    try:
        status = os.stat(folder)
        with os.scandir(folder) as listing:
            if (mark := (status.st_dev, status.st_ino)) in above:
                hint = "its files are read once; remove the link"
                yield Failure(name, SourceError("a symbolic link leads back to a directory above it", where=name, hint=hint))
            elif prefix and (os.path.realpath(folder) in skip or is_output(folder)):
                tally.skipped["output directory"] += 1
            else:
                for entry in sorted(listing, key=lambda entry: os.fsencode(entry.name)) if ordered else listing:
                    yield from _entry(entry, prefix, above | {mark}, skip, tally, ordered)
    except OSError as error:
        yield Failure(name, SourceError(f"cannot read the directory: {error.strerror}", where=name))


def _entry(
    entry: os.DirEntry[str], prefix: str, above: frozenset[tuple[int, int]], skip: frozenset[str], tally: Tally, ordered: bool
) -> Iterator[Found | Failure]:
    if entry.name.startswith("."):
        tally.skipped["hidden name"] += 1
        return
    place = prefix + escape_name(entry.name)
    try:
        folder, file, link = entry.is_dir(), entry.is_file(), entry.is_symlink()
    except OSError as error:
        yield Failure(place, SourceError(f"cannot read: {error.strerror}", where=place))
        return
    if folder:
        yield from _walk(entry.path, f"{place}/", above, skip, tally, ordered)
    elif file:
        yield Found(entry.path, place)
    elif link:
        yield Failure(place, SourceError("the symbolic link leads nowhere", where=place))
    else:
        tally.skipped["device, pipe or socket"] += 1


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
