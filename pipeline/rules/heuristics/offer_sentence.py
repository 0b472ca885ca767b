"""What a sentence of an essay site says by itself: that it offers the text, leads up to an offer, or closes one.

What makes an offer is a combination: who offers, for whom, what was done, and the wish at its end. One of them alone is said by speakers too. All
sentences are read in Simplified characters.
"""

from __future__ import annotations

import re

from pipeline.rules.literals import Needed

LONGEST, LONGEST_FLUFF = 300, 160
"""Code points of a sentence that offers, and of one that leads up to it."""

_WORDS = Needed((
    "小编", "小編", "网友", "網友", "本站", "本网", "编者", "编辑为", ".com", ".cn",
    "怎么写", "如何写", "怎样写", "去写", "为您准备", "为大家准备", "整理", "收集", "搜集", "精选", "汇总", "搜罗", "汇集了", "精心挑选",
    "觉得这", "觉得本", "希望本", "欢迎您收藏", "踊跃投稿", "网为", "网给", "网精", "网小", "文库为", "文库精", "之家为", "范文为", "大全为", "网带来", "网今天", "栏目为", "频道为",
))  # fmt: skip
"""One of them stands in every offer."""
_SITE_VOICE = re.compile(
    r"""(?x)
      (?:如果|若)?(?:您|你|大家)?觉得(?:这[篇则]|本[文篇]) [^。！？]{0,40} (?:不错|有用|有帮助|很好|还行) [^。！？]{0,4} [,，] \s? (?:记得|请|欢迎|不妨|可以|就) [^。！？]{0,6} (?:推荐|分享|收藏|转发|点赞)
    | (?:网|网站|本站) (?:小编|编辑)? 为了?(?:您|大家|你)的(?:满意|方便|需要) [^。！？]{0,30} (?:打造|准备|整理|撰写|编写|创作)
    | (?:下面|接下来|现在|快)? (?:就)? (?:随|跟|和)(?:着|随)?小编 (?:一起|一同)?来? [^。！？]{0,8} (?:看看|了解|学习|欣赏|瞧瞧|阅读)
    | 希望本[篇文] [^。！？，]{0,6} (?:能|可以)?(?:对|给|为)(?:您|大家|你)[^。！？，]{0,10}(?:帮助|参考|启发)
    | 题目为[:：]?《[^《》]{2,40}》[,，] \s? 欢迎(?:大家|您)?踊跃投稿
    """
)
"""What a site alone says to the reader of a text, whatever the sentence offers."""
_ACT = re.compile(
    r"\?guī\)|教(?:大家|您)|整理|收集|搜集|搜罗|带来|准备|分享|介绍|推荐|精选|汇总|汇集了|编辑|编写|撰写|提供|归纳|汇编|收藏|总结了|挑选|讲一?讲|说一说|谈一谈"
)
_FIRM_ACT = re.compile(r"整理|收集|搜集|精选|汇总|搜罗")
_WHOM = re.compile(r"(?:为|给|替|帮|与|和|教)(?:大家|您|你|各位|读者|同学们|朋友们|广大|网友)")
_AGENT = re.compile(
    r"""(?x)
      小编|小編|网友|網友|本站|本网|编辑(?:小组|部|组)|编者|网站编辑|\.(?:com|cn|net)
    | (?<![互联上官电局外内该]) [\u4e00-\u9fffA-Za-z0-9.©]{1,10} (?:网|網|文库|之家|范文|文档|大全|文秘|作文吧|文章吧) (?=小编|编辑|为|给|精心|特|整|收|搜|分|带|的|今|就)
    | [\u4e00-\u9fff]{2,8} (?:网|文库) [\u4e00-\u9fff]{2,8} (?:栏目|频道) (?=为|给|精|特|提供|小编)
    | [\u4e00-\u9fff]{2,8} (?<!互联)网 (?=[^，,。]{0,14}[,，]?为(?:您|你|大家)精心)
    """
)
"""Who offers."""
_START = re.compile(
    r"""(?x)
      ^ [\s“\"【\[]{0,3} (?:小编寄语\s?[:：]\s?|导语\s?[:：]\s?)?
      (?: (?:那么|因此|所以|为此|现在|这次|现|特|在此|此刻|接着)? [,，]? \s?
          (?: 下面|以下|今天|在?这里|下文|接下来|如下|本文|这是|此处|本篇|以下内容|下列
            | (?:小编|编者|网站)(?:寄语|按|导语|推荐)[:：] | (?:导语|简介|前言|引言|摘要|导读)[:：] | (?:为了?|应)[^,，]{2,30}[,，] ) )
    | [,，] \s? (?:以下|下面)(?:是|为)?小编
    """
)
_WISH = re.compile(
    r"""(?x)
      (?:仅|谨|以|可|并)? 供 (?:大家|您|各位|你|读者|参阅|有需要的|同学们)? (?:朋友)?(?:们)? (?:参考|阅读|借鉴|学习|参阅|查阅|欣赏) (?![的者书])
    | (?:希望|但愿) (?:对|能|能够|可以|大家|给|为您|会对|您|有) .{0,24} (?:帮助|喜欢|启发|参考|借鉴|有用|用得上|收获)?
    | 欢迎(?:大家|您|各位)?(?:前来)? (?:阅读|参考|借鉴|查阅|浏览|收藏|下载|分享|关注|学习|参阅)
    | (?:一起|快|让我们|跟着小编|赶紧|赶快|大家一起|一同)来? (?:看看|学习|了解|欣赏|看一看|瞧瞧) | 看看吧 | 一睹为快 | 仅供参考
    | 感谢(?:您|大家|各位)的?(?:参[阅閲]|阅读|查阅|浏览|支持)
    | 值得 (?:收藏|一看|(?:我们|大家|您|你)?(?:认真|好好)?(?:学习|借鉴|参考|思考)) | 期待(?:您|你|大家)的?(?:阅读|到来)
    | 相信.{0,8} (?:会|能|可以)(?:对|给|为|让|使)? (?:您|你|大家) .{0,12} (?:帮助|启发|收获|喜欢)
    """
)
_GOODS = re.compile(
    r"范文|范例|全文|资料|模板|大全|[篇则]|文章|讲话|演讲|发言|总结|报告|心得|体会|方案|稿|作文|祝福语|句子|材料|文案|主持词|内容|如下|[:：]$"
)
_SAMPLE = re.compile(r"范文|范例|例文|模板|文案|(?:优质|优秀|精品|经典|备受好评)的?.{0,6}(?:作文|心得|体会|稿|总结|报告|文章)")
"""What no speaker hands out: with it an offer needs nobody who offers."""

