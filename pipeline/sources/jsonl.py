"""JSON lines: a crawl's record a line, as Scrapy, Common Crawl and text corpora write them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from io import BufferedReader
from typing import cast

import orjson
import regex

from pipeline.errors import CleaningError, SourceError, TooLargeError
from pipeline.sources.enclosed import enclosed_pages
from pipeline.sources.json_values import split_json
from pipeline.sources.record import Failure, FieldNames, Limits, RawRecord, Records

# In the order in which they are tried: the page as it came before what somebody made of it.
_CONTENT = ["html", "raw_html", "page_html", "html_content", "page_source", "raw_content", "response_body", "body", "body_base64", "content_base64", "html_base64", "raw_base64", "raw", "text", "content", "raw_text", "plain_text", "maintext", "article_text", "page_content", "article", "document", "data", "正文", "内容"]
_URL = ["url", "uri", "link", "source_url", "page_url", "target_uri", "warc-target-uri", "metadata.url", "meta.url", "warc_headers.warc-target-uri", "response.url", "链接", "网址"]
_CHARSET = ["charset", "encoding", "declared_encoding", "http_charset", "content_charset", "content-charset", "detected_encoding"]
_CONTENT_TYPE = ["content_type", "content-type", "mime", "headers.content-type", "headers.Content-Type", "response_headers.content-type"]
_IDENTITY = ["id", "_id", "doc_id", "docid", "record_id", "uuid", "warc-record-id", "digest", "唯一编号"]
_CHARSET_PARAMETER = regex.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", regex.IGNORECASE)


def read_jsonl(stream: BufferedReader, path: str, names: FieldNames, limits: Limits) -> Records:
    """Yield a record for each object of a JSON stream (lines, or an array); one that cannot be used is a Failure, and reading goes on."""
    for number, text in enumerate(split_json(stream, limits.max_bytes), 1):
        place = f"{path}#{number}"
        if text is None:
            yield Failure(place, TooLargeError(f"a record of more than {limits.max_bytes} bytes", where=place, hint="raise --max-bytes"))
            continue
        try:
            yield from enclosed_pages(_record(text, place, names), limits)
        except CleaningError as error:
            yield Failure(place, error)


def _record(text: bytes, place: str, names: FieldNames) -> RawRecord:
    item = _loaded(text.removeprefix(b"\xef\xbb\xbf"), place)
    if not isinstance(item, dict):
        raise SourceError("the record is no JSON object", where=place)
    lower = {key.lower(): value for key, value in item.items()}
    field = names.content or _content_field(lower)
    value = _get(item, lower, field) if field else None
    if field is None or value is None:
        fields = ", ".join(list(item)[:8])
        raise SourceError(f"no field holds a text (fields: {fields})", where=place, hint="name it with --content-field")
    declared = _first(item, lower, names.charset, _CHARSET)
    if declared is None and (kind := _first(item, lower, None, _CONTENT_TYPE)) and (match := _CHARSET_PARAMETER.search(kind)):
        declared = match.group(1)
    data, encoding = _bytes(field, value, place)
    return RawRecord(
        data=data,
        path=place,
        url=_first(item, lower, names.url, _URL),
        declared=None if encoding else declared,
        encoding=encoding,
        record=_first(item, lower, names.identity, _IDENTITY),
    )


def _loaded(text: bytes, place: str) -> object:
    """The value of JSON text; also of what Python's own writer makes beyond the standard: NaN, halves of surrogate pairs, raw control characters."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        wrong = error
    try:
        return json.loads(text.decode("utf-8"), strict=False)
    except UnicodeDecodeError as error:
        hint = "JSON is UTF-8; convert it first, for instance with: iconv -f gb18030 -t utf-8 FILE"
        raise SourceError("not JSON: it is not UTF-8", where=place, hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not JSON: {wrong}", where=place) from error


def _content_field(lower: dict[str, object]) -> str | None:
    """The name of the field that holds the text: one that is more than blanks, if there is one."""
    holders = [name for name in _CONTENT if lower.get(name) and _is_text(lower[name])]
    return next((name for name in holders if "".join(cast(Sequence[str], lower[name])).strip()), next(iter(holders), None))


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


def _bytes(field: str, value: object, place: str) -> tuple[bytes, str | None]:
    """A field's content as bytes; text that JSON decoded is written as UTF-8, and that is then known and no guess."""
    if "base64" in field.lower() and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True), None
        except (binascii.Error, ValueError) as error:
            raise SourceError(f"field {field!r} is not base64: {error}", where=place) from error
    if not _is_text(value):
        raise SourceError(f"field {field!r} holds no text", where=place, hint="name another with --content-field")
    whole = "\n".join(value) if isinstance(value, list) else str(value)
    return whole.encode("utf-8", "surrogatepass"), "utf-8"  # half a surrogate pair is counted where bytes are decoded


def _first(item: dict[str, object], lower: dict[str, object], chosen: str | None, guesses: list[str]) -> str | None:
    for name in [chosen] if chosen else guesses:
        value = _get(item, lower, name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip().encode("utf-8", "replace").decode()
    return None


def _get(item: dict[str, object], lower: dict[str, object], name: str) -> object:
    """A field by its name, or a path of names; the case of the first does not matter."""
    head, _, rest = name.partition(".")
    value = item[name] if name in item else item.get(head, lower.get(head.lower()))
    if not rest or name in item:
        return value
    return value.get(rest, value.get(rest.lower())) if isinstance(value, dict) else None
