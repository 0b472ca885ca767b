"""What a page says about its document in plain sight: date, author, source and editor lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

import regex

from pipeline.draft import Line
from pipeline.readers.context import LineMarkup
from pipeline.readers.dates import parse_date
from pipeline.readers.reporters import opening_reporters, reporters
from pipeline.readers.split_dates import date_in_pieces

_MAX_LINE = 160  # code points; what is longer is running text that speaks of sources and authors
_MAX_NAME, _MAX_CHINESE_NAME = 40, 15
_MAX_BYLINE = 100  # code points of a line that names several authors and what they are
_OVER, _UNDER = 4, 6  # lines around the title
_VALUE = r"\s{0,3}[:：]\s{0,3}(?P<value>[^\s:：|｜【】\[\]()（）<>《》,，。;；/]{2,40}(?: [A-Za-z][\w.'-]{0,20}){0,3})"
_LABELS = MappingProxyType(
    {
        "source": regex.compile(r"(?:信息|文章|稿件|新闻|內容|内容|资料|消息)?(?:来\s{0,4}源|來源|稿源|出处|出處)" + _VALUE),
        "author": regex.compile(r"(?:作\s{0,4}者|撰稿人?|撰文|记者|記者|供稿|文\s?/\s?图|(?i:\bauthor))(?=\s{0,3}[:：])" + _VALUE),
        "editor": regex.compile(r"(?:责任编辑|責任編輯|责\s{0,2}编|編輯|编\s{0,2}辑|(?i:\beditor(?=\s?:)))" + _VALUE),
    }
)
_NEXT_LABEL = regex.compile(r"(?<=..)(?:(?:发布|发表|更新)?(?:日期|时间|日\s?期|時間)|来源|來源|编辑|编审|点击|浏览|阅读|字号|字体)$")
_LABEL_SIGN = regex.compile("[源处處者稿撰图编編]|(?i:author|editor)")  # one of these stands in each label
# Every line of interest holds a colon or a year; a class comes first, for which the standard library's search looks fast.
_SIGN = re.compile(r"[:：12二民](?:(?<=[:：])|(?<=1)9\d|(?<=2)0\d|(?<=二)[〇○零OoＯ０]|(?<=民)[國国]\s?\d)")
_YEAR = re.compile(r"19|20|二[〇○零OoＯ０]|民[國国]")
_DATE_LABEL = regex.compile(
    r"(?:发布|發布|發佈|发表|發表|更新|录入|添加|上传|创建|发稿|刊登|加入|成文|印发|公布)?(?:时\s{0,4}间|時間|日\s{0,4}期)\s{0,3}[:：]|"
    r"(?:发布|發布|發佈|发表|發表|更新|刊登|写|寫)(?:于|於|在)\s{0,3}[:：]?|(?i:\b(?:published|posted|updated|date)\b[^\d\n]{0,20})"
)
_TODAY = regex.compile(r"今天是|今日|现在是|欢迎|有效期|截止|版权|copyright|©|Ⓒ|回复|最后登录|注册", regex.IGNORECASE)
_TIME_CLASS = regex.compile(
    r"(?<![a-z])(?:pub|post|publish|article|entry|news|art|info|a)?[-_]?(?:time|date|shijian|riqi|source|info|meta|byline)", regex.IGNORECASE
)
_AUTHOR_CLASS = regex.compile(r"(?<![a-z])(?:author|byline|writer)(?:[-_]?name)?(?![a-z])", regex.IGNORECASE)
_BY = regex.compile(r"^(?:by|作者)\s{0,3}[:：]?\s*", regex.IGNORECASE)
_BY_SEVERAL = regex.compile(r"(?i:(?:[a-z]{4,12} )?by) (?P<names>\p{Lu}[^,:;!?]{2,40}(?:, \p{Lu}[^,:;!?]{2,30}){0,2}(?:,? (?:and|&) \p{Lu}[^,:;!?]{2,30}))(?:, [^.:;!?]{3,40})?")
# WordPress and Blogger: Posted on February 3, 2018 by Jo Ferris; Posted by Ellen Moor at 9:14 PM.
_POSTED_BY = regex.compile(r"^(?i:posted|published|written)\b(?:\son\s[\w, :]{6,40})?\sby\s(?P<value>\p{Lu}[\w.'’-]{1,20}(?: \p{Lu}[\w.'’-]{0,20}){1,3})(?=$|\s(?:at|on|in)\b|\s[|·•-])")
# Behind a name there is a blank, a bracket, another label; what goes on as a sentence does is an answer in an interview (记者：您好，请问…).
_GOES_ON = regex.compile(r"[^\s:：,，。;；]{1,30}[,，。?？!！](?![^,，。?？!！]{0,12}[:：])")
_NO_NAME = regex.compile(r"^\d+$|[=\"'“”?？!！#*]|\d{4}")
_NOBODY = frozenset(("佚名", "未知", "不详", "匿名", "网络", "admin", "administrator", "点击", "本站"))


def read_bylines(source: str, lines: Sequence[Line], title_line: int) -> dict[str, str]:
    """Return `published`, `author`, `source` and `editor` as the page's short lines state them, each the first of its kind.

    `title_line` is the number of the line that is the title, -1 if none is known: a bare date counts only close to it.
    """
    found: dict[str, str] = {}
    dates: list[tuple[int, int, str]] = []
    starts = [line.start for line in lines]
    end = 0
    while sign := _SIGN.search(source, end):
        number = bisect_right(starts, sign.start()) - 1
        start, end, markup = lines[number]
        if not 4 <= end - start <= _MAX_LINE:
            continue
        text = source[start:end]
        if (":" in text or "：" in text) and _LABEL_SIGN.search(text):
            for name, pattern in _LABELS.items():
                if name not in found and (match := pattern.search(text)) and (value := _name(_value(match))) and not _is_speech(text, match):
                    found[name] = value
        words = markup.words if isinstance(markup, LineMarkup) else ""
        if _YEAR.search(text) and (rank := _date_rank(text, words, number - title_line if title_line >= 0 else None)):
            dates.append((rank, number, text))
    if "author" not in found and (match := next((hit for _, _, text in dates if (hit := _POSTED_BY.match(text))), None)):
        found["author"] = match.group("value")
    if "author" not in found and (author := _author_by_class(source, lines)):
        found["author"] = author
    for _, _, text in sorted(dates, key=lambda each: (-each[0], each[1])):
        label = _DATE_LABEL.search(text)
        if date := (parse_date(text[label.end() :]) if label else None) or parse_date(text):
            found["published"] = date
            break
    return _around_title(found, source, lines, title_line) if title_line >= 0 else found


def _around_title(found: dict[str, str], source: str, lines: Sequence[Line], title_line: int) -> dict[str, str]:
    """What was found, with what only lines close to the title say: reporters, and a date in pieces."""
    if "author" not in found:
        for start, end, _ in lines[title_line + 1 : title_line + _UNDER]:
            text = source[start : min(end, start + _MAX_LINE)]
            if names := (reporters(text) if end - start <= _MAX_LINE else None) or opening_reporters(text):
                found["author"] = names
                break
    if "published" not in found:
        first = max(0, title_line - _OVER)
        texts = [source[line.start : min(line.end, line.start + _MAX_LINE)] for line in lines[first : title_line + _UNDER]]
        places = [*range(title_line - first + 1, len(texts)), *reversed(range(title_line - first))]  # under the title before over it
        if date := next(filter(None, (date_in_pieces(texts[place:]) for place in places)), None):
            found["published"] = date
    return found


def _value(match: regex.Match[str]) -> str:
    """The value behind a label, without the next label if that is written right behind it."""
    value: str = match.group("value")
    return _NEXT_LABEL.sub("", value) if match.string[match.end() : match.end() + 1] in (":", "：") else value


def _is_speech(text: str, match: regex.Match[str]) -> bool:
    """Whether a label is the name of who speaks: the line begins with it, and a sentence follows that ends the line."""
    return match.start() == 0 and text[-1] in "。？！?!…”" and _GOES_ON.match(text, match.start("value")) is not None


def _author_by_class(source: str, lines: Sequence[Line]) -> str | None:
    """The first short line whose element is named as the author's."""
    page = lines[0].context if lines else None
    named = {words for words in page.elements.names if _names_author(words)} if isinstance(page, LineMarkup) else ()
    for start, end, markup in lines if named else ():
        if end - start <= _MAX_BYLINE and isinstance(markup, LineMarkup) and markup.words in named:
            if several := _BY_SEVERAL.fullmatch(source[start:end]):
                return str(several.group("names"))
            return _name(_BY.sub("", source[start:end])) if end - start <= _MAX_NAME else None
    return None


@lru_cache(maxsize=10_000)
def _names_author(words: str) -> bool:
    return _AUTHOR_CLASS.search(words) is not None


def _name(value: str) -> str | None:
    value = value.strip(" \u3000-—_·")
    if not value or _NO_NAME.search(value) or value.lower() in _NOBODY:
        return None
    return value if len(value) <= (_MAX_NAME if value.isascii() else _MAX_CHINESE_NAME) else None


def _date_rank(text: str, words: str, after_title: int | None) -> int:
    """How much a line looks like the one that dates the document: 0 not at all."""
    rank = 0
    if label := _DATE_LABEL.search(text):
        rank += 1 if label.group()[:2].lower() == "up" else 4  # an update comes after what it updates
    if words and _TIME_CLASS.search(words):
        rank += 2
    if after_title is not None and 0 < after_title <= 6:
        rank += 7 - after_title
    return 0 if rank and _TODAY.search(text) else rank
