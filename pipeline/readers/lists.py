"""Ordered lists: the numbers that a browser draws before the items of `<ol>` are text that its readers see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import regex

_MAX_NUMBER = 9_999  # a list of the page's author counts no further; also the limit of Roman numerals
_MOST_LINKED = 0.5  # share of a list's characters: a list of links is a menu, a ranking or the way to the page
_NUMBER = regex.compile(r"[+-]?\d{1,9}")
# The author numbered the items himself, in the text: then the style sheet hides the list's own numbers.
_OWN_NUMBER = regex.compile(
    r"[\[(（【]?(?:\d{1,4}(?!\.\d)|[a-zA-Z]|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,4})[\])）】.．、:：]|第[一二三四五六七八九十百\d]{1,5}[条章节款项步]|[①-⑳㈠-㈩]|[-•·●▪◆★]"
)
_STYLE = regex.compile(r"list-style(?:-type)?\s*:\s*(?P<type>[a-z-]{1,40})|display\s*:\s*(?:inline|flex|grid)", regex.IGNORECASE)
_TYPES = {
    "decimal": "1", "decimal-leading-zero": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "cjk-ideographic": "一", "simp-chinese-informal": "一", "trad-chinese-informal": "一",
    "cjk-heavenly-stem": "甲", "cjk-earthly-branch": "子",
}  # fmt: skip
# Classes by which editors mark each list that they make (WordPress, UEditor, Sphinx); their style sheets show the numbers.
_EDITORS_CLASS = regex.compile(r"wp-block-list|list-paddingleft-\d|simple|arabic|loweralpha|upperalpha|lowerroman|upperroman")
_CLASS_TYPES = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_SERIES = {"甲": "甲乙丙丁戊己庚辛壬癸", "子": "子丑寅卯辰巳午未申酉戌亥"}
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

Attributes = Mapping[str, str | None]


@dataclass(slots=True)
class OrderedList:
    """The items of one `<ol>` while the page is walked: for each the number it states, its first line and the line after its last."""

    start: int | None
    type: str
    reversed: bool
    styled: bool  # by a class or style of its own: only the style sheet knows whether its numbers are shown
    items: list[tuple[int | None, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, attributes: Attributes) -> OrderedList:
        """Return the list that a start tag begins."""
        style = _STYLE.search(attributes.get("style") or "")
        named = _TYPES.get((style["type"] or "").lower()) if style else None
        words = (attributes.get("class") or "").split()
        styled = (style is not None and not named) or "role" in attributes or not (named or all(map(_EDITORS_CLASS.fullmatch, words)))
        kind = named or attributes.get("type") or next(filter(None, map(_CLASS_TYPES.get, words)), "1")
        return cls(_integer(attributes.get("start")), kind, "reversed" in attributes, styled)

    def open_item(self, attributes: Attributes, line: int) -> None:
        """Begin an item whose first line will be number `line`."""
        self.items.append((_integer(attributes.get("value")), line, line))

    def close_item(self, line: int) -> None:
        """End the last item before line number `line`."""
        if self.items:
            value, start, _ = self.items[-1]
            self.items[-1] = (value, start, line)

    def markers(self) -> Iterator[tuple[int, str]]:
        """Yield (line, marker) for each item with text, as the HTML Standard counts them."""
        step = -1 if self.reversed else 1
        number = self.start if self.start is not None else (len(self.items) if self.reversed else 1)
        for value, start, end in self.items:
            number = number if value is None else value
            if end > start:
                yield start, _written(number, self.type)
            number += step

    def shows_numbers(self, texts: list[str], linked: list[int]) -> bool:
        """Return whether readers see the numbers, from the texts and linked characters of the page's lines."""
        filled = [(start, end) for _, start, end in self.items if end > start]
        if self.styled or not filled or (len(filled) < 2 and self.start is None):
            return False
        if any(_OWN_NUMBER.match(texts[start]) for start, _ in filled):
            return False
        size = sum(len(texts[line]) for start, end in filled for line in range(start, end))
        return sum(linked[line] for start, end in filled for line in range(start, end)) <= size * _MOST_LINKED


def _integer(text: str | None) -> int | None:
    match = _NUMBER.match(text.strip()) if text else None
    return int(match.group()) if match else None


def _written(number: int, kind: str) -> str:
    """The marker of a number as `type` wants it, `1. `, `a. `, `I. `, `一、`; what has no such form is written in digits."""
    if kind == "一" and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}、"
    if 0 < number <= len(series := _SERIES.get(kind, "")):
        return f"{series[number - 1]}、"
    if not 0 < number <= _MAX_NUMBER or kind not in ("a", "A", "i", "I"):
        return f"{number}. "
    written = ""
    if kind in "aA":
        while number:
            number, letter = divmod(number - 1, 26)
            written = chr(ord("a") + letter) + written
    else:
        for value, letters in _ROMAN:
            count, number = divmod(number, value)
            written += letters * count
    return f"{written.upper() if kind.isupper() else written}. "
