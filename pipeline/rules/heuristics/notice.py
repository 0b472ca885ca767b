"""Sentences in which a document library speaks to its users about files, payment, copyright and complaints.

No wording is known beforehand: a notice is told by what it speaks of. It must speak to its reader or of itself (本站, 本文档, 您, 请联系), of at least three of the topics
below, law, payment or origin among them, and stand outside the text or beside confirmed chrome. A statute or a speech about such sites stands inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.place import beside, text_of
from pipeline.rules.literals import Needed
from pipeline.rules.roles import LIBRARY, MADE_BY_LIBRARY
from pipeline.rules.rule import Rule
from pipeline.rules.simplified import simplified
from pipeline.rules.view import BULLET, REMEMBERED, View

RULE = Rule(
    id="docshare.notice",
    why="Document libraries tell their users what they may do with files, what they pay, and where to complain.",
    kind="line",
    pattern="",
    family="docshare",
)
MIN_TOPICS = 3
MIN_LINE, MAX_LINE = 10, 420
"""Code points: notices are sentences, not texts."""
NEAR = 2
"""Non-blank lines on either side in which confirmed chrome counts as beside."""

_SELF = re.compile(
    r"本站(?![台点长房])|本网站?(?![络格点])|本平台|本文库|(?:本|该|此)(?:文档|资源|作品|文件|资料|文章|素材|页面)|您|我们(?:会|将|立即|及时|尽快|联系|不)|(?:请|敬请|可)(?:及时|立即|尽快|与|发|致|直接)?(?:联系|邮件|来信|告知|举报)|站长|客服|下载(?:本|该|此|后|前)|仅供|仅限个人|网站提供的|网友自行"
)
_TOPICS = {
    "file": re.compile(r"文档|资源|资料|文件|作品|素材|附件|预览|图纸|文章|图片|原文|内容"),
    "act": re.compile(r"下载|上传|付费|购买|充值|积分|金币|会员|VIP|阅读器|打开|解压|浏览器|收藏|转载|OFFICE|WPS|水印|退款|编辑修改"),
    "law": re.compile(r"侵权|侵犯|版权|著作权|知识产权|权益|商业用途|商用|盈利|免责|法律责任|违规|归[^，。]{0,8}所有"),
    "remedy": re.compile(r"删除|联系|举报|认领|投诉|申诉|邮件|邮箱|退款|反馈|纠正|核实|下架|客服"),
    "excuse": re.compile(r"仅供|参考|学习|交流|不承担|不负责|不保证|不代表|不对|无关|自行|谨慎|甄别|不做|不提供|不包含|不支持|不意味"),
    "offer": re.compile(r"在线阅读|站内搜索|电子版|上传分享|分享上传|更多关于|全文阅读"),
    "account": re.compile(r"用户名|密码|账号|帐号|手机号|验证码|登录|注册"),
    "origin": re.compile(r"用户|网友|网络|互联网|上传者|贡献者|第三方|合作方|会员|原作者|提供方"),
}  # fmt: skip
_PAY = re.compile(
    r"积分|金币|付费|VIP|退款|迅雷|解压|阅读器|水印|下载券|充值|OFFICE|WPS|文币|预览|站内搜索|电子版|重复下载|系统自动生成|免费下载"
)
_ORIGIN = re.compile(
    r"(?:用户|网友|会员|上传者|贡献者|网络|互联网|合作方).{0,12}(?:上传|提供|收集|整理|分享|产生|转载)|(?:上传|来自|来源于|收集于).{0,8}(?:用户|网友|会员|网络|互联网)"
)
_QUOTED = re.compile(r"[:：，,]\s?[“「][^”」]{10,200}[”」]")
"""What somebody is reported to have said: a judgment quotes such notices."""
_WORDS = Needed((
    "下载", "上传", "版权", "侵权", "侵犯", "付费", "积分", "本站", "VIP", "退款", "知识产权", "著作权", "商业用途", "商用", "文档",
    "下載", "上傳", "版權", "侵權", "付費", "積分", "知識產權", "智慧財產權", "著作權", "商業用途", "文檔",
))  # fmt: skip
"""One of them stands in every notice."""
_HEADING = re.compile(
    r"[【\[★※*•\s]{0,4}(?:温馨|友情|特别|重要|下载|使用|购买|付费|支付|预览|阅读|浏览|用户|会员|上传|本站|平台|网站|文档|资源|资料|版权|退款|充值){1,2}小?"
    r"(?:提示|提醒|贴士|须知|说明|必读|声明|规则|条款|注意事项)[】\]★※*]{0,3}\s?[:：]?"
)
"""What a site sets over its tips; documents have such headings, too, over lists of their own."""
_NUMBERED = re.compile(rf"(?:{BULLET.pattern})?[(（]?\d{{1,2}}[)）]?\s?[.、．:：]")


@lru_cache(maxsize=REMEMBERED)
def _topics(content: str) -> int:
    """How many topics a line speaks of that speaks of law, payment or origin; 0 if it does not."""
    content = _spoken(content)
    if not any(pattern.search(content) for pattern in (_TOPICS["law"], _PAY, _ORIGIN)):
        return 0
    return sum(pattern.search(content) is not None for pattern in _TOPICS.values())


def _spoken(content: str) -> str:
    """A line read in Simplified characters, without the speech that it reports."""
    return _QUOTED.sub("", simplified(content))


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the notices before and after the text, and those beside confirmed chrome."""
    worded = _WORDS.lines(view, MAX_LINE)
    if not worded:
        return ()
    topics = {i: _topics(view.lines[i].content) for i in worded if i not in claimed and len(view.lines[i].content) >= MIN_LINE}
    likely = {i for i, count in topics.items() if count >= MIN_TOPICS}
    if not likely and not any(rule.startswith(LIBRARY) for rule in claimed.values()):
        return ()  # neither a notice nor a list of which items are known for some
    listed = _listed(view, likely, claimed)
    listed |= _headed(view, likely, listed, claimed)
    text = text_of(view, {*claimed, *likely, *listed})
    library = any(rule.startswith(MADE_BY_LIBRARY) for rule in claimed.values())
    if text.last < 0 and not library:
        return ()  # a text of nothing but notices is about them
    hits = [line_hit(RULE, view, i) for i in sorted(listed)]
    for place, index in enumerate(view.filled):
        if index not in likely or index in listed:
            continue
        near = any(i in claimed for i in beside(view, place, NEAR))
        said = _spoken(view.lines[index].content)
        spoken = _SELF.search(said) is not None
        if (not text.is_around(index) and (spoken or (near and _NUMBERED.match(said)))) or (spoken and near and topics[index] > MIN_TOPICS):
            hits.append(line_hit(RULE, view, index))
    return hits


