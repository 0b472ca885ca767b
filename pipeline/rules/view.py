"""A text cut into lines, with the zones that rules speak of; what one line is by itself is worked out once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from pipeline.rules.rule import LINE_LIMIT

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\ufeff\r\x0b\x0c"
BULLETS = "*+•·●▪◆■◇○o»›-"
BULLET = re.compile("[" + BULLETS + r"][ \t\u3000\u00a0]{1,4}(?=\S)")
"""What a page's renderer puts before an item of a list."""
PAGE_LINE, PAGE_GAPS = 400, 8
"""Code points and gaps from which on a line may hold a whole page."""
SHORT_PAGE, MIN_GAPS = 60, 2
"""Code points and gaps from which on a line that names a site's menus may."""
_MENU = re.compile(
    r"位置[:：]\s?(?:网站)?首页|欢迎访问|歡迎光臨|首页\s?[>＞»/]|本文标题[:：]|上一[篇条頁页則]|下一[篇条頁页則]|網站導覽|跳到主要內容|设为首页|加入收藏|(?:当前|所在|您的|目前)位置|"
    r"打印本页|关闭窗口|[【\[]关闭[】\]]|扫一扫|分享到|备案号|版权所有|ICP备|Copyright|友情链接|返回(?:顶部|列表|首页)|发表(?:评论|回复)|相关(?:链接|新闻|文章|阅读|推荐)|只看该作者|楼主|自动登录|立即注册|首页 |首頁 |登录 注册|学校首页|客户端|回上[一]?頁|瀏覽人次|友善列印"
)
"""What only a page's head or foot says; a line with such words and with gaps holds several pieces of a page."""
ZONES = {"head": 1, "tail": 2, "between": 4, "any": 8}
REMEMBERED = 4096
"""Lines whose matches are kept, at most (a few MB): pages of one site share their chrome, rounds of one page nearly all lines."""

_GAP = re.compile(  # possessive, and begun only where a run of blanks begins: a megabyte of blanks is one step
    r"(?<=[\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef”’…—·])(?<![>＞»|｜:：/／【\[(（])[ \t\u3000\u00a0]++(?![>＞»|｜:：/／】\])）])"
    r"|(?<![ \t\u3000\u00a0>＞»|｜:：/／【\[(（])[ \t\u3000\u00a0]++(?=[\u2e80-\u9fff“‘])"
)
_GAP_BLANKS = " \t\u3000\u00a0"
_COMMA, _SENTENCE_END = re.compile("[，,、；;]"), re.compile("[。！？!?；;：:…”’\"」]")
_LATIN = re.compile("[A-Za-z]{2,}")


class TextLine(NamedTuple):
    """One line of the text in hand: [start, end) without terminator, and its content without outer blanks."""

    start: int
    end: int
    content: str


def is_long_sentence(content: str) -> bool:
    """Whether a line reads as running text: 41 code points (90 where it is Latin) with a comma and a sentence end."""
    size = len(content)
    if size < 41:
        return False
    return _reads_on(content) if size <= LINE_LIMIT else _reads_on.__wrapped__(content)


@lru_cache(maxsize=REMEMBERED)
def _reads_on(content: str) -> bool:
    size = len(content)
    if size < 90 and sum(map(len, _LATIN.findall(content[:120]))) > size / 2:
        return False
    sample = content if size <= 400 else content[:200] + content[-200:]
    comma = _COMMA.search(sample)
    return (comma is not None and _SENTENCE_END.search(sample, comma.end()) is not None) or (size >= 90 and ". " in sample + " ")


def _holds_page(raw: str) -> bool:
    """Whether a line is so long, or speaks so plainly of its site's menus, that it holds a whole page."""
    if len(raw) < SHORT_PAGE:
        return False
    return _holds(raw) if len(raw) <= LINE_LIMIT else _holds.__wrapped__(raw)


@lru_cache(maxsize=REMEMBERED)
def _holds(raw: str) -> bool:
    if len(raw) > PAGE_LINE:
        return sum(map(raw.count, _GAP_BLANKS)) >= PAGE_GAPS <= len(_GAP.findall(raw))
    content = raw.strip(BLANKS)
    if len(content) < SHORT_PAGE or sum(map(content.count, _GAP_BLANKS)) < MIN_GAPS:
        return False
    return _MENU.search(content) is not None and len(_GAP.findall(raw)) >= MIN_GAPS


def _pieces(start: int, raw: str) -> Iterator[TextLine]:
    """The pieces of a line that holds a whole page: it is cut at the blanks beside Chinese characters, not where a bar or arrow joins."""
    at = 0
    for gap in _GAP.finditer(raw):
        if raw[at : gap.start()].strip(BLANKS):
            yield TextLine(start + at, start + gap.start(), raw[at : gap.start()].strip(BLANKS))
            at = gap.end()
    yield TextLine(start + at, start + len(raw), raw[at:].strip(BLANKS))


@dataclass(frozen=True, eq=False)  # one view is one object: to compare all its lines costs more than to cut them
class View:
    """A text cut into lines, with the zones that `where` speaks of; with `pieces`, a line that holds a whole page is cut at its blanks."""

    text: str
    pieces: bool = False
    lines: tuple[TextLine, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines: list[TextLine] = []
        new, at = tuple.__new__, 0  # a third of the time of the constructor that a NamedTuple has
        for raw in self.text.split("\n"):
            end = at + len(raw)
            if self.pieces and _holds_page(raw):
                lines += _pieces(at, raw)
            else:
                lines.append(new(TextLine, (at, end, raw.strip(BLANKS))))
            at = end + 1
        object.__setattr__(self, "lines", tuple(lines))

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """Indexes of the lines that are not blank."""
        return tuple([index for index, (_, _, content) in enumerate(self.lines) if content])

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [line.start for line in self.lines]

    @cached_property
    def long(self) -> tuple[bool, ...]:
        """For each line whether it reads as running text."""
        return tuple([is_long_sentence(content) for _, _, content in self.lines])

    @cached_property
    def body(self) -> tuple[int, int]:
        """Indexes of the first and the last line that read as running text; (len, -1) if none does."""
        if True not in self.long:
            return len(self.lines), -1
        return self.long.index(True), len(self.lines) - 1 - self.long[::-1].index(True)

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """Return [start, end) of lines first..last with their terminators (of pieces: with the blanks that follow)."""
        following = self.lines[last + 1].start if last + 1 < len(self.lines) else len(self.text)
        return self.lines[first].start, following

    @cached_property
    def zones(self) -> tuple[int, ...]:
        """For each line which of `ZONES` it lies in: above the running text, below it, between its first and last line."""
        (first, last), size = self.body, len(self.lines)
        if last < 0:
            return (11,) * size
        inner = (8,) if first == last else (8, *(12,) * (last - first - 1), 8)
        return (9,) * first + inner + (10,) * (size - last - 1)

    def zone(self, index: int) -> int:
        """Return which of `ZONES` line `index` lies in."""
        return self.zones[index]

    def is_between(self, index: int) -> bool:
        """Return whether line `index` lies between the first and the last line of running text."""
        return bool(self.zones[index] & ZONES["between"])


@lru_cache(maxsize=4)
def view_of(text: str, pieces: bool = False) -> View:
    """Return the view of a text; the stages of one round look at the same text, which is cut into lines only once."""
    if not pieces:
        return View(text)
    view = view_of(text)
    if sum(map(text.count, _GAP_BLANKS)) < MIN_GAPS:
        return view
    whole = (text[start:end] for start, end, _ in view.lines if end - start >= SHORT_PAGE)
    return View(text, pieces) if any(map(_holds_page, whole)) else view
