"""Lines made of labels and their values, which a page sets between its title and its text: 来源, 作者, 发布时间, 点击数, 字号, in any order, glued or not.

No template is known here, only what a label asks for: a date, a count, a name, letter sizes. A line counts when all of it is labels, values, dates
and buttons, and when among its labels are such as only a page has; on lines of their own the labels of one page stand together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.engine import Hit
from pipeline.rules.literals import Needed
from pipeline.rules.rule import Rule
from pipeline.rules.view import REMEMBERED, View

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
CLOCK = replace(
    RULE,
    id="byline.clock",
    why="Above a text stands the minute at which it was published, with the writer, the paper or a count beside it.",
    strength="weak",
    removes=(),
    keeps=(),
)
WEAK = replace(RULE, id="byline.labels-in-lines", why="Between title and text, or below the text, stand labels with their values, each on a line.", strength="weak", common=True, removes=(), keeps=())
MAX_LINE, MAX_VALUE, MAX_NAME = 300, 60, 30
"""Code points of a line, of the words behind a label of keywords or sections, and behind one of names."""
MAX_LOOSE = 200
"""Code points of a line with words of a site's own among the labels."""
MAX_TIMED, MAX_BESIDE = 80, 50
"""Code points of a line with a day and its minute, and of what stands beside the two."""
SURE, LIKELY = 4, 3
"""Weight of the labels of a line, at least: to go alone, and to go beside other chrome."""
MIN_CLAIMS = 2
"""Rules that have found chrome, at least, before lighter lines are looked at."""

_SEPARATORS = " \t\u3000\u00a0|｜/／·•,，;；┊-—_*"
_DATE = r"(?:(?:19|20)\d{2}|\d{2,3})\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[\sT]{0,3}(?:星期|周)[一二三四五六日天])?(?:[\sT]{0,3}(?:上午|下午)?\d{1,2}\s?[:：时]\s?\d{2}(?:\s?[:：分]\s?\d{2})?秒?(?:\s?[AP]M)?)?"
_DATES = regex.compile(_DATE)
_WRITTEN = regex.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s\d{1,2},\s(?:19|20)\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s?(?:秒|分钟|小时|天|个?月|年)前|(?:昨天|前天|今天)\s?\d{1,2}:\d{2}")
_COUNT = regex.compile(r"[\[(（【第共]?\s?(?:\d[\d,.]{0,11}\s?[万kKwW]?\+?)?\s?[\])）】]?\s?(?:人次|次|人|条(?:评论|回复|留言)?|个)?")
_BUTTONS = regex.compile(
    r"(?:【|\[|〖|（|\(|「)?\s?(?:我要|点击|一键)?(?:打印|列印|友善列印|关闭|收藏|分享|转发|推荐|纠错|评论|投稿|举报|投诉|朗读|播放|暂停|停止|下载|繁体|简体|返回|转载|原创|复制链接|保护视力色|手机看|扫码阅读|"
    r"大|中|小|特大|超大|较大|特|超|默认|正常|标准|缩小|放大|A-|A\+|A|T|\+|-|[Aa]{2,3}|更多|微信|微博|QQ空间|到)(?:本页|本文|此文|此页|文章|页面|窗口|好友|给好友|字体|字號)?\s?(?:】|\]|〗|）|\)|」)?"
)
_BRACKETS = regex.compile(r"[\[\]【】()（）〖〗「」\s|｜/／·•:：,，;；┊*-]*+")
_CLOCK = regex.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?[\s\u3000T]{0,3}(?:(?:星期|周)[一二三四五六日天]\s?)?\d{1,2}[:：]\d{2}(?P<second>[:：]\d{2})?")
_EVENT = regex.compile(r"[。！？!?；，,“”]|地点|会议|召开|开会|上午|下午|截止|之前|前提交|起至|至\s?\d|[—～~-]\s?\d{1,2}[:：]\d{2}|开始|结束|启动|集合|ERROR|INFO|WARN|报名|开放|举行|开标")
_SENTENCE = regex.compile("[。！？；]|[，,].{0,40}[，,].{0,40}[，,]")
_OTHER = regex.compile(r"\p{Han}{2,6}[:：]")
_SAYING = regex.compile(r"[。！？!?；“”：:]|[，,、].{0,40}[，,、]")
_NUMBER = regex.compile(r"\d{1,3}(?:\.\d)?%?|[一二三四五六七八九十百]{1,4}[是要靠年天个月]")