def _listed(view: View, likely: Set[int], claimed: Mapping[int, str]) -> set[int]:
    """The items of numbered lists of which two and a third are known for notices: the rest of such a list is no text either."""
    found: set[int] = set()
    for _, run in _lists(view) if claimed else ():
        known = _known(run, likely, claimed)
        if known >= 2 and 3 * known >= len(run) and any(i in claimed for i in run):
            found.update(i for i in run if i not in claimed)
    return found


def _headed(view: View, likely: Set[int], listed: Set[int], claimed: Mapping[int, str]) -> set[int]:
    """The same of lists outside the text under a heading of a site's tips (下载须知), where one item and a fifth are known; with the heading."""
    found: set[int] = set()
    for above, run in _lists(view) if claimed else ():
        if above < 0 or not _HEADING.fullmatch(simplified(view.lines[above].content)):
            continue
        known = _known(run, {*likely, *listed}, claimed)
        whole = {above, *run}
        if known and 5 * known >= len(run) and not any(map(text_of(view, {*claimed, *likely, *whole}).is_around, whole)):
            found |= whole - claimed.keys() - listed
    return found


def _known(run: Sequence[int], likely: Set[int], claimed: Mapping[int, str]) -> int:
    return sum(i in likely or claimed.get(i, "").startswith(LIBRARY) for i in run)


def _lists(view: View) -> Iterator[tuple[int, list[int]]]:
    """The numbered lists of a page, each with the line above it, -1 where it is the first."""
    run: list[int] = []
    above = -1
    for index in (*view.filled, -1):
        if index >= 0 and _NUMBERED.match(view.lines[index].content):
            run.append(index)
            continue
        if run:
            yield above, run
        run, above = [], index
