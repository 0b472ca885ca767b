"""The lines between a title and its text that say when the page came out, where it was taken from and how often it was read, where nothing else betrays a page.

A page that was copied carefully keeps them alone. Their words prove nothing, their place does: below the headline, above the first sentence, in a text
that has no more lines of that form, as logs, diaries and threads have.
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
_SECOND = re.compile(rf"(?:(?:时间|日期|時間)\s?[:：]\s?)?(?:(?P<source>[\u4e00-\u9fff]{{2,8}})\s{{1,3}})?(?P<published>{_DAY}\s{{1,3}}\d{{1,2}}:\d{{2}}:\d{{2}})(?:\s{{1,3}}(?:\d{{1,6}}次?|[\u4e00-\u9fff]{{2,6}}))?")
"""A day with its second, which only a system writes, between the site's name and a section or a count."""
_AGO = r"(?:发[表布]于|更新于|發[表佈]於)\s?\d{1,3}\s?(?:秒|分[钟鐘]|小[时時]|天|周|[个個]?月|年)以?前"
_SEEN = r"阅读|浏览|点击|观看|閱讀|瀏覽|點閱|點擊|人气|热度|评论|評論"
_COUNT = (
    rf"[火热]?\s?\d[\d,.]{{0,8}}\s?[万wWkK]?\+?\s?(?:人次|人|次)?(?:看过|{_SEEN})|(?:总|累计)?(?:{_SEEN})(?:数|量|次数|人数|次數|人數)?\s?[:：]?\s?[(（]?\d[\d,.]{{0,8}}[万wWkK]?\+?[)）]?\s?[次人]?(?!\s?[分页%]|\d)"
    r"|共\s?\d[\d,.]{0,8}\s?字[,，]\s?需?(?:浏览|阅读)\s?\d{1,4}\s?分钟"
)
_APART = r"[\s|｜·•,，/—-]{0,6}"
_LINE = re.compile(rf"{_APART}(?:(?:(?:(?:发布|发表|更新|發佈|發表)(?:时间|日期|於|于|時間)?\s?[:：]?\s?)?{_CLOCK}|{_AGO}|\d{{2}}-\d{{2}}\s\d{{1,2}}:\d{{2}}){_APART})?(?:(?:{_COUNT}){_APART}){{0,5}}")
_NAMED_DAY = re.compile(r"(?P<published>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})\s{0,4}(?P<source>(?!上午|下午|中午|晚|星期|周)[\u4e00-\u9fff]{2,8}(?:\s[\u4e00-\u9fff]{2,4})?)(?<!召开|举行|开幕|成立|召開|舉行|開幕|完成|启动|结束|开始)")
"""A day in figures with a name behind it."""
_SURE = re.compile(rf"{_CLOCK.replace('?P<published>', '?:')}|{_AGO}|{_COUNT}|(?<!\d)\d{{2}}-\d{{2}}\s\d{{1,2}}:\d{{2}}")
_WORDS = Needed((":", "：", "前", "19", "20", "看过", "阅读", "浏览", "点击", "观看", "閱讀", "瀏覽", "點閱", "點擊", "人气", "热度", "评论", "評論"))
_LABEL = re.compile(
    r"(?:文章|信息|新闻|稿件)?(?P<label>作者|来源|來源|稿源|出处|时间|日期|(?:发布|发表|更新|发稿|發布|發佈)(?:时间|日期|時間)|(?:浏览|点击|阅读|瀏覽|點閱)(?:量|数|次数|人次)?|(?:责任)?编辑|责编|審核|审核|字号|字號|供稿|撰稿)\s?[:：]\s{0,3}(?P<value>[^。！？；，:：]{0,24}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?|[^。！？；，:：]{1,16}[(（]ID\s?[:：]\s?\w{2,24}[)）])"
)
_KINDS = {"source": ("来源", "來源", "稿源", "出处"), "author": ("作者", "撰稿"), "editor": ("编辑", "责编"), "published": ("时间", "日期", "時間")}
_MEETING = re.compile(r"(?:会议)?(?:地点|地點|主持|参加|出席|记录|议题|列席|時間|主题|对象|内容|目的)\S{0,4}\s?[:：]")
"""A line of a meeting's head: the labels beside it are the document's."""
MIN_LABELS = 2
"""Lines and kinds of labels, at least."""
_NO_TITLE = (*"。；;，,、：:", "……")
_BESIDE = re.compile(r"[·•|｜]|\d{1,7}|(?i:admin|administrator)|创始人|管理员|管理員|小编|小編|佚名|站长|匿名|本站|原创|原創|转载|網路|网络")
"""What stands beside the line: a separator, a bare count, the name of a part that somebody plays on a site."""


