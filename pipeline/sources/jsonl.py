"""JSON lines: a crawl's record a line, as Scrapy, Common Crawl and text corpora write them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader

import orjson
import regex

from pipeline.decode import decode
from pipeline.errors import CleaningError, SourceError, TooLargeError
from pipeline.sources.enclosed import enclosed_pages
from pipeline.sources.json_fields import CHARSET, CONTENT_TYPE, IDENTITY, URL, content_field, first, get, lowered, stated, text_of, wrapped
from pipeline.sources.json_values import split_json
from pipeline.sources.recoded import utf8
from pipeline.sources.record import Failure, FieldNames, Limits, RawRecord, Records, Tally
from pipeline.sources.tables import OPTION, guessed_column, read_rows

_EAST_ASIAN = ("gb18030", "big5hkscs", "shift_jis", "euc-jp", "euc-kr")
_CHARSET_PARAMETER = regex.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", regex.IGNORECASE)


def read_jsonl(stream: BufferedReader, path: str, names: FieldNames, limits: Limits) -> Records:
    """Yield a record for each object of a JSON stream (lines, or an array); one that cannot be used is a Failure, and reading goes on.

    The records inside an object that only wraps them are numbered within it: `path#1#2`.
    """
    for number, text in enumerate(split_json(utf8(stream), limits.max_bytes), 1):
        place = f"{path}#{number}"
        if text is None:
            yield Failure(place, TooLargeError(f"a record of more than {limits.max_bytes} bytes", where=place, hint="raise --max-bytes"))
            continue
        try:
            for record in _records(text, place, names):
                yield from enclosed_pages(record, limits)
        except CleaningError as error:
            yield Failure(place, error)


def read_table(stream: BufferedReader, path: str, names: FieldNames, limits: Limits, tally: Tally) -> Records:
    """Yield a record for each row of a CSV or TSV file with a header, as for each object of a JSON stream; that a column was guessed is told in `tally`."""
    stream = utf8(stream)
    if names.content is None and (column := guessed_column(stream.peek())):
        names = replace(names, content=column)
        tally.skipped[f"columns of a table beside {column!r}, which was taken for its text ({OPTION} names another)"] += 1
    for row in read_rows(stream, path, limits):
        if isinstance(row, Failure):
            yield row
            continue
        place, item = row
        try:
            yield from enclosed_pages(_record(item, place, names, raw=False), limits)
        except CleaningError as error:
            yield Failure(place, error)


def _records(text: bytes, place: str, names: FieldNames) -> Iterator[RawRecord]:
    """The record of an object, or the records that it wraps."""
    line = text.removeprefix(b"\xef\xbb\xbf")
    item, raw = _loaded(line, place)
    if not isinstance(item, dict):
        raise SourceError("the record is no JSON object", where=place)
    inside = [] if names.content or content_field(lowered(item)) else wrapped(item)
    if len(inside) < 2:
        yield _record(inside[0] if inside else item, place, names, raw=raw)
        return
    for number, each in enumerate(inside, 1):
        yield _record(each, f"{place}#{number}", names, raw=raw)


def _record(item: dict[str, object], place: str, names: FieldNames, *, raw: bool) -> RawRecord:
    """The record of an object; `raw`: its texts are bytes, one for each character."""
    lower = lowered(item)
    field = names.content or content_field(lower)
    value = get(item, lower, field) if field else None
    if field is None or value is None:
        fields = ", ".join(list(item)[:8])
        raise SourceError(f"no field holds a text (fields: {fields})", where=place, hint="name it with --content-field")
    declared = first(item, lower, [names.charset] if names.charset else CHARSET)
    if declared is None and (kind := first(item, lower, CONTENT_TYPE)) and (match := _CHARSET_PARAMETER.search(kind)):
        declared = match.group(1)
    data, encoding = _bytes(field, value, place)
    if raw and encoding:
        data, encoding = data.decode().encode("latin-1"), None
    return RawRecord(
        data=data,
        path=place,
        url=first(item, lower, [names.url] if names.url else URL),
        declared=None if encoding else declared,
        encoding=encoding,
        record=first(item, lower, [names.identity] if names.identity else IDENTITY),
        stated={} if raw else stated(item, lower, field),
    )


def _loaded(text: bytes, place: str) -> tuple[object, bool]:
    """The value of JSON text, and whether its texts are bytes, one for each character, since the record as a whole is in no encoding.

    It reads also what Python's own writer makes beyond the standard: NaN, halves of surrogate pairs, raw control characters; and records in GB 18030 or Big5.
    """
    try:
        return orjson.loads(text), False
    except orjson.JSONDecodeError as error:
        wrong = error
    try:
        return _lenient(text.decode("utf-8")), False
    except UnicodeDecodeError:
        pass
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not JSON: {wrong}", where=place) from error
    decoded = decode(text)
    try:
        if decoded.encoding in _EAST_ASIAN and not decoded.replaced:
            return _lenient(decoded.source), False
        item = _lenient(text.decode("latin-1"))
        if json.dumps(item, ensure_ascii=False).encode("latin-1"):
            return item, True
    except (ValueError, RecursionError):
        pass
    hint = "JSON is UTF-8; convert it first, for instance with: iconv -f gb18030 -t utf-8 FILE"
    raise SourceError("not JSON: it is not UTF-8", where=place, hint=hint)


def _lenient(text: str) -> object:
    value: object = json.loads(text, strict=False)
    return value


def _bytes(field: str, value: object, place: str) -> tuple[bytes, str | None]:
    """A field's content as bytes; text that JSON decoded is written as UTF-8, and that is then known and no guess."""
    if "base64" in field.lower() and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True), None
        except (binascii.Error, ValueError) as error:
            raise SourceError(f"field {field!r} is not base64: {error}", where=place) from error
    whole = text_of(value)
    if whole is None:
        raise SourceError(f"field {field!r} holds no text", where=place, hint="name another with --content-field")
    return whole.encode("utf-8", "surrogatepass"), "utf-8"  # half a surrogate pair is counted where bytes are decoded
