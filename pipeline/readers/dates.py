"""Dates as pages write them, in ISO 8601: from metadata, from a visible line, from a URL. Never relative to today."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

import regex

_ISO = regex.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
_RFC = regex.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
# 2019年9月26日 08:30, 2019-9-26, 2019/09/26 8:30:00, 2019.9.26, with blanks between; the three parts share one separator.
_NUMERIC = regex.compile(
    r"""(?x) (?<!\d) (?P<y>(?:19|20)\d{2})
    (?: \s?年\s? (?P<m>\d{1,2}) \s?月\s? (?P<d>\d{1,2}) \s?日?
      | \s?(?P<sep>[-/.／．])\s? (?P<m>\d{1,2}) \s?(?P=sep)\s? (?P<d>\d{1,2}) )
    (?!\d)
    (?: [\sT\u3000]{0,4} (?P<h>\d{1,2}) \s?[:：时時]\s? (?P<min>\d{2}) (?: \s?[:：分]\s? (?P<s>\d{2}) )? )?
    """
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_ENGLISH = regex.compile(
    rf"(?<![a-z\d])(?:{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}|{_DAY}[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_YEAR})(?!\d)", regex.IGNORECASE
)
_COMPACT = regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?:(?P<h>[0-2]\d)(?P<min>[0-5]\d)(?P<s>[0-5]\d)?)?(?!\d)")
# /2019/0926/, /2019/09/26/, /2019-09/26/, /2019_09_26_, t20190926_, /20190926/
_IN_URL = regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_/]?(?P<m>0[1-9]|1[0-2])[-_/]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST = 200  # code points in which a date is looked for


def parse_date(text: str) -> str | None:
    """Return the first date of a text, with the time and zone that follow it, in ISO 8601; None without a possible one."""
    text = text.strip()[:_LONGEST]
    if match := _ISO.search(text):
        try:
            moment = datetime.fromisoformat(match.group().replace(" ", "T", 1).replace(" ", ""))
        except ValueError:
            pass
        else:
            return moment.isoformat()
    if _RFC.match(text):
        return _rfc_date(text)
    for pattern in (_NUMERIC, _ENGLISH):
        for match in pattern.finditer(text):
            if date := _moment(match.groupdict()):
                return date
    match = _COMPACT.fullmatch(text)
    return _moment(match.groupdict()) if match else None


def date_in_url(url: str) -> str | None:
    """Return the day that a URL's path names, None if it names none; article numbers that happen to look like dates are rare."""
    path = url.split("?", 1)[0].split("://", 1)[-1].partition("/")[2]
    for match in _IN_URL.finditer(path):
        if date := _moment(match.groupdict()):
            return date
    return None


def _moment(found: dict[str, str | None]) -> str | None:
    """The ISO form of a match's parts, None if there is no such day or time."""
    part = {name: int(value) for name, value in found.items() if value and value.isdigit()}
    if name := found.get("name"):
        part["m"] = next(i for i, month in enumerate(_MONTHS, 1) if month == name.lower())
    try:
        moment = datetime(part["y"], part["m"], part["d"], part.get("h", 0), part.get("min", 0), part.get("s", 0))
    except ValueError:
        return None
    return moment.isoformat() if "h" in part else moment.date().isoformat()


def _rfc_date(text: str) -> str | None:
    """The ISO form of an e-mail date (`Thu, 26 Sep 2019 08:30:00 +0800`), None if it is none."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
