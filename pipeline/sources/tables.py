"""CSV and TSV as crawlers and databases export them: a header that names the fields, and a record a row.

Only a table with a column of texts is read so: one named as a text is (`content`, `正文`), one that the caller names, or one whose rows hold running
text, and far more of it than the rest of them. Any other file stays the plain text that it also is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BufferedReader

from pipeline.decode import decode
from pipeline.decode.labels import python_codec
from pipeline.errors import SourceError, TooLargeError
from pipeline.sources.json_fields import CONTENT, longest_field, squeezed
from pipeline.sources.record import Failure, Limits

OPTION = "--content-field"
"""The option that names the column of a table's texts."""
_ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",\t;|"
_MAX_NAME = 40  # code points
_MOST_COLUMNS = 200
_HEAD = 64 * 1024
_LEAST_ROWS = 2
_MOST_ROWS = 2 / 3  # of the rows that are seen
_NAMES = frozenset(map(squeezed, CONTENT))

Row = dict[str, object]


def is_table(head: bytes, name: str, column: str | None = None) -> bool:
    """Return whether a file is a table with a column of texts (`column`, if the caller names it), by its name and its first lines."""
    if not name.lower().endswith(_ENDINGS):
        return False
    text = decode(head[:_HEAD]).source
    names = header_of(text)
    return column in names if column else not _NAMES.isdisjoint(map(squeezed, names)) or _text_column(text) is not None


def is_other_table(head: bytes, name: str) -> bool:
    """Return whether a file that is no table with a column of texts is a table all the same: all rows seen have as many cells as the header."""
    if not name.lower().endswith(_ENDINGS):
        return False
    names, rows = _first_rows(decode(head[:_HEAD]).source)
    return len(rows) >= _LEAST_ROWS and all(len(row) == len(names) for row in rows)


def guessed_column(head: bytes) -> str | None:
    """Return the column that is taken for the texts of a table without a usual name for it; None where none must be guessed, or can be."""
    text = decode(head[:_HEAD]).source
    return _text_column(text) if _NAMES.isdisjoint(map(squeezed, header_of(text))) else None


def _text_column(text: str) -> str | None:
    """The column that in most rows holds running text, and far more than all others."""
    names, rows = _first_rows(text)
    found = Counter([longest_field(dict(zip(names, cells, strict=False))) for cells in rows])
    column, count = found.most_common(1)[0] if found else (None, 0)
    return column if count >= _MOST_ROWS * len(rows) else None


def _first_rows(text: str) -> tuple[list[str], list[list[str]]]:
    """The names in the header and the rows that the first bytes hold whole; no rows if it is no header."""
    names = header_of(text)
    if not names:
        return [], []
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    try:
        rows = [row for row in csv.reader(lines, delimiter=_delimiter(text.split("\n", 1)[0])) if any(row)][1:]
    except csv.Error:
        return names, []
    return names, rows[:-1] if len(text) * 4 > _HEAD and len(rows) > 1 else rows  # the last one may be cut


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
