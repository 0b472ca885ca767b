"""By-lines: what a page sets between its title and its text, or below the text, to say how the text came about.

`byline_line.py` says what a line is by itself. A line of several labels that only a page has goes wherever it stands; lighter ones, lines of one
label that stand together, facts in any wording and the minute of publishing go above the text or beside other chrome. Under the title
a day needs no label: with its clock time, or with the journal's issue below it, it is a stamp.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.byline_line import CLOCK, DAY, MAX_LINE, OTHER, SURE, Line, is_facts, read
from pipeline.rules.heuristics.byline_under_title import UNDER_TITLE, issue_below, stands_alone, under_title
from pipeline.rules.heuristics.place import beside, text_of
from pipeline.rules.literals import Needed, Passing
from pipeline.rules.roles import BYLINE
from pipeline.rules.rule import Rule
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
        "2018-09-04 11:48:07    來源:新聞日報     編輯:張三     責編:李四",
        "2021-11-26 21:11:00 来源:中国专利 TAG:",
        "文档序号:6374231阅读:159来源:国知局",
    ),
    keeps=(
        "时间：2021年3月5日 地点：会议室 主持：李强",
        "作者：张三 单位：某某大学 编辑：李四",
        "来源：一靠集体经济，二靠社会捐助 时间：三年",
        "收藏：书画三十件 来源：家传",
        "编辑：要懂政策。审核：要懂业务。",
        "日期：      记录：",
        "文档序号:6374231",
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
STAMP = replace(MINUTE, id="byline.stamp-first", why="The first line of a page is the second at which it was published, and nothing else.", strength="strong", common=True)
LIKELY = 3
"""Weight of the labels of a line, at least, to go beside other chrome; `SURE` alone."""
MIN_CLAIMS = 2
"""Rules that have found chrome, at least, before lighter lines are looked at."""
MIN_FACTS, MAX_FACTS = 6, 90
"""Code points of a line of facts."""
MIN_TIMED, MAX_TIMED, MAX_BESIDE = 14, 80, 50
"""Code points of a line with a day and its minute, and of what stands beside the two."""
_LABELS = Needed((
    "时间", "日期", "時間", "时 间", "发布", "发表", "更新", "点击", "阅读", "浏览", "访问", "點閱", "瀏覽", "點擊", "人气", "热度", "字号", "字体", "字體", "字級", "来源", "來源", "出处", "作者", "编辑", "責任編輯", "责编",
    "分类", "标签", "栏目", "审核", "录入", "供稿", "记者", "摄影", "張貼", "上版", "發布", "發佈", "收录", "上架",
))  # fmt: skip
"""One of them stands in every line of labels."""
_CLAIMED = Line(2, ("", ""), ())
"""A line that a rule knows: it makes the lines beside it likelier."""
_OF_A_PAGE = frozenset(("source", "made", "seen", "size", "eyes", "entered"))
"""Kinds of labels of which a group has one at least, if its place is to prove it."""
_DAY = re.compile(DAY)
_EVENT = re.compile(r"[。！？!?；，,“”]|地点|会议|召开|开会|上午|下午|截止|之前|前提交|起至|至\s?\d|[—～~-]\s?\d{1,2}[:：]\d{2}|开始|结束|启动|集合|ERROR|INFO|WARN|报名|开放|举行|开标")
_MEETING = re.compile(r"(?:会议)?(?:地点|地點|主持|参加|出席|记录|议题|列席|時間|主题|对象|内容|目的)\S{0,4}\s?[:：]")
"""A line of a meeting's head: the labels beside it are the document's."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the by-lines: those of labels, the stamp under the title, the minute above the text, and the lines of facts."""
    hits = _labelled(view, claimed)
    for others in (under_title, _timed, issue_below, _facts):
        hits += others(view, {**claimed, **{hit.first: hit.rule.id for hit in hits}})
    return hits


