"""By-lines: what a page sets between its title and its text, or below the text, to say how the text came about.

`byline_line.py` says what a line is by itself. A line of several labels that only a page has goes wherever it stands; lighter ones, lines of one
label that stand together, facts in any wording and the minute of publishing go above the text or beside other chrome. Under the title
a day needs no label: with its clock time, or with the journal's issue below it, it is a stamp.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.rules.engine import Hit
from pipeline.rules.heuristics.byline_line import CLOCK, DAY, MAX_LINE, OTHER, SURE, Line, is_facts, read
from pipeline.rules.literals import Needed
from pipeline.rules.rule import Match, Rule
from pipeline.rules.view import View

RULE = Rule(
    id="byline.labels-and-values",
    why="A line of nothing but labels, dates, counts, names and buttons says how a page came about.",
    kind="line",
    pattern="",
    family="byline",
    removes=(
        "发布者：王小敏发布时间：2020-10-09浏览次数：266",
        "日期：2021-03-11 09:32　来源：县水利局　浏览次数：256次　字号：[ 大 中 小 ]　视力保护色：",
        "2019年12月03日 08:41  保卫处  点击：[312]",
        "作者：教务处 点击数： 更新时间：2016/3/25 14:33:56 【打印】",
        "文章出处：本站 责任编辑：admin 人气：1024 发表时间：2019-08-20 10:15",
    ),
    keeps=(
        "时间：2021年3月5日 地点：会议室 主持：李强",
        "作者：张三 单位：某某大学 编辑：李四",
        "来源：一靠集体经济，二靠社会捐助 时间：三年",
        "收藏：书画三十件 来源：家传",
        "编辑：要懂政策。审核：要懂业务。",
        "日期：      记录：",
        "浏览量从每天300增加到1200，点击率：百分之四",
    ),
)
IN_LINES = replace(RULE, id="byline.labels-in-lines", why="Between title and text, or below the text, stand labels with their values, each on a line.", strength="weak", common=True, removes=(), keeps=())
FACTS = replace(
    IN_LINES,
    id="byline.facts",
    why="A line of nothing but a day, counts of readers, sizes, prices and labels tells of the page, not of its subject.",
    removes=("材料先锋 • 3天前 • 领导讲话 • 阅读 88", "2021-10-22 | 教案 | 通用 | 12.5KB | 21次下载", "创建于 2021年11月3日 最近修改 2021年11月5日 23次阅读", "文件大小：0.34MB 软件：Word/WPS 页数：3页"),
    keeps=("张三 2021-03-05", "时间：2021年3月5日 地点：会议室", "阅读 20分 写作 40分", "2021年3月5日"),
)
MINUTE = replace(
    RULE, id="byline.minute", why="Above a text stands the minute at which it was published, with the writer, the paper or a count beside it.", strength="weak", removes=(), keeps=(),
)
STAMP = replace(
    RULE,
    id="byline.stamp",
    why="A page stamps a text with day and clock time between title and body; who writes a document dates it without the minute.",
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
LIKELY = 3
"""Weight of the labels of a line, at least, to go beside other chrome; `SURE` alone."""
MIN_CLAIMS = 2
"""Rules that have found chrome, at least, before lighter lines are looked at."""
MIN_FACTS, MAX_FACTS = 6, 90
"""Code points of a line of facts."""
MIN_TIMED, MAX_TIMED, MAX_BESIDE = 14, 80, 50
"""Code points of a line with a day and its minute, and of what stands beside the two."""
MIN_TITLE, MAX_TITLE = 6, 60
"""Code points of the line over a stamp."""
TOP = 16
"""Lines from the page's top in which title and stamp stand."""

