"""Lines that documents begin and end with, short as they are: salutations, dates, signatures, annexes, the heads of sections."""

from __future__ import annotations

import regex

from pipeline.rules.simplified import simplified

_LOOKED_AT = 120
"""Code points of a line that are looked at."""
_NUMBER = "[一二三四五六七八九十]{1,3}"
_ENDS = regex.compile(
    rf"""(?x)
    (?:附[件表录图]|附\s?[:：]) .{{0,200}}
    | (?:联[系络]人|联系电话|热线|电话|传真|地址|时间|地点|邮箱|抄送|主送|印发|日期) [^:：]{{0,8}} [:：] .{{0,80}}
    | \p{{Han}}{{2,16}} \s? [〔\[(（【] \s? (?: (?:19|20)\d\d | [\dxX*×]{{4}} ) \s? [〕\])）】] \s? 第?\s? [\dxX*×]{{1,5}} \s? 号 | [(（]? 第\s?[\d一二三四五六七八九十百]{{1,5}}\s?号 [)）]?   # its number
    | [(（]? (?: \d{{4}} | [12][\dxX*×]{{3}} | 二[〇○零Oo０].. ) \s? 年 .{{1,20}} [)）]?                                # a date
    | [(（] \s? (?: \d{{4}} | [12][\dxX*×]{{3}} | 二[〇○零Oo０].. ) \s? 年 [^()（）]{{1,90}} [)）]                          # when a statute passed, where a speech was held
    | (?:尊敬的|敬爱的|亲爱的)? (?:各位|同志|女士|先生|代表|委员|领导|朋友|老师|同学|来宾|乡亲|大家|各市|各县|各区|各乡|各镇|各有关) .{{0,60}} [:：,，!！]?
    | (?:尊敬的|敬爱的|亲爱的|敬愛的|親愛的|致) .{{1,60}} [:：,，!！]
    | 特此 .{{1,10}} | [(（]此件 .{{1,12}} [)）] | (?:谢谢|干杯|再见|鼓掌|敬礼) .{{0,20}}
    | (?!.*[|｜>＞»]) (?!(?:\S{{1,8}}\s{{1,4}}){{4}}) .{{1,40}} (?:人民政府|办公室|委员会|领导小组|指挥部|[局厅部委院会处科所站中心公司学校大学集团]) (?:办公室)?            # who signs
    | (?: 第?{_NUMBER}[、,，.．章节条] | 第\s?[\d一二三四五六七八九十壹贰叁]{{1,4}}\s?[章回节卷] | [(（][一二三四五六七八九十\d]{{1,3}}[)）] | \d{{1,2}}[.．、] ) .{{1,80}}
    | (?:我的?(?:讲话|发言|汇报)|我就(?:讲|说)|我讲完|以上(?:意见|是|汇报|发言|就是|几点)|最后[,，]|散会|祝|让我们|请大家|大家) .{{0,80}} [。！!]?
    | (?:参考)?答案 \s? [:：] .{{1,120}} | \#{{2,6}}\s .{{1,60}} | (?:签订|签署|签字)日期 .{{0,20}}
    | (?: .{{0,40}} [\s:：(（] )? 第?篇\s? [一二三四五六七八九十\d]{{1,3}} (?: \s?[:：] .{{1,60}} )?                       # the head of a compilation's part
    | .{{2,40}} (?:模板|范文|作文|总结|报告|稿|心得|体会|方案|合同|计划|通知|制度|[读观]后感|申请书?|倡议书?|致辞|主持词|教案) \s? \d{{1,2}}
    | .{{2,40}} [(（](?:精|优|热|精选|优选|推荐|通用|实用|汇总|优秀)[)）] \s? [一二三四五六七八九十\d]{{1,3}}
    | 【[^】]{{1,8}}】 .{{0,2}} | (?:——|--) .{{4,60}} | 第[\d一二三四五六七八九十壹贰叁]{{1,3}}[章节卷编]
    """
)

_LABELLED = regex.compile(r"(?!(?:会议)?(?:时间|地点|主持|出席|列席|记录|参加|缺席))\p{Han}{2,8}\s?[:：]\s?[^。；！？]{0,40}")
_SPOKEN = regex.compile(r"(?!.*(?:登[录陆入]|会员|隐藏|加密|刷新|评论|下载|付费|解锁|购买|本站|客服))(?=.*[，,、])\p{Han}[^\n]{10,160}[。！!…]")


def begins_or_ends_document(content: str) -> bool:
    """Whether a line beside running text is likely the document's, whatever the line scorer says of it."""
    return _ENDS.fullmatch(simplified(content[:_LOOKED_AT])) is not None


def is_labelled(content: str) -> bool:
    """Whether a line is a label with its value, but not of those of minutes."""
    return _LABELLED.fullmatch(simplified(content[:_LOOKED_AT])) is not None


def is_spoken(content: str) -> bool:
    """Whether a line is a sentence with a pause that says nothing of logging in or paying."""
    return _SPOKEN.fullmatch(simplified(content[:_LOOKED_AT])) is not None
