"""Dates as pages write them, in ISO 8601: from metadata, from a visible line, from a URL. Never relative to today."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

import regex

_ISO = regex.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
_RFC = regex.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
# 2019年9月26日 星期四 下午3:20, 2019-9-26, 2019/09/26 8:30:00, 2019.9.26, with blanks between; the three parts share one separator.
_CLOCK = r"(?P<half>上午|下午|中午|晚上|凌晨|早上)?\s?(?P<h>\d{1,2}) \s?[:：时時]\s? (?P<min>\d{2}) (?: \s?[:：分]\s? (?P<s>\d{2}) )?"
_NUMERIC = regex.compile(
    rf"""(?x) (?<!\d) (?P<y>(?:19|20)\d{{2}})
    (?: \s?年\s? (?P<m>\d{{1,2}}) \s?月\s? (?P<d>\d{{1,2}}) \s? (?:[日号號]|(?!\d))
      | \s?(?P<sep>[-/.／．])\s? (?P<m>\d{{1,2}}) \s?(?P=sep)\s? (?P<d>\d{{1,2}}) (?!\d) )
    (?: [\sT\u3000]{{0,4}} (?: [(（]?(?:星期|周|週)[一二三四五六日天][)）]? [\s\u3000]{{0,3}} )? {_CLOCK} )?
    """
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_ENGLISH = regex.compile(
    rf"(?<![a-z\d])(?:{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}|{_DAY}[\s-]{{1,3}}{_MONTH},?[\s-]{{1,3}}{_YEAR})(?!\d)"
    r"(?:,?\s{1,3}(?:at\s)?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?!\d)(?:\s?(?P<half>[ap])\.?m\b)?)?",
    regex.IGNORECASE,
)
# 26-09-2019, 09/26/2019: only where one of the two customs is impossible.
_YEAR_LAST = regex.compile(rf"(?<![\d/.-])(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep){_YEAR}(?!\d)(?:[\sT]{{1,4}}(?P<h>\d{{1,2}}):(?P<min>\d{{2}})(?::(?P<s>\d{{2}}))?)?")
_IN_HANZI = regex.compile(
    r"(?<![一二三四五六七八九十〇○零])(?P<y>[一二][一二三四五六七八九〇○零OoＯ０]{3})\s?年\s?(?P<m>[一二三四五六七八九十]{1,3})\s?月\s?(?P<d>[一二三四五六七八九十廿]{1,4})\s?[日号號]"
)
_DIGITS = {char: str(value) for value, chars in enumerate(("〇○零OoＯ０", *"一二三四五六七八九")) for char in chars}
_REPUBLIC = regex.compile(r"民[國国]\s?(?P<y>\d{2,3})\s?(?=[-/.年])")
_FOUNDED = 1911  # the year before the first one of the Republic of China
_LATE = ("下午", "晚上", "中午", "p")
_EARLY = ("凌晨", "a")
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
    text = _REPUBLIC.sub(lambda match: str(int(match.group("y")) + _FOUNDED), _IN_HANZI.sub(_in_digits, text))
    for pattern in (_NUMERIC, _ENGLISH, _YEAR_LAST):
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
        part["m"] = next(i for i, month in enumerate(_MONTHS, 1) if month == name.casefold())  # ſ is an s to a search without case
    if "one" in part:
        day, month = (part["one"], part["two"]) if part["two"] <= 12 else (part["two"], part["one"])
        if day <= 12 and day != month:
            return None
        part |= {"d": day, "m": month}
    if "h" in part and part["h"] <= 12:
        half = (found.get("half") or "").lower()
        noonish = half == "中午" and part["h"] > 10
        part["h"] += 12 * (half in _LATE and part["h"] < 12 and not noonish) - 12 * (half in _EARLY and part["h"] == 12)
    try:
        moment = datetime(part["y"], part["m"], part["d"], part.get("h", 0), part.get("min", 0), part.get("s", 0))
    except ValueError:
        return None
    return moment.isoformat() if "h" in part else moment.date().isoformat()


def _in_digits(match: regex.Match[str]) -> str:
    """A date in hanzi as one in digits."""
    year = "".join(_DIGITS[char] for char in match.group("y"))
    return f"{year}年{_number(match.group('m'))}月{_number(match.group('d'))}日"


def _number(hanzi: str) -> int:
    """The value of 三, 十一, 二十, 廿三; what is no number gives no day that there is."""
    tens, ten, ones = hanzi.replace("廿", "二十").rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 99
    return 10 * int(_DIGITS.get(tens, "1") if ten else 0) + int(_DIGITS.get(ones, "0"))


def _rfc_date(text: str) -> str | None:
    """The ISO form of an e-mail date (`Thu, 26 Sep 2019 08:30:00 +0800`), None if it is none."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
