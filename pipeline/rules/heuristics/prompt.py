"""Short lines in which a site asks its reader to pay, log in or download for the rest of a text, in whatever words.

One of them alone may be a service's instruction: so they go only below the last running text, above the first, or beside confirmed chrome.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import regex

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.heuristics.place import beside, text_of
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.simplified import simplified
from pipeline.rules.view import View

RULE = Rule(
    id="preview.prompt",
    why="Where a text is cut or offered, the site asks its reader to pay, log in or download for the whole of it.",
    kind="line",
    pattern="",
    family="preview",
    gap="preview",
)
MIN_LINE, MAX_LINE = 5, 60
"""Code points of such a line."""

_DO = re.compile(r"下载|售价|去开通|付费内容|登[录錄入]|开通|付费|购买|支付|注册|充值|扫码|升级|关注公众号|解锁|消耗")
_WHAT = re.compile(
    r"全文|完整版|完整内容|完整文档|全部内容|剩余(?:内容|部分|全文|章节)|余下内容|隐藏内容|(?:本|该|此|更多)(?:内容|文档|资源|范文)|试读|预览|免费阅读|身份是游客|人已?购买|无法支付|全站通|VIP|vip|会员(?:免费|专享|可|后)|下载券|原文档|高清版|电子版|无水印|免登录|(?:内容|部分|段落|文字|资源)(?:已|被|为)?(?:加密|隐藏|锁定|受限)"
)
_ASKS = regex.compile(
    r"[\s\p{So}\uFE0F（(【\[*—\-.…]{0,6}(?:请|支付后|如遇|以下内容|本文档|点击|点此|下载|登[录錄入]|开通|注[:：]|(?:温馨|友情)?(?:小?提示|小?贴士)|当前|剩余|余下|完整|付费|购买|立即|马上|扫码|微信扫码|该|本|此|您|升级|更多|以上|如需|需要|未登录|游客|非会员|会员|VIP|vip|免费|成为|全文|预览|试读|文档|想)"
)
_SPEAKER = re.compile(r"^(?!.{0,4}(?:提示|注|说明)[:：])[^:：,，]{2,8}[:：](?=.{8}).*(?:[。.]$|的|是指)|我们?(?!的文档)|同志|各|群众|村|企业|学生|家长|市民|单位|[。！？；].{8}")


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the lines that ask for a payment, a login or a download, outside the text or beside confirmed chrome."""
    found = {i for i in _ASKING.lines(view) if i not in claimed and len(view.lines[i].content) <= MAX_LINE}
    text = text_of(view, {*claimed, *found}) if found else None
    if text is None or text.last < 0:
        return ()
    going = (
        index for place, index in enumerate(view.filled)
        if index in found and (not text.is_around(index) or any(i in claimed for i in beside(view, place)))
    )  # fmt: skip
    return [line_hit(RULE, view, index) for index in going]


def asks(content: str) -> bool:
    """Whether a line asks its reader to do something for the whole of the text."""
    if not MIN_LINE <= len(content) <= MAX_LINE:
        return False
    content = simplified(content)
    return (
        _DO.search(content) is not None
        and _WHAT.search(content) is not None
        and _ASKS.match(content) is not None
        and not _SPEAKER.search(content)
    )


_ASKING = Passing(asks)
