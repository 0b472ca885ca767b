"""Asterisks that are an author's emphasis (**bold**, *italic*), told from asterisks that hide a value (**市**区)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import regex

from pipeline.stages.masks.glyphs import is_han
from pipeline.stages.masks.lexicon import lexicon
from pipeline.stages.masks.names import surname_start

Span = tuple[int, int]

_PAIR = regex.compile(
    r"""(?x)
    (?<![A-Za-z0-9*])\*{2,3}(?=[\w“"《(（【@\[])(?P<bold>[^*\n]{1,80})(?<=\S)\*{2,3}(?!\*)
  | (?<![A-Za-z0-9*])\*(?=[\w“"《(（【])(?P<italic>[^*\n]{1,80})(?<=\S)\*(?![A-Za-z0-9*])
    """
)
_JOINS = regex.compile("[、，,。;；和与及]")
_COUNTED = re.compile("[人名个位][、，,。;；]")
"""A unit that counts people and a pause: what a number of asterisks hides comes before (教师**人，学生**人)."""
_RUN = re.compile(r"(?<![*\\])\*{1,3}(?!\*)")
_LEAD = re.compile(r"[ \t>|]{0,12}(?:(?:[-+*]|\d{1,3}[.)、]|#{1,6})[ \t]{1,4}(?:\[[ xX]\][ \t])?)?")
"""What stands before a line's text in Markdown: quotation marks, a cell's stroke, a bullet, a number, the sign of a heading."""
_SIGNS = (
    (re.compile(r"^#{1,6}[ \t]+\S|^```|\]\(https?://", re.MULTILINE), False),
    (re.compile(r"^[ \t>|]{0,12}(?:[-+*]|\d{1,3}[.)])[ \t]{1,4}\*\*[^*\n]{1,60}\*\*", re.MULTILINE), True),
    (re.compile(r"^[ \t>|]{0,12}(?:(?:[-+*]|\d{1,3}[.)])[ \t]{1,4})?\*\*[\w\[][^*\n]{0,60}(?:[:：]\*\*|[\w\]]\*\*\s?[:：])", re.MULTILINE), True),
    (re.compile(r"[。！？!?…：；]\*\*(?=[\s*]|$)", re.MULTILINE), True),
)
"""What Markdown looks like, and whether it says that its asterisks are emphasis."""
MIN_SIGNS = 3
"""Signs from which on a text is Markdown, one of emphasis among them."""
_PUNCTUATION = frozenset("。！？!?…：；，、,.;:”’」』）)】]")
_PERCENT = frozenset("%％‰")
SHORT = 4
"""Code points between two masks that a head follows: **省**市."""


def emphasis(text: str) -> Iterator[Span]:
    """Yield the spans in which asterisks are emphasis: of Markdown the asterisks alone, of other texts with what they enclose."""
    if is_markdown(text):
        yield from _marks(text)
        return
    at = 0
    while found := _PAIR.search(text, at):
        if _fills_slots(text, found):
            at = found.start() + (2 if found["bold"] else 1)
        else:
            yield found.span()
            at = found.end()


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown and uses its emphasis."""
    starred = "\n".join([line for line in text.split("\n") if "**" in line])  # what says so stands on one line
    bold = sum(_few(pattern, starred) for pattern, marks in _SIGNS if marks)
    return bold > 0 and bold + sum(_few(pattern, text) for pattern, marks in _SIGNS if not marks) >= MIN_SIGNS


def _few(pattern: re.Pattern[str], text: str) -> int:
    """How often a pattern is found, at most `MIN_SIGNS` times."""
    return sum(1 for _ in islice(pattern.finditer(text), MIN_SIGNS))


def _marks(text: str) -> Iterator[Span]:
    """The asterisks of emphasis, line by line; it may be opened at a line's start and closed at the end of another."""
    start = text.rfind("\n", 0, text.find("*")) + 1
    while start >= 0:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _line(text, start, end)
        start = text.find("*", end)
        start = text.rfind("\n", 0, start) + 1 if start >= 0 else -1


def _line(text: str, start: int, end: int) -> Iterator[Span]:
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    runs = [run.span() for run in _RUN.finditer(text, first, end)]
    for bold in (True, False):
        left = [run for run in runs if (run[1] - run[0] > 1) is bold]
        if len(left) % 2:
            lone = _lone(text, left, first, end)
            left = [run for run in left if run != lone] if lone else []
            yield from (lone,) if lone else ()
        for opening, closing in zip(left[::2], left[1::2], strict=True):
            if not _two_masks(text, opening, closing):
                yield opening
                yield closing


def _lone(text: str, runs: list[Span], first: int, end: int) -> Span | None:
    """Return the one of an odd number of runs that belongs to emphasis of several lines: at the line's end or behind a mark, or at its start."""
    if not text[runs[-1][1] : end].strip() or text[runs[-1][0] - 1] in _PUNCTUATION:
        return runs[-1]
    return runs[0] if runs[0][0] == first and _masked(text, runs[0]) is None else None


def _two_masks(text: str, opening: Span, closing: Span) -> bool:
    """Whether two runs of asterisks hide two values, one after the other: few characters between, and a head after each."""
    between = closing[0] - opening[1]
    flanked = not text[opening[1]].isspace() and not text[closing[0] - 1].isspace()
    return not flanked or (between <= SHORT and None not in (_masked(text, opening), _masked(text, closing)))


def _masked(text: str, run: Span) -> object:
    """The head that follows a run, None for marks and for words that are none."""
    return lexicon().heads.at(text, run[1]) if is_han(text[run[1] : run[1] + 1] or " ") else None


def _fills_slots(text: str, found: regex.Match[str]) -> bool:
    """Whether the asterisks are two masks: a head follows the first, or a surname stands before it."""
    inside = found["bold"] or found["italic"]
    if lexicon().heads.at(inside, 0) is not None or _COUNTED.match(inside):
        return True
    if text[found.end() : found.end() + 1] in _PERCENT and not inside[-1].isdigit():
        return True
    return bool(found["italic"]) and (surname_start(text, found.start(), 0) is not None or bool(_JOINS.search(inside)))
