"""CSV and TSV as crawlers and databases export them: a header that names the fields, and a record a row.

Only a table one of whose columns is named as a text is (`content`, `正文`) is read so; any other file stays the plain text that it also is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from io import BufferedReader

from pipeline.decode import decode
from pipeline.decode.labels import python_codec
from pipeline.errors import SourceError, TooLargeError
from pipeline.sources.json_fields import CONTENT, squeezed
from pipeline.sources.record import Failure, Limits

_ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",\t;|"
_MAX_NAME = 40  # code points
_MOST_COLUMNS = 200
_HEAD = 64 * 1024
_NAMES = frozenset(map(squeezed, CONTENT))

Row = dict[str, object]


def is_table(head: bytes, name: str) -> bool:
    """Return whether a file is a table with a column of texts, by its name and its first line."""
    if not name.lower().endswith(_ENDINGS):
        return False
    return _NAMES.intersection(map(squeezed, header_of(decode(head[:_HEAD]).source))) != set()


def header_of(text: str) -> list[str]:
    """Return the names in the first line of a table, none if it does not look like one."""
    line = text.lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return []
    sound = 2 <= len(names) <= _MOST_COLUMNS and all(len(name) <= _MAX_NAME for name in names) and len(set(names)) == len(names)
    return names if sound else []


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


def read_rows(stream: BufferedReader, path: str, limits: Limits) -> Iterator[tuple[str, Row] | Failure]:
    """Yield (place, fields by name) for each row of a table, one by one; a row with more cells than the header is a Failure.

    The stream is decoded as its beginning is; what cannot be becomes U+FFFD. Reading ends where quotation marks do not match.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    encoding = decode(head).encoding
    text = io.TextIOWrapper(stream, python_codec(encoding), errors="replace", newline="")
    line = head.decode(python_codec(encoding), "replace").split("\n", 1)[0]
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_bytes))
    rows = csv.reader(text, delimiter=_delimiter(line))
    names: Sequence[str] = ()
    number = 0
    try:
        for cells in rows:
            if not names:
                names = [cell.strip().removeprefix("\ufeff") for cell in cells]
            elif any(cells):
                number += 1
                yield _row(names, cells, f"{path}#{number}", limits)
    except csv.Error as error:
        place = f"{path}#{number + 1}"
        yield Failure(place, SourceError(f"the table is broken here: {error}", where=place, hint="see whether its quotation marks match"))
    finally:
        text.detach()


def _row(names: Sequence[str], cells: Sequence[str], place: str, limits: Limits) -> tuple[str, Row] | Failure:
    if len(cells) > len(names) and any(cells[len(names) :]):
        return Failure(place, SourceError(f"the row has {len(cells)} cells, the header {len(names)}", where=place, hint="put cells that hold the delimiter in quotation marks"))
    if sum(map(len, cells)) > limits.max_bytes:
        return Failure(place, TooLargeError(f"a row of more than {limits.max_bytes} bytes", where=place, hint="raise --max-bytes"))
    return place, dict(zip(names, cells, strict=False))
