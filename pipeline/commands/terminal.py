"""The way to the terminal: data on stdout, talk on stderr, and no control character of a document or a file name on either."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: escape sequences begin with one of them
    "\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # invisible, or changing the order in which text is shown
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return a text with every control, bidirectional, invisible and surrogate character written as an escape such as `\\x1b`."""
    return _UNSAFE.sub(lambda match: _escape(ord(match[0])), text)


def _escape(code: int) -> str:
    named = {9: "\\t", 10: "\\n", 13: "\\r"}
    return named.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}")


def safe_json(line: bytes, *, terminal: bool) -> bytes:
    """Return a line of JSON; for a terminal what JSON allows raw but a terminal may act on is written as `\\uXXXX`, the same to a parser."""
    if not terminal:
        return line
    return _UNSAFE.sub(lambda match: _surrogates(ord(match[0])), line.decode("utf-8")).encode()


def _surrogates(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + (code - 0x10000 >> 10):04x}\\u{0xDC00 + (code - 0x10000 & 0x3FF):04x}"


def say(message: str) -> None:
    """Write one line of talk to stderr."""
    print(visible(message), file=sys.stderr, flush=True)


def emit(line: bytes) -> None:
    """Write one line of JSON to stdout."""
    sys.stdout.buffer.write(safe_json(line, terminal=sys.stdout.isatty()) + b"\n")


def console(*, stderr: bool = False) -> Console:
    """Return a console that neither wraps, guesses colours for words, nor reads markup out of documents."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
