"""A lead that repeats the body, breaks off in dots or stands behind a label of the site's: all its words follow in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="teaser.lead",
    why="Some pages set a cut of the text before it, which ends in dots or stands behind a label; the same words follow in full.",
    kind="line",
    pattern="",
    family="teaser",
    removes=(
        "今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。下一步转\n今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。下一步转入秋种。",
        "今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。 下一步转\n今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。\n下一步转入秋种。",
        "推荐阅读：今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。\n今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。下一步转入秋种。",
    ),
    keeps=(
        "今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。\n今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。下一步转入秋种。",
        "摘要：本文以三个乡镇为例，比较了抢收组织的不同做法，说明农机合作社在其中起了什么作用。\n今年入秋以来，全镇出动收割机三百二十台次，抢收水稻一万八千亩，没有一户误了农时，颗粒归仓。",
    ),
)
MIN_TEASER = 40
"""Code points without blanks: a shorter line that ends in dots may be a refrain."""
HEAD_LINES = 40

_CUT = re.compile(
    r"[\s.…。·]{0,2}(?:\.{3,}|…{1,4}|。{3,})[\s.…。]{0,8}(?:[\[(（【]?(?:详细|更多|全文|阅读全文|查看全文|展开|查看更多)[\])）】]?[>»]{0,3})?$"
)
_DOTS = ("...", "…", "。。。")
_ENDED = frozenset("。！？!?；;：:，,、”）)")
"""How a line ends that a writer ended; a site breaks off anywhere."""
_LABELS = r"(?:推荐阅读|内容摘要|内容提要|本文导读|文章导读|核心提示|内容简介|内容导读|摘\s{0,2}要|导\s{0,2}读|简\s{0,2}介|概\s{0,2}要|(?:概要|摘要|内容|文章)描述|核心摘要|文章摘要|内容概述|新闻摘要|文章概要)"
_LABEL = re.compile(rf"[【\[]{_LABELS}[】\]]\s?[:：]?\s?|{_LABELS}\s?[:：]\s?")
_LEAD = re.compile(rf"[【\[]?{_LABELS}[】\]]?(?:\s?[:：]\s?|\s)")
"""A label before a teaser; an author's abstract has it too, but says in other words what follows."""
REPEATED = 0.8
"""Share of the words behind a label that must stand in the text, whole sentences only."""
PROBE, MAX_TEASER, MAX_PARTS = 20, 600, 6
"""Code points in which a teaser and the text below must begin alike; of a teaser, and paragraphs of the text, that it runs through, at most."""
LATER = 20_000
"""Code points below a labelled teaser in which its sentences are looked for."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines near the top that end in dots and stand, without the dots, word for word in what follows."""
    if not _LIKELY.lines(view):
        return []
    lines = [i for i in view.filled if i not in claimed][:HEAD_LINES]
    hits = _labelled(view, lines) or _broken_off(view, lines)
    if not any(dots in view.text for dots in _DOTS):
        return hits
    for place, index in enumerate(lines):
        content = view.lines[index].content
        if not (cut := _cut(content)):
            continue
        lead = _LEAD.match(content)
        said = "".join(content[lead.end() if lead else 0 : cut.start()].split())
        if len(said) < MIN_TEASER:
            continue
        rest = "".join("".join(view.lines[i].content.split()) for i in lines[place + 1 :] if view.lines[i].content != content)[: 4 * len(said) + 400]
        if said in rest:
            hits.append(line_hit(RULE, view, index))
    return hits


def _cut(content: str) -> re.Match[str] | None:
    """The dots at the end of a line."""
    if len(content) > 1200 or not any(dots in content[-40:] for dots in _DOTS):
        return None
    return _CUT.search(content, max(0, len(content) - 40))


def _breaks_off(content: str) -> bool:
    """Whether a line ends without a mark."""
    return len(content) >= MIN_TEASER and content[-1] not in _ENDED


_LIKELY = Passing(lambda content: _breaks_off(content) or _LABEL.match(content) is not None or _cut(content) is not None)


def _broken_off(view: View, lines: Sequence[int]) -> list[Hit]:
    """The line that breaks off without a mark and with all of which the next one begins, or the next ones together."""
    for place, (index, below) in enumerate(pairwise(lines)):
        said = view.lines[index].content
        if not _breaks_off(said) or view.lines[below].content[:PROBE] != said[:PROBE]:
            continue
        if len(view.lines[below].content) > len(said) and view.lines[below].content.startswith(said):
            return [line_hit(RULE, view, index)]
        squeezed = "".join(said.split())
        if len(squeezed) <= MAX_TEASER and "".join("".join(view.lines[i].content[:MAX_TEASER].split()) for i in lines[place + 1 : place + 1 + MAX_PARTS]).startswith(squeezed):
            return [line_hit(RULE, view, index)]
    return []


def _labelled(view: View, lines: Sequence[int]) -> list[Hit]:
    """The first line that a label begins and whose sentences stand again in what follows, the first of them at once."""
    for index in lines:
        content = view.lines[index].content
        if not (label := _LABEL.match(content)) or not MIN_TEASER < len(content) <= 1200:
            continue
        sentences = [s for s in re.split("[。！？!?]", "".join(content[label.end() :].split())) if s]
        said = sum(map(len, sentences))
        if said < MIN_TEASER or len(sentences[0]) < MIN_TEASER // 2:
            return []
        rest = "".join(view.text[view.lines[index].end : view.lines[index].end + LATER].split())
        if sentences[0] in rest[: 4 * len(content) + 400] and sum(len(s) for s in sentences if s in rest) >= REPEATED * said:
            return [line_hit(RULE, view, index)]
        return []
    return []
