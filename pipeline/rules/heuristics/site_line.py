"""What a line says of a site by its words alone: which names of buttons and sections it consists of, or what the words compose.

Two readings, for a site's words are of two sorts. Names are listed whole (返回顶部, 上一篇), and a line of nothing but names is a row or a column of them;
`names` counts them. Buttons and calls are composed of acts, things and ways (立即 下载 全文), and nobody can list them; `composed` weighs how much of
a line such words cover. Where the line goes is not said here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.rules.literals import Literals
from pipeline.rules.simplified import simplified
from pipeline.rules.view import BULLET, BULLETS, REMEMBERED

PURE, SPOKEN, SOFT = 0.99, 0.72, 0.5
"""Share of a line's words that acts, things and ways cover: of a button, of a call to the reader, and of what counts on a page full of them."""
SOFT_LINE = 40
CALLED = 0.35
"""The same of a question to the reader with an invitation behind it, or of an advertisement that ends in one."""
LONG_ACT = 4
"""Code points of an act that is a button by itself."""
MIN_BAR, BAR_SHARE, BAR_WORD = 4, 0.4, 8
"""A bar: so many words, of which such a share is the site's, none longer than this."""

MIN_READ = 3
"""Words of a line that only its reading as Simplified knows, at least: software has menus of two."""

MIN_GLUED, GLUED_SHARE = 6, 0.6
"""Words of a row that lost its blanks, and the share of them that sites name their sections by."""

_DATA = Path(__file__).with_name("site_words.toml")
_NAMES = ("sure", "label", "tool", "section", "common", "library")
"""Kinds of listed names, the surest first: of several a word is the first, but names of a library's tools are counted whatever else they are."""
_PAIRS = (("qualifier", "matter", "label"), ("verb", "object", "tool"), ("stem", "form", "section"))
_PARTING = r"\s|｜/·•▪■◆★☆:：;；>»›↓▼▲←→()（）\[\]【】〖〗<>《》+*_!！~～┊│丨.?？…-"
_BETWEEN = re.compile(rf"[{_PARTING}]{{0,12}}+(?:\d{{1,7}}[{_PARTING}]{{0,6}}+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FRAME = re.compile(r"[】\]|｜┊]")
_APART = re.compile(r"[\s|｜/·、>»›•┊【】\[\]()（）:：,，]+")
_NO_WORD = re.compile(r"[\s\d\W_]+")
_COUNT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。；！!？?;，,]")
_SPEAKER = re.compile(r"我们|大家(?!都?在|还在|都爱)|各[位村乡镇县市级单部]|同志|同学|老师|家长|群众|村民|居民|市民|学生|孩子|单位|部门|政府|干部|员工|[。；][)）”」]?$|[从在对把被和与或的]$|^(?:#{1,6}\s|[-*]?\s?\*\*|\*[^*]{1,40}\*$|第\s?\d{1,3}\s?[章节篇]\s|(?:回答|答案)[:：]|(?:修复|新增|优化|完善|重构|移除)|支持(?:打印|下载|分享|搜索|导出))|[(（](?:[万亿百千]?元|[%％人吨亩台件套个年月日]|公里|千克|平方米|㎡|kW|[Kk]g|[cm]?m)[)）]|[:：].{1,40}、|[^、]{2,}、[^、]{2,}、.{1,40}[^、]{2,}[、；|｜]|；.|(?:编辑部|编辑室|编委会|办公室|委员会|服务部|服务中心|客户部|管理局|管理处|管理所|公司|学校|支部|村委会)$|^(?:第?[一二三四五六七八九十]{1,3}[、,，章节条]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]\D)")
_OPTION = re.compile(r"[A-Z][.．、)）]|支持(?:打印|下载|分享|搜索|导出)")
"""The letter of an answer to choose or of a point, and what a new version can do."""
_EXPLAINED = re.compile(r"(?!.{0,4}(?:提示|提醒|注意|声明|备注|注)\s?[:：])[\u4e00-\u9fff]{2,6}\s?[:：]\s?[\u4e00-\u9fff]{6,}")
"""A word with what it means: an entry of a list of words."""
_CALL = re.compile(r"[?？]\s?.{0,4}(?:快|试试|点击|点此|直接|立即|戳|去|找|查看|收藏|搜索|用|下载|\d{1,3}分钟|一键).{2,24}$|[!！,，\s](?:立即|马上|点击|快来|赶快|去)(?:了解|体验|使用|试用|咨询|加入|领取|开通|下载|查看|看看|抢购|入驻)[>»!！]{0,3}$")


class Names(NamedTuple):
    """How many names of each kind a line consists of, those of a library's among them, whether something parts them, and whether that is more than blanks."""

    sure: int
    label: int
    tool: int
    section: int
    common: int
    library: int
    parted: bool
    framed: bool