_SPEAKER = re.compile(r"(?<!值得)我(?!们?(?:网|站|小编|编辑))|同志|本人|县委|市委|党委|领导小组|由[^小网本]{1,12}(?:局|委|办|部|院|中心|同志)")
_SPEAKER_OF_OFFICE = re.compile(r"同志|本人|县委|市委|党委|领导小组|科室|局里|办公室|老师们|学员")
_EDITOR = re.compile(r"^.{0,22}(?:小编|小編|网友|網友)|(?:以下|下面)(?:是|为)?小编")
"""Words that outweigh a sentence's 我."""
_SAYS_I = re.compile(r"(?:小编|网友)(?:为|给)我")
_OF_MINE = re.compile(
    r"""(?x)
    (?:^|[,，]) \s? (?:下面|以下|这里)是我(?:们)? (?:为大家|给大家|帮大家|为您)? (?:精心)? (?:整理|收集|搜集) .{2,60}? [,，] .{0,40}
    (?: 欢迎(?:大家|您)?(?:阅读|借鉴|参考|浏览) | 一起来?看看 | 来?(?:欣赏|看看|了解)一?下?吧
      | 希望(?:能|能够|可以)?(?:对|给)(?:大家|你|您)们?(?:能)?(?:有所|带来|有) .{0,4} (?:帮助|启发) )
    """
)
"""A site that says 我 for its editor: what it offers is welcome to its readers."""
_BY_EDITOR = re.compile(
    r"(?:以下|下面)(?:就)?(?:是|为)?(?:由)?(?:[^，。]{0,10}(?:网|文库|本站|本网))?小编(?:为|给|帮|替)(?:大家|您|你|各位)[^，。]{0,8}(?:整理|收集|搜集|准备|带来|分享|推荐|\?guī\))"
)
"""A site's editor who brings something to his readers: no wish and no kind of text is needed."""
_SHOWN = re.compile(
    r"""(?x)
      (?:怎么|如何|怎样)写(?:才好|呢|的)?[,，?？\s] .{0,6} (?:这里|下面|以下|今天|接下来)(?:就)?(?:我|小编)?(?:给|为|跟)(?:大家|您|你) .{2,60} [,，] .{0,12}
      (?:参考|借鉴|帮助|看看|了解)
    | (?:下面|以下|接下来|这里)(?:我|小编)?(?:就|来)?(?:给|为|和)(?:大家|您|你) (?:讲一?讲|介绍|说一?说|分享|谈一?谈) [^。，]{2,40} (?:怎么|如何|怎样) [^。，]{0,4}
      写 [^。，]{0,8} [,，] .{0,4} 一起来?(?:了解|看看|学习)
    | 我们(?:特意|精心|特地)?为(?:您|大家|你)(?:精心)?(?:准备|整理|提供|收集|挑选|搜集)了 [^。，]{2,30} (?:范文|样本|范本|模板|范例|例文|文章) [,，] .{0,24}
      (?:指导|帮助|参考|启发|灵感|借鉴)
    | ^(?:导语|前言|引言|导读)[:：] .{0,80} (?:汇集|整理|收集|搜集|精选|挑选|准备)了? [\d一二三四五六七八九十]{1,3}\s?篇 .{0,16} (?:范文|佳作|例文) [,，] .{0,12}
      (?:希望|愿|相信|期待) .{0,24} (?:您|你|大家) .{0,20} (?:指导|帮助|参考|启发|灵感|借鉴|创作)
    """
)
"""A site that shows how a kind of text is written, or brings samples of it, without saying who it is."""

