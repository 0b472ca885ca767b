"""Lists of links with their dates glued on, which essay sites set between and below texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, View
from pipeline.rules.rule import Rule

RULE = Rule(
    id="related.dated-links",
    why="Between the texts of a compilation stands a heading 相关文章 over links that end in a date without a year.",
    kind="block",
    pattern="",
    family="related",
)
_HEADING = re.compile(
    r"[【\[“\"《■◆>★\s]{0,4}[^。！？，]{0,60}?[】\]”\"》]?\s?(?:的)?(?:相关|推荐|精选|更多)(?:文章|范文|推荐|阅读|资料|内容)(?:推荐|阅读)?[】\]]?\s?[:：]?[★\s]{0,3}"
)
_LINK = re.compile(r"[•·*★◆>1-9.、\s]{0,6}[^。！？!?]{4,60}?[\s(（]{0,2}(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])[)）]?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return each heading 相关文章 with the dated links below it."""
    if not any(word in view.text for word in ("相关", "推荐", "精选", "更多")):
        return ()
    lines = [i for i, line in enumerate(view.lines) if line.content]
    hits = []
    for place, index in enumerate(lines):
        if (
            len(view.lines[index].content) > 80
            or not any(word in view.lines[index].content for word in ("相关", "推荐", "精选", "更多"))
            or not _HEADING.fullmatch(view.lines[index].content)
        ):
            continue
        last = place
        while (
            last + 1 < len(lines)
            and len(view.lines[lines[last + 1]].content) <= 80
            and _LINK.fullmatch(view.lines[lines[last + 1]].content)
        ):
            last += 1
        if last > place:
            hits.append(Hit(RULE, *view.whole(index, lines[last]), index, lines[last], "", ()))
    return hits
