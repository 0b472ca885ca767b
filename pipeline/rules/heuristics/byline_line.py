"""What a line says about how its page came about: labels with values that fit them, or facts in any order and wording.

`read` knows no template, only what each label asks for: a date, a count, a name, letter sizes. `is_facts` knows the forms of facts (days, counts
with a unit of readers or bytes, labels with their values) and lets one word beside them be a name. Where the line goes is not said here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

from pipeline.rules.heuristics.site_line import composed
from pipeline.rules.literals import Literals
from pipeline.rules.view import REMEMBERED

MAX_LINE, MAX_VALUE, MAX_NAME = 300, 60, 30
"""Code points of a line, of the words behind a label of keywords or sections, and behind one of names."""
MAX_LOOSE = 200
"""Code points of a line with words of a site's own among the labels."""
MAX_LABELS = 16
MAX_WORD = 12
"""Code points of a word among facts that may be a name."""
SURE = 4
"""Weight of the labels of a line, at least, to go alone."""

_DATA = Path(__file__).with_name("byline.toml")
_SEPARATORS = " \t\u3000\u00a0|｜/／·•,，;；┊-—_*"
_DATE = r"(?:(?:19|20)\d{2}|\d{2,3})\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[\sT]{0,3}(?:星期|周)[一二三四五六日天])?(?:[\sT]{0,3}(?:上午|下午)?\d{1,2}\s?[:：时]\s?\d{2}(?:\s?[:：分]\s?\d{2})?秒?(?:\s?[AP]M)?)?"
_DATES = regex.compile(_DATE)
_WRITTEN = regex.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\s\d{1,2},\s(?:19|20)\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s?(?:秒|分钟|小时|天|个?月|年)前|(?:昨天|前天|今天)\s?\d{1,2}:\d{2}")
_ACCOUNT = regex.compile(r"[(（]ID\s?[:：]\s?\w{2,24}[)）]")
"""The account by which a source is known on a platform."""
CLOCK = regex.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?[\s\u3000T]{0,3}(?:(?:星期|周)[一二三四五六日天]\s?)?\d{1,2}[:：]\d{2}(?P<second>[:：]\d{2})?")
"""A day with its minute."""
DAY = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s{0,2}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_COUNT = regex.compile(r"[\[(（【第共]?\s?(?:\d[\d,.]{0,11}\s?[万kKwW]?\+?)?\s?[\])）】]?\s?(?:人次|次|人|条(?:评论|回复|留言)?|个)?")
_BUTTONS = regex.compile(
    r"(?:【|\[|〖|（|\(|「)?\s?(?:我要|点击|一键)?(?:打印|列印|友善列印|关闭|收藏|分享|转发|推荐|纠错|评论|投稿|举报|投诉|朗读|播放|暂停|停止|下载|繁体|简体|返回|转载|原创|复制链接|保护视力色|手机看|扫码阅读|"
    r"大|中|小|特大|超大|较大|特|超|默认|正常|标准|缩小|放大|A-|A\+|A|T|\+|-|[Aa]{2,3}|更多|微信|微博|QQ空间|到)(?:本页|本文|此文|此页|文章|页面|窗口|好友|给好友|字体|字號)?\s?(?:】|\]|〗|）|\)|」)?"
)
_BRACKETS = regex.compile(r"[\[\]【】()（）〖〗「」\s|｜/／·•:：,，;；┊*-]*+")
_PARTED = regex.compile(r"[\s|｜]+")
_SENTENCE = regex.compile("[。！？；]|[，,].{0,40}[，,].{0,40}[，,]")
OTHER = regex.compile(r"\p{Han}{2,6}[:：]")
"""A label of any kind."""
_SAYING = regex.compile(r"[。！？!?；“”：:]|[，,、].{0,40}[，,、]")
_NUMBER = regex.compile(r"\d{1,3}(?:\.\d)?%?|[一二三四五六七八九十百]{1,4}[是要靠年天个月]")
_APART = re.compile(r"[\s|｜/·•、>»,，\-—【】\[\]()（）]+")
_MARK = re.compile(r"[。；！!？?]")
_FIGURE = re.compile(r"[\d★☆]")
"""It stands in every fact that only a page has, where none of the words does that name one."""


class Line(NamedTuple):
    """What the labels of a line weigh, of which kinds they are, and the metadata in the values."""

    weight: int
    kinds: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]


