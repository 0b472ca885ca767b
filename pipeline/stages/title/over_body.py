"""Finds the headline over the body that the line scorer found, on a page where nothing else showed the title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.rules.roles import JUDGED_BY_PLACE, WAYS
from pipeline.stages.scored_units import Unit
from pipeline.stages.title.form import is_below, is_furniture, is_headline

NEAR, FAR = 12, 40
"""Units over the body in which its headline is looked for; farther up only what names the kind of its text."""

_HEADLINE = regex.compile(
    r"""(?x)
    (?! \d{1,4} [/.-] \d{1,2} (?!\d)                                                      # no date,
      | (?:\S{1,6}\s+){3,} \S{1,6} $                                                      # no row of short words,
      | (?:文档|文章|所属|系统)? (?:分类|标签|栏目|格式|热度|关键词|页数|大小|作者|来源|编号|时间|日期|分類|標籤|摘要|引用本文|单位|机构|基金|主题|文号|索引号)
        \p{Han}{0,2} \s? [:：]                                                            # no label,
      | [❶-❿①-⑳] | (?:Image|Photo|Picture)\s(?:source|credit|caption) | (?:Last\s)?(?:Updated|Published|Posted)\b.*\d | Download\s.*(?:PDF|DOCX?|PPTX?)$
      | (?:Course|Subject|School|University|Institution|Author|Category|Date|Language|Type|Instructor|Professor|Tags?|Topics?|Source) \s? : )   # of any language,
    (?! (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [.．、)] | [-+o*]\s | \#{2,6}\s             # no item of a list,
      | .* (?: [:：] \s? [\[(（]? \s? \d | 【\s*】 | \[\s*\] ) )                            # no value and no empty field;
    (?= .* (?:\p{Han}.*){7} | (?:\S+\s+){3} \S )                                          # seven characters or four words,
    [^|｜>＞»›·•*\t]{8,90}                                                                # without the marks of menus
    (?<! [。；;，,、:：>] )                                                                # and a sentence's end
    """
)
SHORTEST_SHOWN, LONGEST_SHOWN = 5, 90
"""Code points of a title that the page shows to be it."""
_UNMARKED = regex.compile(r"(?=.*(?:\p{Han}.*){5}|(?:\S+\s+){3}\S)(?!(?:\S{1,6}\s+){2,}\S{1,6}$)[^|｜>＞»›·•*\t]+(?<![。；;，,、:：>])")
"""A line without the marks of menus and a sentence's end, and no row of short words."""
_KIND_OF_TEXT = regex.compile(
    r"""(?x)
      (?:讲话|演讲|发言|讲|主持|致辞) 稿? $
    | (?:报告|总结|方案|体会|心得|范文|作文|通知|计划|材料|教案|合同|协议书?|申请书?|试[题卷]|论文|制度|办法|规定|意见|课件|手册|读后感|观后感|文案)
      (?:格式|模板|范文|汇编|大全)? (?: [(（][^()（）]{1,16}[)）] | \p{Han}{0,2}\d{1,3}[篇则字] )? $
    """
)
_SHORT_TITLE = regex.compile(r"(?!正文|要闻|新闻|首页|详情|文章|头条|动态|通知|公告|.*[频道栏目]$)\p{Han}{2,6}")
_BESIDE = ("——", "--")


def headline_over(units: Sequence[Unit], body: int, hidden: Sequence[bool]) -> int | None:
    """Return the place of the last unit over the body's first one that no rule removed, if it reads like a headline; by-lines and buttons may part the two.

    Units that the scorer calls chrome (`hidden`) are looked through: they go, and the title must not go with them.
    """
    if not any(unit.found for unit in units[:body]):
        return None
    passed = False
    for place in range(body - 1, max(-1, body - FAR), -1):
        content = units[place].content
        if units[place].gone or content.startswith(_BESIDE):
            continue
        if place <= body - NEAR and not _KIND_OF_TEXT.search(content):
            continue
        if _HEADLINE.fullmatch(content) and is_headline(content) and not (passed and content[-1] in "？?！!"):
            return place - 1 if place and not units[place - 1].gone and is_below(units[place - 1].content, content) else place
        if not hidden[place]:
            return None
        passed = True
    return None


def shown_title(units: Sequence[Unit], body: int) -> int | None:
    """Return the place of the unit over the body that the page itself shows to be its title: right below the way to the page, or the only one said twice.

    What only its place among menus spoke against may be it as well.
    """
    open_ = [place for place in range(body) if _may_be_title(units[place])]
    below_way = [place for place in open_ if place and (units[place - 1].rule or "").startswith(WAYS)]
    if below_way:
        return below_way[-1]
    times = Counter(units[place].content for place in open_)
    twice = [place for place in open_ if times[units[place].content] > 1]
    return twice[-1] if len({units[place].content for place in twice}) == 1 else None


def _may_be_title(unit: Unit) -> bool:
    if unit.gone and not (unit.rule or "").startswith(JUDGED_BY_PLACE):
        return False
    content = unit.content
    return SHORTEST_SHOWN <= len(content) <= LONGEST_SHOWN and _UNMARKED.fullmatch(content) is not None and is_headline(content) and not is_furniture(content)


def short_title_over(units: Sequence[Unit], body: int) -> int | None:
    """Return the place of the last unit over the body that no rule removed, if it may be a title of a few characters, which nobody can tell from a label."""
    nearest = next((place for place in range(body - 1, max(-1, body - NEAR), -1) if not units[place].gone), None)
    return nearest if nearest is not None and units[nearest + 1].found and _SHORT_TITLE.fullmatch(units[nearest].content) else None