class _Kind(NamedTuple):
    """What a label asks for, how much it says for a page, and the metadata that its value is."""

    name: str
    pattern: str
    asks: str
    weight: int
    metadata: str = ""


_ACT = "发布|发表|更新|添加|录入|上传|创建|收录|提交|修改|张贴|刊登|发稿|入库|编辑|發布|發佈|發表|張貼|上版|上架|建檔|公告|颁布|公布"
_WHAT = "信息|文章|新闻|本文|本页|最后|最近|最後|稿件|网页|首次|资料|資料|内容|消息|网站|帖子|主题"
_SEEN = "点击|阅读|浏览|访问|查看|點閱|瀏覽|點擊|人气|热度|关注度|閱讀|阅览|被浏览|被阅读|已阅读"
_KINDS = (
    _Kind("dated", rf"(?:{_WHAT})?(?:{_ACT})(?:时间|日期|時間|日|于|於)|(?:{_WHAT})(?:时间|日期)", "date", 2, "published"),
    _Kind("date", "时\\s{0,2}间|日\\s{0,2}期|時間|发布|发表|更新", "date", 1, "published"),
    _Kind("seen", rf"(?:{_WHAT}|累计|总|網頁|页面|您是本文)?(?:{_SEEN})(?:量|数|次数|人数|人次|率|數|次數|人數)?|(?:评论|回复|留言|跟帖|转发|评论数|回复数)(?:数|量)?", "count", 2),
    _Kind("size", "(?:浏览|选择|调整|文字|正文|設定)?(?:字号|字体|字體|字號|字級|字型)(?:大小|设定|設定|调整)?", "buttons", 2),
    _Kind("eyes", "视力保护色?|保护视力色?|护眼色?|背景(?:颜)?色|双击滚屏|语音播报|打印|分享(?:到|至|本文)?|扫一扫|繁简转换|用微信扫码", "buttons", 2),
    _Kind("entered", f"(?:{_WHAT})?(?:发布者|发布人|發布者|上传者|录入者?|录入人|录入员)|信息员", "name", 2, "editor"),
    _Kind("made", f"(?:{_WHAT})(?:来源|來源|出处|稿源)|发布单位|發布單位|發布機關|发布部门|提供單位|供稿单位?|投稿单位|投稿部门|供稿部门|信息提供", "name", 2, "source"),
    _Kind("source", "来\\s{0,2}源|來源|出处|出處|稿源|来自|转自|供稿", "name", 1, "source"),
    _Kind("author", "(?:文章)?作\\s{0,2}者|本报记者|记者|記者|通讯员|撰稿人?|撰文|供图|摄影|摄像|图文|文字|文/图|图/文|图片|文|图", "name", 1, "author"),
    _Kind("editor", "(?:责任|网络|网站|本期|值班|执行|实习|美术|責任)(?:编辑|編輯|编缉)|责编|本网编辑", "name", 2, "editor"),
    _Kind("checked", "编辑|編輯|审核人?|审稿|校对|初审|复审|终审|一审|二审|三审|审签|签发|监制|编审|审读|统筹|核稿", "name", 1, "editor"),
    _Kind("filed", "(?:文章|所属)?(?:分类|栏目|类别|专题|频道)|文章标签|标签|关键[词字]|關鍵[詞字]|Tags?|tags?", "words", 1),
)
_ASKS = {kind.name: kind for kind in _KINDS}
_LABEL = regex.compile(
    r"(?<![\p{Han}A-Za-z](?<!本[报网台]|[\d日年次秒]))?[\[【(（〖]?\s?(?:" + "|".join(f"(?P<{kind.name}>{kind.pattern})" for kind in _KINDS) + r")\s?[:：]"
)
_WORDS = Needed((
    "时间", "日期", "時間", "时 间", "发布", "发表", "更新", "点击", "阅读", "浏览", "访问", "點閱", "瀏覽", "點擊", "人气", "热度", "字号", "字体", "字體", "字級", "来源", "來源", "出处", "作者", "编辑", "責任編輯", "责编",
    "分类", "标签", "栏目", "审核", "录入", "供稿", "记者", "摄影", "張貼", "上版", "發布", "發佈", "收录", "上架",
))  # fmt: skip


