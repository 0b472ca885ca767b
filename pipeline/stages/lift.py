"""Turns what a page says about its document into metadata values of one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

import regex

from pipeline.rules.rule import Match

_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?"
    r"(?:[\sT\u3000]{0,4}(?P<h>\d{1,2})\s?[:：时]\s?(?P<min>\d{2})分?(?:\s?[:：]?\s?(?P<s>\d{2})秒?)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
_CLOCK = r"(?:,?\s{0,3}(?:at\s)?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s?(?:(?P<half>[AaPp])\.?[Mm]\.?)?)?"
_ENGLISH = regex.compile(rf"(?:{_NAME}\s{{1,2}}(?P<d>\d{{1,2}}),?|(?P<d>\d{{1,2}})\s{_NAME},?)\s{{1,2}}(?P<y>(?:19|20)\d{{2}}){_CLOCK}")
_REPUBLIC = re.compile(
    r"\s*(?:民國|民国)?\s?(?P<y>\d{2,3})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})(?!\d)日?(?:\s(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?)?"
)
_SLASHED = re.compile(r"(?<!\d)(?P<m>\d{1,2})(?P<slash>/)(?P<d>\d{1,2})/(?P<y>(?:19|20)\d{2})")
_FIRST_YEAR, _REPUBLIC_OFFSET = 200, 1911
"""A year below the first is counted from the founding of the Republic of China, 1912 being year 1."""
_CRUMB = re.compile(r"\s*(?:-->|->|[|｜]|>{1,2}|＞{1,2}|»|›|→|::|/|\\)\s*")
_WORD = re.compile(r"[\s,，、;；|｜/]+")
_BLANK = re.compile(r"\s+")


def iso_date(text: str) -> str | None:
    """Return the first date (with its time, if one follows) of a text in ISO 8601, None if there is no valid one.

    It reads 2021-03-05 and 2021年3月5日, June 3, 2021 and 3 June 2021, and years of the Republic (113-12-26 is 2024). A date such as
    06/02/2022, which two customs read in two ways, counts only where one of them is impossible.
    """
    match: Match | None = _DATE.search(text) or _ENGLISH.search(text) or _REPUBLIC.match(text) or _SLASHED.search(text)
    if match:
        return _iso({key: value for key, value in match.groupdict().items() if value})
    return None


def _iso(part: Mapping[str, str]) -> str | None:
    number = {key: int(value) for key, value in part.items() if value.isdigit()}
    year, month, day = number["y"], number.get("m", 0), number["d"]
    if "month" in part:
        month = _MONTHS.index(part["month"][:3].lower()) + 1
    elif "slash" in part:
        if month <= 12 and day <= 12 and month != day:
            return None
        month, day = (month, day) if month <= 12 else (day, month)
    if year < _FIRST_YEAR:
        year += _REPUBLIC_OFFSET
    hour, half = number.get("h", 0), part.get("half", "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    try:
        moment = datetime(year, month, day, hour, number.get("min", 0), number.get("s", 0))
    except ValueError:
        return None
    return moment.isoformat() if "h" in number else moment.date().isoformat()


def clean_url(text: str) -> str | None:
    """Return a URL without the blanks that sites put into it, None if it is none."""
    url = "".join(_BLANK.split(text))
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None


def site_of(url: str) -> str | None:
    """Return the host of a URL in lower case, without www."""
    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _value(name: str, raw: str) -> object | None:
    if name in ("published", "uploaded", "x_written"):
        return iso_date(raw)
    if name == "url":
        return clean_url(raw)
    if name == "site":
        return site_of(raw)
    if name == "breadcrumbs":
        return tuple(part for part in _CRUMB.split(raw.strip()) if part) or None
    if name == "keywords":
        return tuple(dict.fromkeys(word for word in _WORD.split(raw.strip()) if word)) or None
    if name == "pages":
        return int(raw) if raw.isdigit() else None
    if name == "file_format":
        return raw.upper()
    return " ".join(_BLANK.split(raw.strip())) or None


def lift(metadata: Mapping[str, object], groups: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Return metadata with what named groups say added; what is there already stays, a group `x_name` becomes `x-name`."""
    merged = dict(metadata)
    for name, raw in groups:
        key = name.replace("x_", "x-", 1).replace("_", "-") if name.startswith("x_") else name
        if key == "title" or key in merged or (value := _value(name, raw)) is None:
            continue
        merged[key] = value
        if key == "url" and "site" not in merged and (site := site_of(str(value))):
            merged["site"] = site
    return merged
