"""Lines whose shape only an author gives them: rows of drawn tables, fenced code, quotations and underlined headings of Markdown, lists of holders.

A page's menus have strokes, arrows and dashes as well, but no row under another with as many cells. Such lines are the text's own, whatever their words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from pipeline.rules.engine import Hit
from pipeline.rules.view import View, is_long_sentence

MIN_ROWS = 4
"""Rows with as many cells, one after another, of a table without a border."""
MIN_RULED = 2
"""Rows of a table with one."""
MIN_QUOTED, QUOTED = 2, 12
"""Lines of a quotation, one of which has so many code points: > 要闻 is a step of a page's way."""
MIN_HOLDERS = 3
"""Different copyright lines in a text that lists who wrote its parts, and lines of its own between them."""
TOLD = 20
"""Code points of such a line."""
_ROW = re.compile(r"[|｜].*[|｜]")
_BORDER = re.compile(r"[|+][-=+|:\s]{3,200}[|+]")
_FENCE = re.compile(r"(?:```|~~~)[\w+-]{0,16}")
_UNDERLINE = re.compile(r"(?:=+|-+|~+)")
_ENDS = frozenset("。！？；，.!?;,")
_UNDER = 4
"""Columns by which an underline may differ from its heading."""
_FIELD = re.compile(r"[A-Za-z][\w-]{0,30}:(?:\s|$)|[-#]\s|\s*$")
MIN_FIELDS, MAX_FRONT = 2, 40
"""Lines of such a block."""
_WIDE = re.compile(r"[\u2e80-\uffef]")


def written(view: View, hits: Sequence[Hit] = ()) -> Set[int]:
    """Return the lines of the view that are an author's by their shape; `hits` are what rules found."""
    found: set[int] = set()
    if "|" in view.text or "｜" in view.text:
        found |= {*_tables(view)}
    if "```" in view.text or "~~~" in view.text:
        found |= {*_code(view)}
    if "\n>" in view.text:
        found |= {*_quotations(view)}
    if "===" in view.text or "---" in view.text:
        found |= {*_underlines(view)}
    if "---\n" in view.text:
        found |= {*_front_matter(view)}
    return found | _holders(view, hits)


def _runs(view: View, wanted: re.Pattern[str]) -> Iterator[list[int]]:
    """Runs of lines that match whole, with none between but blank ones: some pages part all lines by one."""
    run: list[int] = []
    for index in view.filled:
        if wanted.fullmatch(view.lines[index].content):
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _tables(view: View) -> Iterator[int]:
    for run in _runs(view, re.compile(f"{_ROW.pattern}|{_BORDER.pattern}")):
        borders = [i for i in run if _BORDER.fullmatch(view.lines[i].content)]
        cells = Counter(view.lines[i].content.count("|") for i in run if i not in borders)
        most = max(cells.values(), default=0)
        if (borders and len(run) - len(borders) >= MIN_RULED) or (most >= MIN_ROWS and most > len(run) / 2 and max(cells) > 2):
            yield from run


def _code(view: View) -> Iterator[int]:
    """What stands between two fences, with them."""
    fences = [i for i, line in enumerate(view.lines) if _FENCE.fullmatch(line.content)]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        yield from range(opening, closing + 1)


def _quotations(view: View) -> Iterator[int]:
    for run in _runs(view, re.compile(r">(?!>).*")):
        if len(run) >= MIN_QUOTED and any(len(view.lines[i].content) > QUOTED for i in run):
            yield from run


def _underlines(view: View) -> Iterator[int]:
    """Rows of dashes as wide as the heading right above them."""
    for run in _runs(view, _UNDERLINE):
        above = view.lines[run[0] - 1].content if run[0] else ""
        if len(run) == 1 and above and above[-1] not in _ENDS and not is_long_sentence(above):
            width = len(above) + len(_WIDE.findall(above))
            if min(abs(len(view.lines[run[0]].content) - size) for size in (width, len(above))) <= _UNDER:
                yield run[0]


def _holders(view: View, hits: Sequence[Hit]) -> set[int]:
    """Copyright lines that name several holders, with lines of a text's own between them."""
    lines = [hit.first for hit in hits if hit.rule.family == "copyright" and hit.first == hit.last]
    if len({view.lines[i].content for i in lines}) < MIN_HOLDERS:
        return set()
    known = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    own = [i for i in range(min(lines), max(lines)) if i not in known and len(view.lines[i].content) >= TOLD]
    return {i for i in lines if i < own[-1]} if len(own) >= MIN_HOLDERS else set()


def _front_matter(view: View) -> Iterator[int]:
    """Blocks of names and values between two rows of dashes, with which files of Markdown begin."""
    last = -1
    for start in [i for i, line in enumerate(view.lines) if line.content == "---"]:
        fields = 0
        for index in range(start + 1, min(start + MAX_FRONT, len(view.lines)) if start > last else 0):
            content = view.lines[index].content
            if content == "---" and fields >= MIN_FIELDS:
                yield from range(start, index + 1)
                last = index
            if not _FIELD.match(content):
                break
            fields += bool(content)
