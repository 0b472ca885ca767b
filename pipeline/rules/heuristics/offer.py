"""An essay site's offer of the text (整理, 供参考), with the machine-made sentences that lead up to it, alone or on the text's first line.

`offer_sentence.py` says what a sentence is by itself; here it is decided how much of a line goes with it, and what text it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.offer_sentence import closes_offer, is_fluff, is_offer, may_offer
from pipeline.rules.literals import Passing
from pipeline.rules.rule import LINE_LIMIT, Rule
from pipeline.rules.simplified import simplified
from pipeline.rules.view import TextLine, View

RULE = Rule(
    id="promo.offer",
    why="Model-essay sites introduce a text as compiled by their editor or by readers, for reference, and wrap it in machine-made sentences.",
    kind="line",
    pattern="",
    family="promo",
    removes=(
        "下面是小编为大家整理的全市工作会讲话【优秀范文】,供大家参考。",
        "以下是小编精心收集整理的年终总结范文，希望对大家有所帮助。",
        "在日常生活中，很多人都会用到讲话稿。那么讲话稿该怎么写呢？以下是小编收集整理的表彰大会讲话稿，欢迎阅读与收藏。",
        "今天某某范文网为大家精心准备了述职报告范文，一起来看看吧！",
        "前言：想要写出一篇好报告吗？我们特意为您整理了5篇调研报告范文，相信会为您的写作带来帮助。",
        "导语：岗位说明要写得实在，得先看别人怎么写，某某期刊汇集了九篇优秀范文，希望它们给您的写作带来一点参考。",
        "無論是在學校還是在單位，大家都寫過心得吧？以下是小編為大家收集的心得體會，僅供參考。",
        "为了让您下笔时更加方便，以下是小编收集整理的竞聘演讲稿，欢迎阅读。",
        "下面是我整理的竞聘演讲稿，欢迎大家借鉴与参考，希望对大家有所帮助。",
        "鉴于大家对竞聘十分关注，我们编辑小组在此为大家搜集整理了“竞聘演讲稿”一文，供大家参考！",
        "这里为大家整理了一些竞聘演讲稿，值得我们认真学习和借鉴。",
        "报告对于我们的帮助很大，所以我们要好好写一篇报告。下面我就给大家讲一讲优秀的报告文章怎么写，我们一起来了解一下吧。",
        "我们为您准备了一些常见的合同样本，希望能对您的合同起到指导作用。",
        "以下是小编为大家整理的升旗仪式流程，让我们共同见证这一刻。",
    ),
    keeps=(
        "新媒体小编要学会讲故事",
        "小编为大家服务的意识要强,供稿要及时。",
        "网友为我们提供了许多线索,供参考的有三条。",
        "下面我给大家介绍三点做法,供大家参考。",
        "以上几点是我调研时整理的想法,仅供大家参考,谢谢大家!",
        "下面,由县农业农村局为大家介绍有关情况,希望大家认真听。",
        "我给大家整理了三条意见，希望对大家开展工作有所帮助。",
        "前言：这本书是我在乡下收集的歌谣，希望读者喜欢。",
        "下面是我整理的三条意见，供大家参考。",
        "前言：这本集子汇集了九篇乡村教师的文章，希望给后来的人一些帮助，也算对得起他们。",
        "以下是我收集的民情，希望县里能够重视。",
        "相信这些做法会对你们有所帮助。",
        "调研报告怎么写，下面我给科室的同志讲三点，供大家参考。",
        "下面我给大家讲一讲材料为什么要短，我们一起来了解一下基层的看法。",
    ),
)
MAX_SENTENCES = 12
MAX_LEAD = 160
"""Code points before an offer that ends the first line of the text: so much a site says before it comes to the point."""

MIN_BELOW = 4
"""Lines below a lead, at least, where the text has no second long sentence: forms and contracts."""

_SENTENCE = re.compile(r"(?:[^。！？!?\n]|\?(?=[a-zà-ǜ]{1,6}\))){1,400}[。！？!?~～]{0,3}[”」』》]?\s?")
_GENRE = r"(?:心得|体会|演讲稿?|讲话稿?|发言稿?|总结|报告|计划|作文|主持词|通知|申请书?|合同|协议书?|评价|读后感|观后感|日记|散文|诗歌|句子|方案|策划书?|简历|教案|简介|评语|文案|祝福语|致辞|贺词|倡议书?|感谢信|介绍信|邀请函|检讨书?|自荐信|说说|论文|材料|范文)"
_GENERIC = re.compile(rf"(?:工作|个人|年终|优秀|优质|精选|相关|有关|最新|经典|一些|几|两|三|[\d一二四五六七八九十]{{1,3}}|篇|则|的|了|述职|学习|实习|入党|公司|学校|教师|学生|小学|中学|\s){{0,6}}{_GENRE}{{1,3}}(?:的)?(?:范文|模板|大全|精选|[\d一二三四五六七八九十]{{1,3}}篇|\s){{0,3}}")
"""A kind of text, not the title of one."""
_TITLE = re.compile(
    r"(?:整理|收集|搜集|带来|准备|分享|介绍|推荐|精选|汇总|编辑|编写|撰写|提供)(?:整理|分享|收集|汇编|了|的|一些|一篇|几篇|好的|有关|关于|和|是|出)*+\s?[“\"《「]?"
    r"(?P<title>[^,，。！!？?“”\"《》「」]{5,100}?)[”\"》」]?(?:(?<![及和与])(?:的)?(?:相关|有关)?(?:的)?(?:范文|内容|资料|文章|文档|文案|全文|模板))?\s?(?:[,，。！!~～]|$|(?=仅供|供大家|希望|欢迎))"
)


def _may_offer(content: str) -> bool:
    return len(content) >= 10 and may_offer(simplified(content[:LINE_LIMIT]))


_OFFERS = Passing(_may_offer)


class _Part(NamedTuple):
    """One sentence of a line, in offsets of the text; `raw` is its words without the end mark, `said` the same in Simplified characters."""

    start: int
    end: int
    raw: str
    said: str


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for each offer: the whole line where nothing else stands on it, else the sentence."""
    hits: list[Hit] = []
    for index in _OFFERS.lines(view):
        line = view.lines[index]
        if index in claimed or not _may_offer(line.content):
            continue
        hit = _offer_on(view, index, line)
        if hit is not None:
            hits += [*_lead_in(view, index, claimed), hit]
    return hits


