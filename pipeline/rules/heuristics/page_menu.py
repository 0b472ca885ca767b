"""Menus and link lists at the two edges of a page, recognised by the confirmed chrome that stands beyond the text beside them.

No line is judged by its words here. A page's text is its main run; in front of it, everything menu-like above the last confirmed line of chrome
belongs to the site, and behind it everything list-like below the first confirmed *foot* of the page. Signatures, annexes, contact lines,
verse and whatever reads like a sentence stay. The findings that carry the judgement are deleted with it, so a second run finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.roles import BELOW_SIGNATURE, FOOT, MENU_WORDS, PAGE_END, UNDER_TITLE, is_over_text
from pipeline.rules.rule import Rule
from pipeline.rules.slot import claim, reach
from pipeline.rules.view import BULLET, REMEMBERED, View, is_long_sentence

RULE = Rule(
    id="menu.edge",
    why="A page's menus and link lists stand outside its text: above its last confirmed head line, below its first confirmed foot line.",
    kind="line",
    pattern="",
    strength="weak",
    family="menu",
    common=True,
)
MIN_TITLE = 7
"""Code points of a title that stands over such a line; menus have shorter items."""
MIN_BULLETED, MIN_BARE = 3, 5
"""Lines of a menu, at least: with bullets, without."""
NEAR = 8
"""Lines below the main run within which signature blocks and annexes may stand."""
MIN_SPACES = 6
"""Blanks in a line that ends in a full stop and is a sentence, at least: the names of pages end in none, however long they are."""
MIN_BODY = 90
"""Code points of the main run, at least: with less nobody knows where the text is."""
STRAYS = 1
"""Long sentences outside the main run that may be teasers or notices of the site."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_SENTENCE = re.compile(r"[。；！？!?;：:，,、“”\"…\t]|^\d{1,2}[.．、]")
_BAR = re.compile(r"(?!.*\d)(?!.*(?<!\S)[a-z])(?:[^\s。；！？，：:]{2,7}\s{1,3}){3,60}[^\s。；！？，：:]{2,7}")
"""Many short words with blanks between; Latin ones in small letters are a sentence or a headline, and with numbers it is a row of a table."""
_PROTECTED = re.compile(
    r"附[件表录：:]|(?:联系|咨询|报名|监督|举报)?(?:人|电话|热线|方式|邮箱)\s?[:：]|联系(?:人|电话)|(?:时间|地点|地址|日期)\s?[:：]|特此|[(（]此件|谢谢|感谢|此致|敬礼|祝|干杯|"
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]\D|【[^】]{1,10}】$|《|[(（]|[—\-]{2}|抄[送报]|印发"
)
_OFFICE = re.compile(
    r".{2,24}(?:人民政府|办公[室厅]|委员会|[局厅部院署处科]|公司|中心|学校|大学|协会|学会|支部|党委|党组|集团|总工会|联合会|领导小组|指挥部)$"
)
_DATE = re.compile(r"[(（]?(?:\d{4}|[12][\dxX*×]{3}|二[〇○零Oo０].{2})\s?年.{1,12}日[)）]?$|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$")
_FILE = re.compile(r"(?i)\.(?:docx?|pdf|xlsx?|pptx?|wps|zip|rar)\b")
_SALUTATION = re.compile(r".{1,40}[:：]$")


class _Item(NamedTuple):
    """A non-blank line: its index, its text without bullet, whether it has a bullet, the rule that claims it, and its place below the main run."""

    line: int
    bare: str
    bulleted: bool
    claim: str
    depth: int


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for each line of a menu or link list at the page's edges."""
    found = _found(view, claimed)
    return [line_hit(RULE, view, i) for i in sorted(found) if not _over_byline(view, i, claimed)]


def _over_byline(view: View, index: int, claimed: Mapping[int, str]) -> bool:
    """Whether a line is long enough for a title and the next one says when and by whom the text was published, or how long it is."""
    below = next((i for i in range(index + 1, min(index + 4, len(view.lines))) if view.lines[i].content), None)
    return below is not None and len(view.lines[index].content) >= MIN_TITLE and (is_over_text(claimed.get(below)) or claimed.get(below, "").startswith(UNDER_TITLE))


def _found(view: View, claimed: Mapping[int, str]) -> set[int]:
    """The lines of menus and link lists, where `claimed` is known to be chrome."""
    if len(set(claimed.values())) < 2:
        return set()
    lines = view.filled
    run = main_run(view, lines, claimed)
    if run is None:
        return set()
    head, tail = _outside(view, lines, claimed, run)
    below = _items(view, tail, claimed)
    unconfirmed = [item._replace(claim="") if item.claim.startswith(MENU_WORDS) else item for item in below]
    return {*_head(_items(view, head, claimed)), *_tail(below), *_tail(unconfirmed)} - claimed.keys()


def main_run(view: View, lines: Sequence[int], claimed: Mapping[int, str]) -> tuple[int, int] | None:
    """Return the first and the last line of the stretch where running text outweighs everything else, None if there is too little of it."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for place, index in enumerate(lines):
        content = view.lines[index].content
        weight = min(len(content), 200) ** 0.5
        total += -0.5 if index in claimed else 0.65 * weight if view.long[index] else -0.25 * weight
        if total <= 0:
            total, start = 0.0, place + 1
        elif total > best[0]:
            best = (total, start, place)
    if not best[0]:
        return None
    first, last = lines[best[1]], lines[best[2]]
    mass = sum(len(view.lines[i].content) for i in range(first, last + 1) if i not in claimed)
    return (first, last) if mass >= MIN_BODY else None


def _outside(view: View, lines: Sequence[int], claimed: Mapping[int, str], run: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Return the lines above and below the text.

    Where more than one long sentence stands outside the run, the text reaches as far as they do; what stands between by-line and foot belongs to it.
    """
    first, last = run
    long = [i for i in lines if i not in claimed and view.long[i]]
    if sum(i < first for i in long) > STRAYS:
        first = long[0]
    if sum(i > last for i in long) > STRAYS:
        last = long[-1]
    low, high = reach([claim(claimed.get(i), view.lines[i].content) for i in lines], (lines.index(first), lines.index(last)))
    first, last = lines[low], lines[high]
    return [i for i in lines if i < first], [i for i in lines if i > last]


