"""A title without what sites set around it: ornaments, which are never a part of one, and decorations, which another mention of it goes without."""

from __future__ import annotations

import re
from functools import lru_cache

import regex

MIN_TITLE, MAX_TITLE = 5, 80
"""Code points: shorter strings repeat by chance, longer ones are sentences."""

_LEADING_ORNAMENT = regex.compile(
    r"""(?x) ^ \s* (?:
      (?: [(（【\[] (?:材料|范文|优秀范文|精选|推荐|热门|熱門|最新|原创|word版?|Word版?|精品|转载|原|图文|优质|整理版|共\d+篇
            | (?:述职|讲话|发言|演讲|工作)(?:稿|报告|总结|材料)) [)）】\]] \s* )+
    | 类型 (?=.{4,}\.(?i:docx?|pdf|pptx?|xlsx?)\s*$)                                       # a page engine's label, glued to the file's name
    | \[ [\u4e00-\u9fff]{2,4} \] \s+                                                      # the sort of a forum's thread
    | 第[一二三1-3]篇 \s? [:：] \s? (?=.{5}) | (?:主题|主題|标\s{0,4}题|標題|名\s{0,4}称|题\s{0,4}目) \s? [:：] \s? (?=.{4})
    | (?:文档|文件|范文|全文|点击|本文)? 下载 \s? [:：]? \s? (?=《)
    | [\u4e00-\u9fff]{2,8} [〔\[(（] \d{4} [〕\])）] \s? 第?\d{1,5}号 \s? (?=《.{5})
    | (?<=^) 《 (?=[^《》]+》$)
    )
    """
)
_TRAILING_ORNAMENT = regex.compile(
    r"""(?x) (?= [\s(（【\[._》] ) (?:
      \s* [(（] [\u4e00-\u9fff]{2,8} [〔\[(（] \d{4} [〕\])）] \s? 第?\d{1,5}号 [)）]
    | \s* (?: [(（【\[] (?: \d+\s?字 | 共\d+[页篇] | 完整版? | 最终版? | 定稿 | 热 | 荐 | 原创 | 打印本页 | 复制链接 | 图文 ) [)）】\]] )+
    | \.(?i:docx?|pdf|pptx?|xlsx?|txt|wps|rtf|html?)
    | \s* _第\d+页 | \s+ (?:作者|来源|文) \s? [:：/] \s? \S{1,12} | (?<=^[^《》]+) 》
    ) \s* $
    """
)
"""What is never a part of a title, before and behind it."""
_LEADING_DECORATION = regex.compile(r"^\s*[\u4e00-\u9fffA-Za-z]{2,6}\s?[:：]\s?(?=.{5})")  # an office or column before the title
_TRAILING_DECORATION = regex.compile(
    r"""(?x) (?= [\s(（【\[_—|｜-] ) (?:
      \s* (?: [(（【\[] (?: [^()（）【】\[\]]{0,12} (?:范文|篇|合集|精选|推荐|版|模板|汇总|大全|材料|样本|下载) [^()（）【】\[\]]{0,6} | 图 ) [)）】\]] )+ \s* 。?
    | \s* [-_—|｜] \s* [\u4e00-\u9fffA-Za-z0-9]{2,12} (?:网|文库|范文|文档|之家|大全|网站|文秘|资料)
    | (?<=[\u4e00-\u9fff”》）)】\]]) \s* (?: _ (?=[^_]*[\u4e00-\u9fff]) [\u4e00-\u9fffA-Za-z0-9/、·. ]{2,16} ){1,5}   # the columns that a site's window names behind it
    | \s* [(（] \s? (?: 第?\s?\d{1,3}\s?[页頁] | 页\s?\d{1,3} | \d{1,3}\s?[/／]\s?\d{1,3} ) \s? [)）] | (?<=第.{1,8}[章回节].{0,40}) [(（]\d{1,2}[)）]   # the page of a chapter
    ) \s* $
    """
)
"""What one mention of a title has more than another: only where both stand does it show that the title is without it."""
_ORNAMENTS = (_LEADING_ORNAMENT, _TRAILING_ORNAMENT)
_AROUND = (*_ORNAMENTS, _LEADING_DECORATION, _TRAILING_DECORATION)

_ANY = re.compile(r"[(（【\[〔《》:：/._—|｜-]|下载")
"""One of them stands in every ornament and decoration; most lines hold none."""


def squeeze(text: str) -> str:
    """Return a text without white space, the form in which titles are compared."""
    return "".join(text.split())


@lru_cache(maxsize=1024)
def undecorated(text: str) -> tuple[str, ...]:
    """Return a title's forms, from as it stands to bare: each differs from the one before by a decoration taken off."""
    forms, todo = [], [text.strip()]
    while todo:
        form = todo.pop(0)
        if len(form) < 4 or form in forms:
            continue
        forms.append(form)
        patterns = _AROUND if _ANY.search(form) else ()
        todo += [(form[: match.start()] + form[match.end() :]).strip() for pattern in patterns for match in pattern.finditer(form)]
        todo += [once] if (once := _said_twice(form)) else []
    return tuple(forms)


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """Return a title without what is never a part of one."""
    form = text.strip()
    while match := next((found for each in _ORNAMENTS if (found := each.search(form))), None) if _ANY.search(form) else None:
        form = (form[: match.start()] + form[match.end() :]).strip()
    return _said_twice(form) or form


def _said_twice(form: str) -> str | None:
    """What both halves of a title say, if they say the same."""
    half = len(form) // 2
    first = form[:half].strip()
    return first if half >= MIN_TITLE and first == form[-half:].strip() else None
