"""Records of what could not be cleaned, mirrored by path under `OUT/_jingwen/quarantine`."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from pipeline.corpus.naming import quarantine_name
from pipeline.corpus.records import Failed
from pipeline.corpus.storage_errors import StorageError
from pipeline.corpus.store import Store
from pipeline.errors import OutputError

SCHEMA = "jingwen-quarantine/1"
GIVEN_UP = frozenset(("killed", "timeout"))
"""Codes of what ended a worker: it would end any other process that cleaned it."""


def write_record(store: Store, failed: Failed, *, file: str, tool: dict[str, str]) -> None:
    """Write why a record could not be cleaned. Raises StorageError when OUT takes nothing more."""
    record = {
        "schema": SCHEMA,
        "path": failed.path,
        "file": file,
        "code": failed.code,
        "message": failed.message,
        "details": failed.details,
        "tool": tool,
    }
    try:
        store.write(quarantine_name(failed.path), orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    except StorageError:
        raise
    except OutputError:
        return  # the manifest and the summary name it all the same


def code_of(store: Store, path: str) -> str | None:
    """Return the code of why a record could not be cleaned, None if nothing says so."""
    with TemporaryDirectory() as folder:
        file = os.path.join(folder, "record")
        if not store.fetch(quarantine_name(path), file):
            return None
        return str(orjson.loads(Path(file).read_bytes())["code"])


def remove_record(store: Store, path: str) -> None:
    """Remove the record of what can be cleaned again."""
    store.remove(quarantine_name(path))
