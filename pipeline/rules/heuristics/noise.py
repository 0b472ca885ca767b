"""A paragraph of random characters that a site sets before the text, so that search engines take the page for a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import regex

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import View, is_long_sentence

RULE = Rule(
    id="noise.paragraph",
    why="Some copying sites set a hundred and more random Chinese characters before the text.",
    kind="line",
    pattern="",
    family="noise",
    flag="machine_text",
)
MIN_NOISE = 80
"""Chinese characters: names, titles and verses are shorter or have marks and blanks."""
MAX_COMMON = 0.12
"""Share of the hundred commonest characters: in running text 0.3 to 0.5, among random ones of GB 2312 below 0.05."""
MIN_DIFFERENT = 0.85
"""Share of different characters: 0.5 to 0.7 in 150 characters of running text."""

_CHINESE = regex.compile(r"\p{Han}")
_MARK = re.compile(r"[，。！？；：、,.!?;:\s《》“”（）()]")
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实這個們來為國說時會對發後過經學現當沒動還進從實"
)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the paragraphs of random characters that stand before the text."""
    hits = []
    for index, line in enumerate(view.lines):
        if not line.content or index in claimed:
            continue
        if is_noise(line.content):
            hits.append(line_hit(RULE, view, index))
        elif is_long_sentence(line.content):
            return hits  # the text begins
    return ()


def is_noise(content: str) -> bool:
    """Whether a line is a long row of Chinese characters that no text has: no marks, hardly a common character, hardly one twice."""
    if not MIN_NOISE <= len(content) <= 800 or _MARK.search(content[:40]):
        return False
    chinese = _CHINESE.findall(content)
    if len(chinese) < MIN_NOISE or len(_MARK.findall(content)) > 0.03 * len(content):
        return False
    sample = chinese[:200]
    return sum(c in _COMMON for c in sample) <= MAX_COMMON * len(sample) and len(set(sample)) >= MIN_DIFFERENT * len(sample)
