"""The map file of anonymised documents: what was replaced, one JSON object a line, readable by its owner alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.options import Options

if TYPE_CHECKING:
    from pipeline.sources import FieldNames

MODE = 0o600


def write_map(path: str, documents: Iterable[Document]) -> None:
    """Write what documents keep secret into a map file; raises OutputError.

    An entry is `{"id", "path", "configuration", "secrets"}`; it takes the place of an older one of the same id. What the file holds of
    other documents stays, so that runs which skip what is unchanged lose nothing.
    """
    known = _read(path)
    for document in documents:
        known[document.id] = orjson.dumps(
            {
                "id": document.id,
                "path": document.source["path"],
                "configuration": document.tool["configuration"],
                "secrets": list(document.secrets),
            }
        )
    try:
        temp = f"{path}.{os.getpid()}.tmp"
        descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
        with os.fdopen(descriptor, "wb") as sink:
            os.fchmod(descriptor, MODE)  # the umask or a leftover file may have given another
            sink.writelines(known[name] + b"\n" for name in sorted(known))
        os.replace(temp, path)
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from error


def write_missing(
    path: str, paths: Sequence[str], options: Options, names: FieldNames, encoding: str | None, given_up: Callable[[str], bool]
) -> None:
    """Add to a map file what it does not hold yet of the documents that `paths` hold, but for those that are given up; raises OutputError.

    The corpus engine hands no document on, so these are cleaned once more, here: `--map` costs a second cleaning of what is new.
    """
    from pipeline.commands.stream import clean_one, records
    from pipeline.digest import configuration_digest
    from pipeline.sources import Failure

    wanted = configuration_digest(options)
    held = {name for name, line in _read(path).items() if orjson.loads(line).get("configuration") == wanted}

    def missing() -> Iterable[Document]:
        for record in records(paths, options, names, skip=given_up):
            if isinstance(record, Failure) or given_up(record.path) or hashlib.sha256(record.data).hexdigest()[:16] in held:
                continue
            document = clean_one(record, options, encoding)
            if isinstance(document, Document):
                yield document

    write_map(path, missing())


def check_map(path: str) -> None:
    """Raise OutputError if a file is there that is no map file."""
    _read(path)


def _read(path: str) -> dict[str, bytes]:
    if not os.path.exists(path):
        return {}
    try:
        return {str(orjson.loads(line)["id"]): line for line in Path(path).read_bytes().splitlines() if line.strip()}
    except OSError as error:
        raise OutputError(error.strerror or "cannot be read", where=path) from error
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise OutputError("is no map file, and is left as it is", where=path, hint="give another name to --map") from error


def secrets_of(path: str, document: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return what a map file keeps for a document, None if it has no entry; raises OutputError if it is no map file."""
    line = _read(path).get(str(document.get("id")))
    return list(orjson.loads(line).get("secrets", ())) if line else None
