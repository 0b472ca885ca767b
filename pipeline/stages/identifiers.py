"""Identifiers that a checksum, a date or their own form proves: identity cards, bank cards, telephones, plates, e-mail, URLs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from pipeline.stages.recognizing import Entity

_UNIT = r"\s?(?:[元万亿人吨米斤克亩户家个件次条名位台辆套份%％]|公里|平方|\.\d|美元|港元|日元|人民币)"
_MOBILE = regex.compile(rf"(?<![\d.¥￥$])(?:\+?86[- ]?)?1[3-9]\d(?:[ -]?\d{{4}}){{2}}(?!\d|{_UNIT})")
_LANDLINE = regex.compile(r"(?<![\d-])(?:[(（]0\d{2,3}[)）]\s?|0\d{2,3}[-—－ ])\d{7,8}(?:-\d{1,4})?(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)")
_LABELLED_PHONE = regex.compile(r"(?<=(?:电话|電話|热线|传真|Tel|TEL|座机)\s?[:：]\s{0,2})\d{7,8}(?!\d)")
_ID_CARD = regex.compile(r"(?<![\dA-Za-z])[1-9]\d{16}[\dXx](?![\dA-Za-z])")
_PASSPORT = regex.compile(r"(?<=(?:护照|通行证)(?:号码?|证号)?\s?[:：为]?\s?)[A-Z]\d{7,9}(?![\dA-Za-z])")
_BANK_CARD = regex.compile(rf"(?<![\d.¥￥$])[3-6]\d{{3}}(?:[ -]?\d{{4}}){{2,3}}(?:[ -]?\d{{1,3}})?(?![\d]|{_UNIT})")
_PLATE = regex.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?(?=[A-Z0-9]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学警挂港澳](?![A-Za-z0-9])"
)
_EMAIL = regex.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_URL = regex.compile(r"""(?:https?|ftp)://[^\s<>"'\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\[\]]{1,2000}|(?<![A-Za-z0-9@/.])www\.[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?:/[A-Za-z0-9_\-./?=&%#]{0,500})?""")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"  # GB 11643-1999, ISO 7064 MOD 11-2


def is_id_card(number: str) -> bool:
    """Return whether 18 characters are a resident identity number: a date that exists and the check character of GB 11643-1999."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return 1850 < born.year < 2100 and _CHECK[total % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """Return whether 15 to 19 digits satisfy the Luhn check (ISO/IEC 7812-1); numbers of one digit alone do not."""
    if not 15 <= len(number) <= 19 or len(set(number)) < 2:
        return False
    doubled = [int(digit) * 2 if i % 2 else int(digit) for i, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


class Identifiers:
    """Recognises what proves itself by its form."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterator[Entity]:
        """Yield phones, identity and bank cards, plates, e-mail addresses and URLs."""
        for kind, rule, pattern in (
            ("URL", "url", _URL),
            ("EMAIL", "email", _EMAIL),
            ("PLATE", "plate", _PLATE),
            ("ID", "passport", _PASSPORT),
            ("PHONE", "mobile", _MOBILE),
            ("PHONE", "landline", _LANDLINE),
            ("PHONE", "labelled-phone", _LABELLED_PHONE),
        ):
            if kind in kinds:
                yield from (Entity(*found.span(), kind, f"anonymize.{rule}") for found in pattern.finditer(text) if found.group() not in allow)
        if "ID" in kinds:
            yield from (Entity(*m.span(), "ID", "anonymize.id-card") for m in _ID_CARD.finditer(text) if is_id_card(m.group()))
        if "BANK_CARD" in kinds:
            cards = (m for m in _BANK_CARD.finditer(text) if is_bank_card(_digits(m.group())) and not _is_id(m.group()))
            yield from (Entity(*m.span(), "BANK_CARD", "anonymize.bank-card") for m in cards)


def _is_id(number: str) -> bool:
    return len(number) == 18 and number.isdigit() and is_id_card(number)
