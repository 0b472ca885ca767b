"""What documents begin and end with, though the scorer takes it for chrome: it stays in the zones near the body."""

from __future__ import annotations

import regex

KEEP = regex.compile(
    r"""(?x)
    (?:附[件表录图]|附\s?[:：]) .{0,200}
    | (?:联[系络]人|联系电话|热线|电话|传真|地址|时间|地点|邮箱|抄送|主送|印发|日期)[^:：]{0,8}[:：].{0,80}
    | [(（]?(?:\d{4}|[12][\dxX*×]{3}|二[〇○零Oo０]..)\s?年.{1,20}[)）]?
    | [(（]\s?(?:\d{4}|[12][\dxX*×]{3}|二[〇○零Oo０]..)\s?年[^()（）]{1,90}[)）]                                       # a statute's passing, a speech's occasion
    | (?:尊敬的|敬爱的|亲爱的)?(?:各位|同志|女士|先生|代表|委员|领导|朋友|老师|同学|来宾|乡亲|大家|各市|各县|各区|各乡|各镇|各有关).{0,60}[:：,，!！]?
    | (?:尊敬的|敬爱的|亲爱的|敬愛的|親愛的|致).{1,60}[:：,，!！]
    | 特此.{1,10} | [(（]此件.{1,12}[)）] | (?:谢谢|干杯|再见|鼓掌|敬礼).{0,20}
    | (?!.*[|｜>＞»])(?!(?:\S{1,8}\s{1,4}){4}).{1,40}(?:人民政府|办公室|委员会|领导小组|指挥部|[局厅部委院会处科所站中心公司学校大学集团])(?:办公室)?
    | (?:第?[一二三四五六七八九十]{1,3}[、,，.．章节条]|第\s?[\d一二三四五六七八九十壹贰叁]{1,4}\s?[章回节卷]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]).{1,80}
    | (?:我的?(?:讲话|发言|汇报)|我就(?:讲|说)|我讲完|以上(?:意见|是|汇报|发言|就是|几点)|最后[,，]|散会|祝|让我们|请大家|大家).{0,80}[。！!]?
    | (?:参考)?答案\s?[:：].{1,120} | \#{2,6}\s.{1,60} | (?:签订|签署|签字)日期.{0,20}
    | (?:.{0,40}[\s:：(（])? 第?篇\s?[一二三四五六七八九十\d]{1,3} (?:\s?[:：].{1,60})?                                # the head of a compilation's part
    | .{2,40}(?:模板|范文|作文|总结|报告|稿|心得|体会|方案|合同|计划|通知|制度|[读观]后感|申请书?|倡议书?|致辞|主持词|教案)\s?\d{1,2}
    | 【[^】]{1,8}】 .{0,2} | (?:——|--).{4,60} | 第[\d一二三四五六七八九十壹贰叁]{1,3}[章节卷编]
    """
)
LABELLED = regex.compile(r"(?!(?:会议)?(?:时间|地点|主持|出席|列席|记录|参加|缺席))\p{Han}{2,8}\s?[:：]\s?[^。；！？]{0,40}")
"""A label with its value, but for those of minutes."""
HIDING = ("paywall.", "preview.")
"""Beginnings of the ids of rules that know where a site hides a part of the text."""
SPOKEN = regex.compile(r"(?!.*(?:[登][录錄陆]|[会會][员員]|[隐隱]藏|加密|刷新|[评評][论論]|下[载載]|付[费費]|解[锁鎖]|[购購][买買]|本站|客服))(?=.*[，,、])\p{Han}[^\n]{10,160}[。！!…]")
"""A sentence with a pause that says nothing of logging in or paying."""
CONTENTS = regex.compile(r"目\s{0,4}[录錄]|[目录錄]")
"""The heading of a document's contents, whole or one character of it; no title or body is near it."""
HEADING = regex.compile(r"#{1,6}\s\S")
"""A heading in Markdown."""
KEEP_LIMIT = 120
"""Code points of a line in which the keep rules look."""