_LABELS = Needed((
    "时间", "日期", "時間", "时 间", "发布", "发表", "更新", "点击", "阅读", "浏览", "访问", "點閱", "瀏覽", "點擊", "人气", "热度", "字号", "字体", "字體", "字級", "来源", "來源", "出处", "作者", "编辑", "責任編輯", "责编",
    "分类", "标签", "栏目", "审核", "录入", "供稿", "记者", "摄影", "張貼", "上版", "發布", "發佈", "收录", "上架",
))  # fmt: skip
"""One of them stands in every line of labels."""
_CLAIMED = Line(2, 2, False, ())
"""A line that a rule knows: it makes the lines beside it likelier."""
_DAY = re.compile(DAY)
_EVENT = re.compile(r"[。！？!?；，,“”]|地点|会议|召开|开会|上午|下午|截止|之前|前提交|起至|至\s?\d|[—～~-]\s?\d{1,2}[:：]\d{2}|开始|结束|启动|集合|ERROR|INFO|WARN|报名|开放|举行|开标")
_STAMPED = re.compile(r"(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[ T\u3000]{1,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)")
_DATED = re.compile(r"(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})\s{0,2}(?P<author>[\u4e00-\u9fff]{2,4})?")
"""A day without a clock time, perhaps with the writer: a stamp only where the journal's issue or keywords follow."""
_ISO = re.compile(r"(?P<published>(?:19|20)\d{2}-\d{2}-\d{2})")
"""A day as systems write it; who writes a letter writes 年, 月 and 日."""
_LABELLED = re.compile(r"(?:时间|時間|日期)\s?[:：]\s?(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]\s?\S.*")
"""A day with a label, alone under the title; what an invitation says next (地点:…) has a label too."""
_UNDER_STAMP = (
    re.compile(r"(?P<source>[\u4e00-\u9fff·（）()]{2,20})\s{1,3}(?:19|20)\d{2}年第?\d{1,2}期"),
    re.compile(r"(?:关键词|關鍵詞)\s?[:：](?P<keywords>[^。：:]{2,60})"),
    re.compile(r"\d{1,8}"),
)
"""What may stand below the stamp, each once at most: the journal's issue, keywords, the number of readers."""
_TITLE = re.compile(r"(?!\d|[#＃]|[一二三四五六七八九十（(]{1,3}[、.．)）])[^\n]*[\u4e00-\u9fff][^\n]*[^。；;，,：:！!\s]")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the by-lines: those of labels, the minute above the text, the stamp under the title, and the lines of facts."""
    hits = _labelled(view, claimed)
    for others in (_timed, _stamped, _facts):
        hits += others(view, {**claimed, **{hit.first: hit.rule.id for hit in hits}})
    return hits


def _hit(view: View, rule: Rule, index: int, groups: Sequence[tuple[str, str]] = ()) -> Hit:
    return Hit(rule, *view.whole(index, index), index, index, "", tuple(groups))


def _labelled(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of labels and values: heavy ones wherever they stand, lighter ones and groups of lines outside the text."""
    hits: list[Hit] = []
    group: list[tuple[int, Line]] = []
    last, beside = -1, len(set(claimed.values())) >= MIN_CLAIMS
    for index in _LABELS.lines(view, MAX_LINE):
        content = view.lines[index].content
        if index in claimed:
            found = _CLAIMED if claimed[index].startswith("byline.") else None
        else:
            found = read(content) if ":" in content or "：" in content else None
        if found is None:
            continue
        if last >= 0 and any(view.lines[i].content and i not in claimed for i in range(last + 1, index)):
            hits += _grouped(view, group, claimed)
            group = []
        group.append((index, found))
        last = index
        if index in claimed or found.labels < 2:
            continue
        between = bool(view.zone(index) & 4)
        if found.weight >= SURE + between:
            hits.append(_hit(view, RULE, index, found.groups))
        elif beside and found.weight >= LIKELY and not between:
            hits.append(_hit(view, IN_LINES, index, found.groups))
    hits += _grouped(view, group, claimed)
    return hits if beside else [hit for hit in hits if hit.rule is RULE]


