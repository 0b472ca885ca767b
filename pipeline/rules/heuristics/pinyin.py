"""Readings that a copying site set in brackets after characters, so that its copy is not recognised as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.simplified import simplified
from pipeline.rules.view import View

RULE = Rule(
    id="cloaked.pinyin",
    why="Cloaked copies write a reading in brackets after characters all through the text.",
    kind="span",
    pattern="",
    action="rewrite",
    family="cloaked",
)
MIN_READINGS = 6
PER_READING = 150
"""Chinese characters per reading, at most: a text about a few hard words has fewer."""

_READING = regex.compile(  # a class comes first, for which the search looks fast
    r"[(（](?<=\p{Han}.)[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{0,5}[)）]"
)
_CHINESE = regex.compile(r"\p{Han}")
_TRADITIONAL = frozenset(
    "節學習國會議級開關門問間們個來時對發樣還這後過見現進動經頭給電車書長東無話買讓認記該謝語讀請課誰調張號業產實務區組織結質權達應當兩為義樂鄉嚴說説聽講論設計許訴診詞試詩誠誤課談謀證評識譯護變貢財責貨販貫費資賀賓賞賠賢賴購贊輕載較輛輝輪輸轉農運達違遠適選遺遼邊郵鄭醫釋針鈔鉤錢鋼錄鎮鏡鐵長門閉閒開陽陰陣階際陸險隊隨隱雙雖雜離難雲電靈靜響頁頂項順須預領頭頻題額顏類風飛飯飲飽養餘館馬駐駕騎騙驗驚體髮鬥魚鮮鳥鳴麗麥黃點黨齊齡龍龜"
)


def unread(text: str) -> str:
    """Return a text without the readings in brackets."""
    return _READING.sub("", text)


def _is_traditional(character: str) -> bool:
    return character in _TRADITIONAL or simplified(character) != character


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the bracketed readings, if the text is sown with them and they follow Traditional characters."""
    if view.text.count("(") + view.text.count("（") < MIN_READINGS or not any(tone in view.text for tone in "āáǎàōóǒòēéěèīíǐìūúǔù"):
        return ()
    found = list(_READING.finditer(view.text))
    if len(found) < MIN_READINGS or len(_CHINESE.findall(view.text)) > PER_READING * len(found):
        return ()
    if sum(_is_traditional(view.text[match.start() - 1]) for match in found) < 0.5 * len(found):
        return ()
    hits = []
    for match in found:
        index = view.line_at(match.start())
        hits.append(Hit(RULE, match.start(), match.end(), index, index))
    return hits