def _items(view: View, indexes: Sequence[int], claimed: Mapping[int, str]) -> list[_Item]:
    items = []
    for depth, index in enumerate(indexes):
        bare, bulleted = _bared(view.lines[index].content)
        items.append(_Item(index, bare, bulleted, claimed.get(index, ""), depth))
    return items


@lru_cache(maxsize=REMEMBERED)
def _bared(content: str) -> tuple[str, bool]:
    """A line without its bullet, and whether it had one."""
    bullet = BULLET.match(content)
    bare = content[bullet.end() :] if bullet else "" if content in "*+•·●▪◆■○o" else content
    return bare, bool(bullet) or not bare


def _head(items: Sequence[_Item]) -> list[int]:
    """Indexes of menu lines above the last confirmed line before the text."""
    last = max((k for k, item in enumerate(items) if item.claim), default=0)
    found: list[int] = []
    group: list[_Item] = []
    for item in (*items[:last], None):
        if item is not None and (item.claim or _menu_like(item)):
            group += [item] if not item.claim or item.claim.startswith(MENU_WORDS) else []
            continue
        found += _menu(group)
        group = []
    return found


def _menu_like(item: _Item) -> bool:
    """Whether a line could be one link of a menu, or a bar of several."""
    if not item.bare:
        return True
    if _SENTENCE.search(item.bare) or (item.bare[-1] == "." and item.bare.count(" ") > MIN_SPACES // 2):
        return False
    latin = len(_LATIN.findall(item.bare)) * 2 > len(item.bare)
    limit = (48 if item.bulleted else 28) if latin else (20 if item.bulleted else 8)
    return len(item.bare) <= limit or _BAR.fullmatch(item.bare) is not None


def _menu(group: Sequence[_Item]) -> list[int]:
    """The lines of a group that is a menu: enough of them, or a bar of many words; equal lengths of five or seven are verse."""
    bars = [item for item in group if _BAR.fullmatch(item.bare)]
    bulleted = sum(item.bulleted for item in group)
    sizes = [len(item.bare) for item in group if not item.bulleted]
    if len(sizes) >= 3 and any(sizes.count(n) >= 0.8 * len(sizes) for n in (5, 7)):
        return []
    if bulleted >= MIN_BULLETED or len(group) >= MIN_BARE:
        return [item.line for item in group if not item.claim]
    return [item.line for item in bars if not item.claim]


def _tail(items: Sequence[_Item]) -> list[int]:
    """Indexes of list lines below the first confirmed foot of the page."""
    start = next((k for k, item in enumerate(items) if item.claim.startswith(FOOT)), None)
    if start is None:
        return []
    below = next((k for k, item in enumerate(items) if item.claim.startswith(BELOW_SIGNATURE)), len(items))
    end = next((k for k in range(len(items) - 1, -1, -1) if items[k].claim.startswith(PAGE_END)), -1)
    found: list[int] = []
    segment: list[_Item] = []
    for k, item in enumerate((*items[start + 1 :], None), start + 1):
        if item is not None and not item.claim:
            segment.append(item)
            continue
        between = below < k - len(segment) and k <= end
        found += [x.line for x in segment if not is_long_sentence(x.bare)] if between else _listed(segment)
        segment = []
    return found


def _listed(segment: Sequence[_Item]) -> list[int]:
    """The lines to delete of a segment between confirmed lines: all, if no line of it could be the document's; else its long runs of links."""
    if all(_list_like(item) for item in segment):
        return [item.line for item in segment] if not _verse(segment) else []
    found: list[int] = []
    group: list[_Item] = []
    for item in (*segment, None):
        if item is not None and _list_like(item):
            group.append(item)
            continue
        bulleted = sum(x.bulleted for x in group)
        if (bulleted >= MIN_BULLETED or len(group) >= MIN_BARE) and not _verse(group):
            found += [x.line for x in group]
        group = []
    return found


def _verse(group: Sequence[_Item]) -> bool:
    sizes = [len(item.bare) for item in group if not item.bulleted]
    return len(sizes) >= 3 and len(sizes) == len(group) and any(sizes.count(n) >= 0.8 * len(sizes) for n in (5, 6, 7, 8))


def _list_like(item: _Item) -> bool:
    """Whether a line below the foot could be an entry of a link list, and could not be the document's own."""
    bare = item.bare
    if not bare:
        return True
    if len(bare) > 160 or is_long_sentence(bare) or bare[-1] in "。；;" or (bare[-1] in ".!" and bare.count(" ") >= MIN_SPACES):
        return False
    near = item.depth < NEAR
    if near and (_PROTECTED.match(bare) or _FILE.search(bare) or _DATE.search(bare)):
        return False
    if near and not item.bulleted:
        return not (_OFFICE.fullmatch(bare) or _SALUTATION.fullmatch(bare) or bare[-1] in "！!？?")
    return True
