"""A member's panel that came out as a column: what he has earned and how much of it, a word and a number by turns.

Boards set 主题, 帖子 and 积分 beside a post, platforms 粉丝 and 获赞 over one. Each alone may be a text's; by turns with bare numbers they are a panel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="web.panel-column",
    why="A member's panel names what he has earned and how much of it, by turns, each on a line.",
    kind="line",
    pattern="",
    family="forum",
)
MIN_LINES, MIN_LABELS = 4, 2
"""Lines of such a column, and different words in it, at least."""
LONGEST = 13
"""Code points of a number, with blank, unit and plus; no word of `_LABEL` is longer."""

_LABEL = re.compile(
    r"主题|帖子|积分|威望|贡献|金钱|金币|铜币|经验|精华|好友|听众|收听|关注|粉丝|获赞|原创|回复|回帖|群组|版块|分享|收藏|记录|日志|相册|阅读权限|在线时间|文章|动态|專欄|主題|積分|好友數|貢獻|金錢|經驗|粉絲|關注|Posts?|Topics?|Followers?|Following"
)
_NUMBER = re.compile(r"\d[\d,.]{0,9}\s?[万kKwW]?\+?")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of such columns."""
    hits: list[Hit] = []
    run: list[int] = []
    for index in (*view.filled, -1) if len(_PANELLED.lines(view)) >= MIN_LINES else ():
        kind = _kind(view.lines[index].content) if index >= 0 else ""
        if kind and (not run or kind != _kind(view.lines[run[-1]].content)):
            run.append(index)
            continue
        hits += _panel(view, run, claimed) if len(run) >= MIN_LINES else []
        run = [index] if kind else []
    return hits


def _kind(content: str) -> str:
    if len(content) > LONGEST:
        return ""
    return "number" if _NUMBER.fullmatch(content) else "label" if _LABEL.fullmatch(content) else ""


_PANELLED = Passing(lambda content: bool(_kind(content)))


def _panel(view: View, run: Sequence[int], claimed: Mapping[int, str]) -> list[Hit]:
    labels = {view.lines[i].content for i in run if _kind(view.lines[i].content) == "label"}
    if len(labels) < MIN_LABELS:
        return []
    return [line_hit(RULE, view, i) for i in run if i not in claimed]