class _Line(NamedTuple):
    """What the labels of a line weigh, how many there are, whether its only one is 时间 or 日期, and the metadata in the values."""

    weight: int
    labels: int
    bare_date: bool
    groups: tuple[tuple[str, str], ...]


_CLAIMED = _Line(2, 2, False, ())
"""A line that a rule knows: it makes the lines beside it likelier."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of labels and values: heavy ones wherever they stand, lighter ones and groups of lines outside the text."""
    hits: list[Hit] = []
    group: list[tuple[int, _Line]] = []
    last, beside = -1, len(set(claimed.values())) >= MIN_CLAIMS
    for index in _WORDS.lines(view, MAX_LINE):
        found = _CLAIMED if claimed.get(index, "").startswith("byline.") else None if index in claimed else _read(view.lines[index].content)
        if found is None:
            continue
        if last >= 0 and any(view.lines[i].content and i not in claimed for i in range(last + 1, index)):
            hits += _grouped(view, group, claimed)
            group = []
        group.append((index, found))
        last = index
        if index not in claimed and found.labels >= 2 and found.weight >= (SURE if not view.zone(index) & 4 else SURE + 1):
            hits.append(Hit(RULE, *view.whole(index, index), index, index, "", found.groups))
        elif index not in claimed and beside and found.labels >= 2 and found.weight >= LIKELY and not view.zone(index) & 4:
            hits.append(Hit(WEAK, *view.whole(index, index), index, index, "", found.groups))
    hits += _grouped(view, group, claimed)
    hits += _timed(view, {*claimed, *(hit.first for hit in hits)})
    return hits if beside else [hit for hit in hits if hit.rule is not WEAK]


