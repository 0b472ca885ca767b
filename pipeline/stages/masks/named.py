"""Masks that say what they stand for: [NAME], <PERSON>, {{company}}, our own [LOCATION], and descriptions in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from pipeline.rules.placeholders.load import TYPES, tables
from pipeline.stages.masks.glyphs import is_han
from pipeline.stages.masks.lexicon import lexicon

_OPEN = {"[": r"\[", "<": "<", "{": r"\{\{?", "【": "【", "〔": "〔", "(": r"\(", "（": "（"}
_CLOSE = {"[": r"\]", "<": ">", "{": r"\}\}?", "【": "】", "〔": "〕", "(": r"\)", "（": "）"}
_TAGS = {f"[{type_}]": type_ for type_ in TYPES}
_LONGEST_TAG = max(map(len, _TAGS))
_OWN = "|".join(TYPES)
_ENDS = frozenset("]>}】〕)）")
_NUMBERED = regex.compile(r"[\[<{【〔(（]+[A-Z][A-Z_]{1,16}_\d{1,6}[\]>}】〕)）]+")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: type_ for type_, words in tables()["named"]["words"].items() for word in words}


@lru_cache(maxsize=8)
def _bracket(opening: str) -> regex.Pattern[str]:
    inner = rf"(?P<own>{_OWN})(?P<number>_\d{{1,6}})?|[ ]?(?P<word>[A-Za-z][A-Za-z_\- ]{{1,18}}?|[\u4e00-\u9fff]{{2,6}}?)(?:[_ ]?\d{{1,3}})?[ ]?"
    return regex.compile(rf"{_OPEN[opening]}(?:{inner}){_CLOSE[opening]}")


_PLAIN = frozenset({"name", "your name", "full name", "company", "company name", "date", "city", "address", "email", "phone", "redacted", "location"})
_BLANKS = regex.compile(r"[_\- ]+")


def is_numbered(raw: str) -> bool:
    """Return whether a bracketed name is a token with a number, [PERSON_1]: it stands for one value, and is left as it is."""
    return raw[-1:] in _ENDS and _NUMBERED.fullmatch(raw) is not None


def bracketed(text: str, start: int) -> tuple[int, str] | None:
    """Return (end, type) of the bracketed name that begins at `start`, or None.

    One of our own types counts in any bracket. Other words: in [] and {{}} however written, in <> and 〔〕【】 only in capitals, since
    <name> is a tag or a parameter and 【姓名】 a label.
    """
    opening = text[start]
    if opening == "[" and (own := _TAGS.get(text[start : text.find("]", start, start + _LONGEST_TAG) + 1])):
        return None if _is_index(text, start) else (start + len(own) + 2, own)
    found = _bracket(opening).match(text, start)
    if found is None:
        return None
    if found["own"]:
        return None if opening == "[" and _is_index(text, start) else (found.end(), found["own"])
    word = " ".join(_BLANKS.split(found["word"]))
    type_ = _words().get(word.lower())
    if type_ is None or opening in "(（":
        return None
    if opening not in "[{" and not word.isupper() and (word.isascii() or not _has_head(text, found.end(), type_)):
        return None
    if opening == "{" and (text[start + 1] != "{" or text[found.end() - 2] != "}") and not _alone_in_chinese(text, start, found.end()):
        return None
    if word.islower() and opening == "[" and (word not in _PLAIN or text[start - 2 : start] in ("= ", ", ") or text[start - 1 : start] in "('\"=,"):
        return None  # a list in a program
    before, after = text[start - 1 : start], text[found.end() : found.end() + 1]
    if before.isascii() and (before.isalnum() or before in ("$", "_", "\\", ")", "]")) and before:
        return None  # an index, a link's text, a shell variable
    if after in ("(", ":", "：") or (opening == "[" and not word.isascii() and before in ("", "\n") and not _has_head(text, found.end(), type_)):
        return None  # a link, or a label
    if word in tables()["named"]["common"] and not is_han(before):
        return None  # a category at the head of a title
    return found.end(), type_


def _has_head(text: str, end: int, type_: str) -> bool:
    """Whether straight after the brackets stands what such a value is called: 【姓名】先生, [公司]有限公司."""
    head = lexicon().heads.at(text, end)
    return head is not None and head.type == type_


def _alone_in_chinese(text: str, start: int, end: int) -> bool:
    """Whether the single braces [start, end) hold a Chinese word and stand in a Chinese sentence: elsewhere they are of a program."""
    return is_han(text[start + 1]) and text[end - 2] != "}" and (is_han(text[start - 1 : start] or " ") or is_han(text[end : end + 1] or " "))


def _is_index(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return before.isascii() and (before.isalnum() or before == "_")


@lru_cache(maxsize=1)
def _described() -> tuple[regex.Pattern[str], list[tuple[str, str]], list[str]]:
    table = tables()["named"]["described"]
    signs = "|".join(map(regex.escape, table["signs"]))
    words = [(word, type_) for type_, listed in table.items() if type_ != "signs" for word in listed]
    return regex.compile(rf"[(（][^()（）\n]{{0,40}}?(?:{signs})[^()（）\n]{{0,24}}[)）]"), words, table["signs"]


_IN_BRACKETS = re.compile(r"[(（][^()（）\n]{2,80}[)）]")
"""A description in brackets is no longer than its sign and what may stand on either side of that."""
_VAGUE = regex.compile("可替换|替换[件装成掉下上]|配件|零件|轮胎|滤|建议|定期|免费|化名[:：]|均为化名|为化名|系化名|化名$")


def described(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, type) of the descriptions in brackets that stand for a value; type "" where they do not say which."""
    if "(" not in text and "（" not in text:
        return []
    pattern, words, signs = _described()
    spans = []
    for bracket in _IN_BRACKETS.finditer(text):
        inside = bracket.group()[1:-1]
        if not any(sign in inside for sign in signs) or not pattern.fullmatch(bracket.group()):
            continue
        if _VAGUE.search(inside) or inside in ("化名", "替换", "代替"):
            continue
        spans.append((*bracket.span(), next((type_ for word, type_ in words if word in inside), "")))
    return spans
