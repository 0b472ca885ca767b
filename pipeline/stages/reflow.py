"""Brings together what page counters, segment numbers and page breaks cut apart; nothing is inserted between the halves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.engine import BLANKS, RuleSet, TextLine, View, view_of

MIN_SEGMENTS = 3
EQUAL_WITHIN = 12
"""Code points by which segments cut by length differ (a counter's digits, blanks at the cut); measured on real pages: 0 to 3."""
MIN_CUT_SEGMENT = 60
"""Code points: engines cut segments of 130 to 300; an author's numbered items are mostly shorter."""

_NUMBERED = regex.compile(r"(\d{1,3})\s?[、.．]\s?")
_FINISHED = regex.compile(r"[。！？!?；;：:…”’\"」』）)》】.]$")
_RUNNING = regex.compile(r"[，,。；;、]")
_OWN_NUMBER = regex.compile(r"(?:[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,3}[,，、]|[(（][一二三四五六七八九十\d]{1,3}[)）]|(?:各位|同志|尊敬的|大家)[^。]{0,30}[:：]$)")
_NEW_PARAGRAPH = regex.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[,，、章节条]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[、.．)]|[-*•·●▪◆>])")


class Segment(NamedTuple):
    """A line that begins with a running number: `content` is what follows the number."""

    line: TextLine
    number_end: int
    content: str


def reflow(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft with segments and page seams joined."""
    draft = draft.apply(_segment_changes(draft))
    return draft.apply(_seam_changes(draft, rules))


def unfinished(content: str) -> bool:
    """Whether a line stops in the middle of a sentence."""
    return bool(content) and not _FINISHED.search(content)


def _segment_changes(draft: Draft) -> list[Change]:
    view = view_of(draft.text)
    changes: list[Change] = []
    for chain in _chains(view):
        if _cut_by_length(chain):
            changes.append(Change(_content_start(chain[0].line, view), chain[0].number_end, "", "reflow.segment-number"))
            for left, right in pairwise(chain):
                changes += draft.cut(_content_end(left.line, view), right.number_end, "reflow.segment-number")
        elif _numbered_by_site(chain):
            changes += [Change(_content_start(s.line, view), s.number_end, "", "reflow.paragraph-number") for s in chain]
    return changes


def _content_start(line: TextLine, view: View) -> int:
    raw = view.text[line.start : line.end]
    return line.start + len(raw) - len(raw.lstrip(BLANKS))


def _content_end(line: TextLine, view: View) -> int:
    return line.start + len(view.text[line.start : line.end].rstrip(BLANKS))


def _chains(view: View) -> list[list[Segment]]:
    """Runs of neighbouring non-blank lines that are numbered 1, 2, 3 …"""
    chains: list[list[Segment]] = []
    current: list[Segment] = []
    for line in view.lines:
        if not line.content:
            continue
        match = _NUMBERED.match(line.content)
        number = int(match[1]) if match else -1
        if match and number == len(current) + 1:
            current.append(_segment(view, line, match.end()))
            continue
        chains.append(current)
        current = [_segment(view, line, match.end())] if match and number == 1 else []
    chains.append(current)
    return [chain for chain in chains if len(chain) >= MIN_SEGMENTS]


def _segment(view: View, line: TextLine, length: int) -> Segment:
    return Segment(line, _content_start(line, view) + length, line.content[length:])


def _cut_by_length(chain: Sequence[Segment]) -> bool:
    """Whether an engine cut a text into these segments: equal lengths, or most of them stop in mid-sentence."""
    sizes = [len(segment.line.content) for segment in chain[:-1]]
    if min(sizes) < MIN_CUT_SEGMENT:
        return False
    cut = sum(unfinished(segment.content) for segment in chain[:-1])
    if max(sizes) - min(sizes) <= EQUAL_WITHIN:
        return cut >= 1 and cut >= 0.25 * len(sizes)
    return cut >= 2 and cut >= 0.6 * len(sizes)


def _numbered_by_site(chain: Sequence[Segment]) -> bool:
    """Whether a site numbered whole paragraphs: a salutation bears a number, or the author's own numbers follow it."""
    own = sum(bool(_OWN_NUMBER.match(segment.content)) for segment in chain)
    salutation = any(segment.content[-1:] in ":：" and _OWN_NUMBER.match(segment.content) for segment in chain[:2])
    return (salutation and len(chain) >= 4) or own >= max(3, 0.5 * len(chain))


def _seam_changes(draft: Draft, rules: RuleSet) -> list[Change]:
    """Line breaks at places where a page counter was removed out of the middle of a sentence."""
    text, changes = draft.text, []
    for place in sorted(set(_seams(draft, rules))):
        left = right = place
        while left and text[left - 1] in BLANKS + "\n":
            left -= 1
        while right < len(text) and text[right] in BLANKS + "\n":
            right += 1
        if "\n" not in text[left:right] or not left or right == len(text):
            continue
        line = text[text.rfind("\n", 0, left) + 1 : left]
        if len(line) >= 20 and _RUNNING.search(line) and unfinished(line[-4:]) and not _NEW_PARAGRAPH.match(text, right, right + 12):
            changes += draft.cut(left, right, "reflow.page-seam")
    return changes


def _seams(draft: Draft, rules: RuleSet) -> Iterable[int]:
    for index, edit in enumerate(draft.edits):
        if not edit.replacement and any(rule in rules.by_id and rules.by_id[rule].joins for rule in edit.rules):
            yield draft.text_span(index)[0]
