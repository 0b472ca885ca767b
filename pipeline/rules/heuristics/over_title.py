"""What a site leaves over a title at the very top of its page: the name of the section, the minute of publishing, a bracket whose link left no text.

A text has such words, too, and may have them for a title. So the line must be the first of all, and a headline with running text below it the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.byline_line import CLOCK
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="nav.section-over-title",
    why="At the very top of a page, over the title, stands the name of its section, or what is left of one.",
    kind="line",
    pattern="",
    family="nav-label",
    removes=(
        "正文\n红旗渠清淤情况汇报\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "國內\n三縣聯手治水 農民笑開懷\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "2022-05-18 10:30\n三縣聯手治水 農民笑開懷\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        ")\n渡口的老船工\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
    keeps=(
        "正文\n一、红旗渠清淤情况\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "正文\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "生活\n致老船工\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "2022-05-18 10:30\n泵站开机，水位上涨三寸\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。\n2022-05-18 11:40\n停机",
        "红旗渠清淤情况汇报\n正文\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
)  # fmt: skip
REACH, FREE = 6, 3
"""Lines below the first one among which running text begins, and lines that nobody knows, at least."""
SHORTEST, SHORTEST_BELOW_SUBJECT, LONGEST = 4, 8, 60
"""Code points of the headline: below a word that only a site has, below the name of a subject, and at most."""

_SITES_OWN = frozenset(
    ["正文", "全文", "原文", "内文", "內文", "详情", "詳情", "其他", "其它", "国内", "國內", "国际", "國際", "要闻", "要聞", "时政", "時政", "资讯", "資訊", "动态", "動態", "快讯", "快訊", "头条", "頭條", "即时", "即時", "热点", "熱點", "未分类", "未分類", "默认分类", "默认", "新闻详情", "文章详情", "内容详情", "详细内容", "正文内容", "文章内容", "信息内容", "文章正文", "新闻正文"]
)
_SUBJECTS = frozenset(
    ["新闻", "新聞", "文章", "文档", "范文", "作文", "综合", "綜合", "社会", "社會", "地方", "两岸", "兩岸", "财经", "財經", "娱乐", "娛樂", "体育", "體育", "科技", "生活", "政治", "军事", "軍事", "旅游", "旅遊", "观点", "觀點", "评论", "評論"]
)
_FRAME = " \t\u3000【】[]［］()（）<>《》|｜·•>＞»:：-—"
_BRACKETS = re.compile(r"[)）\]】｝}」』>＞|｜\s]{1,4}")
_NO_HEADLINE = re.compile(r".*[。；;：:，,、]$|[\d一二三四五六七八九十(（第]{1,4}[、.．)）章节条]|[^：:]{1,6}[：:]|[#>*•·-]\s?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for the first line of the page, if it is a section's name or a lone bracket over the title."""
    free = [i for i in view.filled[: len(claimed) + REACH + 1] if i not in claimed][: REACH + 1]
    if len(free) < FREE or not any(view.long[i] for i in free[2:]):
        return ()
    first, below = (view.lines[i].content for i in free[:2])
    if len(below) < SHORTEST_BELOW_SUBJECT and not view.long[free[2]] and not _BRACKETS.fullmatch(first):
        return ()  # a menu
    clock = CLOCK.fullmatch(first)
    if clock and any(CLOCK.search(view.lines[i].content) for i in view.filled if i > free[0]):
        return ()  # a log
    groups = (("published", first),) if clock else ()
    return [line_hit(RULE, view, free[0], groups)] if _shortest(first) <= len(below) <= LONGEST and not (view.long[free[1]] or _NO_HEADLINE.match(below)) else ()


def _shortest(content: str) -> int:
    """Code points that the headline below a line has at least; more than any headline has, where the line is nothing of a site."""
    if CLOCK.fullmatch(content):
        return SHORTEST_BELOW_SUBJECT
    if len(content) > 8:
        return LONGEST + 1
    name = content.strip(_FRAME)
    if name in _SITES_OWN or _BRACKETS.fullmatch(content):
        return SHORTEST
    return SHORTEST_BELOW_SUBJECT if name in _SUBJECTS else LONGEST + 1
