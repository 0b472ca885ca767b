"""The posts of forum software that nobody named: siblings made alike, each with an author, a date and a text, that hold the page's text.

The signs are in the structure and not in names. What looks alike and is no thread: comments under an article (the text stands outside of
them), indexes and blogs (their entries have headings, or links for headings), goods with their reviews.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import regex

from pipeline.draft import Line
from pipeline.readers.context import Elements, LineMarkup
from pipeline.readers.dates import parse_date
from pipeline.readers.posts import Post, carried

LEAST_POSTS = 3
_MOST = 0.8  # share of the siblings that must have what a post has
_MOST_TEXT = 0.9  # share of the page's running text that must stand in them
_MAX_HEAD = 60  # code points of a line that dates a post
_MAX_NAME, _MAX_NAME_BYTES = 24, 30  # a longer one is a headline
_LEAST_TEXT = 30  # bytes of a line of running text in UTF-8
_LINKED = 0.5
_HEAD_LINES = 6
_DATED = regex.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}|\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}:\d\d|\d{1,2}/\d{1,2}/(?:19|20)?\d\d|\d{1,3}\s?(?:秒|分钟?|小时|天|周|个?月|年)[之以]?前|(?:昨天|今天|前天|刚刚)|\b\d{1,3}\s?(?:second|minute|hour|day|week|month|year)s?\s+ago|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2},?\s+(?:19|20)\d\d|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s+(?:19|20)\d\d", regex.IGNORECASE)
_SENTENCE = regex.compile(r"[。！？!?；，]|[.,](?=\s|$)")
_NO_NAME = regex.compile(r"^[\d\s#.:：,，/-]*(?:[楼樓层层#]|posts?|帖子?)?$|[。！？!?；;，,:：<>{}=|｜]|^(?:楼主|樓主|回复|回覆|沙发|板凳|地板|引用|举报|匿名|reply|quote|report|like|share)", regex.IGNORECASE)
# What stands under or over each post of a forum: its number, and buttons.
_BUTTON = regex.compile(r"\d[楼樓]|第\d{1,6}\s?[层层帖]|\d\s[楼樓]|[楼樓]主|沙发|板凳|地板|回[复覆]|引用|举报|舉報|只看(?:该作者|他|TA)|\b(?:reply|quote|report|permalink|upvote)\b", regex.IGNORECASE)
_MAX_BUTTONS = 24  # code points of a line that holds nothing else
WORDS = ("回复", "回覆", "引用", "举报", "舉報", "楼", "樓", "只看", "eply", "REPLY", "uote", "eport", "ermalink", "pvote")
"""Words of which one stands by each post."""



def find_listed_posts(lines: Sequence[Line], elements: Elements, source: str, counts: Mapping[str, int]) -> tuple[Post, ...]:
    """Return the posts of a page that is nothing but a thread, in the order of the page; none if they cannot be told for certain.

    `counts` says how often each of `WORDS` stands in the source.
    """
    words = [word for word in WORDS if counts[word] >= LEAST_POSTS]
    if not words or not all(isinstance(line.context, LineMarkup) for line in lines):
        return ()
    starts = [line.start for line in lines]
    numbers = {bisect_right(starts, match.start()) - 1 for match in re.finditer("|".join(words), source)}
    buttons = [lines[number] for number in numbers if lines[number].end - lines[number].start <= _MAX_HEAD]
    held = [line.context.element for line in buttons if isinstance(line.context, LineMarkup) and _BUTTON.search(source, line.start, line.end)]
    return next(filter(None, (_posts(siblings, lines, elements, source) for siblings in _alike(elements, held))), ())


def _alike(elements: Elements, buttons: Sequence[int]) -> list[list[int]]:
    """Siblings of one name that hold buttons, the outermost first."""
    held = set[int]()
    for element in buttons:
        while element > 0 and element not in held:
            held.add(element)
            element = elements.parents[element]
    groups: dict[tuple[int, str, str], list[int]] = {}
    for element in sorted(held):
        stem = elements.words[element].partition(" ")[0].rstrip("0123456789-_")
        groups.setdefault((elements.parents[element], elements.tags[element], stem), []).append(element)
    return [group for group in groups.values() if len(group) >= LEAST_POSTS]


def _posts(siblings: Sequence[int], lines: Sequence[Line], elements: Elements, source: str) -> tuple[Post, ...]:
    """The posts that some siblings are; none if they are no posts, or not the page's text."""
    inside = carried(elements, {element: element for element in siblings})
    members: dict[int, list[Line]] = {}
    for line in lines:
        members.setdefault(inside[line.context.element] if isinstance(line.context, LineMarkup) else -1, []).append(line)
    others = members.pop(-1, [])
    found = [post for post in (_post(own, source) for own in members.values()) if post is not None]
    if len(found) < max(LEAST_POSTS, _MOST * len(members)) or len({post.author for post in found}) < 2:
        return ()
    within = sum(_running(source, line) for own in members.values() for line in own)
    return tuple(found) if within >= _MOST_TEXT * (within + sum(_running(source, line) for line in others)) else ()


def _post(own: Sequence[Line], source: str) -> Post | None:
    """The post of an element's lines; None unless it has an author, a date, a button and a text."""
    texts = [source[line.start : line.end] for line in own]
    short = [len(text) <= _MAX_HEAD for text in texts]
    buttons = {n for n, text in enumerate(texts) if short[n] and _BUTTON.search(text)}
    date = next((n for n, text in enumerate(texts) if short[n] and _DATED.search(text)), None)
    if date is None or not buttons:
        return None
    author = next((n for n, text in enumerate(texts[:_HEAD_LINES]) if _is_name(text) and not _DATED.search(text)), None)
    name = texts[author] if author is not None else _name_before(texts[date])
    head = max(date if date < _HEAD_LINES else 0, author or 0)
    body = [n for n in range(len(texts)) if n > head and n != date and not (n in buttons and len(texts[n]) <= _MAX_BUTTONS)]
    if name is None or not body:
        return None
    return Post(own[0].start, own[-1].end, own[body[0]].start, own[body[-1]].end, name, parse_date(texts[date]))


def _name_before(text: str) -> str | None:
    """The name that stands before a date on its line."""
    match = _DATED.search(text)
    name = text[: match.start()].strip(" \u3000,，·•|｜-—:：()（）[]") if match else ""
    name = regex.sub(r"\s*(?:发表于|發表於|发布于|于|posted|on|said|wrote)$", "", name)
    return name if _is_name(name) else None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _MAX_NAME and len(text.encode("utf-8", "replace")) <= _MAX_NAME_BYTES and not _NO_NAME.search(text)


def _running(source: str, line: Line) -> int:
    """Bytes of a line that reads like sentences and is no link."""
    if not isinstance(line.context, LineMarkup) or line.context.link_density > _LINKED or not _SENTENCE.search(source, line.start, line.end):
        return 0
    size = len(source[line.start : line.end].encode("utf-8", "replace"))
    return size if size >= _LEAST_TEXT else 0
