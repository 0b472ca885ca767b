"""Reads what a command is given: a file, or `-` for stdin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import orjson

from pipeline.document import SCHEMA
from pipeline.errors import OptionsError, RestoreError, SourceError

STDIN = "-"


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file, or of stdin for `-`; raises SourceError."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except IsADirectoryError as error:
        raise SourceError("is a directory", where=shown(path), hint="give its files") from error
    except OSError as error:
        raise SourceError(error.strerror or "cannot be read", where=shown(path)) from error
    except ValueError as error:  # a null character in the name
        raise SourceError(str(error), where=shown(path)) from error


def shown(path: str) -> str:
    """Return the name by which a path is spoken of."""
    return "stdin" if path == STDIN else path


def parse_documents(data: bytes) -> list[dict[str, Any]]:
    """Return the documents that a file of `jingwen clean` holds, one JSON object or one a line; none if it is something else."""
    if data.lstrip()[:1] != b"{":
        return []
    try:
        found = [orjson.loads(data)]
    except orjson.JSONDecodeError:
        try:
            found = [orjson.loads(line) for line in data.splitlines() if line.strip()]
        except orjson.JSONDecodeError:
            return []
    return [value for value in found if isinstance(value, dict) and value.get("schema") == SCHEMA]


def read_documents(path: str) -> list[dict[str, Any]]:
    """Return the documents in a JSON or JSON lines file; raises SourceError, or RestoreError if it holds none."""
    if found := parse_documents(read_bytes(path)):
        return found
    raise RestoreError(f"no document of schema {SCHEMA}", where=shown(path), hint="give a file that jingwen clean wrote")


def read_names(path: str) -> tuple[str, ...]:
    """Return the lines of a UTF-8 file without blank ones and comments (#); raises OptionsError."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionsError(f"cannot be read: {error}", where=path, hint="--allow wants UTF-8 text, one name a line") from error
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
