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
LISTED = Rule(
    id="related.numbered-links",
    why="A heading of a site stands over a list of its other pages, numbered, behind bullets or bare.",
    kind="line",
    pattern="",
    family="related",
    strength="weak",
    common=True,
)
LONGEST_LIST = 40
"""Lines below a heading in which its list is looked for."""
MIN_ENTRIES = 2
_ENTRY = r"[^。！？!?；;，,：:]{4,40}(?<!\.docx)(?<!\.doc)(?<!\.pdf)(?<!\.xls)(?<!\.xlsx)"
_NUMBERED = re.compile(rf"(?P<mark>\d{{1,2}})(?:[、.．]\s?|\s)(?=\D|(?:19|20)\d\d){_ENTRY}")
_BULLETED = re.compile(rf"(?P<mark>[★☆●◆▲※*•·>»])\s?(?=[^\s★☆●◆▲※*•·>»]){_ENTRY}")
_KIND = (
    r"稿|总结|报告|范文|通知|讲话|发言|合同|协议书?|方案|心得|体会|作文|[\d一二三四五六七八九十]篇|计划|致辞|主持词|汇报|倡议书?|文案|模板|句子|大全|演讲|简历|申请书?|材料"
    r"|[读观听]后?感|读书笔记|日记|周记|教案|试题|课件|评语|祝福语|标语|口号|开场白|串词|范本"
)
_NAMED = re.compile(rf"(?!\d{{1,2}}[、.．])[^。！？!?；;，,：:]{{2,36}}?(?:{_KIND})(?:\d{{2,4}}字|\d{{1,2}}分钟|怎么写|格式|[(（][^()（）]{{1,10}}[)）])?")
_MODEL_WORD = re.compile(_KIND)
_HEADING = re.compile(
    r"[【\[“\"《■◆>★\s]{0,4}[^。！？，]{0,60}?[】\]”\"》]?\s?(?:的)?(?:相关|推荐|精选|更多)(?:文章|范文|推荐|阅读|资料|内容)(?:推荐|阅读)?[】\]]?\s?[:：]?[★\s]{0,3}"
)
_OFFERED = ("相关", "推荐", "精选", "更多")
"""One of them stands in every such heading."""
_LINK = re.compile(r"[•·*★◆>1-9.、\s]{0,6}[^。！？!?]{4,60}?[\s(（]{0,2}(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])[)）]?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return each heading 相关文章 with the dated links below it."""
    listed = _listed(view, claimed)
    if not (headings := {*_HEADINGS.lines(view)}):
        return listed
    lines = view.filled
    hits = listed
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


def _listed(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The entries directly below a heading that rules remove. Inside the text each of them must name a kind of text, below it half of them."""
    headings = sorted(i for i, rule in claimed.items() if rule.startswith(OVER_LINKS))
    last = max((i for i in view.filled if view.long[i] and i not in claimed), default=-1) if headings else -1
    found: list[int] = []
    for heading in headings:
        entries = _entries(view, [i for i in range(heading + 1, min(heading + LONGEST_LIST, len(view.lines))) if view.lines[i].content])
        texts = sum(_MODEL_WORD.search(view.lines[i].content) is not None for i in entries)
        enough = texts == len(entries) if heading < last else 2 * texts >= len(entries) or claimed[heading].startswith(LIBRARY)
        found += entries if len(entries) >= MIN_ENTRIES and enough else ()
    return [line_hit(LISTED, view, i) for i in found if i not in claimed]


def _entries(view: View, below: Sequence[int]) -> list[int]:
    """The first of `below` that are a list: numbered from 1, all behind one bullet, or all named as model texts are."""
    first = view.lines[below[0]].content if below else ""
    form = next((form for form in (_NUMBERED, _BULLETED) if form.fullmatch(first)), _NAMED)
    found: list[int] = []
    for count, index in enumerate(below, 1):
        match = form.fullmatch(view.lines[index].content)
        if match is None or (form is not _NAMED and match["mark"] != (str(count) if form is _NUMBERED else first[0])):
            break
        found.append(index)
    return found
