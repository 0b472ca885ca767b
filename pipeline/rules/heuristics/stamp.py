"""The line between a title and its text that says when the page came out or how often it was read, where nothing else betrays a page.

A page that was copied carefully keeps one such line. Its words prove nothing, its place does: below the headline, above the first sentence, in a text
that has no second line of that form, as logs, diaries and threads have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.rules.engine import Hit
from pipeline.rules.literals import Needed
from pipeline.rules.rule import Rule
from pipeline.rules.view import REMEMBERED, View

RULE = Rule(
    id="byline.under-title",
    why="Alone between a headline and the first sentence stands the minute of publication, or the count of readers.",
    kind="line",
    pattern="",
    family="byline",
    keeps=("2024-10-08", "5年前", "20分钟前", "2021-03-05 09:00 集合出发", "阅读 20分 写作 40分", "1200人"),
)
MAX_LINE = 70
HEAD = 8
"""Lines of the page, blank ones not counted, among which the line stands."""
TITLE = (4, 90)
"""Code points of the headline above it."""

MIN_BELOW = 3
"""Lines of text below it, at least."""

_DAY = r"(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})"
_CLOCK = rf"(?P<published>{_DAY}[\sT\u3000]{{1,4}}(?:(?:星期|周)[一二三四五六日天]\s?)?(?:上午|下午)?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)"
_AGO = r"(?:发[表布]于|更新于|發[表佈]於)\s?\d{1,3}\s?(?:秒|分[钟鐘]|小[时時]|天|周|[个個]?月|年)以?前"
_SEEN = r"阅读|浏览|点击|观看|閱讀|瀏覽|點閱|點擊|人气|热度|评论|評論"
_COUNT = (
    rf"[火热]?\s?\d[\d,.]{{0,8}}\s?[万wWkK]?\+?\s?(?:人次|人|次)?(?:看过|{_SEEN})|(?:总|累计)?(?:{_SEEN})(?:数|量|次数|人数|次數|人數)?\s?[:：]?\s?[(（]?\d[\d,.]{{0,8}}[万wWkK]?\+?[)）]?\s?[次人]?(?!\s?[分页%]|\d)"
    r"|共\s?\d[\d,.]{0,8}\s?字[,，]\s?需?(?:浏览|阅读)\s?\d{1,4}\s?分钟"
)
_APART = r"[\s|｜·•,，/—-]{0,6}"
_LINE = re.compile(rf"{_APART}(?:(?:(?:(?:发布|发表|更新|發佈|發表)(?:时间|日期|於|于|時間)?\s?[:：]?\s?)?{_CLOCK}|{_AGO}){_APART})?(?:(?:{_COUNT}){_APART}){{0,5}}")
_SURE = re.compile(rf"{_CLOCK.replace('?P<published>', '?:')}|{_AGO}|{_COUNT}")
_WORDS = Needed((":", "：", "前", "看过", "阅读", "浏览", "点击", "观看", "閱讀", "瀏覽", "點閱", "點擊", "人气", "热度", "评论", "評論"))
_NO_TITLE = (*"。；;，,、：:", "……")
_BESIDE = re.compile(r"[·•|｜]|\d{1,7}|(?i:admin|administrator)|创始人|管理员|管理員|小编|小編|佚名|站长|匿名|本站|原创|原創|转载|網路|网络")
"""What stands beside the line: a separator, a bare count, the name of a part that somebody plays on a site."""


@lru_cache(maxsize=REMEMBERED)
def is_stamp(content: str) -> bool:
    """Whether a line is nothing but a day with its minute, or counts of readers."""
    return _SURE.search(content) is not None and _LINE.fullmatch(content) is not None


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of that form, with what stands beside them; none if the text has such lines further down as well."""
    stamps = [i for i in _WORDS.lines(view, MAX_LINE) if i not in claimed and is_stamp(view.lines[i].content)]
    if not stamps or stamps[-1] > view.body[0]:
        return ()
    lines = view.filled
    first, last = lines.index(stamps[0]), lines.index(stamps[-1])
    while first and _is_beside(view, lines[first - 1], claimed):
        first -= 1
    while last + 1 < len(lines) and _is_beside(view, lines[last + 1], claimed):
        last += 1
    group = lines[first : last + 1]
    if first == 0 or last >= HEAD or len(lines) - last <= MIN_BELOW or not all(i in stamps or _is_beside(view, i, claimed) for i in group):
        return ()
    title = view.lines[lines[first - 1]].content
    return [_hit(view, i, title if i == stamps[0] else "") for i in group] if lines[first - 1] not in claimed and _is_title(title) else ()


def _hit(view: View, index: int, title: str) -> Hit:
    match = _LINE.fullmatch(view.lines[index].content)
    groups = {"published": match["published"] if match else None, "title": title}
    return Hit(RULE, *view.whole(index, index), index, index, "", tuple((name, said) for name, said in groups.items() if said))


def _is_beside(view: View, index: int, claimed: Mapping[int, str]) -> bool:
    return index not in claimed and _BESIDE.fullmatch(view.lines[index].content) is not None


def _is_title(content: str) -> bool:
    return TITLE[0] <= len(content) <= TITLE[1] and not content.rstrip("。").endswith(_NO_TITLE[1:]) and (content[-1] != "。" or content.endswith("。。。"))