_CLOSER = re.compile(
    r"""(?x)
      ^ (?:欢迎|希望|供|仅供|一起|快|让我们|大家|感兴趣|有需要|更多|需要的|喜欢|觉得|如果) .{0,40}
        (?:阅读|参考|借鉴|帮助|看看|关注|收藏|分享|了解|下载|学习|喜欢|浏览|转发) .{0,14} $
    | ^ 更多(?:精彩|相关|优秀)?(?:内容|资料|范文|文章|信息|资讯) [^。，]{0,8} (?:请|敬请|欢迎|尽在)(?!参?[见阅]) .{2,40} $
    | ^ 我们会(?:持续|不断)更新 .{0,12} (?:网站|本站|栏目|内容) .{0,40} $
    | ^ (?:本文|全文|此文|共计)?(?:约|共)\s?\d{2,6}\s?字[,，]? (?:由.{1,16}(?:投稿|提供|分享|整理|上传)(?:整理|提供|发布)?)? $
    | ^ (?:本文|此文)?由【.{1,12}】(?:投稿|提供|分享|整理|上传)(?:整理|提供|发布)? $
    """
)
_FLUFF = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:在|随着|于|无论|不管|不论|众所周知|当今|如今|日常|时间|光阴|岁月|时光|转眼|辛苦的|忙碌).{0,60}[,，].{0,100}(?:用到|接触|需要|离不[开了]|使用|见到|遇到|看到|写|拟|应用|越来越|起到|总结|结束|过去)",
        r"^.{2,24}(?:是|指|属于|有着|具有|可以|能够|能|有助于|起到).{0,100}(?:文种|文体|应用文|文稿|书面材料|文书|作用|公文|文案|讲话稿|演讲稿|发言稿|总结|能力|水平|思路)",
        r"(?:怎么|如何|怎样)(?:写|撰写|拟|去写|才能写|制定|准备|起草|书写)|写(?:些|点)?什么|注意(?:什么|哪些)|什么(?:格式|样|特点)|该(?:怎么|如何)|有(?:哪些|什么)|知道.{0,20}吗",
        r"(?:你|您|大家|许多人|很多人|不少人|一些人|好多人|相信).{0,30}(?:苦恼|烦恼|头疼|为难|无从下手|一头雾水|困扰|知道|了解|见过|看过|会写|所措|写过|头绪|不陌生|很陌生|不知道|都需要|都会)",
        r"(?:快来|一起|赶紧|赶快|不妨|抽出时间|让我们|好好|是时候|来为).{0,30}(?:写|看看|总结|学习|准备|计划)",
        r"(?:怎么|如何|怎样).{0,16}(?:才好|才行|呢|吗)$",
        r"(?:毫无头绪|不知从何下笔|绞尽脑汁|参考一下|参照|借助)",
        r"^.{2,24}(?:需要|应当|应该|要)(?:具备|注重|注意|讲究).{0,60}(?:特点|逻辑|结构|语言|表达|要求)",
        r"^(?:下面|以下|这里)(?:是|有).{2,24}(?:技巧|要点|方法|建议|窍门).{0,6}[,，].{0,8}(?:参考|借鉴|帮助)",
        r"^(?:前言|导语|导读|引言)[:：].{0,30}(?:想要|想|要)?(?:写出|写好|写作|文章)",
    )
)


def may_offer(said: str) -> bool:
    """Whether a sentence, or the beginning of a line, holds a word of those in every offer and something done for the reader."""
    return _WORDS.stand_in(said) and (_ACT.search(said) is not None or _SITE_VOICE.search(said) is not None)


def is_offer(said: str) -> bool:
    """Whether a sentence offers the text to the site's readers."""
    if len(said) > LONGEST:
        return False
    if _SITE_VOICE.search(said):
        return True
    if _SHOWN.search(said):
        return not _SPEAKER_OF_OFFICE.search(said)
    if not may_offer(said):
        return False
    firm = _FIRM_ACT.search(said) is not None
    if firm and _SAMPLE.search(said) and _WHOM.search(said) and _WISH.search(said):
        return not _SPEAKER_OF_OFFICE.search(said)
    if _OF_MINE.search(said) or _BY_EDITOR.search(said):
        return True
    agent = _AGENT.search(said) is not None
    if not (agent or firm) or (_SPEAKER.search(said[:24]) and not _EDITOR.search(said)) or _SAYS_I.search(said):
        return False
    start, whom, wish = (pattern.search(said) is not None for pattern in (_START, _WHOM, _WISH))
    if agent and (start or whom):
        return wish or (start and _GOODS.search(said) is not None and len(said) <= 80)
    return start and whom and wish and _GOODS.search(said) is not None


def is_fluff(said: str) -> bool:
    """Whether a sentence is one of those with which essay sites lead up to an offer."""
    return len(said) <= LONGEST_FLUFF and any(pattern.search(said) for pattern in _FLUFF)


def closes_offer(said: str) -> bool:
    """Whether a sentence behind an offer belongs to it."""
    return _CLOSER.match(said) is not None
