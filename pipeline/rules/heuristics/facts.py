"""Lines of facts about a page or a file, between its title and its text: a day, readers, size, price, writer, in any order and wording.

What is known are the forms (days, counts with a unit of readers or bytes, labels with their values); one word beside them may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.rules.engine import Hit
from pipeline.rules.heuristics.site_line import composed
from pipeline.rules.rule import Rule
from pipeline.rules.view import REMEMBERED, View

RULE = Rule(
    id="byline.facts",
    why="A line of nothing but a day, counts of readers, sizes, prices and labels tells of the page, not of its subject.",
    kind="line",
    pattern="",
    strength="weak",
    family="byline",
    common=True,
    removes=("材料先锋 • 3天前 • 领导讲话 • 阅读 88", "2021-10-22 | 教案 | 通用 | 12.5KB | 21次下载", "创建于 2021年11月3日 最近修改 2021年11月5日 23次阅读", "文件大小：0.34MB 软件：Word/WPS 页数：3页"),
    keeps=("张三 2021-03-05", "时间：2021年3月5日 地点：会议室", "阅读 20分 写作 40分", "2021年3月5日"),
)
MAX_LINE = 90
MAX_NAME = 12
"""Code points of a word that may be a name."""

_DAY = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s{0,2}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_SURE = re.compile(
    r"\d{1,3}\s?(?:天|小时|分钟|个?月|周)前|(?:约|共|已有?)?\d[\d.,]{0,9}\s?[万wWkK]?\+?\s?(?:次|人)?(?:已)?(?:阅读|浏览|下载|收藏|点赞|评论|查看|点击|看过|使用|购买|人看过)|\d[\d.]{0,6}\s?[KMG]B?(?![A-Za-z])|"
    r"(?:阅读|浏览|下载|收藏|评论|点赞|点击|人气|热度|围观|查看|瀏覽|下載)(?:量|数|次数|次數)?\s?[:：]?\s{0,2}\d[\d.,]{0,9}\s?[万wWkK]?\+?\s?[次人]?(?!\s?[分页]|\d)|"
    r"(?:发布者|發佈者|發佈於|出品方|试题总数|答题时长|模板ID|上传者|上传人|投稿人|审稿|素材编号|模板编号|资料编号|作品编号|文件大小|原价|会员价|现价|售价|下载价格|更新时间|发布时间|上传时间|收录时间|最近修改|最后修改|创建于|发布于|更新于|上传于|浏览次数|下载次数|瀏覽次數|下載次數|上傳者|所属专业|文件格式|授权方式|适用软件|本章字数)\s?[:：]?\s{0,2}(?:"
    + _DAY
    + r"|[^\s|｜•·，。；]{1,16})|[★☆]{3,5}(?:\s?\d(?:\.\d)?分?)?|[¥￥]\s?\d[\d.]{0,6}|\d{1,7}\sviews|(?:发布|时间|日期)\s?[:：]\s?" + _DAY + r"(?=.*(?:来源|作者|阅读|浏览|页数|下载)\s?[:：])"
)
_LABELLED_DAY = r"(?:时间|日期)\s?[:：]\s?" + _DAY
_KNOWN = re.compile(
    _DAY
    + r"|(?:作者|来源|编辑|时间|日期|分类|类型|格式|软件|尺寸|页数|字数|大小|地区|年级|学科|版本|标签|栏目|编号|语言|比例|小编|责编|价格|积分)\s?[:：]\s{0,2}[^\s|｜•·，。；：:]{0,16}|\d[\d.]{0,6}\s?(?:页|字|分|元|积分|金币|学币|条|篇)"
)
_APART = re.compile(r"[\s|｜/·•、>»,，\-—【】\[\]()（）]+")
_MARK = re.compile(r"[。；！!？?]")


@lru_cache(maxsize=REMEMBERED)
def is_facts(content: str) -> bool:
    """Whether a line holds nothing but facts about a page or a file, and perhaps a name."""
    if _MARK.search(content):
        return False
    sure = len(_SURE.findall(content))
    rest = _SURE.sub(" ", content) if sure else ""
    known = len(_KNOWN.findall(rest))
    words = [word for word in _APART.split(_KNOWN.sub(" ", rest)) if word]
    controls = any(composed(word) in ("pure", "things") for word in words)
    names = [word for word in words if not composed(word) and not word.isdigit()]
    parted = any(mark in content for mark in "|｜•·")
    return (sure >= 1 or (controls and re.match(_LABELLED_DAY, content) is not None)) and sure + known + len(words) >= 2 and len(names) <= (2 if parted else 1) and (sure + known >= 2 or parted or not names) and all(len(name) <= MAX_NAME for name in names)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines of facts above the text, and those below it beside lines that go."""
    if not claimed:
        return ()
    lines = [i for i, line in enumerate(view.lines) if line.content]
    text = [i for i in lines if i not in claimed and (view.long[i] or view.lines[i].content[-1] in "。！？：:”")]
    first, last = (text[0], text[-1]) if text else (len(view.lines), -1)
    hits = []
    for place, index in enumerate(lines):
        content = view.lines[index].content
        if index in claimed or first <= index <= last or not 6 <= len(content) <= MAX_LINE or not is_facts(content):
            continue
        if index < first or any(i in claimed for i in lines[max(0, place - 1) : place + 2]):
            day = re.search(_DAY, content)
            hits.append(Hit(RULE, *view.whole(index, index), index, index, "", (("published", day.group()),) if day else ()))
    return hits
