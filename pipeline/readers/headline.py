"""The page's title without the site's name: what `<title>`, the metadata and a heading of the page agree on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import regex

from pipeline.draft import Line
from pipeline.readers.context import Elements, LineMarkup

# 标题_栏目_网站, Title | Site, 标题 - 网站, 标题--网站, 标题–网站; a hyphen inside a word or between digits separates nothing.
_SEPARATOR = regex.compile(r"\s*(?:[_|｜»›←]+|--+|——+|(?<=\s)[-–—·•:]+(?=\s)|[–—]|(?<=[\p{Han}”》）)？！…])-|-(?=\p{Han}))\s*")
_SITE = regex.compile(
    r"(?:网|網|站|在线|線上|频道|频道页|中心|首页|论坛|論壇|博客|powered by \S.{1,30}|热线|(?<=\p{Han}{2})(?<![第编〕\d一二三四五六七八九十百])号|日报|晚报|时报|新闻|资讯|文库|之家|大全|百科|平台|公众号|政府|\.(?:com|cn|net|org|gov)\S{0,4}|"
    r"news|times|blog|online|forums?)$",
    regex.IGNORECASE,
)
# An office alone in the window, which no line of the page shows: all pages of its site have it.
_OFFICE = regex.compile(r"[\p{Han}]{3,14}(?:局|厅|委员会|政府|法院|检察院|学院|大学|中学|小学|学校|医院|公司|集团|协会|图书馆|博物馆|研究所)(?:网站|官网|门户网站|门户|首页)?")
_BYLINE = regex.compile(r"(?:发布|發布|发表|更新|录入|添加)(?:时间|時間|日期)\s?[:：].{0,60}(?:点击|點擊|浏览|瀏覽|阅读|访问|人气)|(?:点击|點擊|浏览|瀏覽|阅读|访问|人气).{0,60}(?:发布|發布|发表|更新|录入|添加)(?:时间|時間|日期)\s?[:：]")
_STAMPED = regex.compile(r"\S{0,12}\s{0,3}(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s{0,3}\S{0,12}")
_ORNAMENTS = regex.compile(r"[\s:：_|｜~*=—–-]+")
_SENTENCE = regex.compile(r"[。；;：:！!]")
_LEAST_OVER = 6  # code points
_SORT = regex.compile(r"^\[\p{Han}{2,6}\]\s?(?=.{4})")  # the sort of a forum's thread
_HEADINGS = ("h1", "h2", "h3")
_MIN, _MAX = 4, 120  # code points without blanks
_MIN_HEADED = 2  # the same of a title in hanzi that a heading shows
_MAX_SITE = 24
_MIN_NAMED = 3
_TITLED = regex.compile(r"(?<![\w-])(?:title|Mso-?Title|doc(?:ument)?-?title|docx_title)(?![\w-])", regex.IGNORECASE)
_ENTRY = regex.compile(r"(?<![\w-])(?:post|entry|article)-?(?:title|headline|heading)(?![\w-])", regex.IGNORECASE)  # a blog's own name is its h1
_TITLED_REACH = 5  # lines


class Headline(NamedTuple):
    """A title, where it was found (`json-ld`, `meta`, `microdata`, `visible`, `title`), and the number of the line that shows it, or -1."""

    text: str
    origin: str
    line: int


def find_headline(source: str, lines: Sequence[Line], named: str, stated: Sequence[tuple[str, str]], site: str | None) -> Headline | None:
    """Return the page's title, None if it has none.

    `named` is the text of `<title>`, `stated` the (origin, title) pairs of the metadata, `site` the site's name if the page gives it.
    """
    forms = _forms(named, stated, site)
    shown = _shown(source, lines, forms, _squeeze(named))
    stated_forms = [(origin, without_site(text, site)) for origin, text in stated]
    if shown is not None:
        text = source[lines[shown].start : lines[shown].end]
        text = text if _squeeze(text) in forms else _SORT.sub("", text)
        return Headline(text, "visible", shown)
    for origin, text in stated_forms:
        if text:
            return Headline(text, origin, -1)
    text = without_site(named, site)
    if (only := _single_h1(lines)) is not None:
        heading = source[lines[only].start : lines[only].end]
        if max(_MIN, len(text)) < len(heading) <= _MAX:  # the template names the site alone
            return Headline(heading, "visible", only)
    if not named and (first := _titled(source, lines)) is not None:
        return Headline(source[lines[first].start : lines[first].end], "visible", first)
    if (not named or _names_no_document(named)) and (over := _over_byline(source, lines)) is not None:
        return Headline(source[lines[over].start : lines[over].end], "visible", over)
    return Headline(text, "title", -1) if len(text) >= _MIN_NAMED and not text.isdigit() else None


@lru_cache(maxsize=64)
def without_site(title: str, site: str | None) -> str:
    """Return a title without the names of site and section that follow it (or, seldom, stand before it).

    >>> without_site("关于开展春季造林的通知_政务公开_某县人民政府", None)
    '关于开展春季造林的通知'
    """
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) < 2:
        return title.strip()
    end = len(parts)
    while end > 1 and _names_site(parts[end - 1], site, underscored="_" in title):
        end -= 1
    start = 1 if end > 1 and (site and _squeeze(parts[0]) == _squeeze(site)) else 0
    if start == 0 and end == len(parts):
        return title.strip()
    at = title.find(parts[start])
    last = title.find(parts[end - 1], at + len("".join(parts[start : end - 1])))
    return title[at : last + len(parts[end - 1])].strip()


def _names_site(part: str, site: str | None, *, underscored: bool) -> bool:
    if site and _squeeze(part).lower() in (_squeeze(site).lower(), _squeeze(site).lower().removesuffix(".com")):
        return True
    return len(part) <= _MAX_SITE and (underscored or _SITE.search(part) is not None)


def _forms(named: str, stated: Sequence[tuple[str, str]], site: str | None) -> dict[str, int]:
    """Squeezed texts that a line showing the title may have, and how much each counts."""
    forms: dict[str, int] = {}
    for text in dict.fromkeys([*(text for _, text in stated), named]):
        if text != named:
            forms[_squeeze(text)] = 4
        forms.setdefault(_squeeze(without_site(text, site)), 4)
        parts = _SEPARATOR.split(text)
        for part in parts:
            if part and not (len(parts) > 1 and _names_site(part, site, underscored=False)):
                forms.setdefault(_squeeze(part), 3)
    return {form: weight for form, weight in forms.items() if len(form) >= (_MIN if form.isascii() else _MIN_HEADED)}


def _shown(source: str, lines: Sequence[Line], forms: dict[str, int], named: str) -> int | None:
    """The number of the line that shows the title: a form of it, or a heading with which `<title>` begins."""
    best: tuple[int, int] | None = None
    longest = max(map(len, forms), default=0) * 2
    begins = {form[0] for form in forms}
    headed = _headed(lines[0].context.elements) if lines and isinstance(lines[0].context, LineMarkup) else {}
    for number, (start, end, markup) in enumerate(lines):
        if not _MIN_HEADED <= end - start <= _MAX * 2 or not isinstance(markup, LineMarkup):
            continue
        heading = headed.get(markup.element)
        if heading is None and (end - start < _MIN or end - start > longest or source[start] not in begins):
            continue
        text = _squeeze(_SORT.sub("", source[start:end]) if heading and source[start] == "[" else source[start:end])
        score = forms.get(text, 0)
        if not score and heading and len(text) >= _MIN and (named.startswith(text) or (len(text) >= 8 and text in named)):
            score = 3
        if score and heading:
            score += 3 - _HEADINGS.index(heading) + 3 * (markup.words != "" and _ENTRY.search(markup.words) is not None)
        if score and markup.link_density > 0.5:
            score -= 2
        if score > 0 and (best is None or score > best[0]):
            best = (score, number)
    return best[1] if best else None


def _headed(elements: Elements) -> dict[int, str]:
    """The headings among the elements of a page and those that stand right in one, each with the heading's tag."""
    headings = {number: tag for number, tag in enumerate(elements.tags) if tag in _HEADINGS}
    within = {number: headings[parent] for number, parent in enumerate(elements.parents) if parent in headings} if headings else {}
    return {**within, **headings}


