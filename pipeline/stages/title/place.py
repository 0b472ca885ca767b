"""Finds the title by its place alone: the line right above the body, if its form and its neighbours let it be one.

Cleaning twice must be cleaning once, and a text that was cleaned no longer shows what stood around it: what is lifted from a text without
chrome must leave nothing over the body that would be lifted next. So a page proves more than a text does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rules.view import is_long_sentence
from pipeline.stages.title.decoration import bare
from pipeline.stages.title.form import (
    SHORTEST,
    UNLIKE_TITLE,
    begins_body,
    is_below,
    is_compiled,
    is_furniture,
    is_headline,
    is_label,
    is_letterhead,
    joined,
    reads_like_title,
    stands_beside,
)

FEW_ABOVE = 3
"""Lines that nobody knows above a title in a text without chrome, fewer than these."""
PARTED = 4
"""Lines over the body among which its title stands on a page: buttons that no rule knows may part the two."""
SHORT_HEAD = 12
"""Lines from the top among which a body without a long sentence begins."""

_NEWS_LEAD = re.compile(
    r"本报|新华社|中新社|人民网|新华网|央视网|【[^】]{2,24}】|[\u4e00-\u9fff]{2,4}\s?[/／]|[(（]?记者|近日|近期|日前|[昨今][天日晚晨]|\d{1,2}月\d{1,2}日|经过|随着|為|受|據|昨|[(（]?記者|本報"
)
"""How the body of a piece of news begins."""
_DEFINES = re.compile(r"(?:,? \([^()\n]{1,80}\),?|,? (?:or|also|sometimes) [^,\n]{1,60},?)? (?:is|are|was|were|refers|means)\b")
"""How the first sentence of an encyclopaedia's article goes on behind the name of its subject."""
_SMALL_WORDS = "a|an|the|of|in|on|at|to|for|by|with|and|or|but|from|as|is|be|up|off|out|over|than|via|into|after|its|it"
_ENGLISH_HEADLINE = re.compile(
    rf"""(?x)
    (?= (?:\S+\s){{3,14}} \S+ $ )                                       # four to fifteen words,
    [A-Z\d“\"‘'] [^\s.!?;]*
    (?: \s (?: (?:{_SMALL_WORDS}) (?=\s) | [A-Z\d“\"‘'&] [^\s.!?;]* [,:]? ) )*   # all but the small ones with a capital
    [^.!?;:,]
    """
)


_LETTER = re.compile(
    r"""(?x)
      (?:各|[\u4e00-\u9fff]{2,16}(?:政府|局|委|厅|廳|办|辦)) [^。！？；:：]{0,120}
      (?:政府|部门|部門|单位|單位|局|委|委员会|委員會|办|辦|厅|廳|院|校|处|處|室|公司|街道|乡镇|鄉鎮|机构|機構|企业|企業|中心|机关|機關) (?:[(（][^()（）]{1,20}[)）])? \s? [:：]
    """
)
"""Whom an official letter is for: its title stands over that line, and the title of what it sends stands below it."""


_ISSUE = re.compile(r"[(（]?第\s?[\d一二三四五六七八九十百]{1,5}\s?[号號][)）]?")
_ISSUED = ("公告", "通告", "公示", "通报")
"""An announcement's number under its title; below 令 more titles follow."""


def place_title(lines: Sequence[str], *, page: bool, last: bool = False) -> tuple[list[int], str] | None:
    """Return the places of the line (or of the two lines that are one title) right above the body and the title, None if there is none.

    `lines` are those at the top, up to and with the first one of running text. On a `page` of a site furniture may part title and body,
    elsewhere nothing but what belongs there: a date, a speaker, a number. `last` says that all else has been tried.
    """
    letter = next((place for place, line in enumerate(lines) if _LETTER.fullmatch(line)), None)
    lines = lines if letter is None else lines[: letter + 1]
    top = _body_top(lines, page=page)
    if not top or (page and letter is None and not is_long_sentence(lines[-1]) and not reads_like_title(lines[top - 1])):
        return None
    for at in range(top - 1, max(-1, top - 1 - (PARTED if page else 1)), -1):
        if at and (whole := joined(lines[at - 1], lines[at])):
            return [at - 1, at], whole
        if (is_headline(lines[at]) or (not at and _is_defined(lines[0], lines[1]))) and not (is_label(lines[at]) and bare(lines[at]) == lines[at] and any(map(is_label, (*lines[max(0, at - 1) : at], lines[at + 1])))):
            if page:
                at -= at > 0 and (is_below(lines[at - 1], lines[at]) or (is_compiled(lines[at - 1]) and is_headline(lines[at - 1])))
                fits = _fits_page(lines, at, last=last)
            else:
                fits = _fits_text(lines, at)
            return ([at], bare(lines[at])) if fits else None
    return None


