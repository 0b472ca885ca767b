"""Lines of nothing but the words of a site's template: its tools, its sections, its labels without a value.

Furniture speaks for itself where one word of it is never said by a document. The names of sections are common words; they count as a menu where
several stand on one line or below each other, outside the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import regex

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, REMEMBERED, View

RULE = Rule(
    id="menu.site-words",
    why="A line of nothing but a site's tools, labels and sections is no text.",
    kind="line",
    pattern="",
    family="site-words",
    removes=("打印 | 加为IE收藏 | 复制链接 | 收藏主题 | 上一主题 | 下一主题", "学校首页 | English | 加入收藏", "IP卡 狗仔卡 串个门", "编辑本段 回目录", "很有幫助 有幫助 尚可 沒有幫助 送出"),
    keeps=("首页", "教学工作", "收藏", "支持 反对", "打印机", "目录", "标题：内容", "大、中、小", "编辑，校对", "科研工作与教学工作"),
)
TOOL = replace(RULE, id="menu.site-tool", why="One tool of a page stands on a line of its own outside the text.", strength="weak", common=True, removes=(), keeps=())
MENU = replace(TOOL, id="menu.site-sections", why="Names of sections stand in a row or in a column: a menu.")
FOOT = replace(
    RULE, id="menu.site-foot", why="Below its last paragraph a page heads lists and forms with labels of its own, and nothing of the document follows.", removes=(), keeps=(),
)
MIN_FOOT = 3
"""Different labels below the last paragraph that make a page's foot, though none of them would alone."""
MAX_LINE = 160
"""Code points: menus are shorter."""
MIN_CLAIMS = 2
"""Rules that have found chrome, at least, before words are judged that documents say, too."""
MIN_PARTS, MIN_COLUMN = 3, 4
"""Common words on one line, parted, that make a line the site's; lines of sections below each other that make a menu."""

_PARTING = r"\s|｜/·•▪■◆★☆:：;；>»›↓▼▲←→()（）\[\]【】〖〗<>《》+*_!！~～┊│丨.?？…-"
_OPTION = re.compile(r"[A-Z][.．、)）]|支持(?:打印|下载|分享|搜索|导出)")
"""The letter of an answer to choose or of a point, and what a new version can do."""
_FRAME = re.compile(r"[】\]|｜┊]")
_DATA = Path(__file__).with_name("site_words.toml")


class _Words(NamedTuple):
    """The pattern of a whole line, the same one telling what it matched, and the characters with which such a line can begin."""

    line: re.Pattern[str]
    told: regex.Pattern[str]
    first: frozenset[str]


class _Said(NamedTuple):
    """How many words of each kind a line has, whether something parts them, and whether that is more than blanks."""

    sure: int
    label: int
    tool: int
    section: int
    common: int
    parted: bool
    framed: bool


@lru_cache(maxsize=1)
def _words() -> _Words:
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text("utf-8"))
    listed = {kind: sorted(set(words[kind]), key=lambda w: (-len(w), w)) for kind in words}
    alternatives = {kind: "|".join(map(re.escape, listed[kind])) for kind in listed}
    sure, label = alternatives["sure"], f"(?:{alternatives['qualifier']})(?:{alternatives['matter']})|{alternatives['label']}"
    tool = f"(?:{alternatives['verb']})(?:{alternatives['object']})|{alternatives['tool']}"
    common = alternatives["common"]
    section = f"(?:{alternatives['stem']})(?:{alternatives['form']})|{alternatives['section']}"
    filler = rf"(?>[{_PARTING}]{{0,12}}(?:\d{{1,7}}[{_PARTING}]{{0,6}})?)"
    line = re.compile(rf"{filler}(?:(?>{sure}|{label}|{tool}|{section}|{common}){filler}){{1,30}}")
    told = regex.compile(rf"{filler}(?:(?:(?P<sure>{sure})|(?P<label>{label})|(?P<tool>{tool})|(?P<section>{section})|(?P<common>{common})){filler}){{1,30}}")
    first = frozenset(word[0] for kind in ("sure", "label", "tool", "section", "common", "stem", "verb", "qualifier") for word in words[kind]) | frozenset("|｜·•▪■◆★[【(（<《>→←*+-0123456789:")
    return _Words(line, told, first)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of a template's words, and the menus that they make."""
    hits: list[Hit] = []
    column: list[int] = []
    low, high = view.body
    for index, line in enumerate(view.lines):
        content = line.content
        if not content:
            continue
        outside = not low < index < high
        if index in claimed:
            said = None
        else:
            said = _said(content) if len(content) <= MAX_LINE else None
            if said is not None and (rule := _judged(said, outside)) is not None:
                hits.append(Hit(rule, *view.whole(index, index), index, index, "", ()))
        if outside and said is not None and not said.sure:
            column.append(index)
        elif not (outside and index in claimed):
            hits += _column(view, column)
            column = []
    hits += _column(view, column)
    hits += _foot(view, hits)
    beside = len({*claimed.values(), *(hit.rule.id for hit in hits if hit.rule in (RULE, FOOT))}) >= MIN_CLAIMS
    return hits if beside else [hit for hit in hits if hit.rule in (RULE, FOOT)]


def _foot(view: View, hits: Sequence[Hit]) -> list[Hit]:
    """The labels and tools below the last paragraph of a text, if there are enough of them and nothing there reads on or signs a document."""
    last = view.body[1]
    found = [hit for hit in hits if hit.rule is TOOL and hit.first > last >= 0]
    labels = {view.lines[hit.first].content for hit in found if (said := _said(view.lines[hit.first].content)) and said.label}
    if len(labels) < MIN_FOOT:
        return []
    return [Hit(FOOT, hit.start, hit.end, hit.first, hit.last, "", ()) for hit in found]


def _judged(said: _Said, outside: bool) -> Rule | None:
    """The rule by which a line goes for its words alone, if any."""
    words = said.label + said.tool + said.common
    if said.sure or (said.parted and words >= MIN_PARTS and (said.label or said.framed or said.tool > MIN_PARTS)):
        return RULE
    if not outside:
        return None
    if said.label + said.tool and not said.section:
        return TOOL
    return MENU if said.parted and words + said.section >= MIN_PARTS else None


def _column(view: View, column: Sequence[int]) -> list[Hit]:
    """The sections of a column that is long enough to be a menu."""
    if len(column) < MIN_COLUMN:
        return []
    return [Hit(MENU, *view.whole(i, i), i, i, "", ()) for i in column]


@lru_cache(maxsize=REMEMBERED)
def _said(content: str) -> _Said | None:
    if bullet := BULLET.match(content):
        content = content[bullet.end() :]
    if _OPTION.fullmatch(content):
        return None
    words = _words()
    if content[0] not in words.first or words.line.fullmatch(content) is None or (match := words.told.fullmatch(content)) is None:
        return None
    found = {kind: match.captures(kind) for kind in ("sure", "label", "tool", "section", "common")}
    total = sum(len(word) for kind in found.values() for word in kind)
    return _Said(len(found["sure"]), len(found["label"]), len(found["tool"]), len(found["section"]), len(found["common"]), len(content) > total, _FRAME.search(content) is not None)
