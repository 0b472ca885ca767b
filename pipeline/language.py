"""Names the language of a text as a BCP 47 tag: zh-Hans, zh-Hant, ja, ko, en or und."""

from __future__ import annotations

import re

_SAMPLE = 600
"""Code points that are looked at: from the beginning, from the middle and from the end."""

# Characters of daily use that differ between the two scripts, from general knowledge; each column is one word in both.
_HANS = "们国来时说对会发样还个这后过门问间关开见现进动经头给电车书长东无话买让认记该谢语读请课谁调张号业产实务区组织结质权达应当两为义乐习乡严"
_HANT = "們國來時說對會發樣還個這後過門問間關開見現進動經頭給電車書長東無話買讓認記該謝語讀請課誰調張號業產實務區組織結質權達應當兩為義樂習鄉嚴"
_SCRIPTS = tuple(re.compile(f"[{chars}]+") for chars in ("\u4e00-\u9fff", "\u3041-\u30ff", "\uac00-\ud7a3", "A-Za-z"))
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|for|that|with|on|are|as|was)\b", re.IGNORECASE)
_HANS_ONLY = re.compile("[" + "".join(sorted(set(_HANS) - set(_HANT))) + "]")
_HANT_ONLY = re.compile("[" + "".join(sorted(set(_HANT) - set(_HANS))) + "]")


def language_of(text: str) -> str:
    """Return the tag of the language that most of a text is in, `und` where no script prevails."""
    middle = len(text) // 2
    sample = text if len(text) <= 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    han, kana, hangul, latin = (sum(map(len, script.findall(sample))) for script in _SCRIPTS)
    if kana >= 5 and kana > 0.1 * (han + kana):
        return "ja"
    if hangul > max(han, latin / 3):
        return "ko"
    if han and han >= latin / 4:
        return "zh-Hant" if len(_HANT_ONLY.findall(sample)) > len(_HANS_ONLY.findall(sample)) else "zh-Hans"
    if latin >= 20 and len(_ENGLISH.findall(sample)) >= latin / 120:
        return "en"
    return "und"
