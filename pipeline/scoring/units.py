"""Cut a text into the units that are scored: lines, and pieces of lines that hold more than one thing."""

from __future__ import annotations

import re
from typing import Final

_LONG: Final = 400  # code points; a longer line may be a whole page
_COLUMNS: Final = re.compile(r"[ \t]{2,}|\t|\u3000{2,}")
_WIDE: Final = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u303f”’…—·"
_WIDE_BLANK: Final = re.compile(rf"(?<=[{_WIDE}])[ \t\u3000]+|[ \t\u3000]+(?=[{_WIDE}“‘])|[ \t\u3000]{{2,}}")
_LATIN_BLANK: Final = re.compile(r"(?<=[.!?]) +(?=[A-Z\"“])|[ \t]{2,}")


def split_units(text: str) -> list[tuple[int, int]]:
    """Return [start, end) of the units of `text` in code points, without the blanks around them.

    A unit is a line, but a line with gaps as between columns is cut there, and one of more than 400 characters at the blanks between
    its sentences or phrases, so that a page that came as one line can be judged piece by piece.
    """
    units: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + len(line) - len(line.lstrip())
            units += [(start + low, start + high) for low, high in _pieces(stripped)]
        at += len(line) + 1
    return units


def _pieces(line: str) -> list[tuple[int, int]]:
    if len(line) > _LONG:
        wide = len(line.encode("utf-8", "replace")) - len(line) > len(line) // 2
        blank = _WIDE_BLANK if wide else _LATIN_BLANK
    elif "  " in line or "\t" in line or "\u3000\u3000" in line:
        blank = _COLUMNS
    else:
        return [(0, len(line))]
    pieces = []
    at = 0
    for gap in blank.finditer(line):
        if gap.start() > at:
            pieces.append((at, gap.start()))
        at = gap.end()
    if at < len(line):
        pieces.append((at, len(line)))
    return pieces
