"""Lines that consist of nothing but the words of a document library's page template: its buttons, tabs and headings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import regex

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, REMEMBERED, View

RULE = Rule(
    id="docshare.furniture",
    why="A line of nothing but a document library's buttons and headings is no text.",
    kind="line",
    pattern="",
    family="docshare",
    removes=("下载 收藏 举报", "加入VIP 免费下载", "猜你喜欢", "上传文档 | 个人中心 | 客服", "0/150 提交评论"),
    keeps=("下载", "收藏", "分享", "相关", "会员免费", "首页推荐", "我的分享", "登录注册", "目录"),
)
MAX_LINE = 120
"""Code points: bars of buttons are shorter, and sentences of such words do not exist."""
MIN_PARTS = 3

_BEFORE = "|｜/·•▪■◆★☆,，、:：;；>»›↓▼()（）[]【】+-—_!！~～0123456789"
_DATA = Path(__file__).with_name("furniture.toml")


_FILLER = rf"[\s{re.escape(_BEFORE)}]{{0,6}}(?:[(（]?\d{{1,6}}[)）]?)?"


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    """The words of either kind, the longest first."""
    words = tomllib.loads(_DATA.read_text("utf-8"))
    return {kind: sorted(set(words[kind]), key=lambda w: (-len(w), w)) for kind in ("sure", "part")}


@lru_cache(maxsize=1)
def _line() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of a whole line, and the characters with which such a line can begin."""
    sure, part = ("|".join(map(re.escape, words)) for words in _words().values())
    first = frozenset(word[0] for words in _words().values() for word in words)
    return re.compile(rf"{_FILLER}(?:(?:{sure})++{_FILLER}|(?:{part})++{_FILLER}){{1,24}}+"), first | frozenset(_BEFORE)


@lru_cache(maxsize=1)
def _told() -> regex.Pattern[str]:
    """The same pattern, telling what it matched; few pages have such a line."""
    sure, part = ("|".join(map(re.escape, words)) for words in _words().values())
    return regex.compile(rf"{_FILLER}(?:(?P<sure>{sure})++{_FILLER}|(?P<part>{part})++{_FILLER}){{1,24}}+")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines that are furniture: a sure word among them, or at least three parted common ones."""
    hits = []
    for index, (_, _, content) in enumerate(view.lines):
        if 2 <= len(content) <= MAX_LINE and index not in claimed and _is_furniture(content):
            hits.append(Hit(RULE, *view.whole(index, index), index, index, "", ()))
    return hits


@lru_cache(maxsize=REMEMBERED)
def _is_furniture(content: str) -> bool:
    if bullet := BULLET.match(content):
        content = content[bullet.end() :]
    line, first = _line()
    if content[0] not in first or line.fullmatch(content) is None or (match := _told().fullmatch(content)) is None:
        return False
    if match.captures("sure"):
        return True
    words = match.captures("part")
    return len(words) >= MIN_PARTS and len(content) > sum(map(len, words))  # parted by something: 登录注册 alone may be a verb phrase
