"""A stream of UTF-16 or UTF-32 as one of UTF-8, for readers that look for single bytes."""

from __future__ import annotations

import codecs
from io import BufferedReader, RawIOBase

from pipeline.decode.wide import utf16_by_zeros, utf32

_MARKS = ((codecs.BOM_UTF32_LE, "utf-32le"), (codecs.BOM_UTF32_BE, "utf-32be"), (codecs.BOM_UTF16_LE, "utf-16le"), (codecs.BOM_UTF16_BE, "utf-16be"))
_HEAD = 4096
_CHUNK = 1 << 16


def utf8(stream: BufferedReader) -> BufferedReader:
    """Return a stream in UTF-8: the stream itself unless it begins as UTF-16 or UTF-32 does."""
    head = stream.peek(_HEAD)[:_HEAD]
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if encoding is None and b"\0" in head:
        encoding = utf32(head) or utf16_by_zeros(head)
    return BufferedReader(_Recoded(stream, encoding), _CHUNK) if encoding else stream


class _Recoded(RawIOBase):
    """The bytes of a stream in UTF-8; what is no character becomes U+FFFD, a byte order mark is left out."""

    def __init__(self, stream: BufferedReader, encoding: str) -> None:
        self._stream, self._decoder = stream, codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""
        self._begun = self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            data = self._stream.read1(_CHUNK)
            self._ended = not data
            text = self._decoder.decode(data, final=self._ended)
            if text and not self._begun:
                text, self._begun = text.removeprefix("\ufeff"), True
            self._ready = text.encode("utf-8", "replace")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
