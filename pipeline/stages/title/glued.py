"""The title that stands before the body's first sentence, on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.rules.view import is_long_sentence
from pipeline.stages.title.decoration import MAX_TITLE, MIN_TITLE, squeeze
from pipeline.stages.title.form import UNLIKE_TITLE, is_headline, reads_like_title

NEAR_TOP = 4
"""Lines down to the body's first, at most, where a headline shows itself by standing twice: a heading in a text may do so."""
_TITLE_END = re.compile(r"讲话(?:提纲|稿)?|发言(?:提纲|稿|材料)?|致辞|致词|報告|报告|讲稿|演讲稿?|主持词|總結|总结|汇报(?:材料)?|通知|意见|方案|倡议书|党课|致詞|講話")
_BODY_BEGINS = re.compile(
    r"""(?x)
      各位(?:领导|委员|代表|同志|来宾|老师|同学|朋友|嘉宾|同仁|媒體|鄉親) | 同志们|同学们|老师们|朋友们|女士们 | 尊敬的(?:各位|[^，。]{1,20}[:：,，])
    | 大家(?:好|上午好|下午好|早上好)
    | [(（] \s? (?:\d{4}|20[\dxX*×]{2}|二[〇○零]) [^()（）]{2,14} [)）]                # the day of a speech
    """
)
_FIRST = ("一、", "第一章")
_SPEAKS = re.compile(r"[我将现就]|如下|下面|以下|他们|大家")
"""What stands in a sentence that leads up to the points, not in a title."""
_NOT_ENDED = ("暨", "及", "和", "与", "并")
"""What stands behind a kind of text where the title names a second one."""
_FIRST_POINT = re.compile(r"(?P<title>[^。！？!?；;：:，,、\s]{8,60}?)\s{0,2}(?:一、|第一章\s?)[\u4e00-\u9fff]{2,12}$")
"""A title with the heading of the first section behind it, as libraries write the lines of a file on one."""
_SENTENCE_MARK = re.compile(r"[。！？!?；;：:，,\n]")
_GOES_ON = frozenset("，。、；：！？,.;:!?的是了篇")
"""What stands behind a title's words where they begin a sentence: then they are the sentence's own."""


def glued_form(content: str, forms: set[str]) -> str | None:
    """Return the longest of some forms that stands before the body's first sentence on its line, without a blank; None if none does."""
    if not is_long_sentence(content):
        return None
    start = squeeze(content[: 2 * MAX_TITLE])
    return max((form for form in forms if start.startswith(form) and start != form and start[len(form)] not in _GOES_ON), key=lambda f: (len(f), f), default=None)


def form_before_salutation(content: str) -> str | None:
    """Return the title that shows itself at the start of a body's line: the salutation, a date, or the title once more follows it."""
    if not is_long_sentence(content):
        return None
    for match in _TITLE_END.finditer(content, MIN_TITLE + 1, 2 * MAX_TITLE):
        form = content[: match.end()].strip()
        follows = content[match.end() : match.end() + 30 + len(form)].lstrip()
        if follows.startswith(_NOT_ENDED):
            continue
        if follows.startswith(_FIRST) and len(form) >= UNLIKE_TITLE and not _SPEAKS.search(form):
            return squeeze(form) if len(form) <= MAX_TITLE and not _SENTENCE_MARK.search(form) else None
        if _BODY_BEGINS.match(follows) or (len(form) >= UNLIKE_TITLE and form in follows):
            return squeeze(form) if len(form) <= MAX_TITLE and not _SENTENCE_MARK.search(form) else None
    return None


def form_over_line(lines: Sequence[str]) -> str | None:
    """Return the headline that stands over the body's first line and once more before a blank on it; None if there is none."""
    if not 2 <= len(lines) <= NEAR_TOP or not is_long_sentence(lines[-1]):
        return None
    over, below = lines[-2], lines[-1]
    if not UNLIKE_TITLE <= len(over) <= MAX_TITLE or not below.startswith(over) or not below[len(over)].isspace():
        return None
    return squeeze(over) if is_headline(over) and len(below) >= 2 * len(over) else None


def form_before_point(content: str) -> str | None:
    """Return the title that stands before the heading of the first section on one line; None if none does."""
    match = _FIRST_POINT.match(content) if len(content) <= 2 * MAX_TITLE else None
    return squeeze(match["title"]) if match and reads_like_title(match["title"]) else None


def glued_end(content: str, chosen: str) -> int:
    """Return where in a line its leading title ends, 0 if it does not begin with it."""
    at = 0
    for position, char in enumerate(content):
        if char.isspace():
            continue
        if at == len(chosen):
            return 0 if char in _GOES_ON else position
        if char != chosen[at]:
            return 0
        at += 1
    return 0
