"""Short lines made of nothing but what sites call their controls: what a reader may do there, to what, and how.

No wording is known beforehand: a vocabulary of acts (下载, 充值, 举报), things (全文, 会员, 二维码) and ways (立即, 免费, 更多) composes them. Such a line
goes only on a page where other rules have found chrome, and there outside the text or beside a line that goes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.rules.engine import Hit
from pipeline.rules.literals import Literals
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, REMEMBERED, View

RULE = Rule(
    id="docshare.controls",
    why="A line of nothing but a site's acts, things and ways (下载 全文, 更多 模板, 充值 会员) is a button, a tab or a call, no text.",
    kind="line",
    pattern="",
    strength="weak",
    family="controls",
    common=True,
    removes=("使用此模板", "下载试卷 自动组卷 加入试卷篮", "更多相似作文", "在线编辑 一键换模板 导出PDF"),
    keeps=("下载", "教学目标", "资料要发到村民手里", "用户满意", "一、登录注册", "会员单位名单"),
)
EVIDENT = replace(RULE, strength="strong", common=False)
"""The same where the page has so many of them, on both sides of its text, that no other finding is needed."""
MIN_EVIDENT, BY_RULE, LINES_PER_CONTROL = 4, 2, 12
"""Different controls for that, so many fewer beside the finding of a rule, and lines of the page that may come on each."""
MIN_ROW = 3
"""Words of a row of buttons: one such must be among them where no rule found anything."""
PROBED, MIN_PROBED = 5, 3
"""Lines at the page's top and bottom of which so many must be controls before the others are looked at, where no rule found anything."""
MAX_LINE = 60
MIN_RULES = 2
"""Different rules that found chrome on the page, at least."""
PURE, SPOKEN, SOFT = 0.99, 0.72, 0.5
"""Share of a line's words that the vocabulary covers: of a button, of a call to the reader, and of what counts on a page full of them."""
SOFT_LINE = 40
CALLED = 0.35
"""The same of a question to the reader with an invitation behind it, or of an advertisement that ends in one."""
MIN_BAR, BAR_SHARE, BAR_WORD = 4, 0.4, 8
"""A bar: so many words, of which such a share is the site's, none longer than this."""

MIN_RUN = 5
"""Lines of a run that lists a site's sections."""
LONG_ACT = 4
"""Code points of an act that is a button by itself."""
TOP = 3
"""Lines of a page in which a bar of its sections stands."""

_DATA = Path(__file__).with_name("controls.toml")
_NO_WORD = re.compile(r"[\s\d\W_]+")
_APART = re.compile(r"[\s|｜/·、>»›•┊【】\[\]()（）:：,，]+")
_SENTENCE = re.compile(r"[。；！!？?;，,]")
_SPEAKER = re.compile(r"我们|大家(?!都?在|还在|都爱)|各[位村乡镇县市级单部]|同志|同学|老师|家长|群众|村民|居民|市民|学生|孩子|单位|部门|政府|干部|员工|[。；][)）”」]?$|[从在对把被和与或的]$|^(?:#{1,6}\s|[-*]?\s?\*\*|\*[^*]{1,40}\*$|第\s?\d{1,3}\s?[章节篇]\s|(?:回答|答案)[:：]|(?:修复|新增|优化|完善|重构|移除)|支持(?:打印|下载|分享|搜索|导出))|[:：].{1,40}、|[^、]{2,}、[^、]{2,}、.{1,40}[^、]{2,}[、；|｜]|；.|(?:编辑部|编辑室|编委会|办公室|委员会|服务部|服务中心|客户部|管理局|管理处|管理所|公司|学校|支部|村委会)$|^(?:第?[一二三四五六七八九十]{1,3}[、,，章节条]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]\D)")
_EXPLAINED = re.compile(r"(?!.{0,4}(?:提示|提醒|注意|声明|备注|注)\s?[:：])[\u4e00-\u9fff]{2,6}\s?[:：]\s?[\u4e00-\u9fff]{6,}")
"""A word with what it means: an entry of a list of words."""
_CALL = re.compile(r"[?？]\s?.{0,4}(?:快|试试|点击|点此|直接|立即|戳|去|找|查看|收藏|搜索|用|下载|\d{1,3}分钟|一键).{2,24}$|[!！,，\s](?:立即|马上|点击|快来|赶快|去)(?:了解|体验|使用|试用|咨询|加入|领取|开通|下载|查看|看看|抢购|入驻)[>»!！]{0,3}$")
_COUNT = re.compile(r"\d")
_STRAY = re.compile(r"[\d\W_]{1,12}|第?\s?\d{1,6}\s?[页条次人篇个]")
"""A number or mark that is left between two lines that go."""


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[Literals, Mapping[str, str], Literals]:
    """The words, what each of them is, and the words with those that count only in rows."""
    words = tomllib.loads(_DATA.read_text("utf-8"))
    kinds = {word: kind for kind in ("way", "thing", "act") for word in words[kind]}
    return Literals(kinds), kinds, Literals([*kinds, *words["genre"]])


