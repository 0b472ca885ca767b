"""Finds the headline beside a by-line: most pages set the one under the other, and rules know by-lines well."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

import regex

from pipeline.rules.engine import Hit
from pipeline.rules.view import BULLET, View
from pipeline.stages.title.form import is_below, is_caption, is_furniture, is_letterhead, stands_beside

NEAR = 3
"""Lines over a by-line among which its headline stands: what lies beyond a menu is the site's name."""
LONGEST_BELOW = 40
"""Code points of a title below the by-line."""
_SAYS_WHENCE = frozenset(("published", "source", "author"))
"""What a by-line says, one at least, for the line over it to be a headline."""

_NO_HEADLINE = (*"。！？!?；;，,、:：", "网", "網", "网站", "網站", "门户", "频道", "日报", "晚报", "在线")
"""How a sentence, a label or the name of a site ends, but no headline."""
_BESIDE = ("——", "--", "By ", "BY ", "文/", "文／", "文|", "作者：", "作者:", "记者 ", "□")
"""How a subtitle or the name of a writer begins: the title stands beyond it."""
_SITE = re.compile(r"(?<=.{5})\s?[-_|｜—–]{1,2}\s?[\u4e00-\u9fffA-Za-z0-9]{2,10}(?:[网網]站?|官[网網]|门户|在线|文库|之家)$")
"""The name of the site behind the headline, parted from it."""
_CREDIT = regex.compile(
    r"""(?x)
      [\p{Han}·、\s]{2,12} [/／|｜丨] \s? \p{Han}{2,10}                                                       # a writer with the paper's name
    | (?:字[型体體号號级級]|分享|[分標标][类類簽籤签]|作者|来源|來源|标签|點閱|瀏覽|语言|語言) [^。]{0,10} [:：] .*   # a label of the page
    """
)
_DOCUMENT_NUMBER = re.compile(r"[〔\[(（【]\d{4}[〕\])）】]\s?第?\d{1,5}号$")
"""How the number of an official document ends, which stands under its title: 某政发〔2021〕3号."""
_DATED = re.compile(r"^\d{1,2}[.、]")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十(（第#]{1,4}[、.．)）章节条]")


class BesideByline:
    """The headlines beside the by-lines of one page, of which rules remove the lines `claimed`."""

    def __init__(self, view: View, claimed: Mapping[int, str]) -> None:
        self._view, self._claimed = view, claimed

    def above(self, byline: Hit) -> str | None:
        """Return the line over a by-line, if it can be the page's title: short, without a sentence mark, above the body."""
        view = self._view
        if byline.first > view.body[0] or _SAYS_WHENCE.isdisjoint(name for name, _ in byline.groups):
            return None
        if view.body[1] < 0 and self._ends_text(byline):
            return None
        reach = islice((i for i in range(byline.first - 1, -1, -1) if view.lines[i].content), NEAR)
        above = _near(view, reach, self._claimed)
        if above is None or not _is_headline(content := _without_site(view.lines[above].content)):
            return None
        if is_letterhead(content) and any(view.lines[i].content for i in range(above + 1, byline.first)):
            return None  # the site's name, over the way to the page
        over = view.lines[above - 1].content if above and above - 1 not in self._claimed else ""
        return over if over and _is_headline(over) and is_below(over, content) else content

    def below(self, byline: Hit) -> str | None:
        """Return the line below a by-line that stands at the page's top, if it can be the title and running text follows it."""
        view, free = self._view, self._free
        at = bisect_right(free, byline.last)
        if byline.first > view.body[0] or (free and free[0] < byline.first) or free[at + 1 : at + 2] != [view.body[0]]:
            return None
        content = view.lines[free[at]].content
        return content if _is_headline(content) and len(content) <= LONGEST_BELOW and not _NUMBERED.match(content) else None

    def _ends_text(self, byline: Hit) -> bool:
        """Whether a by-line that only names a writer has more lines over it than below, where all lines are short: it then stands at the text's foot."""
        at = bisect_right(self._free, byline.last)
        return at > max(NEAR, len(self._free) - at) and {name for name, _ in byline.groups} <= {"author", "editor"}

    @cached_property
    def _free(self) -> list[int]:
        """The lines down to the first of running text that say something of their own; looked for once, or a page of by-lines takes quadratic time."""
        view = self._view
        return [i for i in range(min(view.body[0] + 1, len(view.lines))) if _near(view, (i,), self._claimed) is not None]


def _near(view: View, indexes: Iterable[int], claimed: Mapping[int, str]) -> int | None:
    """The first of some lines that says something of its own: no chrome, no subtitle behind a dash."""
    return next((i for i in indexes if view.lines[i].content and i not in claimed and not _is_beside(view.lines[i].content)), None)


def _is_beside(content: str) -> bool:
    """Whether a line stands beside a headline without being one."""
    return content.startswith(_BESIDE) or is_caption(content) or (len(content) <= 40 and _CREDIT.fullmatch(content) is not None)


def _without_site(content: str) -> str:
    site = _SITE.search(content)
    return content[: site.start()] if site else content


def _is_headline(content: str) -> bool:
    if content.isascii() and content.count(" ") < 2:
        return False  # Contact, Sport News: the end of a menu
    if is_furniture(content) or stands_beside(content) or _DATED.search(content):
        return False
    return 5 <= len(content) <= 80 and not content.endswith(_NO_HEADLINE) and not BULLET.match(content) and not _DOCUMENT_NUMBER.search(content)
