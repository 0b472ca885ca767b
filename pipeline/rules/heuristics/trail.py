"""The way from a site's name to the text, told from an author's arrows by its ends: the site's name stands above it, or the title below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="nav.trail",
    why="A site shows the way to a text without naming its home page; the way's first step is the line above it, or its last step the title below.",
    kind="line",
    pattern="",
    family="breadcrumb",
    removes=(
        "灯下文学网\n灯下文学网 > 都市言情 > 采访记 > 第77章 下乡采访\n第77章 下乡采访(2)\n深秋的午后，太阳照在院子里。",
        "公文范本 > 会议讲话 > 在春耕动员会上的讲话\n在春耕动员会上的讲话\n同志们：\n今天开会。",
    ),
    keeps=("质量 > 速度 > 数量\n这是今年的要求。", "审批流程\n受理 > 审查 > 决定 > 送达\n每一步都要限时办结。"),
)
REACH = 3
"""Non-blank lines on either side in which the trail's ends are looked for."""
HEAD = 12
"""Non-blank lines from the top in which a trail may stand."""

_ARROWS = ">＞»›→"
"""One of them stands between two steps."""
_STEP = re.compile(r"\s{0,3}(?:>{1,2}|＞{1,2}|»|›|→|->)\s{0,3}")
_PART = re.compile(r"\s?[(（]\s?(?:第?\s?\d{1,3}\s?[页頁]|\d{1,3}(?:\s?[/／]\s?\d{1,3})?)\s?[)）]$")
"""Which page of a chapter a line names."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for the trail, with the title that it names, and one for the site's name above it."""
    top = [i for i in range(min(len(view.lines), 4 * HEAD)) if view.lines[i].content][:HEAD]
    for place, index in enumerate(top):
        content = view.lines[index].content
        if len(content) > 200 or not any(arrow in content for arrow in _ARROWS) or not 3 <= len(steps := [s for s in _STEP.split(content) if s]) <= 8:
            continue
        above = [i for i in top[max(0, place - REACH) : place] if view.lines[i].content == steps[0]]
        below = [i for i in top[place + 1 : place + 1 + REACH] if _PART.sub("", view.lines[i].content) == steps[-1]]
        if not above and not below:
            continue
        named = (("title", steps[-1]),) if below else ()
        names = [Hit(RULE, *view.whole(i, i), i, i, "", named) for i in above if i not in claimed]
        if index in claimed:  # a rule knows this trail; its ends are still to be read
            return names
        return [*names, Hit(RULE, *view.whole(index, index), index, index, "", (("breadcrumbs", content), *named))]
    return ()
