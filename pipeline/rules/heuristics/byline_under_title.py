"""The lines between a title and its text that say when the page came out and how often it was read, where nothing else betrays a page.

A page that was copied carefully keeps them alone. Their words prove nothing, their place does: below the headline, above the first sentence, in a text
that has no more lines of that form, as logs, diaries and threads have.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Needed
from pipeline.rules.roles import BYLINE
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, REMEMBERED, View

UNDER_TITLE = Rule(
    id="byline.under-title",
    why="Alone between a headline and the first sentence stands the minute of publication, or the count of readers.",
    kind="line",
    pattern="",
    family="byline",
    removes=(
        "城市社区治理的动力与方向\n2024-01-02 08:28\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "城市社区治理的动力与方向\n——基于两个案例的比较\n2024-01-02张三\n行政论坛 2023年12期\n关键词:社区治理\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "城市社区治理的动力与方向\n2024-01-02张三丰李四海\n行政论坛 2023年12期\n关键词:社区治理\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "难忘的春灌\n三年级 2025-08-16 477字 李四\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "优秀申请书的写法\n时间:2024-01-02\n尊敬的团委：\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "城市社区治理的动力与方向\n2024-01-02 08:28\n行政论坛 2023年12期\n关键词:社区治理\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础。",
        "大学生怎样看待简历\n2023-08-11\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
    keeps=(
        "2024-10-08", "5年前", "20分钟前", "2021-03-05 09:00 集合出发", "阅读 20分 写作 40分", "1200人",
        "水库值班日志摘抄\n2024-01-02\n电话报告水位上涨，已通知下游三个村做好转移准备，值班人员到岗，车辆待命，一切正常。\n2024-01-03\n水位回落。",
        "值班日志摘抄\n2024-01-02 08:28\n电话报告水位上涨，已通知下游三个村做好转移准备，值班人员到岗，车辆待命。\n2024-01-02 09:10\n水位回落。",
        "春灌动员会邀请\n时间:2024-01-02\n地点:三楼会议室\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
        "会议时间\n2024年1月2日8时28分\n入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。",
    ),
)  # fmt: skip
MAX_LINE = 70
HEAD = 8
"""Lines of the page, blank ones not counted, among which such lines stand."""
MIN_BELOW = 3
"""Lines below them, at least, where none of them reads as running text."""
MIN_TITLE, MAX_TITLE = 4, 90
"""Code points of the headline above."""

_DAY = r"(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
_ANY_DAY = r"(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})"
_CLOCK = rf"(?P<published>{_ANY_DAY}[\sT\u3000]{{1,4}}(?:(?:星期|周)[一二三四五六日天]\s?)?(?:上午|下午)?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)"
_SECOND = re.compile(rf"(?:(?:时间|日期|時間)\s?[:：]\s?)?(?:(?P<source>[\u4e00-\u9fff]{{2,8}})\s{{1,3}})?(?P<published>{_ANY_DAY}\s{{1,3}}\d{{1,2}}:\d{{2}}:\d{{2}})(?:\s{{1,3}}(?:\d{{1,6}}次?|[\u4e00-\u9fff]{{2,6}}))?")
"""A day with its second, which only a system writes, between the site's name and a section or a count."""
_SHORT = r"\d{2}-\d{2}\s\d{1,2}:\d{2}"
_AGO = r"(?:发[表布]于|更新于|發[表佈]於)\s?\d{1,3}\s?(?:秒|分[钟鐘]|小[时時]|天|周|[个個]?月|年)以?前"
_SEEN = r"阅读|浏览|点击|观看|閱讀|瀏覽|點閱|點擊|人气|热度|评论|評論"
_COUNT = (
    rf"[火热]?\s?\d[\d,.]{{0,8}}\s?[万wWkK]?\+?\s?(?:人次|人|次)?(?:看过|{_SEEN})|(?:总|累计)?(?:{_SEEN})(?:数|量|次数|人数|次數|人數)?\s?[:：]?\s?[(（]?\d[\d,.]{{0,8}}[万wWkK]?\+?[)）]?\s?[次人]?(?!\s?[分页%]|\d)"
    r"|共\s?\d[\d,.]{0,8}\s?字[,，]\s?需?(?:浏览|阅读)\s?\d{1,4}\s?分钟"
)
_APART = r"[\s|｜·•,，/—-]{0,6}"
_STAMP = re.compile(rf"{_APART}(?:(?:(?:(?:发布|发表|更新|發佈|發表)(?:时间|日期|於|于|時間)?\s?[:：]?\s?)?{_CLOCK}|{_AGO}|{_SHORT}){_APART})?(?:(?:{_COUNT}){_APART}){{0,5}}")
_MINUTE = re.compile(_CLOCK)
"""A page has one; lines of several are a log."""
_SURE = re.compile(rf"{_CLOCK}|{_AGO}|{_COUNT}|(?<!\d){_SHORT}")
_NAMED_DAY = re.compile(rf"(?P<published>{_DAY})\s{{0,4}}(?P<source>(?!上午|下午|中午|晚|星期|周)[\u4e00-\u9fff]{{2,8}}(?:\s[\u4e00-\u9fff]{{2,4}})?)(?<!召开|举行|开幕|成立|召開|舉行|開幕|完成|启动|结束|开始)")
"""A day in figures with a name behind it."""
_ESSAY = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,4}}\s{{1,3}})?(?P<published>{_ANY_DAY}(?:\s\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?)\s{{1,3}}(?:(?P<author>[\u4e00-\u9fff]{{2,4}})\s{{1,3}})?(?:字数\s?[:：]\s?)?\d{{2,5}}\s?字"
    r"(?:\s{1,3}(?P<writer>[\u4e00-\u9fff]{2,4}))?(?:\s{1,3}(?:点击|浏览|阅读|人气)\s?[:：]?\s?\d{0,7})?"
)
"""A pupil's essay: the form, the day, how many characters it has, and who wrote it."""
_WORDS = Needed((":", "：", "前", "19", "20", "看过", "阅读", "浏览", "点击", "观看", "閱讀", "瀏覽", "點閱", "點擊", "人气", "热度", "评论", "評論"))
"""One of them stands in every stamp."""
_ISO = re.compile(r"(?P<published>(?:19|20)\d{2}-\d{2}-\d{2})")
"""A day as systems write it; who writes a letter writes 年, 月 and 日."""
_LABELLED = re.compile(rf"(?:时间|時間|日期)\s?[:：]\s?(?P<published>{_DAY})")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]\s?\S.*")
"""What an invitation says below its day with a label (地点:…) has a label too."""
_ISSUE = re.compile(r"(?P<source>[\u4e00-\u9fff·（）()]{2,20})\s{1,3}(?:19|20)\d{2}年第?\d{1,2}期")
_BY_ISSUE = re.compile(rf"(?P<published>{_DAY})\s{{0,2}}(?P<author>[\u4e00-\u9fff]{{2,4}})?")
"""A day over the journal's issue, perhaps with the writer."""
_BY_WRITERS = re.compile(rf"(?P<published>{_DAY})\s{{0,4}}[\u4e00-\u9fff]{{2,8}}(?:\s[\u4e00-\u9fff]{{2,4}})?")
"""The same with the names of several writers run together, which nothing parts."""
_BESIDE = re.compile(r"(?:关键词|關鍵詞)\s?[:：](?P<keywords>[^。：:]{2,60})|[·•|｜]|\d{1,8}|(?i:admin|administrator)|创始人|管理员|管理員|小编|小編|佚名|站长|匿名|本站|原创|原創|转载|網路|网络")
"""What stands beside a stamp: keywords, a separator, a bare count, the name of a part that somebody plays on a site."""
_SUBTITLE = ("——", "--")
_NO_TITLE = ("；", ";", "，", ",", "、", "：", ":", "……")


