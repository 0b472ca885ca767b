"""The encoding a page declares in itself: the HTML Standard's "prescan a byte stream to determine its encoding".

Source: HTML Standard, section 13.2.3.2, with its algorithms "get an attribute", "extract a character encoding from a meta element" and
"get an XML encoding". A run out of bytes aborts, as there.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.decode.labels import canonical

LIMIT: Final = 1024
"""Bytes that the standard asks to look at."""

_TAG_END: Final = re.compile(rb"[\t\n\x0c\r >]")
_NAME_START: Final = re.compile(rb"</?[A-Za-z]")
_META: Final = re.compile(rb"<meta[\t\n\x0c\r /]", re.IGNORECASE)
_ATTRIBUTE_SKIP: Final = re.compile(rb"[\t\n\x0c\r /]*")
_ATTRIBUTE_NAME: Final = re.compile(rb"[^=\t\n\x0c\r />][^=\t\n\x0c\r />]*|=[^=\t\n\x0c\r />]*")
_SPACES: Final = re.compile(rb"[\t\n\x0c\r ]*")
_UNQUOTED: Final = re.compile(rb"[^\t\n\x0c\r >]*")
_CHARSET: Final = re.compile(rb"charset[\t\n\x0c\r ]*=[\t\n\x0c\r ]*", re.IGNORECASE)
_BARE: Final = re.compile(rb"[^\t\n\x0c\r ;]*")
_XML: Final = re.compile(rb"encoding[\x00-\x20]*=[\x00-\x20]*([\"'])")


class _OutOfBytesError(Exception):
    """The stream ended inside a construct."""


def prescan(data: bytes, limit: int = LIMIT) -> str | None:
    """The standard's name of the encoding that the first `limit` bytes of a page declare, or None.

    utf-16 in a meta element means utf-8, and x-user-defined means windows-1252, as the standard has it.
    """
    if data[:6] == b"<\x00?\x00x\x00":
        return "utf-16le"
    if data[:6] == b"\x00<\x00?\x00x":
        return "utf-16be"
    head = data[:limit]
    try:
        found = _scan(head)
    except _OutOfBytesError:
        found = None
    return found or _xml_encoding(head)


def _scan(head: bytes) -> str | None:
    last = head.lower().rfind(b"charset")  # without the word no meta element says anything
    position = head.find(b"<")
    while 0 <= position < last:
        if head.startswith(b"<!--", position):
            position = _after(head, b"-->", position + 2)
        elif _META.match(head, position):
            found, position = _meta(head, position + 5)
            if found:
                return found
        elif _NAME_START.match(head, position):
            end = _TAG_END.search(head, position)
            if not end:
                raise _OutOfBytesError
            position = _attributes(head, end.start())[1]
        elif head[position + 1 : position + 2] in (b"!", b"/", b"?"):
            position = _after(head, b">", position + 1)
        else:
            position += 1
        position = head.find(b"<", position)
    return None


def _after(head: bytes, needle: bytes, start: int) -> int:
    at = head.find(needle, start)
    if at < 0:
        raise _OutOfBytesError
    return at + len(needle)


def _attributes(head: bytes, position: int) -> tuple[dict[bytes, bytes], int]:
    """All attributes of a tag, lower-cased, the first of a name kept; and the position after the last."""
    found: dict[bytes, bytes] = {}
    while True:
        attribute, position = _attribute(head, position)
        if attribute is None:
            return found, position
        found.setdefault(*attribute)


def _attribute(head: bytes, position: int) -> tuple[tuple[bytes, bytes] | None, int]:
    """The standard's "get an attribute": (name, value) lower-cased, or None at the end of the tag."""
    position = _end(_ATTRIBUTE_SKIP, head, position)
    if _at(head, position) == b">":
        return None, position
    match = _ATTRIBUTE_NAME.match(head, position)
    assert match is not None  # noqa: S101 - every byte but those handled above starts a name
    name = match.group().lower()
    position = _end(_SPACES, head, match.end())
    if _at(head, position) != b"=":
        return (name, b""), position
    position = _end(_SPACES, head, position + 1)
    quote = _at(head, position)
    if quote in (b'"', b"'"):
        end = _after(head, quote, position + 1)
        return (name, head[position + 1 : end - 1].lower()), end
    end = _end(_UNQUOTED, head, position)
    _at(head, end)
    return (name, head[position:end].lower()), end


def _end(pattern: re.Pattern[bytes], head: bytes, position: int) -> int:
    match = pattern.match(head, position)
    return match.end() if match else position


def _at(head: bytes, position: int) -> bytes:
    if position >= len(head):
        raise _OutOfBytesError
    return head[position : position + 1]


def _meta(head: bytes, position: int) -> tuple[str | None, int]:
    """The encoding a meta element declares (None if none), and the position after its attributes."""
    attributes, position = _attributes(head, position)
    if b"charset" in attributes:
        # The last of charset and content decides in the standard's loop: charset always overrides what content said.
        return _declared(attributes[b"charset"]), position
    if attributes.get(b"http-equiv") == b"content-type" and b"content" in attributes:
        label = _from_content(attributes[b"content"])
        return (_declared(label) if label is not None else None), position
    return None, position


def _from_content(value: bytes) -> bytes | None:
    """The standard's "extract a character encoding from a meta element": the label in a content attribute."""
    match = _CHARSET.search(value)
    if not match:
        return None
    start = match.end()
    quote = value[start : start + 1]
    if quote in (b'"', b"'"):
        end = value.find(quote, start + 1)
        return value[start + 1 : end] if end >= 0 else None
    return value[start : _end(_BARE, value, start)]


def _declared(label: bytes) -> str | None:
    name = canonical(label.decode("latin-1"))
    if name in ("utf-16le", "utf-16be"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _xml_encoding(head: bytes) -> str | None:
    """The standard's "get an XML encoding": what an XML declaration at the very start says."""
    if not head.startswith(b"<?xml"):
        return None
    end = head.find(b">")
    match = _XML.search(head, 0, end) if end >= 0 else None
    if not match:
        return None
    close = head.find(match.group(1), match.end())
    label = head[match.end() : close] if close >= 0 else b" "
    if any(byte <= 0x20 for byte in label):
        return None
    name = canonical(label.decode("latin-1"))
    return "utf-8" if name in ("utf-16le", "utf-16be") else name
