"""Links to collections of model essays (倡议书(精选30篇)), a list of them with bullets: a text names no other texts that way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="related.collections",
    why="Model-essay sites list other collections of texts, each with a bullet and with how many texts it holds in brackets.",
    kind="line",
    pattern="",
    family="related",
    removes=(
        "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里。\n- 2025公司节水倡议书(优选10篇)\n…\n- 安全用水倡议书(精选32篇)\n…\n- 光盘行动倡议书格式2025(优选33篇)",
    ),
    keeps=(
        "- 春天的信(精选三篇)\n- 乡村纪事(五篇)\n- 河工日记(共十篇)",
        "本期刊发的稿件如下：\n- 护林日记(精选3篇)\n- 河工手记\n- 山乡来信(精选2篇)",
        "1. 学习体会(精选3篇)由办公室汇编\n2. 调研文章(精选5篇)由研究室汇编\n3. 简报(精选8篇)由信息科汇编",
    ),
)
MIN_LINKS = 3
_LINK = re.compile(r"[-–•·*●◆■>»]\s{0,3}[^。！？；]{5,60}[(（](?:优选|精选|通用|热门|推荐|汇总|合集|集合|实用|必备|优质|经典|集锦|大全)\s?\d{1,3}\s?篇[)）]")
_DOTS = frozenset(("…", "……", "...", "......"))
"""What a site shows of a text of which it has nothing to show."""
_LINKS = Passing(lambda content: content[-1] in ")）" and _LINK.fullmatch(content[:90]) is not None)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of each list of collections, with the dots between them."""
    if len(links := {*_LINKS.lines(view)} - claimed.keys()) < MIN_LINKS:
        return ()
    hits: list[Hit] = []
    group: list[int] = []
    for index in (*view.filled, -1):
        if index in links or (group and index >= 0 and view.lines[index].content in _DOTS):
            group.append(index)
            continue
        if sum(i in links for i in group) >= MIN_LINKS:
            hits += [line_hit(RULE, view, i) for i in group]
        group = []
    return hits