class _Words(NamedTuple):
    """The vocabulary, read as Simplified: each list, the listed names with what composes others, what each composing word is, the latter with the
    ordinary ones, and all words as they are listed."""

    lists: Mapping[str, frozenset[str]]
    named: Literals
    kinds: Mapping[str, str]
    composing: Literals
    ordinary: Literals
    written: frozenset[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Words:
    listed: dict[str, list[str]] = tomllib.loads(_DATA.read_text("utf-8"))
    words = {kind: [simplified(word) for word in listed[kind]] for kind in listed}
    kinds = {word: kind for of in (words, listed) for kind in ("way", "thing", "act") for word in of[kind] if word == simplified(word)}
    named = {word for kind in (*_NAMES, *(kind for pair in _PAIRS for kind in pair[:2])) for word in words[kind]}
    return _Words({kind: frozenset(words[kind]) for kind in words}, Literals(named), kinds, Literals(kinds), Literals([*kinds, *words["genre"]]), frozenset(word for kind in listed for word in listed[kind]))


def bare(content: str) -> str:
    """Return a line without the bullet that it has as an item of a list."""
    bullet = BULLET.match(content) if content[0] in BULLETS else None
    return content[bullet.end() :] if bullet else content


def is_glued_row(content: str) -> bool:
    """Return whether a line is a row of sections that lost its blanks: words of two hanzi each, most of them such names."""
    if len(content) < 2 * MIN_GLUED or len(content) % 2 or not _HAN.fullmatch(content):
        return False
    lists = _vocabulary().lists
    content = simplified(content)
    words = [content[at : at + 2] for at in range(0, len(content), 2)]
    known = sum(any(word in lists[kind] for kind in ("section", "stem", "genre")) for word in words)
    return len(set(words)) == len(words) and known >= GLUED_SHARE * len(words)


@lru_cache(maxsize=REMEMBERED)
def names(content: str) -> Names | None:
    """Return the names of which a line without its bullet consists, None if anything else stands in it."""
    if _OPTION.fullmatch(content):
        return None
    written, content, words = content, simplified(content), _vocabulary()
    found: list[tuple[str, int, int]] = []
    at = 0
    for word, start, end in words.named.find(content):
        if start > at and _BETWEEN.fullmatch(content, at, start) is None:
            return None
        found.append((word, start, end))
        at = end
    if not found or _BETWEEN.fullmatch(content, at) is None or (len(found) == 1 and written[found[0][1] : at] not in words.written):
        return None
    counts = dict.fromkeys(_NAMES, 0)
    place = 0
    while place < len(found):
        word, _, end = found[place]
        following = found[place + 1][0] if place + 1 < len(found) and found[place + 1][1] == end else ""
        if (told := _kind(words.lists, word, following)) is None:
            return None
        counts[told[0]] += 1
        place += 1 + told[1]
    counts["library"] = sum(word in words.lists["library"] for word, _, _ in found)
    parted = len(content) > sum(len(word) for word, _, _ in found)
    return Names(**counts, parted=parted, framed=_FRAME.search(content) is not None)


def _kind(lists: Mapping[str, frozenset[str]], word: str, following: str) -> tuple[str, bool] | None:
    """What kind of name a word is, alone or (the second value) with the word that follows it without a gap."""
    if word in lists["sure"]:
        return "sure", False
    for first, second, kind in _PAIRS:
        if word in lists[first] and following in lists[second]:
            return kind, True
        if word in lists[kind]:
            return kind, False
    return next(((kind, False) for kind in ("common", "library") if word in lists[kind]), None)


@lru_cache(maxsize=REMEMBERED)
def composed(content: str) -> str:
    """Return what a line without its bullet composes: "pure", "spoken", "bar", "things", "word", "soft", "topic" or nothing."""
    written, content = content, simplified(content)
    if _SPEAKER.search(content) or _EXPLAINED.match(content):
        return ""
    letters = len(_NO_WORD.sub("", content))
    share, acts, things, ways, small = _share(content, letters)
    if written != content and acts + things + ways < MIN_READ and _share(written, letters)[0] < share:
        return ""
    if share >= PURE and not _SENTENCE.search(content):
        if acts and (acts + things + ways >= 2 or letters >= LONG_ACT or _COUNT.search(content)):
            return "pure"
        if things and (things + ways >= 2 or _COUNT.search(content)):
            return "things"
        return "word" if acts + things + ways == 1 else ""
    if (share >= SPOKEN and acts and acts + things >= 2 and letters >= 5) or (share >= CALLED and acts + things and _CALL.search(content)):
        return "spoken"
    if _is_bar(content):
        return "bar"
    if share >= SOFT and acts and acts + things + ways - small >= 3 and len(content) <= SOFT_LINE:
        return "soft"
    return "topic" if 2 <= letters <= BAR_WORD and _sorted_by(content) >= letters else ""


def parts(content: str) -> int:
    """Return how many words a line has that blanks or strokes part."""
    return len(_APART.split(content))


def _sorted_by(content: str) -> int:
    """How many letters of some words are the vocabulary's, with those by which sites sort."""
    return sum(len(word) for word, _, _ in _vocabulary().ordinary.find(content))


def _share(content: str, letters: int) -> tuple[float, int, int, int, int]:
    """The share of a line's letters that the vocabulary covers, and how many acts, things and ways it names, small ones among them."""
    words = _vocabulary()
    counts, covered, small = {"act": 0, "thing": 0, "way": 0}, 0, 0
    for word, _, _ in words.composing.find(content):
        kind = words.kinds[word]
        counts[kind] += 1
        small += kind == "way" and len(word) == 1
        covered += len(word)
    return (covered / letters if letters else 0.0), counts["act"], counts["thing"], counts["way"], small


def _is_bar(content: str) -> bool:
    """Whether a line is a row of short words, of which enough are the site's."""
    words = [word for word in _APART.split(content) if word and not word.isdigit()]
    if len(words) < MIN_BAR or _SENTENCE.search(content) or max(map(len, words)) > BAR_WORD:
        return False
    known = sum(_sorted_by(word) >= len(word) for word in words)
    return known >= 2 and known >= BAR_SHARE * len(words)