def _unknown(lines: Sequence[str]) -> list[str]:
    """The lines over a headline that are neither a site's nor what stands over a title."""
    return [line for line in lines if not (is_letterhead(line) or stands_beside(line) or is_furniture(line) or len(line) < SHORTEST or (line.isascii() and line.count(" ") < 2))]


def _parts_texts(line: str) -> bool:
    """Whether a line over a headline says that another text stands over it: its own title, or the number of an annex."""
    return reads_like_title(line) or line.startswith("附")


def _fits_text(lines: Sequence[str], at: int) -> bool:
    """Whether the headline is a text's title: what is left without it must not show another, for cleaning twice is cleaning once."""
    content, below = lines[at], lines[at + 1]
    unknown = _unknown(lines[:at])
    if reads_like_title(content):
        return len(unknown) < FEW_ABOVE and not any(map(_parts_texts, lines[:at])) and not (unknown and stands_beside(below) and is_headline(lines[at - 1]))
    if unknown:
        return False
    if at and len(content) >= UNLIKE_TITLE and is_long_sentence(below) and any(is_furniture(line) or is_letterhead(line) for line in lines[:at]):
        return True
    if content.isascii():
        return (_ENGLISH_HEADLINE.fullmatch(content) is not None or _is_defined(content, below)) and is_long_sentence(below)
    return stands_beside(below) or (len(content) >= UNLIKE_TITLE and is_long_sentence(below) and _NEWS_LEAD.match(below) is not None)


def _is_defined(content: str, below: str) -> bool:
    """Whether the sentence below begins with the headline's words, as articles of an encyclopaedia do: Bread, and then "A bread is" or "Bread (…) is"."""
    said = below.casefold().removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return content[:1].isupper() and said.startswith(content.casefold()) and _DEFINES.match(said, len(content)) is not None


def _fits_page(lines: Sequence[str], at: int, *, last: bool) -> bool:
    """Whether the headline is a page's title; `last` when all else has been tried."""
    content = lines[at]
    if reads_like_title(content):
        return True
    if len(content) < UNLIKE_TITLE and not last:
        return False
    unknown = _unknown(lines[:at])
    if not unknown or (last and not any(map(is_headline, unknown)) and not set(content) & set("，,") and not (content.isascii() and len(unknown) > FEW_ABOVE)):
        return True
    return len(content) >= UNLIKE_TITLE and stands_beside(lines[at + 1]) and not lines[at + 1].startswith(("(", "（", "—", "-"))


def _body_top(lines: Sequence[str], *, page: bool) -> int:
    """The place in the head of the first line of the body's block: its sentences, and what stands between them and the title."""
    first = next((k for k, line in enumerate(lines[:SHORT_HEAD]) if begins_body(line) and not _is_signed_cry(lines, k)), 0)
    top = len(lines) - 1 if (page or not first) and is_long_sentence(lines[-1]) else first
    while top and (begins_body(lines[top - 1]) or stands_beside(lines[top - 1]) or (top > 1 and _ISSUE.fullmatch(lines[top - 1]) and lines[top - 2].endswith(_ISSUED))):
        if _is_signed_cry(lines, top - 1) or (top > 1 and joined(lines[top - 2], lines[top - 1])):
            break
        top -= 1
    return top


def _is_signed_cry(lines: Sequence[str], at: int) -> bool:
    """Whether a line that ends like a sentence stands over a date or a writer, as only a headline does."""
    return is_headline(lines[at]) and at + 1 < len(lines) and stands_beside(lines[at + 1])