@lru_cache(maxsize=REMEMBERED)
def is_stamp(content: str) -> bool:
    """Whether a line is nothing but a day with its minute, or counts of readers."""
    return (_SURE.search(content) is not None and _LINE.fullmatch(content) is not None) or any(pattern.fullmatch(content) for pattern in (_NAMED_DAY, _SECOND))


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of that form, with what stands beside them; none if the text has such lines further down as well."""
    claimed = {i: rule for i, rule in claimed.items() if not rule.startswith("byline.")}  # the weak ones, which do not act alone
    if found := _labelled(view, claimed):
        return found
    stamps = [i for i in _WORDS.lines(view, MAX_LINE) if i not in claimed and is_stamp(view.lines[i].content)]
    again = [i for i in stamps if i > view.body[0]]
    stamps = [i for i in stamps if i <= view.body[0]]
    if not stamps or {view.lines[i].content for i in again} - {view.lines[i].content for i in stamps}:
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
    return [_hit(view, i, title if i == stamps[0] else "") for i in (*group, *again)] if lines[first - 1] not in claimed and _is_title(title) else ()


def _hit(view: View, index: int, title: str) -> Hit:
    match = _LINE.fullmatch(view.lines[index].content) or _NAMED_DAY.fullmatch(view.lines[index].content) or _SECOND.fullmatch(view.lines[index].content)
    groups = {**(match.groupdict() if match else {}), "title": title}
    return Hit(RULE, *view.whole(index, index), index, index, "", tuple((name, said) for name, said in groups.items() if said))


def _labelled(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """The lines of labels that stand below each other at the page's top, if the text has them nowhere else."""
    said = {i: match for i, line in enumerate(view.lines) if i not in claimed and ":" in line.content[:6].replace("：", ":") and (match := _LABEL.fullmatch(line.content))}
    if len(said) < MIN_LABELS or max(said) > view.body[0]:
        return []
    lines = view.filled
    first, last = lines.index(min(said)), lines.index(max(said))
    below = view.lines[lines[last + 1]].content if last + 1 < len(lines) else ""
    above = view.lines[lines[first - 1]].content if first else ""
    if last >= HEAD or last - first + 1 != len(said) or len(lines) - last <= MIN_BELOW or _MEETING.match(below) or _MEETING.match(above):
        return []
    kinds = {_kind(match["label"]) for match in said.values()}
    if len(kinds) < MIN_LABELS or not kinds & {"source", "page"} or not any(match["value"] for match in said.values()):
        return []
    return [Hit(RULE, *view.whole(i, i), i, i, "", ((kind, match["value"]),) if (kind := _kind(match["label"])) != "page" and match["value"] else ()) for i, match in said.items()]


def _kind(label: str) -> str:
    """The metadata that a label's value is; "page" for what only a page has."""
    return next((kind for kind, words in _KINDS.items() if any(word in label for word in words)), "page")


def _is_beside(view: View, index: int, claimed: Mapping[int, str]) -> bool:
    return index not in claimed and _BESIDE.fullmatch(view.lines[index].content) is not None


def _is_title(content: str) -> bool:
    return TITLE[0] <= len(content) <= TITLE[1] and not content.rstrip("。").endswith(_NO_TITLE[1:]) and (content[-1] != "。" or content.endswith("。。。"))
