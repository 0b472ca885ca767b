"""Full points that a site sets behind 的 in the midst of sentences, one or two in a text, so that copies of it can be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="jammer.dot",
    why="Model-essay sites set a point behind 的 in a sentence, where neither a number, a name nor an end of a sentence has one.",
    kind="span",
    pattern="",
    family="jammer",
    removes=("入冬以来，全镇组织的.劳力有三千多人次，清淤渠道四十公里。明年春灌就不愁了。",),
    keeps=(
        "这条渠是我们村的.那条渠是他们村的.两村轮流用水。大家没有意见。今年还是这样.",
        "实习的目的.要求和安排，另行通知。",
        "一.总则\n本办法所称的.指下列各项。亚伯拉罕.林肯说过。",
        "他说的...大家都懂。",
    ),
)
MOST = 12
"""Such points in a text, at most: more are somebody's way to write."""
_BEHIND_DE = re.compile(r"(?<=[\u4e00-\u9fff]的)(?<!目的)\.(?=[\u4e00-\u9fff])")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十]|(?<!目)的)\.(?=[\u4e00-\u9fff])")
_AT_END = re.compile(r"[\u4e00-\u9fff]\.$", re.MULTILINE)
"""Points that are somebody's own: of a name, of a list without other marks, at the end of a sentence."""


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the points behind 的, if the text ends its sentences with other marks and has no other points between Chinese characters."""
    if "的." not in view.text or "。" not in view.text or _BETWEEN.search(view.text) or _AT_END.search(view.text):
        return ()
    places = [match.start() for match in _BEHIND_DE.finditer(view.text)]
    if len(places) > MOST:
        return ()
    return [Hit(RULE, place, place + 1, line, line) for place in places if (line := view.line_at(place)) not in claimed]
