"""Cuts a stream of JSON into its records, without holding more than one: lines, an array, or objects one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

import orjson
import regex

_CHUNK = 1 << 16
_SEPARATORS = b" \t\r\n\x0b\x0c\x1e"  # blanks, and what stands before each object of a sequence (RFC 7464)
_BETWEEN = b" \t\r\n,[]\x1e"  # what separates objects: of an array, or of a sequence (RFC 7464)
# Strings whole, since braces in them mean nothing; a quotation mark alone is a string whose end is not there yet.
_TOKEN = regex.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}"]', regex.DOTALL)
_OBJECT = regex.compile(rb'\s*\[?\s*\{\s*(?:"[^"\n]{1,80}"\s*:|\})')


def begins_json(head: bytes) -> bool:
    """Return whether text begins like an object, or like an array of objects."""
    return _OBJECT.match(head.lstrip(_SEPARATORS)) is not None


def split_json(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield the records of a stream as bytes, None for each that is longer than `limit`.

    A first line that is an object by itself says that all records are lines: then a broken one does not touch the next. In an
    array, or among objects over several lines, reading ends where one is broken or too long.
    """
    head = stream.peek(_CHUNK)
    first = head.lstrip(_SEPARATORS).split(b"\n", 1)[0].strip()
    return split_lines(stream, limit) if _is_object(first) or not begins_json(head) or _is_long_line(head) else _objects(stream, limit)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _is_long_line(head: bytes) -> bool:
    """Whether the first record is one line, longer than what can be seen of it, and no array."""
    start = head.lstrip(_SEPARATORS)
    return start[:1] == b"{" and b"\n" not in start


def split_lines(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield the lines that are not blank, None for each that is longer than `limit`; no more than that is ever held."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            if line := line.strip(_SEPARATORS):
                yield line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield None


def _objects(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """The objects of an array, or of a sequence, and whatever else stands between them; a broken rest comes last."""
    buffer = b""
    while True:
        end = 0
        while span := _next_object(buffer, end):
            if other := buffer[end : span[0]].strip(_BETWEEN):
                yield other
            end = span[1]
            yield buffer[span[0] : span[1]]
        buffer = buffer[end:].lstrip(_BETWEEN)
        if len(buffer) > limit:
            yield None
            return
        # Reading as much again as is held keeps the work linear for an object of any length.
        more = stream.read1(max(_CHUNK, len(buffer)))
        if not more:
            if buffer:
                yield buffer
            return
        buffer += more


def _next_object(buffer: bytes, at: int) -> tuple[int, int] | None:
    """Start and end of the first whole object from a place on, None if it ends beyond the buffer."""
    depth, start = 0, -1
    for match in _TOKEN.finditer(buffer, at):
        token = match.group()
        if token == b"{":
            start = match.start() if depth == 0 else start
            depth += 1
        elif token == b"}":
            depth -= 1
            if depth == 0:
                return start, match.end()
            if depth < 0:
                return match.start(), match.end()
        elif token == b'"':
            return None
    return None
