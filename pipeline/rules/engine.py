"""Finds where rules match: one automaton over all needed literals, then only the rules that were hit run their regex."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.rules.rule import Rule

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\ufeff\r\x0b\x0c"
BULLET = regex.compile(r"[*+•·●▪◆■◇○o»›-][ \t\u3000\u00a0]{1,4}(?=\S)")
"""What a page's renderer puts before an item of a list."""
PAGE_LINE, PAGE_GAPS = 400, 8
"""Code points and gaps from which on a line may hold a whole page."""
SHORT_PAGE = 100
"""Code points from which on a line that names a site's menus may."""
_MENU = ("位置：首页", "位置:首页", "位置：网站首页", "位置: 首页", "位置： 首页", "欢迎访问", "首页 >", "首页>", "本文标题：", "本文标题:", "上一篇：", "上一篇:", "網站導覽", "跳到主要內容")

_GAP = regex.compile(  # possessive, and begun only where a run of blanks begins: a megabyte of blanks is one step
    r"(?<=[\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef”’…—·])(?<![>＞»|｜:：/／【\[(（])[ \t\u3000\u00a0]++(?![>＞»|｜:：/／】\])）])"
    r"|(?<![ \t\u3000\u00a0>＞»|｜:：/／【\[(（])[ \t\u3000\u00a0]++(?=[\u2e80-\u9fff“‘])"
)
_LONG_SENTENCE = regex.compile(r"[，,、；;].*[。！？!?；;：:…”’\"」]")
_LATIN = regex.compile(r"[A-Za-z]{2,}")


class TextLine(NamedTuple):
    """One line of the text in hand: [start, end) without terminator, and its content without outer blanks."""

    start: int
    end: int
    content: str


class Hit(NamedTuple):
    """A rule matched: [start, end) in the text, lines [first, last], and what its named groups said."""

    rule: Rule
    start: int
    end: int
    first: int
    last: int
    replacement: str
    groups: tuple[tuple[str, str], ...]


def is_long_sentence(content: str) -> bool:
    """Whether a line reads as running text: 41 code points (90 where it is Latin) with a comma and a sentence end."""
    size = len(content)
    if size < 41:
        return False
    if size < 90 and sum(map(len, _LATIN.findall(content[:120]))) > size / 2:
        return False
    sample = content if size <= 400 else content[:200] + content[-200:]
    return _LONG_SENTENCE.search(sample) is not None or (size >= 90 and ". " in sample + " ")


def _holds_page(raw: str) -> bool:
    """Whether a line is so long, or speaks so plainly of its site's menus, that it holds a whole page."""
    if len(raw) > PAGE_LINE:
        return len(_GAP.findall(raw)) >= PAGE_GAPS
    return len(raw) >= SHORT_PAGE and any(word in raw for word in _MENU) and len(_GAP.findall(raw)) >= 2


def _pieces(start: int, raw: str) -> Iterator[TextLine]:
    """The pieces of a line that holds a whole page: it is cut at the blanks beside Chinese characters, not where a bar or arrow joins."""
    at = 0
    for gap in _GAP.finditer(raw):
        if raw[at : gap.start()].strip(BLANKS):
            yield TextLine(start + at, start + gap.start(), raw[at : gap.start()].strip(BLANKS))
            at = gap.end()
    yield TextLine(start + at, start + len(raw), raw[at:].strip(BLANKS))


