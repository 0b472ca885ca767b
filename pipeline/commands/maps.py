"""The map file of anonymised documents: what was replaced, one JSON object a line, readable by its owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import OutputError

MODE = 0o600


def write_map(path: str, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write entries `{"id", "path", "secrets"}` into a map file, in the place of older ones of the same id; raises OutputError.

    What the file holds of other documents stays, so that runs which skip what is unchanged lose nothing.
    """
    try:
        known = _read(path)
        known |= {str(entry["id"]): orjson.dumps(entry) for entry in entries}
        temp = f"{path}.{os.getpid()}.tmp"
        descriptor = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
        with os.fdopen(descriptor, "wb") as sink:
            os.fchmod(descriptor, MODE)  # the umask or a leftover file may have given another
            sink.writelines(known[name] + b"\n" for name in sorted(known))
        os.replace(temp, path)
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from error


def _read(path: str) -> dict[str, bytes]:
    if not os.path.exists(path):
        return {}
    try:
        return {str(orjson.loads(line)["id"]): line for line in Path(path).read_bytes().splitlines() if line.strip()}
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise OutputError("is no map file, and is left as it is", where=path, hint="give another name to --map") from error