class _Kind(NamedTuple):
    """What a label asks for, how much it says for a page, and the metadata that its value is."""

    name: str
    asks: str
    weight: int
    metadata: str


class _Labels(NamedTuple):
    """The kinds of labels by name with the pattern of a label, the words and the patterns of facts that only a page has, and the pattern of others."""

    kinds: Mapping[str, _Kind]
    label: regex.Pattern[str]
    words: Literals
    sure: re.Pattern[str]
    known: re.Pattern[str]


SEVERAL = 4
"""Facts on a line beside which two words may be names: of its writer and of its section."""


@lru_cache(maxsize=1)
def _labels() -> _Labels:
    data: dict[str, Any] = tomllib.loads(_DATA.read_text("utf-8"))
    words = {name: "(?:" + "|".join(data[name]) + ")" for name in ("what", "act", "seen")}
    kinds, patterns = {}, []
    for kind in data["kind"]:
        kinds[kind["name"]] = _Kind(kind["name"], kind["asks"], kind["weight"], kind.get("metadata", ""))
        said = "|".join(kind["labels"])
        for name, listed in words.items():
            said = said.replace("{" + name + "}", listed)
        patterns.append(f"(?P<{kind['name']}>{said})")
    label = r"(?<![\p{Han}A-Za-z](?<!本[报网台]|[\d日年次秒]))?[\[【(（〖]?\s?(?:" + "|".join(patterns) + r")\s?[:：]"
    return _Labels(kinds, regex.compile(label), Literals(data["facts"]["sure"]), *_fact_patterns({name: "|".join(listed) for name, listed in data["facts"].items()}))


