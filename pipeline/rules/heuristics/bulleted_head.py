"""What a site says of a text in a list with bullets over it: its book, its writer, its length, the second at which it was put there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, View

RULE = Rule(
    id="byline.bulleted",
    why="At a page's top stands a list with bullets of what the site knows of the text: counts, its length, the day with its second.",
    kind="line",
    pattern="",
    family="byline",
    removes=(
        "- 河工手记\n- 张三\n- 208字\n- 2021-04-01 06:47:51\n二、春灌的准备\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "- 1\n- 0\n- 约3.47千字\n- 约 7页\n- 2026-01-14 发布于某省\n- 举报\n春灌的准备\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
    ),
    keeps=(
        "- 征文要求\n- 800字\n- 交给办公室\n- 2021-04-01 截止\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "- 2021-04-01 06:47:51 开闸\n- 2021-04-01 09:00:00 关闸\n- 约 7页\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "- 208字\n- 张三\n- 李四\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
)
LEAST, MOST = 3, 9
"""Items of such a list."""
MAX_ITEM = 40
_LENGTH = re.compile(r"约?\s?\d[\d.,]{0,7}\s?(?:[千万]?字|页|[KM]B)")
_DAY = re.compile(r"(?P<published>(?:19|20)\d{2}-\d{2}-\d{2}(?:\s{1,2}\d{2}:\d{2}(?::\d{2})?)?)(?:\s?发布于.{2,8})?")
_SURE_DAY = re.compile(r".*(?:\d{2}:\d{2}:\d{2}|发布于.{2,8})")
_DAYS = Passing(lambda content: len(content) <= MAX_ITEM and (bullet := BULLET.match(content)) is not None and _DAY.fullmatch(content, bullet.end()) is not None)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of such a list, if the text's first lines are one: it has one day, written by a system, and one length of a text."""
    if not _DAYS.lines(view):
        return ()
    group = [*takewhile(lambda i: len(view.lines[i].content) <= MAX_ITEM and BULLET.match(view.lines[i].content), view.filled[: MOST + 1])]
    if not LEAST <= len(group) <= MOST or len(group) == len(view.filled):
        return ()
    bare = [view.lines[i].content[BULLET.match(view.lines[i].content).end() :] for i in group]  # type: ignore[union-attr]
    stamps = [_DAY.fullmatch(content) for content in bare]
    if sum(stamp is not None for stamp in stamps) != 1 or not any(map(_SURE_DAY.fullmatch, bare)) or sum(_LENGTH.fullmatch(content) is not None for content in bare) < 1:
        return ()
    return [line_hit(RULE, view, i, (("published", stamp["published"]),) if stamp else ()) for i, stamp in zip(group, stamps, strict=True) if i not in claimed]
