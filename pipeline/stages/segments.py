"""Running numbers at line starts: the site's, which cut a text by length or count its paragraphs, told from an author's list.

An engine cuts at equal lengths and in mid-sentence, and its counter goes up by one through the whole document; an author's list begins again
under each heading, its items are short or end where sentences end. Lengths are code points without white space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.literals import Passing
from pipeline.rules.roles import MADE_BY_ENGINE
from pipeline.rules.view import BLANKS, BULLET, TextLine, View, is_long_sentence, view_of

MIN_SEGMENTS = 3
EQUAL_WITHIN = 12
"""Code points by which segments cut by length differ (a counter's digits, blanks at the cut); measured on real pages: 0 to 3."""
MIN_CUT_SEGMENT = 60
"""Code points: engines cut segments of 130 to 300; an author's numbered items are mostly shorter."""
STARTS, SECONDS = 6, 12
"""How many lines numbered 1, and for each how many numbered 2, are tried as the beginning of the site's count."""

_NUMBERED = regex.compile(r"(\d{1,3})\s?(?:、|[.．](?=\s?[\p{Han}《“]))\s?")
_FINISHED = re.compile(r"[。！？!?；;：:…”’\"」』）)》】.]$")
_OWN_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,3}[,，、]|[(（][一二三四五六七八九十\d]{1,3}[)）]|(?:各位|同志|尊敬的|大家)[^。]{0,30}[:：]$)"
)
_NEW_PARAGRAPH = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[,，、章节条]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．)]|[-*•·●▪◆>])"
)
_SPEECH_BEGINS = re.compile(r"(?:尊敬的|敬爱的|各位|同志们|关于|在.{4,60}上的|\D{2,60}(?:讲话|发言|致辞|报告|总结|方案|意见|通知))")


class Segment(NamedTuple):
    """A line that begins with a running number: `content` is what follows it, `before` the line above, `at` the length of all text above."""

    line: TextLine
    number: int
    number_end: int
    content: str
    before: TextLine | None
    at: int