@dataclass(frozen=True)
class View:
    """A text cut into lines, with the zones that `where` speaks of; with `pieces`, a line that holds a whole page is cut at its blanks."""

    text: str
    pieces: bool = False
    lines: tuple[TextLine, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines: list[TextLine] = []
        at = 0
        for raw in self.text.split("\n"):
            if self.pieces and _holds_page(raw):
                lines += _pieces(at, raw)
            else:
                lines.append(TextLine(at, at + len(raw), raw.strip(BLANKS)))
            at += len(raw) + 1
        object.__setattr__(self, "lines", tuple(lines))

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [line.start for line in self.lines]

    @cached_property
    def long(self) -> tuple[bool, ...]:
        """For each line whether it reads as running text."""
        return tuple(is_long_sentence(line.content) for line in self.lines)

    @cached_property
    def body(self) -> tuple[int, int]:
        """Indexes of the first and the last line that read as running text; (len, -1) if none does."""
        long = [i for i, is_long in enumerate(self.long) if is_long]
        return (long[0], long[-1]) if long else (len(self.lines), -1)

    def lines_with(self, words: Iterable[str]) -> list[int]:
        """Return the indexes of the lines that hold one of `words`, ascending."""
        found: set[int] = set()
        for word in words:
            at = self.text.find(word)
            while at >= 0:
                index = self.line_at(at)
                found.add(index)
                at = self.text.find(word, max(self.lines[index].end, at + 1))
        return sorted(found)

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """Return [start, end) of lines first..last with their terminators (of pieces: with the blanks that follow)."""
        following = self.lines[last + 1].start if last + 1 < len(self.lines) else len(self.text)
        return self.lines[first].start, following

    def allows(self, where: str, index: int) -> bool:
        """Whether line `index` lies in the zone `where`."""
        if where == "any":
            return True
        first, last = self.body
        if where == "head":
            return index < first
        if where == "tail":
            return index > last
        return first < index < last


@lru_cache(maxsize=4)
def view_of(text: str, pieces: bool = False) -> View:
    """Return the view of a text; the stages of one round look at the same text, which is cut into lines only once."""
    return View(text, pieces)


class Literals:
    """A fixed set of words, found in one pass however many they are: of words that overlap the leftmost, then the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield (word, start, end) of each word in a text, in order."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield self._words[index], start, end


class RuleSet:
    """All enabled rules, ready to find their matches. Immutable once made."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(sorted((r for r in rules if r.enabled), key=lambda r: r.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        users: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for need in dict.fromkeys(rule.needs):
                users.setdefault(need, []).append(rule)
        literals = sorted(users)
        self._users = [users[need] for need in literals]
        self._always = [rule for rule in self.rules if not rule.needs]
        # overlapping: a literal inside another is otherwise never reported
        self._automaton = AhoCorasick(literals) if literals else None
        firsts = {literal[0] for literal in literals}
        # one search for a class of few characters costs a tenth of a pass of the automaton
        self._any_first = re.compile("[" + re.escape("".join(sorted(firsts))) + "]") if 0 < len(firsts) <= 48 else None

    def find(self, view: View) -> list[Hit]:
        """Return every match in the text, sorted by place; hits of different rules may overlap."""
        hits: list[Hit] = []
        spans: dict[str, list[tuple[int, int]]] = {}
        seen: set[tuple[str, int]] = set()
        for rule, index, start, end in self._candidates(view):
            if rule.kind == "span":
                spans.setdefault(rule.id, []).append((start, end))
            elif (rule.id, index) not in seen:
                seen.add((rule.id, index))
                hits += _match_line(rule, view, index) if rule.kind == "line" else _match_block(rule, view, index)
        for rule_id, windows in spans.items():
            hits += _match_spans(self.by_id[rule_id], view, windows)
        return sorted(hits, key=lambda h: (h.start, -h.end, h.rule.id))

    def _candidates(self, view: View) -> Iterator[tuple[Rule, int, int, int]]:
        possible = self._automaton and (self._any_first is None or self._any_first.search(view.text))
        found = self._automaton.find_matches_as_indexes(view.text, overlapping=True) if self._automaton and possible else []
        for literal, start, end in found:
            index = view.line_at(start)
            for rule in self._users[literal]:
                yield rule, index, start, end
        for rule in self._always:
            for index, line in enumerate(view.lines):
                yield rule, index, line.start, line.end


def _groups(match: regex.Match[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value.strip(BLANKS)) for name, value in match.groupdict().items() if value and value.strip(BLANKS))


def _match_line(rule: Rule, view: View, index: int) -> list[Hit]:
    content = view.lines[index].content
    if not content or len(content) > rule.longest or not view.allows(rule.where, index):
        return []
    match = rule.regex.fullmatch(content)
    if match is None and (bullet := BULLET.match(content)):  # the same label as an item of a list
        match = rule.regex.fullmatch(content, bullet.end())
    return [Hit(rule, *view.whole(index, index), index, index, "", _groups(match))] if match else []


def _match_block(rule: Rule, view: View, index: int) -> list[Hit]:
    """The block that the hit line begins: the first line that `last` matches closes it, if all between agree."""
    first = view.lines[index].content
    if len(first) > rule.longest or not view.allows(rule.where, index) or not (match := rule.regex.fullmatch(first)):
        return []
    inside = rule.inside_regex
    for stop in range(index + 1, min(index + rule.max_lines, len(view.lines))):
        content = view.lines[stop].content
        if len(content) > rule.longest:
            return []
        if content and (closing := rule.last_regex.fullmatch(content)):
            return [Hit(rule, *view.whole(index, stop), index, stop, "", _groups(match) + _groups(closing))]
        if content and inside is not None and not inside.fullmatch(content):
            return []
    return []


def _match_spans(rule: Rule, view: View, places: list[tuple[int, int]]) -> list[Hit]:
    """Matches around the needed literals, inside one line each."""
    hits: list[Hit] = []
    for low, high in _windows(view.text, places, rule.reach):
        index = view.line_at(low)
        if not view.allows(rule.where, index):
            continue
        for match in rule.regex.finditer(view.text, low, high):
            if match.end() > match.start():
                replacement = match.expand(rule.replacement) if rule.action == "rewrite" else ""
                hits.append(Hit(rule, match.start(), match.end(), index, index, replacement, _groups(match)))
    return hits


def _windows(text: str, places: list[tuple[int, int]], reach: int) -> Iterator[tuple[int, int]]:
    """The stretches of lines around the literals, joined where they meet: however many there are, nothing is searched twice."""
    low = high = -1
    for start, end in sorted(places):
        left = max(text.rfind("\n", max(0, start - reach), start) + 1, start - reach, 0)
        stop = text.find("\n", end, end + reach)
        right = stop if stop >= 0 else min(len(text), end + reach)
        if left <= high:  # of one line: between two lines stands a line break
            high = max(high, right)
            continue
        if high >= 0:
            yield low, high
        low, high = left, right
    if high >= 0:
        yield low, high
