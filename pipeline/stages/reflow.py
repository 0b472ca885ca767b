"""Brings together what page counters, segment numbers, page breaks and line widths cut apart; nothing is inserted between Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

from pipeline.draft import Change, Draft
from pipeline.rules.engine import RuleSet
from pipeline.rules.heuristics import HEURISTICS
from pipeline.rules.roles import OF_ANY_TEXT_JOINED
from pipeline.rules.view import BLANKS
from pipeline.stages.segments import opens_paragraph, segment_changes, unfinished
from pipeline.stages.wrapping import MAX_WIDTH, wrap_changes

MIN_LEFT = 20
"""Code points of the half before a seam: shorter lines without a mark are headings."""

_GOES_ON = frozenset("，、")
"""How a line ends that is no whole paragraph, whatever stood below it."""
_WIDEST = 2 * MAX_WIDTH + 2
"""Code points of a line of a column, at most."""
_ITEM = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[(（][一二三四五六七八九十\d]{1,3}[)）])[.．、)）]?.{4,60}[，、]$")
"""An item that stops at a comma, however short."""
_RUNNING = re.compile(r"[，,。；;、]")
_WORD_END, _SMALL = re.compile(r"\s[A-Za-z’\x27-]{1,24},?$"), re.compile(r"[a-z]{1,24}[\s,.;:]")
"""How the halves of a sentence end and go on where blanks part the words."""
_OPENING = re.compile(r"(?<=[\u4e00-\u9fff、，：,:])[“「『《〈][ \t\u3000]{0,4}\n(?:[ \t\u3000]{0,8}\n){0,2}[ \t\u3000]{0,8}(?=[^\s“「『《〈·•●*#|])")
"""A line that ends with an opening mark, and the break: a link or a word in bold had a line of its own."""
_CLOSED = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉"}
MAX_OPENED = 60
"""Code points from an opening mark at the end of a line to the one that closes it."""
_CLOSING = re.compile(r"[，。、；：！？）》”’」』】,;:!?)%]")


def reflow(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft with segments, column blanks, wrapped lines and page seams joined."""
    draft = draft.apply(segment_changes(draft))
    marked = bool(draft.lines and draft.lines[0].context)
    if not marked or _is_broken_by_hand(draft):  # else the blocks of a page's markup are its lines
        draft = draft.apply(wrap_changes(draft, blanks=not marked))
    draft = draft.apply(_opened_changes(draft))
    return draft.apply(_seam_changes(draft, rules))


def _opened_changes(draft: Draft) -> list[Change]:
    """Line breaks behind an opening mark that the next line closes: nobody ends a line with one."""
    text, changes = draft.text, []
    for match in _OPENING.finditer(text):
        end = text.find("\n", match.end())
        if _CLOSED[match.group()[0]] in text[match.end() : min(end if end >= 0 else len(text), match.end() + MAX_OPENED)]:
            changes += draft.cut(match.start() + 1, match.end(), "reflow.opened-mark")
    return changes


def _is_broken_by_hand(draft: Draft) -> bool:
    """Whether most of a page's text stands in lines that end with `<br>`, or with a line break that is kept (`<pre>`), none wider than a column."""
    if max(map(len, draft.text.split("\n"))) > _WIDEST:
        return False
    broken = sum([line.end - line.start for line in draft.lines if getattr(line.context, "after_br", False)])
    return 2 * broken >= len(draft.text)


def _seam_changes(draft: Draft, rules: RuleSet) -> list[Change]:
    """Line breaks at places where a page counter or a page header was removed out of the middle of a sentence."""
    text, changes = draft.text, []
    for place, within in sorted(dict(_seams(draft, rules)).items()):
        left = right = place
        while left and text[left - 1] in BLANKS + "\n":
            left -= 1
        while right < len(text) and text[right] in BLANKS + "\n":
            right += 1
        if "\n" not in text[left:right] or not left or right == len(text):
            continue
        line = text[text.rfind("\n", 0, left) + 1 : left]
        if not within and line[-1:] not in _GOES_ON:
            continue
        running = (len(line) >= MIN_LEFT and _RUNNING.search(line)) or (within and _ITEM.match(line)) or _CLOSING.match(text, right)
        if _WORD_END.search(line, max(0, len(line) - 40)) and _SMALL.match(text, right):
            changes.append(Change(left, right, " ", "reflow.page-seam"))
        elif running and unfinished(line[-4:]) and not opens_paragraph(text, right):
            changes += draft.cut(left, right, "reflow.page-seam")
    return changes


@lru_cache(maxsize=8)
def _joining(rules: RuleSet) -> frozenset[str]:
    """The ids of the rules whose chrome was written into running text."""
    return frozenset([rule.id for rule in (*rules.rules, *(heuristic.RULE for heuristic in HEURISTICS)) if rule.joins])


def _seams(draft: Draft, rules: RuleSet) -> Iterable[tuple[int, bool]]:
    """The places where chrome went, and whether it was of a kind that is written into sentences; of equal places that decides."""
    joining = _joining(rules)
    gone = [(i, edit.rules) for i, edit in enumerate(draft.edits) if not edit.replacement]
    chrome = [(i, not joining.isdisjoint(rules)) for i, rules in gone if any(not rule.startswith(OF_ANY_TEXT_JOINED) for rule in rules)]
    return sorted([(draft.text_span(i)[0], within) for i, within in chrome], key=itemgetter(1))