def _grouped(view: View, group: Sequence[tuple[int, _Line]], claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of one label that stand together, if there are three of them, or two with a heavy one, outside the running text."""
    while group and group[-1][1].bare_date:  # it may begin the document's own 时间, 地点, 主持
        group = group[:-1]
    weight = sum(line.weight for _, line in group)
    if len(group) < 2 or weight < SURE or (len(group) == 2 and all(line.weight < 2 for _, line in group)):
        return []
    return [
        Hit(WEAK, *view.whole(i, i), i, i, "", line.groups) for i, line in group if line.labels == 1 and i not in claimed and not view.zone(i) & 4
    ]


def _timed(view: View, taken: Set[int]) -> list[Hit]:
    """The one line above the text that holds a day with its minute, and neither a sentence nor an appointment."""
    hits = []
    for index in range(min(view.body[0], len(view.lines))):
        content = view.lines[index].content
        if not 14 <= len(content) <= MAX_TIMED or index in taken or ":" not in content.replace("：", ":") or (match := _CLOCK.search(content)) is None:
            continue
        rest = content[: match.start()] + content[match.end() :]
        if len(rest) <= MAX_BESIDE and not _EVENT.search(rest) and not _OTHER.search(rest):
            hits.append(Hit(CLOCK, *view.whole(index, index), index, index, "", (("published", match.group()),)))
    return hits if len(hits) <= 2 else []


@lru_cache(maxsize=REMEMBERED)
def _read(content: str) -> _Line | None:
    """The labels of a line and what they weigh; None if anything on it is neither label nor fitting value."""
    labels = list(_LABEL.finditer(content, endpos=MAX_LINE))
    if not labels or len(labels) > 16:
        return None
    return _strictly(content, labels) or _loosely(content, labels)


def _strictly(content: str, labels: Sequence[regex.Match[str]]) -> _Line | None:
    """The labels of a line of nothing else than them and fitting values."""
    groups: list[tuple[str, str]] = []
    weight = _leading(content[: labels[0].start()], groups)
    if weight is None:
        return None
    for place, label in enumerate(labels):
        kind = _ASKS[str(label.lastgroup)]
        end = labels[place + 1].start() if place + 1 < len(labels) else len(content)
        value = content[label.end() : end].strip(_SEPARATORS)
        worth = _fits(kind, value, groups)
        if worth is None:
            return None
        weight += worth
    leading = labels[0].start() > 0 and weight > 0
    return _Line(weight, len(labels) + leading, len(labels) == 1 and labels[0].lastgroup == "date", tuple(groups))


def _loosely(content: str, labels: Sequence[regex.Match[str]]) -> _Line | None:
    """The labels of a line with words of a site's own between them: counts, letter sizes or entry dates must be among them, and no sentence."""
    if len(labels) < 2 or len(content) > MAX_LOOSE or _SENTENCE.search(content):
        return None
    groups: list[tuple[str, str]] = []
    weight = sure = 0
    for place, label in enumerate(labels):
        kind = _ASKS[str(label.lastgroup)]
        end = labels[place + 1].start() if place + 1 < len(labels) else len(content)
        value = content[label.end() : end].strip(_SEPARATORS)
        worth = _fits(kind, (_OTHER.split(value, maxsplit=1)[0] if _OTHER.search(value) else value).strip(_SEPARATORS), groups)
        weight += worth or 0
        sure += worth is not None and kind.name in ("dated", "seen", "size", "entered")
    weight += 2 * (_CLOCK.search(content) is not None)
    if not sure or weight < SURE + 1:
        return None
    return _Line(weight, len(labels), False, tuple(groups))


def _leading(said: str, groups: list[tuple[str, str]]) -> int | None:
    """What stands before the first label: nothing, or the day with or without an office's name."""
    said = said.strip(_SEPARATORS)
    if not _bare(said):
        return 0
    match = _DATES.match(said)
    rest = _rest(said[match.end() :]) if match else said
    if match is None or len(rest) > 16 or _SAYING.search(rest) or ":" not in match.group().replace("：", ":"):
        return None
    groups.append(("published", match.group()))
    return 2


def _rest(said: str) -> str:
    """What is left of a value without its dates, buttons and brackets."""
    for pattern in (_DATES, _WRITTEN):
        said = pattern.sub(" ", said)
    parts = [part for part in regex.split(r"[\s|｜]+", said) if part and not _BUTTONS.fullmatch(part) and not _BRACKETS.fullmatch(part)]
    return " ".join(parts).strip(_SEPARATORS)


def _fits(kind: _Kind, value: str, groups: list[tuple[str, str]]) -> int | None:
    """The weight of a label with this value, None if the value is not what the label asks for."""
    said = value
    if kind.asks == "count":
        counted = _COUNT.match(said)
        said = _bare(said[counted.end() :]) if counted else _bare(said)
        return kind.weight if not said else None
    if kind.asks == "buttons":
        return kind.weight if not _bare(said) else None
    date = _DATES.search(said) or _WRITTEN.search(said)
    if kind.asks == "date":
        if date is None:
            return kind.weight - 1 if not _bare(said) else None
        rest = _bare(said[: date.start()] + " " + said[date.end() :])
        if len(rest) > (12 if ":" in date.group() else 0) or _SAYING.search(rest):
            return None
        if kind.metadata and _DATES.match(date.group()):
            groups.append((kind.metadata, date.group()))
        return kind.weight + (_DATES.match(date.group()) is not None)
    rest = _rest(said)
    limit = MAX_VALUE if kind.asks == "words" else MAX_NAME
    if len(rest) > limit or _SAYING.search(rest) or _NUMBER.match(rest):
        return None
    if rest and kind.metadata:
        groups.append((kind.metadata, rest))
    if date is not None:
        groups.append(("published", date.group()))
    return kind.weight


def _bare(said: str) -> str:
    """What is left of a value that should be nothing but buttons."""
    rest = _rest(said)
    rest = _BUTTONS.sub("", rest)
    return "" if _BRACKETS.fullmatch(rest) else rest.strip(_SEPARATORS)
