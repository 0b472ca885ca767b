"""Real places by the official list of divisions, and organisations that are named after a place or end in a legal form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.rules.divisions import divisions
from pipeline.stages.masks.glyphs import is_han
from pipeline.stages.occurrences import occurrences
from pipeline.stages.real_names import allowed
from pipeline.stages.recognizing import Entity

_SUFFIXES = "省市县区州旗盟"
# Short forms of prefectures that are common words.
_WORDS = frozenset({"来宾", "安康", "大同", "长治", "白银", "开封", "保定", "山南", "海北", "和平", "平安", "东方", "通化", "文山", "固原", "吉安"})
_COMPANY = regex.compile("(?:集团)?(?:股份|责任)?有限(?:责任)?公司|集团公司|律师事务所|会计师事务所|专业合作社")
_BODY = regex.compile(
    "(?:理工|科技|工业|师范|农业|医科|财经|交通|政法|民族)?大学|(?:职业)?(?:技术)?学院|中学|小学|幼儿园|(?:第[一二三四五六七八九十]+)?(?:人民|中医|中心|妇幼保健)?医院|卫生院|银行|研究院|研究所|人民法院|人民检察院|公安局|派出所|人民政府|委员会|管委会|日报社?|电视台|公司|集团(?!军|化|式|作战)"
)
_GENERIC = frozenset("本该我贵各子母总分某两几多")
_STOPS = frozenset("的是在到与和由对向从为被将把了给让及或等于经系有请至自以因如使受赴往这那")
_BODY_LENGTH = 14
"""Code points between the place at the beginning of a body's name and its generic end."""


@lru_cache(maxsize=1)
def _short_names() -> regex.Pattern[str]:
    return regex.compile(r"\L<names>", names=sorted(divisions().short - _WORDS))


_TAIL = 3
"""Code points at the end of a division's name by which the names that could end there are looked up."""


@lru_cache(maxsize=1)
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return for each tail the lengths of the names that end so, the longest first; names of two characters are too common as words."""
    lengths: dict[str, set[int]] = {}
    for name in divisions().full:
        if len(name) >= _TAIL:
            lengths.setdefault(name[-_TAIL:], set()).add(len(name))
    return {tail: tuple(sorted(known, reverse=True)) for tail, known in lengths.items()}


def division_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of divisions that are called by their full name, the longest that ends at each place."""
    full, lengths = divisions().full, _lengths()
    for at in occurrences(text, _SUFFIXES):
        end = at + 1
        for length in lengths.get(text[max(0, end - _TAIL) : end], ()):
            if length <= end and text[end - length : end] in full:
                yield end - length, end
                break


class Places:
    """Recognises divisions by name."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterator[Entity]:
        """Yield divisions with their suffix, and short forms of provinces and prefectures."""
        if "LOCATION" not in kinds:
            return
        for start, end in division_spans(text):
            if not allowed(text[start:end], allow):
                yield Entity(start, end, "LOCATION", "anonymize.division")
        for found in _short_names().finditer(text):
            if not allowed(found.group(), allow):
                yield Entity(*found.span(), "LOCATION", "anonymize.short-division")


class Organizations:
    """Recognises companies by their legal form, and public bodies by the place that they are named after."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterator[Entity]:
        """Yield organisations."""
        if "ORGANIZATION" not in kinds:
            return
        for found in _COMPANY.finditer(text):
            start = _company_start(text, found.start())
            if start is not None and not allowed(text[start : found.end()], allow):
                yield Entity(start, found.end(), "ORGANIZATION", "anonymize.company")
        for found in _BODY.finditer(text):
            start = _body_start(text, found.start())
            if start is not None and not allowed(text[start : found.end()], allow):
                yield Entity(start, found.end(), "ORGANIZATION", "anonymize.body")


def _company_start(text: str, end: int) -> int | None:
    start = end
    while start > 0 and end - start < _BODY_LENGTH and is_han(text[start - 1]) and text[start - 1] not in _STOPS:
        start -= 1
    return start if end - start >= 2 and text[start] not in _GENERIC else None


def _body_start(text: str, end: int) -> int | None:
    """The leftmost place name before a body's generic end, with nothing but Chinese between."""
    known = divisions()
    lowest = end
    while lowest > 0 and end - lowest < _BODY_LENGTH and is_han(text[lowest - 1]):
        lowest -= 1
    for start in range(lowest, end - 1):
        for length in (2, 3, 4, 5):
            name = text[start : min(start + length, end)]
            if len(name) == length and (name in known.full or name in known.short or name in known.counties) and name not in _WORDS:
                return start
    return None
