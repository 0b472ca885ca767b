"""Buttons, menus, headings and calls of a site: lines of nothing but its own words, which `site_line.py` reads.

What no document says goes wherever it stands. All else goes only on a page where other chrome is known, and by its place: names of tools and
sections outside the text, in rows and columns; what acts and things compose outside the text or beside a line that goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.place import Text, beside
from pipeline.rules.heuristics.site_line import Names, bare, composed, names, parts
from pipeline.rules.literals import Passing
from pipeline.rules.roles import HIDING
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="menu.site-words",
    why="A line of nothing but a site's tools, labels and sections is no text.",
    kind="line",
    pattern="",
    family="site-words",
    removes=(
        "打印 | 加为IE收藏 | 复制链接 | 收藏主题 | 上一主题 | 下一主题", "学校首页 | English | 加入收藏", "IP卡 狗仔卡 串个门", "编辑本段 回目录", "很有幫助 有幫助 尚可 沒有幫助 送出",
        "下载 收藏 举报", "加入VIP 免费下载", "大家还在搜", "上传文档 | 个人中心 | 客服", "0/150 提交评论",
    ),
    keeps=(
        "首页", "教学工作", "收藏", "支持 反对", "打印机", "目录", "标题：内容", "大、中、小", "编辑，校对", "科研工作与教学工作",
        "下载", "分享", "相关", "首页推荐", "我的分享", "登录注册",
    ),
)  # fmt: skip
TOOL = replace(RULE, id="menu.site-tool", why="One tool of a page stands on a line of its own outside the text.", strength="weak", common=True, removes=(), keeps=())
SECTIONS = replace(TOOL, id="menu.site-sections", why="Names of sections stand in a row or in a column: a menu.")
FOOT = replace(
    RULE, id="menu.site-foot", why="Below its last paragraph a page heads lists and forms with labels of its own, and nothing of the document follows.", removes=(), keeps=(),
)
BUTTON = Rule(
    id="menu.site-buttons",
    why="A line of nothing but a site's acts, things and ways (下载 全文, 更多 模板, 充值 会员) is a button, a tab or a call, no text.",
    kind="line",
    pattern="",
    strength="weak",
    family="controls",
    common=True,
    removes=("使用此模板", "下载试卷 自动组卷 加入试卷篮", "更多相似作文", "在线编辑 一键换模板 导出PDF"),
    keeps=("下载", "教学目标", "资料要发到村民手里", "用户满意", "一、登录注册", "会员单位名单"),
)
EVIDENT = replace(BUTTON, strength="strong", common=False)
"""The same where the page has so many of them, on both sides of its text, that no other finding is needed."""
MAX_NAMES, MAX_LINE = 160, 60
"""Code points of a line of names, and of one that words compose: menus and calls are shorter."""
MIN_RULES = 2
"""Different rules that found chrome on the page, at least, before words are judged that documents say, too."""
MIN_PARTS, MIN_COLUMN, MIN_FOOT = 3, 4, 3
"""Common words on one line, parted, that make it the site's; lines of sections that make a column; different labels below the last paragraph that make a foot."""
MIN_RUN = 5
"""Lines of a run that lists a site's sections."""
MIN_EVIDENT, BY_RULE, LINES_PER_BUTTON = 4, 2, 12
"""Different buttons for `EVIDENT`, so many fewer beside the finding of a rule, and lines of the page that may come on each."""
PROBED, MIN_PROBED = 5, 3
"""Lines at the page's top and bottom of which so many must be buttons before the others are looked at, where no rule found anything."""
TOP = 3
"""Lines of a page in which a bar of its sections stands."""

_MARKED = re.compile(r"[。；！!？?;，,]")
_STRAY = re.compile(r"[\d\W_]{1,12}|第?\s?\d{1,6}\s?[页条次人篇个]")
"""A number or mark that is left between two lines that go."""
_OF_A_RUN = ("word", "pure", "things", "topic")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of names, and then, with what they prove, those that words compose."""
    named = _named(view, claimed)
    return [*named, *_composed(view, {**claimed, **{hit.first: hit.rule.id for hit in named}})]


def _named(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of a template's names, and the menus that they make."""
    named = {i for i in _NAMES.lines(view) if i not in claimed and len(view.lines[i].content) <= MAX_NAMES}
    if not named:
        return []
    hits: list[Hit] = []
    column: list[int] = []
    labels: set[str] = set()  # below the last paragraph
    low, high = view.body
    for index in view.filled:
        content = view.lines[index].content
        outside = not low < index < high
        said = names(bare(content)) if index in named else None
        if said is not None and (rule := _judged(said, outside)) is not None:
            hits.append(line_hit(rule, view, index))
            if rule is TOOL and said.label and index > high >= 0:
                labels.add(content)
        if outside and said is not None and not said.sure and said.label + said.tool + said.section + said.common:
            column.append(index)
        elif not (outside and index in claimed):
            hits += [line_hit(SECTIONS, view, i) for i in column if len(column) >= MIN_COLUMN]
            column = []
    hits += [line_hit(SECTIONS, view, i) for i in column if len(column) >= MIN_COLUMN]
    if len(labels) >= MIN_FOOT:
        hits += [line_hit(FOOT, view, hit.first) for hit in hits if hit.rule is TOOL and hit.first > high]
    sure = [hit for hit in hits if hit.rule in (RULE, FOOT)]
    return hits if len({*claimed.values(), *(hit.rule.id for hit in sure)}) >= MIN_RULES else sure


