"""The stamp that a page sets under a text's title: day and clock time, perhaps with issue, keywords and readers, and no label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Match, Rule
from pipeline.rules.view import View

RULE = Rule(
    id="byline.stamp",
    why="A page stamps a text with day and clock time between title and body; who writes a document dates it without the minute.",
    kind="line",
    pattern="",
    family="byline",
    removes=(
        "城市社区治理的动力与方向\n2024-01-02 08:28\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "城市社区治理的动力与方向\n——基于两个案例的比较\n2024-01-02张三\n行政论坛 2023年12期\n关键词:社区治理\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "优秀申请书的写法\n时间:2024-01-02\n尊敬的团委：\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "城市社区治理的动力与方向\n2024-01-02 08:28\n行政论坛 2023年12期\n关键词:社区治理\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "大学生怎样看待简历\n2023-08-11\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
    keeps=(
        "水库值班日志摘抄\n2024-01-02\n电话报告水位上涨，已通知下游三个村做好转移准备，值班人员到岗，车辆待命，一切正常。\n2024-01-03\n水位回落。",
        "值班日志摘抄\n2024-01-02 08:28\n电话报告水位上涨，已通知下游三个村做好转移准备，值班人员到岗，车辆待命。\n2024-01-02 09:10\n水位回落。",
        "春灌动员会邀请\n时间:2024-01-02\n地点:三楼会议室\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "会议时间\n2024年1月2日8时28分\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
)
MIN_TITLE, MAX_TITLE = 6, 60
"""Code points of the line over the stamp."""

_STAMP = re.compile(r"(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[ T\u3000]{1,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)")
_DAY = re.compile(r"(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})\s{0,2}(?P<author>[\u4e00-\u9fff]{2,4})?")
"""A day without a clock time, perhaps with the writer: a stamp only where the journal's issue or keywords follow."""
_ISO = re.compile(r"(?P<published>(?:19|20)\d{2}-\d{2}-\d{2})")
"""A day as systems write it; who writes a letter writes 年, 月 and 日."""
_LABELLED = re.compile(r"(?:时间|時間|日期)\s?[:：]\s?(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]\s?\S.*")
"""A day with a label, alone under the title; what an invitation says next (地点:…) has a label too."""
_BESIDE = (
    re.compile(r"(?P<source>[\u4e00-\u9fff·（）()]{2,20})\s{1,3}(?:19|20)\d{2}年第?\d{1,2}期"),
    re.compile(r"(?:关键词|關鍵詞)\s?[:：](?P<keywords>[^。：:]{2,60})"),
    re.compile(r"\d{1,8}"),
)
"""What may stand below the stamp, each once at most: the journal's issue, keywords, the number of readers."""
_TITLE = re.compile(r"(?!\d|[#＃]|[一二三四五六七八九十（(]{1,3}[、.．)）])[^\n]*[\u4e00-\u9fff][^\n]*[^。；;，,：:！!\s]")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for the one stamp under the first line that is no chrome, and for each line that belongs to it."""
    top = [i for i, line in enumerate(view.lines[:16]) if line.content and i not in claimed][:6]
    at = 2 if len(top) > 2 and view.lines[top[1]].content.startswith(("——", "--")) else 1
    if len(top) < at + 2 or view.body[1] <= top[at] or not _is_title(title := view.lines[top[0]].content):
        return ()
    below = _below(view, top[at + 1 :])
    said, following = view.lines[top[at]].content, view.lines[top[at + 1]].content
    stamp = _STAMP.fullmatch(said) or (_DAY.fullmatch(said) if below else _alone(view, top[at : at + 2]) or (None if _FIELD.fullmatch(following) else _LABELLED.fullmatch(said)))
    if stamp is None or any(_STAMP.fullmatch(line.content) for line in view.lines[top[at] + 1 :]):
        return ()
    return [_hit(view, top[at], stamp, ("title", title)), *below]


def _alone(view: View, places: Sequence[int]) -> Match | None:
    """The day alone on its line straight over running text, if the text has no other day set so."""
    index, following = places
    stamp = _ISO.fullmatch(view.lines[index].content)
    if stamp is None or not view.long[following] or any(_ISO.fullmatch(line.content) for line in view.lines[index + 1 :]):
        return None
    return stamp


def _is_title(content: str) -> bool:
    return MIN_TITLE <= len(content) <= MAX_TITLE and _TITLE.fullmatch(content) is not None


def _below(view: View, places: Sequence[int]) -> list[Hit]:
    """The lines that belong to a stamp above them."""
    hits, patterns = [], list(_BESIDE)
    for index in places:
        match, pattern = next(((m, p) for p in patterns if (m := p.fullmatch(view.lines[index].content))), (None, None))
        if match is None or pattern is None:
            break
        patterns.remove(pattern)
        hits.append(_hit(view, index, match))
    return hits


def _hit(view: View, index: int, match: Match, *more: tuple[str, str]) -> Hit:
    said = tuple((name, value) for name, value in match.groupdict().items() if value)
    return Hit(RULE, *view.whole(index, index), index, index, "", (*said, *more))