def _titled(source: str, lines: Sequence[Line]) -> int | None:
    """The line at the top of a page without `<title>` whose element is called a title, as word processors call that of a document."""
    for number, (start, end, markup) in enumerate(lines[:_TITLED_REACH]):
        if isinstance(markup, LineMarkup) and _MIN <= end - start <= _MAX and _TITLED.search(markup.words):
            return number
    return None


def _names_no_document(named: str) -> bool:
    """Whether a window's title is that of a whole site: an office, or nothing but names of site and section."""
    parts = [part for part in _ORNAMENTS.split(named) if part]
    return all(_OFFICE.fullmatch(part) or (len(part) <= _MAX_SITE and _SITE.search(part)) for part in parts)


def _over_byline(source: str, lines: Sequence[Line]) -> int | None:
    """The line right over the first one that says when the page was published and how often it was read."""
    for (start, end, markup), (below, last, _) in pairwise(lines):
        if last - below > _MAX or (_BYLINE.search(source, below, last) is None and _STAMPED.fullmatch(source, below, last) is None):
            continue
        number = bisect_left(lines, start, key=itemgetter(0))
        plain = isinstance(markup, LineMarkup) and not markup.links
        return number if plain and _LEAST_OVER <= end - start <= _MAX // 2 and not _SENTENCE.search(source, start, end) else None
    return None


def _single_h1(lines: Sequence[Line]) -> int | None:
    if not any(isinstance(line.context, LineMarkup) and "h1" in line.context.elements.tags for line in lines[:1]):
        return None
    found = [i for i, line in enumerate(lines) if isinstance(line.context, LineMarkup) and "h1" in line.context.dom_path]
    return found[0] if len(found) == 1 else None


def _squeeze(text: str) -> str:
    return "".join(text.split())
