"""Dates that a page's design takes apart: a big day over a small year and month, a year over month and day, each an element of its own."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.readers.dates import parse_date

_LONGEST = 14  # code points of a piece
_PIECES = 3
_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_NAMED = r"(?P<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
_GAP = r"\s?[-/.]?\s?"
_FORMS = tuple(
    regex.compile(form + r"(?:\s(?P<time>\d{1,2}:\d\d(?::\d\d)?))?", regex.IGNORECASE)
    for form in (
        rf"{_DAY}日?{_GAP}{_YEAR}\s?[-/.年]\s?{_MONTH}月?",  # 05 over 2020-03; without a blank between the two if they are spans
        rf"{_YEAR}\s?[-/.年]\s?{_MONTH}月?\s{_DAY}日?",
        rf"{_YEAR}年?\s[-/]?\s?{_MONTH}\s?[-/.月]\s?{_DAY}日?",  # 2020 over 03/05
        rf"{_MONTH}\s?[-/.月]\s?{_DAY}日?{_GAP}{_YEAR}年?",
        rf"{_DAY}\s?{_NAMED},?\s?{_YEAR}",
        rf"{_NAMED}\s?{_DAY},?\s?{_YEAR}",
    )
)


def date_in_pieces(texts: Sequence[str]) -> str | None:
    """Return the date, in ISO 8601, that the first of some lines make together, at most three of them; None if they make none.

    >>> date_in_pieces(["05", "2020-03", "春灌工作展开"])
    '2020-03-05'
    """
    if not texts or not texts[0][:1].isalnum():
        return None
    for count in range(min(_PIECES, len(texts)), 0, -1):
        pieces = [text.strip() for text in texts[:count]]
        if max(map(len, pieces)) > _LONGEST:
            continue
        said = " ".join(pieces)
        for form in _FORMS:
            if match := form.fullmatch(said):
                return parse_date(_in_order(match))
    return None


def _in_order(match: regex.Match[str]) -> str:
    found = match.groupdict()
    time = f" {found['time']}" if found["time"] else ""
    if found.get("name"):
        return f"{found['name']} {found['d']}, {found['y']}{time}"
    return f"{found['y']}-{found['m']}-{found['d']}{time}"
