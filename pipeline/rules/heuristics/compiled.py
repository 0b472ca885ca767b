"""Pages that hold several texts one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="compilation.parts",
    why="Essay sites string several texts together and number them: 篇1, 篇2.",
    kind="line",
    pattern="",
    action="mark",
    family="compilation",
    flag="multi_document",
)
_PART = re.compile(
    r"""(?x)
    (?: [^。！？!?，,；;]{0,50}? [\s:：（(【\[]? )?
    (?: 第?\s?[篇部]\s? (?P<n>[一二三四五六七八九十\d]{1,3}) | 第\s? (?P<m>[一二三四五六七八九十\d]{1,3}) \s?篇
      | (?:范文|例文|样本|样例|模板|通知|总结|讲话稿?|发言稿?|演讲稿?|报告|致辞|方案|心得体会|倡议书|汇报|检讨书|申请书|计划|主持词|合同) \s? (?P<k>[一二三四五六七八九十\d]{1,3}) )
    [】\])）]? \s? (?: [:：] .{0,60} )?
    """
)
_LAST = frozenset("一二三四五六七八九十0123456789")
"""How a heading ends that is the title with its number."""
_NUMERALS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}


def _number(match: re.Match[str]) -> int:
    said = match["n"] or match["m"] or match["k"]
    return int(said) if said.isdigit() else _NUMERALS.get(said, 0)


def _heading(content: str) -> re.Match[str] | None:
    if 2 <= len(content) <= 80 and ("篇" in content or "范文" in content or "例文" in content or content[-1] in _LAST):
        return _PART.fullmatch(content)
    return None


_HEADINGS = Passing(lambda content: _heading(content) is not None)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a mark for each part heading of a compilation."""
    headings = _HEADINGS.lines(view)
    if len(headings) < 2:
        return []
    parts = [(_number(match), index) for index in headings if (match := _heading(view.lines[index].content))]
    numbers = [number for number, _ in parts]
    counted = 1 in numbers and 2 in numbers and numbers.index(1) < numbers.index(2)
    return [Hit(RULE, view.lines[i].start, view.lines[i].end, i, i) for _, i in parts] if counted else []