def _grouped(view: View, group: Sequence[tuple[int, Line]], claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of one label that stand together, if there are three of them, or two with a heavy one, outside the running text."""
    while group and group[-1][1].bare_date:  # it may begin the document's own 时间, 地点, 主持
        group = group[:-1]
    weight = sum(line.weight for _, line in group)
    if len(group) < 2 or weight < SURE or (len(group) == 2 and all(line.weight < 2 for _, line in group)):
        return []
    return [_hit(view, IN_LINES, i, line.groups) for i, line in group if line.labels == 1 and i not in claimed and not view.zone(i) & 4]


def _timed(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The one line above the text that holds a day with its minute, and neither a sentence nor an appointment."""
    hits = []
    for index in range(min(view.body[0], len(view.lines))):
        content = view.lines[index].content
        if not MIN_TIMED <= len(content) <= MAX_TIMED or index in claimed or not (":" in content or "：" in content) or (match := CLOCK.search(content)) is None:
            continue
        rest = content[: match.start()] + content[match.end() :]
        if len(rest) <= MAX_BESIDE and not _EVENT.search(rest) and not OTHER.search(rest):
            hits.append(_hit(view, MINUTE, index, [("published", match.group())]))
    return hits if len(hits) <= 2 else []


def _facts(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of facts above the text, and those below it beside lines that go."""
    lines = view.filled
    text = [i for i in lines if i not in claimed and (view.long[i] or view.lines[i].content[-1] in "。！？：:”")]
    first, last = (text[0], text[-1]) if text else (len(view.lines), -1)
    hits = []
    for place, index in enumerate(lines):
        content = view.lines[index].content
        if index in claimed or first <= index <= last or not MIN_FACTS <= len(content) <= MAX_FACTS or not is_facts(content):
            continue
        if index < first or any(i in claimed for i in lines[max(0, place - 1) : place + 2]):
            hits.append(_hit(view, FACTS, index, [("published", day.group())] if (day := _DAY.search(content)) else ()))
    return hits


def _stamped(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The one stamp under the first line that is no chrome, and the lines that belong to it."""
    top = [i for i, line in enumerate(view.lines[:TOP]) if line.content and i not in claimed][:6]
    at = 2 if len(top) > 2 and view.lines[top[1]].content.startswith(("——", "--")) else 1
    if len(top) < at + 2 or view.body[1] <= top[at] or not _is_title(title := view.lines[top[0]].content):
        return []
    said = view.lines[top[at]].content
    below = _under_stamp(view, top[at + 1 :])
    stamp = _STAMPED.fullmatch(said) or _day(view, said, top[at + 1], with_issue=bool(below))
    if stamp is None or any(_STAMPED.fullmatch(line.content) for line in view.lines[top[at] + 1 :]):
        return []
    return [_hit(view, STAMP, top[at], [*_said(stamp), ("title", title)]), *below]


def _day(view: View, said: str, following: int, *, with_issue: bool) -> Match | None:
    """The day that stamps a text without its clock time: over the journal's issue, with a label, or as systems write it, once, over running text."""
    if with_issue:
        return _DATED.fullmatch(said)
    if (alone := _ISO.fullmatch(said)) and view.long[following] and not any(_ISO.fullmatch(line.content) for line in view.lines[following:]):
        return alone
    return None if _FIELD.fullmatch(view.lines[following].content) else _LABELLED.fullmatch(said)


def _is_title(content: str) -> bool:
    return MIN_TITLE <= len(content) <= MAX_TITLE and _TITLE.fullmatch(content) is not None


def _under_stamp(view: View, places: Sequence[int]) -> list[Hit]:
    """The lines that belong to a stamp above them."""
    hits, patterns = [], list(_UNDER_STAMP)
    for index in places:
        match, pattern = next(((m, p) for p in patterns if (m := p.fullmatch(view.lines[index].content))), (None, None))
        if match is None or pattern is None:
            break
        patterns.remove(pattern)
        hits.append(_hit(view, STAMP, index, _said(match)))
    return hits


def _said(match: Match) -> list[tuple[str, str]]:
    return [(name, value) for name, value in match.groupdict().items() if value]
