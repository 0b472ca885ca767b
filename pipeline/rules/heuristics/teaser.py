"""A lead that repeats the body's beginning and breaks off in dots: all its words follow in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="teaser.lead",
    why="Some pages set a cut of the text before it, which ends in dots; the same words follow in full.",
    kind="line",
    pattern="",
    family="teaser",
)
MIN_TEASER = 40
"""Code points without blanks: a shorter line that ends in dots may be a refrain."""
HEAD_LINES = 40

_CUT = re.compile(
    r"[\s.…。·]{0,2}(?:\.{3,}|…{1,4}|。{3,})[\s.…。]{0,8}(?:[\[(（【]?(?:详细|更多|全文|阅读全文|查看全文|展开|查看更多)[\])）】]?[>»]{0,3})?$"
)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines near the top that end in dots and stand, without the dots, word for word in what follows."""
    hits: list[Hit] = []
    if not any(dots in view.text for dots in ("...", "…", "。。。")):
        return hits
    lines = [i for i, line in enumerate(view.lines) if line.content and i not in claimed][:HEAD_LINES]
    for place, index in enumerate(lines):
        content = view.lines[index].content
        if len(content) > 1200 or not (cut := _CUT.search(content, max(0, len(content) - 40))):
            continue
        said = "".join(content[: cut.start()].split())
        if len(said) < MIN_TEASER:
            continue
        rest = "".join("".join(view.lines[i].content.split()) for i in lines[place + 1 :] if view.lines[i].content != content)[: 4 * len(said) + 400]
        if said in rest:
            hits.append(Hit(RULE, *view.whole(index, index), index, index, "", ()))
    return hits
