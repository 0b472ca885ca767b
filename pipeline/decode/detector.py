"""The general detector, charset-normalizer, for bytes that are not Chinese.

It refuses any input with one undecodable byte in the right encoding, so an incomplete tail is trimmed and bytes that no candidate has are blanked
before it is asked. Imported late: it costs more than the rest of the package.
"""

from __future__ import annotations

from typing import Final

from pipeline.decode.labels import encoding_of

_LOOK: Final = 32_000
_CHINESE: Final = ("gb18030", "gb2312", "gbk", "big5", "big5hkscs", "cp950", "hz", "utf_16_le", "utf_16_be", "utf_16", "utf_32", "utf_7")
_BLANK: Final = bytes(0x20 if byte in (0, 0xFF) else byte for byte in range(256))


def detect(data: bytes, among: tuple[str, ...] = ()) -> str | None:
    """The encoding that charset-normalizer finds for text that is not Chinese, or None; `among` restricts it to these codecs of Python."""
    from charset_normalizer import from_bytes

    head = data[:_LOOK]
    cut = max(head.rfind(b"\n"), head.rfind(b" "))
    if len(data) > _LOOK and cut > 0:
        head = head[:cut]
    if among:
        best = from_bytes(head.translate(_BLANK), cp_isolation=list(among)).best()
    else:
        best = from_bytes(head.translate(_BLANK), cp_exclusion=list(_CHINESE)).best()
    return encoding_of(best.encoding) if best else None