@lru_cache(maxsize=REMEMBERED)
def is_stamp(content: str) -> bool:
    """Whether a line is nothing but a day with its minute or a name, or counts of readers."""
    return (_SURE.search(content) is not None and _STAMP.fullmatch(content) is not None) or any(pattern.fullmatch(content) for pattern in (_NAMED_DAY, _SECOND, _ESSAY))


def under_title(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """Return the stamps under the headline with what stands beside them; none if the text has such lines further down as well."""
    stamps = [i for i in _WORDS.lines(view, MAX_LINE) if i not in claimed and is_stamp(view.lines[i].content)]
    start = _start(view, claimed) if stamps else 0
    above = [i for i in stamps if i <= start] or _day(view, claimed)
    below = [i for i in stamps if i > start]
    said = {view.lines[i].content for i in above}
    if not above or {view.lines[i].content for i in below} - said or sum(_MINUTE.search(content) is not None for content in said) > 1:
        return []
    lines = view.filled
    first, last = lines.index(above[0]), lines.index(above[-1])
    while first and _is_beside(view, lines[first - 1], claimed):
        first -= 1
    while last + 1 < len(lines) and _is_beside(view, lines[last + 1], claimed):
        last += 1
    group = lines[first : last + 1]
    over = first - 2 if first > 1 and view.lines[lines[first - 1]].content.startswith(_SUBTITLE) else first - 1
    if over < 0 or not stands_alone(view, last) or not all(i in above or _is_beside(view, i, claimed) for i in group):
        return []
    title = view.lines[lines[over]].content
    if lines[over] in claimed or not _is_title(title):
        return []
    by_issue = any(_ISSUE.fullmatch(view.lines[i].content) for i in group)
    patterns = (*((_BY_ISSUE, _BY_WRITERS) if by_issue else (_NAMED_DAY,)), _STAMP, _SECOND, _ESSAY, _ISO, _LABELLED, _ISSUE, _BESIDE)
    return [_hit(view, i, patterns, title if i == above[0] else "") for i in (*group, *below)]


def stands_alone(view: View, last: int) -> bool:
    """Whether lines of which `last` is the last one, counted without blank ones, stand at the page's top with a text below them."""
    return last < HEAD and (view.body[1] > view.filled[last] or len(view.filled) - last > MIN_BELOW)


def _start(view: View, claimed: Mapping[int, str]) -> int:
    """Where the running text begins, under a headline that itself reads like it."""
    start = view.body[0]
    top = [i for i in view.filled[:HEAD] if i not in claimed][:2]
    return top[1] if len(top) > 1 and top[0] == start and _is_title(view.lines[start].content) else start


def _day(view: View, claimed: Mapping[int, str]) -> list[int]:
    """The day without its minute under the page's first line: over the journal's issue, with a label, or as systems write it, once, over running text."""
    top = [i for i in view.filled[: 2 * HEAD] if i not in claimed][:4]
    at = 2 if len(top) > 2 and view.lines[top[1]].content.startswith(_SUBTITLE) else 1
    if len(top) < at + 2 or view.body[1] <= top[at]:
        return []
    said, below = view.lines[top[at]].content, view.lines[top[at + 1]].content
    found = None
    if _ISSUE.fullmatch(below) or _BESIDE.fullmatch(below):
        found = _BY_ISSUE.fullmatch(said)
    elif view.long[top[at + 1]] and (found := _ISO.fullmatch(said)) and any(_ISO.fullmatch(line.content) for line in view.lines[top[at + 1] :]):
        found = None
    return [top[at]] if found or (not _FIELD.fullmatch(below) and _LABELLED.fullmatch(said)) else []


def _hit(view: View, index: int, patterns: Sequence[re.Pattern[str]], title: str) -> Hit:
    content = view.lines[index].content
    matches = (pattern.fullmatch(content) for pattern in patterns)
    groups = {**next(match.groupdict() for match in matches if match), "title": title}
    said = tuple(("author" if name == "writer" else name, said) for name, said in groups.items() if said)
    return line_hit(UNDER_TITLE, view, index, said)


def issue_below(view: View, claimed: Mapping[int, str]) -> list[Hit]:
    """Return the journal's issue that stands at a page's top under a by-line."""
    top = view.filled[:HEAD]
    for above, index in pairwise(top):
        if index not in claimed and claimed.get(above, "").startswith(BYLINE) and (issue := _ISSUE.fullmatch(view.lines[index].content)):
            return [line_hit(UNDER_TITLE, view, index, (("source", issue["source"]),))]
    return []


def _is_beside(view: View, index: int, claimed: Mapping[int, str]) -> bool:
    content = view.lines[index].content
    return index not in claimed and (_BESIDE.fullmatch(content) or _ISSUE.fullmatch(content)) is not None


def _is_title(content: str) -> bool:
    said = content.rstrip("。")
    if not MIN_TITLE <= len(content) <= MAX_TITLE or content[0] in "#＃" or BULLET.match(content) or "。" in said or said.endswith(_NO_TITLE):
        return False
    return said == content or content.endswith("。。。")
