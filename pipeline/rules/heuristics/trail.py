"""The way from a site's name to the text, told from an author's arrows by its ends: the site's name stands above it, or the title below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="nav.trail",
    why="A site shows the way to a text without naming its home page; the way's first step is the line above it, or its last step the title below.",
    kind="line",
    pattern="",
    family="breadcrumb",
    removes=(
        "灯下文学网\n灯下文学网 > 都市言情 > 采访记 > 第77章 下乡采访\n第77章 下乡采访(2)\n深秋的午后，太阳照在院子里。",
        "公文范本 > 会议讲话 > 在春耕动员会上的讲话\n在春耕动员会上的讲话\n同志们：\n今天开会。",
        "首页 理论教育 渔村换届的启示\n渔村换届的启示\n换届不是换一块牌子。",
        "好档网\n当前位置：好档网 › 渔村换届的启示\n渔村换届的启示\n换届不是换一块牌子。",
    ),
    keeps=(
        "首页 设计 要点\n先看首页。",
        "渔村\n位置：渔村 > 码头\n先到码头。",
        "质量 > 速度 > 数量\n这是今年的要求。", "审批流程\n受理 > 审查 > 决定 > 送达\n每一步都要限时办结。",
    ),
)
REACH = 3
"""Non-blank lines on either side in which the trail's ends are looked for."""
MIN_TITLE = 5
"""Code points of a title that ends a way whose steps blanks part: a shorter one may be a word of it."""
HEAD = 12
"""Non-blank lines from the top in which a trail may stand."""
MAX_WAY = 200
"""Code points."""

_ARROWS = ">＞»›→"
"""One of them stands between two steps."""
_STEP = re.compile(r"\s{0,3}(?:>{1,2}|＞{1,2}|»|›|→|->)\s{0,3}")
_HOME = re.compile(r"(?:网站)?(?:首页|首頁|主页)[ \u3000]{1,3}(?=[^ \u3000])")
"""How a way without arrows begins: its steps are parted by blanks."""
_LABEL = re.compile(r"(?:(?:您|你)(?:现在)?的?(?:当前|當前|所在|目前)?|当前|當前|所在|目前)的?位置\s?[:：]\s?")
_PART = re.compile(r"\s?[(（]\s?(?:第?\s?\d{1,3}\s?[页頁]|\d{1,3}(?:\s?[/／]\s?\d{1,3})?)\s?[)）]$")
"""Which page of a chapter a line names."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for the trail, with the title that it names, and one for the site's name above it."""
    ways = {i for i in _WAYS.lines(view) if i < 4 * HEAD}
    top = [i for i in range(min(len(view.lines), 4 * HEAD)) if view.lines[i].content][:HEAD] if ways else []
    for place, index in enumerate(top):
        if index not in ways or not (steps := _steps(view.lines[index].content)):
            continue
        sections = {steps[0], *(step.split()[0] for step in steps[1:])}
        above = [i for i in top[max(0, place - REACH) : place] if view.lines[i].content in sections]
        titles = [said for i in top[place + 1 : place + 1 + REACH] if (said := _title(view.lines[i].content, steps[-1]))]
        if not above and not titles:
            continue
        named = (("title", titles[0]),) if titles else ()
        names = [line_hit(RULE, view, i, named) for i in above if i not in claimed]
        if index in claimed:  # a rule knows this trail; its ends are still to be read
            return [*names, line_hit(RULE, view, index, named)] if named else names
        return [*names, line_hit(RULE, view, index, (("breadcrumbs", _way(steps, titles)), *named))]
    return ()


def _steps(content: str) -> list[str]:
    """The steps of a way, at least three, or two behind a label; 首页 and the rest where blanks part them; none where a line is no way."""
    if len(content) > MAX_WAY:
        return []
    if not any(arrow in content for arrow in _ARROWS):
        home = _HOME.match(content)
        return [home.group().strip(), content[home.end() :]] if home else []
    label = _LABEL.match(content)
    steps = [step for step in _STEP.split(content[label.end() :] if label else content) if step]
    return steps if (2 if label else 3) <= len(steps) <= 8 else []


_WAYS = Passing(lambda content: bool(_steps(content)))


def _way(steps: Sequence[str], titles: Sequence[str]) -> str:
    """The way as metadata has it; where blanks part its steps, those before the title are known by them."""
    between = [step for step in steps[-1].removesuffix(titles[0]).split() if step] if titles and steps[-1] != titles[0] else []
    return " > ".join([*steps[:-1], *between, titles[0]] if titles else steps)


def _title(content: str, end: str) -> str | None:
    """What a line says without the number of its page, if a way ends with it."""
    said = _PART.sub("", content)
    return said if said and (said == end or (len(said) >= MIN_TITLE and end.endswith(" " + said))) else None
