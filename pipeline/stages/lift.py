"""Turns what a page says about its document into metadata values of one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

import regex

_DATE = regex.compile(
    r"(?P<y>(?:19|20)\d{2})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})日?"
    r"(?:[\sT\u3000]{0,4}(?P<h>\d{1,2})\s?[:：时]\s?(?P<min>\d{2})分?(?:\s?[:：]?\s?(?P<s>\d{2})秒?)?)?"
)
_CRUMB = regex.compile(r"\s*(?:-->|>{1,2}|＞{1,2}|»|›|→|::|/|\\)\s*")
_WORD = regex.compile(r"[\s,，、;；|｜/]+")
_BLANK = regex.compile(r"\s+")


def iso_date(text: str) -> str | None:
    """Return the first date (with its time, if one follows) of a text in ISO 8601, None if there is no valid one."""
    if not (match := _DATE.search(text)):
        return None
    part = {k: int(v) for k, v in match.groupdict().items() if v}
    try:
        moment = datetime(part["y"], part["m"], part["d"], part.get("h", 0), part.get("min", 0), part.get("s", 0))
    except ValueError:
        return None
    return moment.isoformat() if "h" in part else moment.date().isoformat()


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
    if name in ("published", "uploaded"):
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