def _parts(view: View, line: TextLine) -> list[_Part]:
    parts = []
    for match in _SENTENCE.finditer(view.text, line.start, min(line.end, line.start + LINE_LIMIT)):
        raw = match.group().strip(" \t\u3000\u00a0。！？!?~～”")
        parts.append(_Part(match.start(), match.end(), raw, simplified(raw)))
        if len(parts) >= MAX_SENTENCES:
            break
    return parts


def _offer_on(view: View, index: int, line: TextLine) -> Hit | None:
    """The offer among the first sentences of a line, with what belongs to it on either side."""
    parts = _parts(view, line)
    place = next((k for k, part in enumerate(parts) if is_offer(part.said)), None)
    if place is None:
        return None
    last = place
    while last + 1 < len(parts) and (closes_offer(parts[last + 1].said) or is_offer(parts[last + 1].said)):
        last += 1
    follows = view.body[0] < view.body[1] or sum(i > index for i in view.filled) >= MIN_BELOW
    leads = index <= view.body[0] and follows and parts[place].start - line.start <= MAX_LEAD and not view.text[parts[last].end : line.end].strip()
    first = 0 if leads or all(is_fluff(part.said) for part in parts[:place]) else place
    match = _TITLE.search(parts[place].said)
    groups = (("title", parts[place].raw[slice(*match.span("title"))]),) if match and _names_a_text(match["title"]) else ()
    if first == 0 and not view.text[parts[last].end : line.end].strip():
        return line_hit(RULE, view, index, groups)
    return Hit(RULE, parts[first].start, parts[last].end, index, index, "", groups)


def _names_a_text(title: str) -> bool:
    """Whether what is offered is one text, not a kind of texts."""
    said = re.sub(r"[(（][a-zà-žǎ-ǜ]{1,6}[)）]", "", simplified(title))
    return not re.search(r"[及和与的]$|^(?:常见的|常用的|一些|范文|相关|内容|最新|(?:备受好评|优质|优秀|精选|经典|精品|热门|实用)的)|大家|您|怎[么样]|如何|^一下", said) and not _GENERIC.fullmatch(said)


def _lead_in(view: View, index: int, claimed: Mapping[int, str]) -> list[Hit]:
    """The line before an offer, if it is nothing but lead-in and no text stands before it."""
    above = next((i for i in range(index - 1, -1, -1) if view.lines[i].content), -1)
    if above < 0 or above in claimed or len(view.lines[above].content) < 30 or above > view.body[0]:
        return []
    parts = _parts(view, view.lines[above])
    if len(parts) < MAX_SENTENCES and parts and all(is_fluff(part.said) for part in parts):
        return [line_hit(RULE, view, above)]
    return []