def _fact_patterns(words: Mapping[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    sure = (
        rf"\d{{1,3}}\s?(?:天|小时|分钟|个?月|周|年)前|(?:约|共|已有?)?\d[\d.,]{{0,9}}\s?[万wWkK]?\+?\s?(?:次|人)?(?:已)?(?:{words['done']})|\d[\d.]{{0,6}}\s?[KMG]B?(?![A-Za-z])|"
        rf"(?:{words['counted']})(?:量|数|次数|次數)?\s?[:：(（]?\s{{0,2}}\d[\d.,]{{0,9}}\s?[万wWkK]?\+?\s?[次人]?(?!\s?[分页]|\d)[)）]?|"
        rf"(?:{words['sure']})\s?[:：]?\s{{0,2}}(?:{DAY}|[^\s|｜•·，。；]{{1,16}})|[★☆]{{3,5}}(?:\s?\d(?:\.\d)?分?)?|[¥￥]\s?\d[\d.]{{0,6}}|\d{{1,7}}\sviews|"
        rf"(?:发布|时间|日期)\s?[:：]\s?{DAY}(?=.*(?:来源|作者|阅读|浏览|页数|下载)\s?[:：])"
    )
    known = rf"{DAY}|(?:{words['other']})\s?[:：]\s{{0,2}}[^\s|｜•·，。；：:]{{0,16}}|\d[\d.]{{0,6}}\s?(?:{words['measured']})"
    return re.compile(sure), re.compile(known)


@lru_cache(maxsize=REMEMBERED)
def read(content: str) -> Line | None:
    """Return the labels of a line and what they weigh; None if anything on it is neither label nor fitting value."""
    labels = list(_labels().label.finditer(content, endpos=MAX_LINE))
    if not labels or len(labels) > MAX_LABELS:
        return None
    return _strictly(content, labels) or _loosely(content, labels)


@lru_cache(maxsize=REMEMBERED)
def is_facts(content: str) -> bool:
    """Return whether a line holds nothing but facts about a page or a file, and perhaps a name."""
    patterns = _labels()
    if _MARK.search(content) or (_FIGURE.search(content) is None and next(patterns.words.find(content), None) is None):
        return False
    rest, sure = patterns.sure.subn(" ", content)
    if not sure:
        return False
    rest, known = patterns.known.subn(" ", rest)
    words = [word for word in _APART.split(rest) if word]
    unknown = [word for word in words if not composed(word) and not word.isdigit()]
    parted = any(mark in content for mark in "|｜•·")
    return (
        sure + known + len(words) >= 2
        and len(unknown) <= (2 if parted or sure + known >= SEVERAL else 1)
        and (sure + known >= 2 or parted or not unknown)
        and all(len(word) <= MAX_WORD for word in unknown)
    )


def _kinds(labels: Sequence[regex.Match[str]]) -> tuple[str, ...]:
    return tuple([str(label.lastgroup) for label in labels])


def _values(content: str, labels: Sequence[regex.Match[str]]) -> list[tuple[_Kind, str]]:
    """The kind of each label, with what stands between it and the next one."""
    kinds = _labels().kinds
    ends = [*(label.start() for label in labels[1:]), len(content)]
    return [(kinds[str(label.lastgroup)], content[label.end() : end].strip(_SEPARATORS)) for label, end in zip(labels, ends, strict=True)]


def _strictly(content: str, labels: Sequence[regex.Match[str]]) -> Line | None:
    """The labels of a line of nothing else than them and fitting values."""
    groups: list[tuple[str, str]] = []
    weight = _leading(content[: labels[0].start()], groups)
    if weight is None:
        return None
    for kind, value in _values(content, labels):
        worth = _fits(kind, value, groups)
        if worth is None:
            return None
        weight += worth
    leading = ("dated",) if labels[0].start() > 0 and weight > 0 else ()
    return Line(weight, (*leading, *_kinds(labels)), tuple(groups))


def _loosely(content: str, labels: Sequence[regex.Match[str]]) -> Line | None:
    """The labels of a line with words of a site's own between them: counts, letter sizes or entry dates must be among them, and no sentence."""
    if len(labels) < 2 or len(content) > MAX_LOOSE or _SENTENCE.search(content):
        return None
    groups: list[tuple[str, str]] = []
    weight = sure = 0
    for kind, value in _values(content, labels):
        worth = _fits(kind, OTHER.split(value, maxsplit=1)[0].strip(_SEPARATORS), groups)
        weight += worth or 0
        sure += worth is not None and kind.name in ("dated", "seen", "size", "entered")
    weight += 2 * (CLOCK.search(content) is not None)
    if not sure or weight < SURE + 1:
        return None
    return Line(weight, _kinds(labels), tuple(groups))


def _leading(said: str, groups: list[tuple[str, str]]) -> int | None:
    """What stands before the first label: nothing, or the day with an office's name; alone it weighs something if it has the second."""
    said = said.strip(_SEPARATORS)
    match = _DATES.match(said)
    if not _bare(said):
        if match is None or (clock := CLOCK.match(said)) is None or not clock["second"]:
            return 0
    elif match is None or ":" not in match.group().replace("：", ":") or len(rest := _rest(said[match.end() :])) > 16 or _SAYING.search(rest):
        return None
    groups.append(("published", match.group()))
    return 2


def _rest(said: str) -> str:
    """What is left of a value without its dates, buttons and brackets."""
    for pattern in (_DATES, _WRITTEN, _ACCOUNT):
        said = pattern.sub(" ", said)
    parts = [part for part in _PARTED.split(said) if part and not _BUTTONS.fullmatch(part) and not _BRACKETS.fullmatch(part)]
    return " ".join(parts).strip(_SEPARATORS)


def _bare(said: str) -> str:
    """What is left of a value that should be nothing but buttons."""
    rest = _BUTTONS.sub("", _rest(said))
    return "" if _BRACKETS.fullmatch(rest) else rest.strip(_SEPARATORS)


def _fits(kind: _Kind, value: str, groups: list[tuple[str, str]]) -> int | None:
    """The weight of a label with this value, None if the value is not what the label asks for."""
    if kind.asks == "count":
        counted = _COUNT.match(value)
        return kind.weight if not _bare(value[counted.end() :] if counted else value) else None
    if kind.asks == "buttons":
        return kind.weight if not _bare(value) else None
    date = _DATES.search(value) or _WRITTEN.search(value)
    if kind.asks == "date":
        if date is None:
            return kind.weight - 1 if not _bare(value) else None
        rest = _bare(value[: date.start()] + " " + value[date.end() :])
        if len(rest) > (12 if ":" in date.group() else 0) or _SAYING.search(rest):
            return None
        if kind.metadata and _DATES.match(date.group()):
            groups.append((kind.metadata, date.group()))
        return kind.weight + (_DATES.match(date.group()) is not None)
    rest = _rest(value)
    limit = MAX_VALUE if kind.asks == "words" else MAX_NAME
    if len(rest) > limit or _SAYING.search(rest) or _NUMBER.match(rest):
        return None
    if rest and kind.metadata:
        groups.append((kind.metadata, rest))
    if date is not None:
        groups.append(("published", date.group()))
    return kind.weight