_NAMES = Passing(lambda content: len(content) <= MAX_NAMES and content[-1] not in "。；，”" and names(bare(content)) is not None)


def _judged(said: Names, outside: bool) -> Rule | None:
    """The rule by which a line of names goes for its words alone, if any."""
    words = said.label + said.tool + said.common
    if said.sure or (said.parted and (said.library >= MIN_PARTS or (words >= MIN_PARTS and (said.label or said.framed or said.tool > MIN_PARTS)))):
        return RULE
    if not outside:
        return None
    if said.label + said.tool and not said.section:
        return TOOL
    return SECTIONS if said.parted and words + said.section >= MIN_PARTS else None


class _Where(NamedTuple):
    """Where a line stands: outside the text, below it, in the first lines, beside a block that hides a part of the text, and whether the lines on
    either side go."""

    outside: bool
    below: bool
    top: bool
    hiding: bool
    near: tuple[bool, ...]


def _composed(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The buttons and calls before and after the text, and those beside lines that go."""
    lines = view.filled
    if not claimed and sum(_is_button(view, i) for i in (*lines[:PROBED], *lines[PROBED:][-PROBED:])) < MIN_PROBED:
        return []
    said = {i: composed(bare(view.lines[i].content)) for i in lines if i not in claimed and len(view.lines[i].content) <= MAX_LINE}
    sentences = [i for i in _READING.lines(view) if i not in claimed and said.get(i, "") in ("", "topic")]
    text = Text(sentences[0], sentences[-1]) if sentences else Text(len(view.lines), -1)
    strays = {*_STRAYS.lines(view)}
    candidates = [place for place, i in enumerate(lines) if i not in claimed and (said.get(i) or (i in strays and _is_stray(view.lines[i].content)))]
    found: set[int] = set()
    hidden: set[int] = set()  # what goes because the text is hidden there
    hides = any(rule.startswith(HIDING) for rule in claimed.values())
    for order in (candidates, candidates[::-1], candidates):  # what goes stands beside the next
        for place in order:
            index = lines[place]
            near = tuple([i in claimed or i in found for i in beside(view, place)])
            hiding = hides and any(claimed.get(i, "").startswith(HIDING) or i in hidden for i in beside(view, place))
            where = _Where(outside=not text.is_around(index), below=index > text.last, top=place < TOP, hiding=hiding, near=near)
            if _goes(said.get(index, ""), view.lines[index].content, where):
                found.add(index)
                hidden |= {index} if hiding else set()
    found |= _runs(lines, said, {*found, *claimed}, [not text.first <= i <= text.last for i in lines])
    rules = len(set(claimed.values()))
    rule = BUTTON if rules >= MIN_RULES else EVIDENT if _evident(view, found, {*found, *claimed}, text) else None
    return [line_hit(rule, view, i) for i in sorted(found)] if rule else []


def _is_button(view: View, index: int) -> bool:
    content = view.lines[index].content
    return len(content) <= MAX_LINE and composed(bare(content)) not in ("", "word", "topic")


def _reads(content: str) -> bool:
    """Whether a line reads like a sentence of a text, however short."""
    return len(content) > MAX_LINE or (len(content) >= 12 and (content[-1] in "：:”’」…" or _MARKED.search(content) is not None))


def _is_stray(content: str) -> bool:
    return _STRAY.fullmatch(content) is not None


_READING, _STRAYS = Passing(_reads), Passing(_is_stray)


def _goes(kind: str, content: str, where: _Where) -> bool:
    """Whether a line of some kind goes where it stands."""
    if kind == "pure":
        return where.outside or any(where.near)
    if kind in ("spoken", "bar", "things", "soft"):
        return where.below or (where.outside and any(where.near)) or (kind == "bar" and where.top) or (kind != "bar" and where.hiding)
    return where.outside and len(where.near) == 2 and all(where.near) and (kind == "word" or _is_stray(content))


def _runs(lines: Sequence[int], said: Mapping[int, str], going: set[int], outside: Sequence[bool]) -> set[int]:
    """Lines of one word each that stand between lines that go, or enough of them beside one: the sections of a site."""
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(lines) + 1):
        if place < len(lines) and outside[place] and (lines[place] in going or said.get(lines[place], "") in _OF_A_RUN):
            run.append(lines[place])
            continue
        words = [i for i in run if i not in going]
        between = run and run[0] in going and run[-1] in going and "topic" not in {said[i] for i in words}
        if words and (between or (len(words) < len(run) and len(words) >= MIN_RUN)):
            found.update(words)
        run = []
    return found


def _evident(view: View, found: set[int], going: set[int], text: Text) -> bool:
    """Whether the buttons show a site's page nearly alone: chrome above the text and below it, and many of them for so few lines."""
    contents = {view.lines[i].content for i in found}
    needed = MIN_EVIDENT - (BY_RULE if going > found else 0)
    sides = min(sum(i < text.first for i in going), sum(i > text.last for i in going))
    row = any(parts(content) >= MIN_PARTS and composed(bare(content)) == "pure" for content in contents)
    return (row or going > found) and sides >= 1 and len(contents) >= needed and len(view.filled) <= LINES_PER_BUTTON * len(contents)
