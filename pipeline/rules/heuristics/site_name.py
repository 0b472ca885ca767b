"""The site's own name over and under a page: with a slogan, with its hotline, or alone.

Which words are the name, the page itself says: where other chrome speaks of the site (版权所有, 用户上传, 欢迎访问), or where one word opens both a line at the
page's top and another at its bottom. A name that the text speaks of is not the site's alone, and what follows the name must be parted from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.place import text_of
from pipeline.rules.heuristics.site_line import composed, names
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="menu.site-name",
    why="The name of the site stands over or under the page, alone or with a slogan.",
    kind="line",
    pattern="",
    strength="weak",
    family="site-name",
    common=True,
)
TOP, BOTTOM = 8, 12
"""Filled lines from either end of a page in which its site's name stands."""
FIRST, LAST = 3, 4
"""The same for a name that is told by standing at both ends."""
MAX_LINE = 40
"""Code points of a name with its slogan."""

_NAME = r"[\u4e00-\u9fff]{2,8}"
_TOLD = re.compile(
    rf"(?:(?:欢迎(?:访问|光临|来到|您来到)|歡迎光臨|版权所有\s?[:：]?|©\s?(?:\d{{4}}\s?(?:[-—~至]\s?\d{{4}})?)?)\s{{0,2}}(?P<after>{_NAME}?)(?=$|[\s,，。!！(（|]|版权|网友|用户|会员))"
    rf"|(?:(?:由|在|到)(?P<of>{_NAME}?)(?:用户|会员|网友|小编|上搜索|上传))|(?:^|[\s>»|])(?P<before>{_NAME}?)(?:\s?(?:版权所有|用户协议|所有资源|首页\s?[>＞»]|声明\s?[:：]))"
)
_SUFFIX = re.compile(r"(?:网站?|文?库|论坛|社区|之家|大全|在线|驿站|公社|文苑|文档|资料|范文|小说|[日晚时早]报|门户|学堂|汇|吧)$")
"""How the names of sites end; offices, schools and firms sign documents with theirs."""
_PARTED = re.compile(r"[\s|｜·_,，!！-]|$")
_OPENS = re.compile(rf"({_NAME})(?=[\s|｜]|$)")
_SENTENCE = re.compile(r"[。；？?：:](?!\s?\d)")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines at both ends of a page that begin with the name of its site."""
    lines = view.filled
    if not claimed or len(lines) < FIRST + LAST:
        return ()
    edge = [i for i in {*lines[:TOP], *lines[-BOTTOM:]} if len(view.lines[i].content) <= MAX_LINE]
    named = _names(view, claimed, edge)
    if not named:
        return ()
    text = text_of(view, claimed)
    found = [i for i in sorted(edge) if i not in claimed and not text.is_around(i) and _is_named(view.lines[i].content, named)]
    return [line_hit(RULE, view, i) for i in found]


def _names(view: View, claimed: Mapping[int, str], edge: Sequence[int]) -> Set[str]:
    """What the page shows to be the name of its site, and does not say in its text."""
    told = {name for index in claimed for name in _told(view.lines[index].content[:200]) if _SUFFIX.search(name)}
    lines = view.filled
    first, last = ({m[1] for i in part if i in edge and (m := _OPENS.match(view.lines[i].content))} for part in (lines[:FIRST], lines[-LAST:]))
    told |= {name for name in first & last if _SUFFIX.search(name)}
    spoken = [view.lines[i].content for i in lines if view.long[i] and i not in claimed]
    return {name for name in told if not composed(name) and not any(name in line for line in spoken)}


def _told(content: str) -> Iterator[str]:
    for match in _TOLD.finditer(content):
        yield next(name for name in match.groups() if name)


def _is_named(content: str, named: Set[str]) -> bool:
    """Whether a line begins with a site's name, and what follows is parted from it or made of the site's words."""
    name = next((name for name in sorted(named, key=len, reverse=True) if content.startswith(name)), None)
    if name is None or _SENTENCE.search(content):
        return False
    rest = content[len(name) :]
    return _PARTED.match(rest) is not None or bool(composed(rest)) or names(rest) is not None