def unfinished(content: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return bool(content) and not _FINISHED.search(content)


def opens_paragraph(text: str, at: int) -> bool:
    """Whether what stands at `at` begins a paragraph by its number or bullet."""
    return _NEW_PARAGRAPH.match(text, at, at + 12) is not None


def segment_changes(draft: Draft) -> list[Change]:
    """Return the changes that take the site's running numbers out and join what they cut."""
    view = view_of(draft.text)
    numbered = _numbered(view) if _FIRST.lines(view) else []
    if not numbered:
        return []
    chain = _cut_by_length(numbered) or _pair(draft, numbered)
    if chain:
        return _joined(draft, view, chain)
    changes: list[Change] = []
    for run in _runs(numbered):
        if _numbered_by_site(run):
            changes += [Change(_content_start(s.line, view), s.number_end, "", "reflow.paragraph-number") for s in run]
    return changes or _lone_first(draft, view, numbered)


def _numbered(view: View) -> list[Segment]:
    found: list[Segment] = []
    before: TextLine | None = None
    at = 0
    for line in view.lines:
        if not line.content:
            continue
        if match := _begins_with_number(line.content):
            content = line.content[match.end() :]
            found.append(Segment(line, int(match[1]), _content_start(line, view) + match.end(), content, before, at))
        before = line
        at += len("".join(line.content.split()))
    return found


def _begins_with_number(content: str) -> regex.Match[str] | None:
    return _NUMBERED.match(content) if content[:1].isdigit() else None


def _is_first(content: str) -> bool:
    match = _begins_with_number(content)
    return match is not None and int(match[1]) == 1


_FIRST = Passing(_is_first)
"""Each count of a site's, and the one number before a text that it did not cut, begins with 1."""


def _content_start(line: TextLine, view: View) -> int:
    raw = view.text[line.start : line.end]
    return line.start + len(raw) - len(raw.lstrip(BLANKS))


def _content_end(line: TextLine, view: View) -> int:
    return line.start + len(view.text[line.start : line.end].rstrip(BLANKS))


def _cut(segment: Segment) -> bool:
    """Whether the text above a segment stops in the middle of a sentence."""
    before = segment.before.content if segment.before is not None else ""
    return unfinished(before) and len(before) >= 20 and BULLET.match(before) is None


def _cut_by_length(numbered: Sequence[Segment]) -> list[Segment]:
    """The longest count whose segments have one length and often stop in mid-sentence, or most often do so whatever their length."""
    best: list[Segment] = []
    for first in [s for s in numbered if s.number == 1][:STARTS]:
        later = [s for s in numbered if s.at > first.at]
        for second in [s for s in later if s.number == 2][:SECONDS]:
            size = second.at - first.at
            if size >= MIN_CUT_SEGMENT:
                chain = _equal_chain(first, second, size, later)
                best = max(best, chain if _equally_cut(chain) else [], key=len)
        chain = _broken_chain(first, later)
        best = max(best, chain if _often_cut(chain) else [], key=len)
    return best


def _equal_chain(first: Segment, second: Segment, size: int, later: Sequence[Segment]) -> list[Segment]:
    chain = [first, second]
    for segment in later:
        if segment.number == len(chain) + 1 and abs(segment.at - chain[-1].at - size) <= EQUAL_WITHIN:
            chain.append(segment)
    return chain


def _equally_cut(chain: Sequence[Segment]) -> bool:
    cut = sum(map(_cut, chain[1:]))
    return len(chain) >= MIN_SEGMENTS and cut >= 1 and cut >= 0.25 * (len(chain) - 1)


def _broken_chain(first: Segment, later: Sequence[Segment]) -> list[Segment]:
    """The count that goes on wherever a sentence is cut; a number after a whole sentence is taken only if it is the neighbouring line."""
    chain = [first]
    for segment in later:
        if segment.number == len(chain) + 1 and (_cut(segment) or segment.before == chain[-1].line):
            chain.append(segment)
    return chain


def _often_cut(chain: Sequence[Segment]) -> bool:
    sizes = [b.at - a.at for a, b in pairwise(chain)]
    cut = sum(map(_cut, chain[1:]))
    return len(chain) >= MIN_SEGMENTS and min(sizes) >= MIN_CUT_SEGMENT and cut >= 2 and cut >= 0.6 * len(sizes)


def _made_by_engine(draft: Draft) -> bool:
    return any(rule.startswith(MADE_BY_ENGINE) for edit in draft.edits for rule in edit.rules)


def _pair(draft: Draft, numbered: Sequence[Segment]) -> list[Segment]:
    """A short text that an engine cut once: 1 is long running text that stops in mid-sentence, 2 goes on."""
    if [s.number for s in numbered] != [1, 2] or not _made_by_engine(draft):
        return []
    first, second = numbered
    running = first.before is None or not is_long_sentence(first.before.content)
    return [first, second] if running and _cut(second) and second.at - first.at >= 2 * MIN_CUT_SEGMENT and "。" in first.content else []


def _joined(draft: Draft, view: View, chain: Sequence[Segment]) -> list[Change]:
    """Numbers go; the halves join, but where segments have lines of their own a break after a whole sentence stays."""
    changes = [Change(_content_start(chain[0].line, view), chain[0].number_end, "", "reflow.segment-number")]
    with_lines = any(b.before != a.line for a, b in pairwise(chain))
    for segment in chain[1:]:
        if segment.before is None or (with_lines and not unfinished(segment.before.content)):
            changes.append(Change(_content_start(segment.line, view), segment.number_end, "", "reflow.segment-number"))
        else:
            changes += draft.cut(_content_end(segment.before, view), segment.number_end, "reflow.segment-number")
    return changes


def _runs(numbered: Sequence[Segment]) -> list[list[Segment]]:
    """Runs of neighbouring lines that are numbered 1, 2, 3 …"""
    runs: list[list[Segment]] = []
    current: list[Segment] = []
    for segment in numbered:
        if current and segment.number == len(current) + 1 and segment.before == current[-1].line:
            current.append(segment)
            continue
        runs.append(current)
        current = [segment] if segment.number == 1 else []
    runs.append(current)
    return [run for run in runs if len(run) >= MIN_SEGMENTS]


def _numbered_by_site(run: Sequence[Segment]) -> bool:
    """Whether a site numbered whole paragraphs: a salutation bears a number, or the author's own numbers follow it."""
    own = sum(bool(_OWN_NUMBER.match(segment.content)) for segment in run)
    salutation = any(segment.content[-1:] in ":：" and _OWN_NUMBER.match(segment.content) for segment in run[:2])
    return (salutation and len(run) >= 4) or own >= max(3, 0.5 * len(run))


def _lone_first(draft: Draft, view: View, numbered: Sequence[Segment]) -> list[Change]:
    """The number 1 before a text that an engine did not have to cut."""
    first = numbered[0]
    if len(numbered) > 1 or first.number != 1 or not is_long_sentence(first.content) or not _made_by_engine(draft):
        return []
    head = "".join(first.content[:160].split())
    named = any(head.startswith("".join(text.split())[:12]) for text in draft.findings.title_evidence if len(text) >= 5)
    above = first.before is None or not is_long_sentence(first.before.content)
    if not above or not (named or _SPEECH_BEGINS.match(first.content)):
        return []
    return [Change(_content_start(first.line, view), first.number_end, "", "reflow.segment-number")]
