"""Names the language of a text as a BCP 47 tag: zh-Hans, zh-Hant, ja, ko, en or und."""

from __future__ import annotations

import regex

_SAMPLE = 4000
"""Code points that are looked at from the beginning, and as many from the middle."""

# Characters of daily use that differ between the two scripts, from general knowledge; each column is one word in both.
_HANS = "们国来时说对会发样还个这后过门问间关开见现进动经头给电车书长东无话买让认记该谢语读请课谁调张号业产实务区组织结质权达应当两为义乐习乡严"
_HANT = "們國來時說對會發樣還個這後過門問間關開見現進動經頭給電車書長東無話買讓認記該謝語讀請課誰調張號業產實務區組織結質權達應當兩為義樂習鄉嚴"
_SCRIPTS = {
    "han": regex.compile(r"\p{Han}"),
    "kana": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    "hangul": regex.compile(r"\p{Hangul}"),
    "latin": regex.compile(r"[A-Za-z]"),
}
_ENGLISH = regex.compile(r"\b(?:the|of|and|to|in|is|for|that|with|on|are|as|was)\b", regex.IGNORECASE)
_HANS_SET, _HANT_SET = frozenset(_HANS) - frozenset(_HANT), frozenset(_HANT) - frozenset(_HANS)


def language_of(text: str) -> str:
    """Return the tag of the language that most of a text is in, `und` where no script prevails."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + (text[middle : middle + _SAMPLE] if len(text) > 2 * _SAMPLE else "")
    count = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    if count["kana"] > 0.1 * (count["han"] + count["kana"]) and count["kana"] >= 5:
        return "ja"
    if count["hangul"] > max(count["han"], count["latin"] / 3):
        return "ko"
    if count["han"] and count["han"] >= count["latin"] / 4:
        hans, hant = sum(c in _HANS_SET for c in sample), sum(c in _HANT_SET for c in sample)
        return "zh-Hant" if hant > hans else "zh-Hans"
    if count["latin"] >= 20 and len(_ENGLISH.findall(sample)) >= count["latin"] / 120:
        return "en"
    return "und"