@lru_cache(maxsize=REMEMBERED)
def composed(content: str) -> str:
    """Return what a line is by its words alone: "pure", "spoken", "bar", "things", "word", "soft", "topic" or nothing."""
    if _SPEAKER.search(content) or _EXPLAINED.match(content):
        return ""
    bare = _NO_WORD.sub("", content)
    share, acts, things, ways, small = _share(content, len(bare))
    if share >= PURE and not _SENTENCE.search(content):
        if acts and (acts + things + ways >= 2 or len(bare) >= LONG_ACT or _COUNT.search(content)):
            return "pure"
        if things and (things + ways >= 2 or _COUNT.search(content)):
            return "things"
        return "word" if acts + things + ways == 1 else ""
    if (share >= SPOKEN and acts and acts + things >= 2 and len(bare) >= 5) or (share >= CALLED and acts + things and _CALL.search(content)):
        return "spoken"
    if _is_bar(content):
        return "bar"
    if share >= SOFT and acts and acts + things + ways - small >= 3 and len(content) <= SOFT_LINE:
        return "soft"
    return "topic" if 2 <= len(bare) <= BAR_WORD and _sorted_by(content) >= len(bare) else ""


def _sorted_by(content: str) -> int:
    """How many letters of some words are the vocabulary's, with those by which sites sort."""
    return sum(len(word) for word, _, _ in _vocabulary()[2].find(content))


def _share(content: str, size: int) -> tuple[float, int, int, int, int]:
    """The share of a line's letters that the vocabulary covers, and how many acts, things and ways it names, small ones among them."""
    literals, kinds, _ = _vocabulary()
    counts, covered, small = {"act": 0, "thing": 0, "way": 0}, 0, 0
    for word, _, _ in literals.find(content):
        counts[kinds[word]] += 1
        small += kinds[word] == "way" and len(word) == 1
        covered += len(word)
    return (covered / size if size else 0.0), counts["act"], counts["thing"], counts["way"], small


def _is_bar(content: str) -> bool:
    """Whether a line is a row of short words, of which enough are the site's."""
    words = [word for word in _APART.split(content) if word and not word.isdigit()]
    if len(words) < MIN_BAR or _SENTENCE.search(content) or max(map(len, words)) > BAR_WORD:
        return False
    known = sum(_sorted_by(word) >= len(word) for word in words)
    return known >= 2 and known >= BAR_SHARE * len(words)


class _Where(NamedTuple):
    """Where a line stands: outside the text, below it, in the first lines, and whether the lines on either side go."""

    outside: bool
    below: bool
    top: bool
    near: tuple[bool, ...]


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the controls before and after the text, and those beside lines that go."""
    lines = [i for i, line in enumerate(view.lines) if line.content]
    if not claimed and sum(_is_control(view, i) for i in (*lines[:PROBED], *lines[PROBED:][-PROBED:])) < MIN_PROBED:
        return ()
    said = {i: composed(_bare(view.lines[i].content)) for i in lines if i not in claimed and len(view.lines[i].content) <= MAX_LINE}
    text = [i for i in lines if i not in claimed and said.get(i, "") in ("", "topic") and _reads(view.lines[i].content)]
    first, last = (text[0], text[-1]) if text else (len(view.lines), -1)
    candidates = [place for place, i in enumerate(lines) if i not in claimed and (said.get(i) or _STRAY.fullmatch(view.lines[i].content))]
    found: set[int] = set()
    for order in (candidates, candidates[::-1], candidates):  # what goes stands beside the next
        for place in order:
            index = lines[place]
            near = [i in claimed or i in found for i in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])]
            where = _Where(outside=not text or not first < index < last, below=index > last, top=place < TOP, near=tuple(near))
            if _goes(said.get(index, ""), view.lines[index].content, where):
                found.add(index)
    found |= _runs(lines, said, {*found, *claimed}, [i < first or i > last for i in lines])
    rules = len(set(claimed.values()))
    rule = RULE if rules >= MIN_RULES else EVIDENT if _evident(view, found, {*found, *claimed}, first, last) else None
    return [Hit(rule, *view.whole(i, i), i, i, "", ()) for i in sorted(found)] if rule else ()


_OF_A_RUN = ("word", "pure", "things", "topic")


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


def _is_control(view: View, index: int) -> bool:
    content = view.lines[index].content
    return len(content) <= MAX_LINE and composed(_bare(content)) not in ("", "word", "topic")


def _evident(view: View, found: set[int], going: set[int], first: int, last: int) -> bool:
    """Whether the controls show a site's page nearly alone: chrome above the text and below it, and many of them for so few lines."""
    contents = {view.lines[i].content for i in found}
    needed = MIN_EVIDENT - (BY_RULE if going > found else 0)
    sides = min(sum(i < first for i in going), sum(i > last for i in going))
    row = any(len(_APART.split(content)) >= MIN_ROW and composed(_bare(content)) == "pure" for content in contents)
    return (row or going > found) and sides >= 1 and len(contents) >= needed and sum(1 for line in view.lines if line.content) <= LINES_PER_CONTROL * len(contents)


def _goes(kind: str, content: str, where: _Where) -> bool:
    """Whether a line of some kind goes where it stands."""
    if kind == "pure":
        return where.outside or any(where.near)
    if kind in ("spoken", "bar", "things", "soft"):
        return where.below or (where.outside and any(where.near)) or (kind == "bar" and where.top)
    return where.outside and len(where.near) == 2 and all(where.near) and (kind == "word" or _STRAY.fullmatch(content) is not None)


def _reads(content: str) -> bool:
    """Whether a line reads like a sentence of a text, however short."""
    return len(content) > MAX_LINE or (len(content) >= 12 and (content[-1] in "：:”’」…" or _SENTENCE.search(content) is not None))


def _bare(content: str) -> str:
    bullet = BULLET.match(content)
    return content[bullet.end() :] if bullet else content
