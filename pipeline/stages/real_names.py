"""Finds real names of people without a model: by surname, by what given names are made of, and by the title or label beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.literals import Literals
from pipeline.rules.placeholders.load import ROOT, tables
from pipeline.stages.masks.glyphs import is_han
from pipeline.stages.occurrences import occurrences

_ALLOW_FILE, _NO_NAMES_FILE = ROOT.parent / "data" / "allow.toml", ROOT.parent / "data" / "no_names.toml"


class NamedPerson(NamedTuple):
    """`text[start:end]` is a name; `rule` says how that is known. Offsets are code points."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def _allow_list() -> frozenset[str]:
    table = tomllib.loads(_ALLOW_FILE.read_text("utf-8"))
    return frozenset(name for names in table.values() for name in names)


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words that look like a surname with a given name."""
    return frozenset(tomllib.loads(_NO_NAMES_FILE.read_text("utf-8"))["words"])


def allowed(name: str, more: frozenset[str] = frozenset()) -> bool:
    """Return whether a name is of a public figure or a national body, or one of `more`."""
    return name in _allow_list() or name in more


_FILLERS = frozenset("的是在了和与及或等对向从把被将让给就也都又还很最更不没")
_LABELS = (
    "主持人", "汇报人", "发言人", "联系人", "负责人", "作者", "编辑", "责任编辑", "记者", "通讯员", "摄影", "撰稿", "审核", "签发", "起草", "校对", "姓名", "申请人", "被告人", "被告", "原告", "上诉人", "被上诉人", "证人",
    "被害人", "法定代表人", "委托代理人", "辩护人", "审判长", "审判员", "书记员", "承办人", "主讲人", "上传人", "上传者", "发布人", "投稿人", "供稿", "被申请人", "当事人", "户主", "患者", "收件人", "编审", "监制", "經辦人", "聯絡人",
)  # fmt: skip
_LABEL_SET = frozenset(_LABELS)
_LABEL_ENDS = frozenset(label[-1] for label in _LABELS)
_LABEL_LENGTHS = tuple(sorted({len(label) for label in _LABELS}))
_BLANK = regex.compile(r"\s")
_BLANKS = regex.compile(r"\s{0,3}")
_ROLES = ("被告人", "原告", "被告", "上诉人", "证人", "被害人", "村民", "职工", "学生", "嫌疑人", "烈士", "模范")
_NAME_END = regex.compile(r"[\s、，,。.;；:：(（)）]|$")
_AFTER = regex.compile(
    r"[、，,。;；:：(（\s]|主持|强调|指出|表示|说|介绍|告诉|出席|讲话|致辞|作|在|到|来|一行|带领|深入|等|犯|诉|系|的|与|和|及|同志|先生|女士|为|率|向|会见|参加|调研|宣读|$"
)
_BEFORE = regex.compile(
    r"(?:^|[^\u4e00-\u9fff]|由|请|邀请|邀请了|请到了?|感谢|向|对|和|与|跟|及|是|为|给|让|听|听取了?|任命|聘请|聘任|表彰|表扬|祝贺|欢迎|慰问|看望|陪同|会见|采访|免去|增补|推选|选举|推荐|指派|委托|批评|询问|联系|采访了|关于|学习|对于|研究|经|同意|长|记|任|授|员|师|生|士|席|委|府|部|局|院|校|组|会|协|联|协同|以及|还有|其中|有|[的市县区镇乡省村州街])$"
)
_INVITES = regex.compile("(?:邀请|请|感谢|聘请|聆听|由|请到|欢迎)了?$")
_TITLE_GOES_ON = regex.compile("[级部团站办会室们处科]|工作|制度|职务")


class _Names(NamedTuple):
    safe: frozenset[str]
    ambiguous: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    titles: Literals
    firsts: frozenset[str]
    title_words: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    table = tables()["person"]["names"]
    titles = tuple(table["titles"])
    safe, ambiguous, compound = (frozenset(table[key]) for key in ("safe", "ambiguous", "compound"))
    return _Names(
        safe,
        ambiguous,
        compound,
        frozenset(table["given"] + table["given_more"]),
        Literals((*titles, *_ROLES)),
        frozenset(safe | ambiguous | {name[0] for name in compound}),
        frozenset(titles),
    )


def named_people(text: str, more: frozenset[str] = frozenset()) -> Iterator[NamedPerson]:
    """Yield the names of people that stand beside a title or a label, but for those allowed; in no order, spans may repeat."""
    names = _names()
    firsts, given, title_words = names.firsts, names.given, names.title_words
    for word, start, end in names.titles.find(text):
        named = text[start - 1 : start] in given or not firsts.isdisjoint(text[max(0, start - 4) : max(0, start - 1)])
        if named and word in title_words and not _TITLE_GOES_ON.match(text, end):
            yield from _kept(_before_title(text, start), text, more)
        if text[end : end + 1] in firsts:
            yield from _kept(_name_at(text, end, _AFTER, "person.after-title"), text, more)
    for at in _label_ends(text):
        yield from _labelled(text, at, more)


def _label_ends(text: str) -> Iterator[int]:
    """Yield where the values of labels begin: after the colon."""
    for at in occurrences(text, ":："):
        end = at if text[at - 1 : at] in _LABEL_ENDS else at - 1
        if text[end - 1 : end] not in _LABEL_ENDS or (end < at and not _BLANK.match(text, end)):
            continue
        if any(text[max(0, end - length) : end] in _LABEL_SET for length in _LABEL_LENGTHS):
            yield _BLANKS.match(text, at + 1).end()  # type: ignore[union-attr]


def _kept(person: NamedPerson | None, text: str, more: frozenset[str]) -> Iterator[NamedPerson]:
    if person and not allowed(text[person.start : person.end], more):
        yield person


def _before_title(text: str, end: int) -> NamedPerson | None:
    """王建军书记, 欧阳明教授, and after a verb of inviting a given name alone: 庆茹教授."""
    firsts = _names().firsts
    for length in (4, 3, 2):
        start = end - length
        if start >= 0 and text[start] in firsts and is_name(text[start:end]) and _BEFORE.search(text, max(0, start - 4), start):
            return NamedPerson(start, end, "person.before-title")
    alone = text[max(0, end - 2) : end]
    if len(alone) == 2 and _names().given.issuperset(alone) and alone not in _no_names() and _INVITES.search(text, max(0, end - 5), end - 2):
        return NamedPerson(end - 2, end, "person.given-name")
    return None


def _name_at(text: str, start: int, follow: regex.Pattern[str], rule: str) -> NamedPerson | None:
    if text[start : start + 1] not in _names().firsts:
        return None
    for length in (3, 4, 2):
        end = start + length
        if end <= len(text) and is_name(text[start:end], firm=True) and follow.match(text, end):
            return NamedPerson(start, end, rule)
    return None


def _labelled(text: str, at: int, more: frozenset[str]) -> Iterator[NamedPerson]:
    """Names after a label, up to six in a row."""
    for _ in range(6):
        person = _name_at(text, at, _NAME_END, "person.label")
        if person is None:
            return
        yield from _kept(person, text, more)
        at = person.end + 1
        if text[person.end : at] not in ("、", "，", ",", " ", "\u3000"):
            return


def is_name(name: str, *, firm: bool = False) -> bool:
    """Return whether a string reads like a surname with a given name of one or two characters; `firm`: ambiguous surnames need more."""
    names = _names()
    surname = 2 if name[:2] in names.compound else 1
    given = name[surname:]
    if not 1 <= len(given) <= 2 or not all(map(is_han, name)) or not _no_names().isdisjoint((name[:2], name[-2:])):
        return False
    if any(char in _FILLERS for char in given):
        return False
    if surname == 1 and name[0] not in names.safe:
        return name[0] in names.ambiguous and set(given) <= names.given and (not firm or len(given) == 2)
    return True