def _labelled(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of labels and values: heavy ones wherever they stand, lighter ones and groups of lines outside the text."""
    groups = _groups(view, claimed)
    beside = len(set(claimed.values())) >= MIN_CLAIMS
    hits: list[Hit] = []
    for group in groups:
        hits += [line_hit(rule, view, i, line.groups) for i, line in group if i not in claimed and (rule := _alone(line, between=view.is_between(i), beside=beside))]
        if len(groups) == 1 and _is_under_title(view, group, claimed):
            hits += [line_hit(UNDER_TITLE, view, i, line.groups) for i, line in group]
        elif beside and _is_grouped(group):
            hits += [line_hit(IN_LINES, view, i, line.groups) for i, line in group if len(line.kinds) == 1 and i not in claimed and not view.is_between(i)]
    return hits


def _groups(view: View, claimed: Mapping[int, str]) -> list[list[tuple[int, Line]]]:
    """The lines of labels, those together between which nothing stands but what rules remove."""
    groups: list[list[tuple[int, Line]]] = []
    last = -1
    for index in _LABELS.lines(view, MAX_LINE):
        content = view.lines[index].content
        if index in claimed:
            found = _CLAIMED if claimed[index].startswith(BYLINE) else None
        else:
            found = read(content) if ":" in content or "：" in content else None
        if found is None:
            continue
        if last < 0 or any(view.lines[i].content and i not in claimed for i in range(last + 1, index)):
            groups.append([])
        groups[-1].append((index, found))
        last = index
    return groups


def _alone(line: Line, *, between: bool, beside: bool) -> Rule | None:
    """The rule by which a line of several labels goes for its own words."""
    if len(line.kinds) < 2:
        return None
    if line.weight >= SURE + between:
        return RULE
    return IN_LINES if beside and line.weight >= LIKELY and not between else None


def _is_grouped(group: Sequence[tuple[int, Line]]) -> bool:
    """Whether there are three lines of one label that stand together, or two with a heavy one."""
    own = takewhile(lambda one: one[1].kinds == ("date",), reversed(group))  # it may begin the document's own 时间, 地点, 主持
    weights = [line.weight for _, line in group[: len(group) - sum(1 for _ in own)]]
    return len(weights) >= 2 and sum(weights) >= SURE and (len(weights) > 2 or max(weights) >= 2)


def _is_under_title(view: View, group: Sequence[tuple[int, Line]], claimed: Mapping[int, str]) -> bool:
    """Whether lines of one label each, whose source or readers only a page names, stand alone at the page's top."""
    if len(group) < 2 or group[-1][0] > view.body[0] or any(i in claimed or len(line.kinds) > 1 for i, line in group):
        return False
    lines = view.filled
    first, last = lines.index(group[0][0]), lines.index(group[-1][0])
    kinds = {line.kinds[0] for _, line in group}
    if last - first + 1 != len(group) or not stands_alone(view, last) or len(kinds) < 2 or not kinds & _OF_A_PAGE:
        return False
    around = [view.lines[i].content for i in (*lines[max(0, first - 1) : first], *lines[last + 1 : last + 2])]
    return any(view.lines[i].content[-1] not in ":：" for i, _ in group) and not any(_MEETING.match(content) for content in around)


def _timed(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The one line above the text that holds a day with its minute, and neither a sentence nor an appointment."""
    hits = []
    for index in range(min(view.body[0], len(view.lines))):
        content = view.lines[index].content
        if not MIN_TIMED <= len(content) <= MAX_TIMED or index in claimed or not (":" in content or "：" in content) or (match := CLOCK.search(content)) is None:
            continue
        rest = content[: match.start()] + content[match.end() :]
        if len(rest) <= MAX_BESIDE and not _EVENT.search(rest) and not OTHER.search(rest):
            stamped = not rest and match["second"] and index == view.filled[0] and sum(CLOCK.fullmatch(view.lines[i].content) is not None for i in view.filled) == 1
            hits.append(line_hit(STAMP if stamped else MINUTE, view, index, (("published", match.group()),)))
    return hits if len(hits) <= 2 else []


def _is_fact(content: str) -> bool:
    return MIN_FACTS <= len(content) <= MAX_FACTS and is_facts(content)


_FACTS = Passing(_is_fact)


def _facts(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of facts above the text, and those below it beside lines that go."""
    facts = {i for i in _FACTS.lines(view) if i not in claimed}
    if not facts:
        return []
    text = text_of(view, claimed, lambda i: view.long[i] or view.lines[i].content[-1] in "。！？：:”")
    hits = []
    for place, index in enumerate(view.filled):
        content = view.lines[index].content
        if index not in facts or text.first <= index <= text.last or not _is_fact(content):
            continue
        if index < text.first or any(i in claimed for i in beside(view, place)):
            hits.append(line_hit(FACTS, view, index, (("published", day.group()),) if (day := _DAY.search(content)) else ()))
    return hits
