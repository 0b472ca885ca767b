"""The posts of a thread: where each begins and ends in the page's text, and who wrote it when, if that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.draft import Line
from pipeline.readers.context import Elements, LineMarkup
from pipeline.readers.dates import parse_date
from pipeline.readers.threads import is_post

_AUTHOR_CLASS = regex.compile(
    r"(?<![a-z])(?:author|authi|user-?name|username_container|message-name|nick-?name|poster(?:-?name)?|d_name|p_author_name|creator|post-?user|user-details|"
    r"crawler-post-meta|member(?:_?name|action))(?![a-z])",
    regex.IGNORECASE,
)
_BY = regex.compile(r"^(?:(?:post(?:ed)?\s)?by|作者|楼主|樓主|发帖人|發帖人)[\s:：]{1,4}", regex.IGNORECASE)
_AFTER_NAME = regex.compile(  # what follows a name on its line: a date, the time that the post was written, a button
    r"\s*(?:[»«|｜•·\[(（#]|[-–—](?=\s)|发表于|發表於|发布于|写道|只看|楼主|樓主|于?(?=(?:19|20)\d\d[-/年.])|(?:(?:asked|answered|on|wrote|posted)\s)|"
    r"(?<=\s)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s).*$",
    regex.IGNORECASE,
)
_NO_NAME = regex.compile(r"^[\d\s:：,，.k]*(?:posts?|messages?|帖子?)?$|[<>{}=?？!！]|^(?:guest|匿名|发表于|發表於|回复|回覆|reply|quote)", regex.IGNORECASE)
_OTHER_DATE = regex.compile(
    r"注册|註冊|最后(?:登录|由|编辑)|最後(?:登錄|由|編輯)|生日|joined|join date|registered|since|founded|member|last (?:seen|edited)|edited (?:by|on|at|\w{3} \d)", regex.IGNORECASE
)
_POSTED = regex.compile(r"发表于|發表於|发布于|發布於|发表时间|时间[:：]|(?:posted|asked|answered|wrote|written)\b", regex.IGNORECASE)
_SIGNATURE = regex.compile(r"signature|(?<![a-z])sig(?![a-z])", regex.IGNORECASE)
_AMERICAN = regex.compile(r"(?<!\d)(?P<m>0[1-9]|1[0-2])[-/](?P<d>[0-2]\d|3[01])[-/](?P<y>(?:19|20)\d{2})(?!\d)")
_MAX_NAME, _MAX_LABEL = 40, 12
_ALIKE, _LEAST_ALIKE = 60, 20  # code points of a post's first line
_MAX_LINE = 120  # code points of a line that names or dates a post


class Post(NamedTuple):
    """A post: the range of all that belongs to it in the source, that of its text (empty if it is a picture), and what is said of it."""

    start: int
    end: int
    text: int
    last: int
    author: str | None
    published: str | None


def find_posts(lines: Sequence[Line], elements: Elements, source: str) -> tuple[Post, ...]:
    """Return the posts of a thread in the order of the page; none unless there are two or more."""
    signed = carried(elements, {number: number for number, words in enumerate(elements.words) if words and _SIGNATURE.search(words)})
    bodies = _outermost(elements, [number for number, words in enumerate(elements.words) if words and signed[number] < 0 and is_post(words)])
    if len(bodies) < 2:
        return ()
    frames = _frames(elements, bodies)
    inside = carried(elements, frames)
    texts = carried(elements, {body: body for body in bodies})
    members: dict[int, list[Line]] = {}
    for line in lines:
        if isinstance(line.context, LineMarkup) and (body := inside[line.context.element]) >= 0:
            members.setdefault(body, []).append(line)
    posts = (_post(body, mine, texts, source) for body, mine in members.items())
    found = _merged(sorted(post for post in posts if post is not None), source)
    return tuple(found) if len(found) > 1 and all(one.end <= other.start for one, other in pairwise(found)) else ()


def _merged(posts: Sequence[Post], source: str) -> list[Post]:
    """The posts, those that begin alike and follow each other as one: a teaser above the thread repeats its first post."""
    found: list[Post] = []
    for post in posts:
        opening = _opening(post, source)
        another = bool(found and _is_another(post, found[-1]))
        if len(opening) >= _LEAST_ALIKE and found and not another and opening == _opening(found[-1], source):
            last = found.pop()
            post = last._replace(end=post.end, last=post.last, author=last.author or post.author, published=last.published or post.published)
        found.append(post)
    return found


def _is_another(post: Post, before: Post) -> bool:
    """Whether two posts that begin alike are known to be two: a reply that quotes, the like said twice, a post sent again later."""
    authors, dates = (before.author, post.author), (before.published, post.published)
    return any(all(pair) and pair[0] != pair[1] for pair in (authors, dates))


def _opening(post: Post, source: str) -> str:
    return source[post.text : post.text + _ALIKE].partition("\n")[0]


def _outermost(elements: Elements, bodies: Sequence[int]) -> list[int]:
    """Those of some elements that stand in none of the others; elements come after those around them."""
    covered = carried(elements, {body: body for body in bodies}, below=True)
    return [body for body in bodies if covered[body] < 0]


def carried(elements: Elements, marks: dict[int, int], *, below: bool = False) -> list[int]:
    """For each element the mark of the innermost marked one that it is or (`below`: only) stands in, -1 without one."""
    own: list[int] = []
    above: list[int] = []
    for number, parent in enumerate(elements.parents):
        around = own[parent] if parent >= 0 else -1
        above.append(around)
        own.append(marks.get(number, around))
    return above if below else own


def _frames(elements: Elements, bodies: Sequence[int]) -> dict[int, int]:
    """For the outermost element that holds one post and nothing of another the number of that post: its head and foot stand there."""
    held = [0] * len(elements.parents)
    for body in bodies:
        held[body] = 1
    for number in range(len(elements.parents) - 1, 0, -1):
        held[elements.parents[number]] += held[number]
    frames: dict[int, int] = {}
    for body in bodies:
        frame = body
        while (parent := elements.parents[frame]) > 0 and held[parent] == 1:
            frame = parent
        frames[frame] = body
    return frames


def _post(body: int, mine: Sequence[Line], texts: Sequence[int], source: str) -> Post | None:
    """The post of a frame's lines, None if it has no text and nobody wrote it."""
    own = [line for line in mine if isinstance(line.context, LineMarkup) and texts[line.context.element] == body]
    if not own:  # a picture, if it has an author; else a template
        author, published = next(_authors(mine, source), None), next(_dates(mine, source), None)
        return Post(mine[0].start, mine[-1].end, mine[-1].end, mine[-1].end, author, published) if author else None
    places = {line.start for line in own}
    around = [line for line in mine if line.start not in places]
    heads = [*around, *own[:4]]  # some boards put name and date into the post's own element
    author = next(_authors(heads, source), None)
    before = [line for line in around if line.start < own[0].start]
    after = [line for line in around if line.start > own[0].start and _POSTED.search(source, line.start, line.end)]
    published = next(_dates(before, source), None) or next(_dates(own[:4], source), None) or next(_dates(after, source), None)
    text = next((line.start for line in own if not _is_head(line, source)), own[-1].end)
    return Post(mine[0].start, mine[-1].end, text, own[-1].end, author, published)


def _is_head(line: Line, source: str) -> bool:
    """Whether a line of a post's own element names its author, or says when it was written."""
    if _POSTED.match(source, line.start, line.end) and next(_dates([line], source), None):
        return True
    return next(_authors([line], source), None) is not None


def _authors(lines: Sequence[Line], source: str) -> Iterator[str]:
    for start, end, markup in lines:
        if end - start <= _MAX_LINE and isinstance(markup, LineMarkup) and _AUTHOR_CLASS.search(markup.words):
            name = _AFTER_NAME.sub("", _BY.sub("", source[start:end])).strip(" ,:：»-")
            if 0 < len(name) <= _MAX_NAME and not _NO_NAME.search(name):
                yield name


def _dates(lines: Sequence[Line], source: str) -> Iterator[str]:
    label = ""
    for start, end, _ in lines:
        text = source[start:end][: _MAX_LINE + 1]
        other, label = _OTHER_DATE.search(f"{label} {text}"), text if len(text) <= _MAX_LABEL else ""
        if len(text) <= _MAX_LINE and not other:
            american = _AMERICAN.search(text)
            if date := parse_date(text) or (parse_date(f"{american['y']}-{american['m']}-{american['d']}") if american else None):
                yield date
