"""Reads what a command is given: a file, or `-` for stdin."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from pipeline.corpus.naming import RUN_FOLDER
from pipeline.document import SCHEMA
from pipeline.errors import CleaningError, OptionsError, RestoreError, SourceError
from pipeline.sources import Failure, Limits, Tally, escape_name, find_files, split_json, unpacked

STDIN = "-"
_UNLIMITED = 1 << 40  # bytes of one document: what was written is read, however long its record of edits


def open_input(path: str) -> BinaryIO:
    """Return a seekable stream of the bytes of a file, or of stdin for `-`; raises SourceError."""
    if path == STDIN:
        return BytesIO(sys.stdin.buffer.read())
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
        if stream.seekable():
            return stream
        with stream:  # a pipe such as <(zcat …)
            return BytesIO(stream.read())
    except IsADirectoryError as error:
        raise SourceError("is a directory", where=shown(path), hint="give its files") from error
    except OSError as error:
        raise SourceError(error.strerror or "cannot be read", where=shown(path)) from error
    except ValueError as error:  # a null character in the name
        raise SourceError(str(error), where=shown(path)) from error


def files_of(path: str) -> Iterator[tuple[str, str] | CleaningError]:
    """Yield a file, or the files of a directory but for its `_jingwen` (that belongs to the run), each with the name by which it is spoken of."""
    if not os.path.isdir(path):
        yield path, shown(path)
        return
    empty = True
    for found in find_files(path, Tally(), skip=frozenset({os.path.realpath(os.path.join(path, RUN_FOLDER))})):
        empty = False
        yield found.error if isinstance(found, Failure) else (found.path, f"{shown(path).rstrip('/')}/{found.name}")
    if empty:
        yield SourceError("holds no file", where=shown(path), hint="give raw files, or what jingwen clean wrote")


def shown(path: str) -> str:
    """Return the name by which a path is spoken of; bytes that are no UTF-8 are percent-escaped, as in the names of records."""
    if path == STDIN:
        return "stdin"
    return path if path.isascii() or path.isprintable() else "/".join(map(escape_name, path.split("/")))


def written_documents(stream: BinaryIO, path: str) -> Iterator[dict[str, Any]]:
    """Yield the documents that a file of `jingwen clean` holds, packed or not, one at a time; none if its first record is something else.

    Raises SourceError at a record that is no document, where the file was cut short.
    """
    kind, records = unpacked(stream, path, Limits())
    for number, record in enumerate(split_json(records, _UNLIMITED) if kind == "jsonl" else (), 1):
        loaded = _loaded(record or b"")
        if not isinstance(loaded, dict) or loaded.get("schema") != SCHEMA:
            if number == 1:
                return
            raise SourceError(f"record {number} is no document of schema {SCHEMA}", where=shown(path), hint="the file was cut short or changed")
        yield loaded


def _loaded(record: bytes) -> object:
    try:
        return orjson.loads(record)
    except orjson.JSONDecodeError:
        return None


def read_documents(path: str) -> Iterator[dict[str, Any]]:
    """Yield the documents in a JSON or JSON lines file, one at a time; raises SourceError, or RestoreError if it holds none."""
    with open_input(path) as stream:
        empty = True
        for document in written_documents(stream, path):
            empty = False
            yield document
    if empty:
        raise RestoreError(f"no document of schema {SCHEMA}", where=shown(path), hint="give a file that jingwen clean wrote")


def read_names(path: str) -> tuple[str, ...]:
    """Return the lines of a UTF-8 file without blank ones and comments (#); raises OptionsError."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionsError(f"cannot be read: {error}", where=path, hint="--allow wants UTF-8 text, one name a line") from error
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
