"""Lists of links with their dates glued on, which essay sites set between and below texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.roles import LIBRARY, OVER_LINKS
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="related.dated-links",
    why="Between the texts of a compilation stands a heading 相关文章 over links that end in a date without a year.",
    kind="block",
    pattern="",
    family="related",
)
NUMBERED = Rule(
    id="related.numbered-links",
    why="Below the text a heading of a site stands over a numbered list of its other pages.",
    kind="line",
    pattern="",
    family="related",
    strength="weak",
    common=True,
)
_NUMBERED = re.compile(r"(?P<n>\d{1,2})(?:[、.．]\s?|\s)(?=\D)[^。！？!?；;，,：:《》]{4,40}(?<!\.docx)(?<!\.doc)(?<!\.pdf)(?<!\.xls)(?<!\.xlsx)")
_MODEL_TEXT = re.compile(r"(?:稿|总结|报告|范文|通知|讲话|发言|合同|协议书?|方案|心得|体会|作文|[\d一二三四五六七八九十]篇|计划|致辞|主持词|汇报|倡议书|文案|模板|句子|大全|演讲|简历|申请书|材料)(?:[(（][^()（）]{1,10}[)）])?$")
_HEADING = re.compile(
    r"[【\[“\"《■◆>★\s]{0,4}[^。！？，]{0,60}?[】\]”\"》]?\s?(?:的)?(?:相关|推荐|精选|更多)(?:文章|范文|推荐|阅读|资料|内容)(?:推荐|阅读)?[】\]]?\s?[:：]?[★\s]{0,3}"
)
_OFFERED = ("相关", "推荐", "精选", "更多")
"""One of them stands in every such heading."""
_LINK = re.compile(r"[•·*★◆>1-9.、\s]{0,6}[^。！？!?]{4,60}?[\s(（]{0,2}(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])[)）]?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return each heading 相关文章 with the dated links below it."""
    numbered = _numbered(view, claimed)
    if not (headings := {*_HEADINGS.lines(view)}):
        return numbered
    lines = view.filled
    hits = numbered
    for place, index in enumerate(lines):
        if index not in headings or not _is_heading(view.lines[index].content):
            continue
        last = place
        while (
            last + 1 < len(lines)
            and len(view.lines[lines[last + 1]].content) <= 80
            and _LINK.fullmatch(view.lines[lines[last + 1]].content)
        ):
            last += 1
        if last > place:
            hits.append(Hit(RULE, *view.whole(index, lines[last]), index, lines[last]))
    return hits


def _is_heading(content: str) -> bool:
    return len(content) <= 80 and any(word in content for word in _OFFERED) and _HEADING.fullmatch(content) is not None


_HEADINGS = Passing(_is_heading)


def _numbered(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines numbered 1, 2, … directly below a heading that rules remove, under the last running text."""
    hits: list[Hit] = []
    for heading in sorted(i for i, rule in claimed.items() if i > view.body[1] and rule.startswith(OVER_LINKS)):
        below = [i for i in range(heading + 1, min(heading + 40, len(view.lines))) if view.lines[i].content]
        found: list[int] = []
        for index in below:
            match = _NUMBERED.fullmatch(view.lines[index].content)
            if match is None or int(match["n"]) != len(found) + 1:
                break
            found.append(index)
        texts = sum(_MODEL_TEXT.search(view.lines[i].content) is not None for i in found)
        if len(found) >= 2 and (2 * texts >= len(found) or claimed[heading].startswith(LIBRARY)):
            hits += [line_hit(NUMBERED, view, i) for i in found]
    return hits
