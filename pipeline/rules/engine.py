"""Finds where rules match: one automaton over all needed literals, then only the rules that were hit run their regex."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.rules.rule import LINE_LIMIT, Match, Rule

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009\ufeff\r\x0b\x0c"
BULLET = re.compile(r"[*+•·●▪◆■◇○o»›-][ \t\u3000\u00a0]{1,4}(?=\S)")
"""What a page's renderer puts before an item of a list."""
PAGE_LINE, PAGE_GAPS = 400, 8
"""Code points and gaps from which on a line may hold a whole page."""
SHORT_PAGE = 100
"""Code points from which on a line that names a site's menus may."""
_MENU = ("位置：首页", "位置:首页", "位置：网站首页", "位置: 首页", "位置： 首页", "欢迎访问", "首页 >", "首页>", "本文标题：", "本文标题:", "上一篇：", "上一篇:", "網站導覽", "跳到主要內容")
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
    if len(raw) > PAGE_LINE:
        return sum(map(raw.count, _GAP_BLANKS)) >= PAGE_GAPS <= len(_GAP.findall(raw))
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
        lines = self.lines
        first = next((i for i, line in enumerate(lines) if is_long_sentence(line.content)), None)
        if first is None:
            return len(lines), -1
        return first, next(i for i in range(len(lines) - 1, -1, -1) if is_long_sentence(lines[i].content))

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """Return [start, end) of lines first..last with their terminators (of pieces: with the blanks that follow)."""
        following = self.lines[last + 1].start if last + 1 < len(self.lines) else len(self.text)
        return self.lines[first].start, following

    def zone(self, index: int) -> int:
        """Return which of `ZONES` line `index` lies in: above the running text, below it, between its first and last line."""
        first, last = self.body
        return 8 + (index < first) + 2 * (index > last) + 4 * (first < index < last)


@lru_cache(maxsize=4)
def view_of(text: str, pieces: bool = False) -> View:
    """Return the view of a text; the stages of one round look at the same text, which is cut into lines only once."""
    if not pieces:
        return View(text)
    view = view_of(text)
    return View(text, pieces) if any(line.end - line.start >= SHORT_PAGE for line in view.lines) else view


class Literals:
    """A fixed set of words, found in one pass however many they are: of words that overlap the leftmost, then the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield (word, start, end) of each word in a text, in order."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield self._words[index], start, end


class Needed:
    """Words of which one stands in every line that a heuristic looks for; what was asked of late lines is kept."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(sorted(set(words)))
        self._known: dict[str, bool] = {}

    def lines(self, view: View, longest: int = LINE_LIMIT) -> list[int]:
        """Return the indexes of the lines of at most `longest` code points that hold one of the words, ascending."""
        return [index for index, line in enumerate(view.lines) if 0 < len(line.content) <= longest and self.stand_in(line.content)]

    def stand_in(self, content: str) -> bool:
        """Return whether a line of at most `LINE_LIMIT` code points holds one of the words."""
        known = self._known.get(content)
        if known is None:
            known = bool(self._automaton.find_matches_as_indexes(content))
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[content] = known
        return known


class _Use(NamedTuple):
    """A rule with what decides whether it is tried at all: the longest line and the zones (as `View.zone` has them)."""

    rule: Rule
    span: bool
    longest: int
    zones: int


def _use(rule: Rule) -> _Use:
    return _Use(rule, rule.kind == "span", rule.longest, ZONES[rule.where])


class RuleSet:
    """All enabled rules, ready to find their matches. The rules never change; what lines of late texts said is kept in `_said`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(sorted((r for r in rules if r.enabled), key=lambda r: r.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        users: dict[str, list[_Use]] = {}
        for rule in self.rules:
            for need in dict.fromkeys(rule.needs):
                users.setdefault(need, []).append(_use(rule))
        literals = sorted(users)
        self._users = [users[need] for need in literals]
        self._always = [_use(rule) for rule in self.rules if not rule.needs]
        # overlapping: a literal inside another is otherwise never reported
        self._automaton = AhoCorasick(literals) if literals else None
        firsts = {literal[0] for literal in literals}
        # one search for a class of few characters costs a tenth of a pass of the automaton
        self._any_first = re.compile("[" + re.escape("".join(sorted(firsts))) + "]") if 0 < len(firsts) <= 48 else None
        self._said: dict[tuple[str, int], tuple[Hit, ...]] = {}

    def find(self, view: View) -> list[Hit]:
        """Return every match in the text, sorted by place; hits of different rules may overlap."""
        if not self._always and not self._any_in(view.text):
            return []
        hits: list[Hit] = []
        lines, text, stop = view.lines, view.text, 0
        for index, line in enumerate(lines):
            if index < stop or line.start == line.end:
                continue
            if text[line.end : line.end + 1] not in ("\n", ""):  # the first piece of a line
                stop = next(i for i in range(index + 1, len(lines)) if text[lines[i].end : lines[i].end + 1] in ("\n", "")) + 1
                hits += self._matches(view, index, stop - 1)
            elif said := self._said_by(view, index, line):
                hits += _placed(said, view, index, line.start)
        hits.sort(key=lambda h: (h.start, -h.end, h.rule.id))
        return hits

    def _any_in(self, text: str) -> bool:
        """Whether a text holds a literal at all; asked only of small sets, of the large ones every text holds some."""
        if self._automaton is None or self._any_first is None:
            return self._automaton is not None
        return self._any_first.search(text) is not None and bool(self._automaton.find_matches_as_indexes(text))

    def _said_by(self, view: View, index: int, line: TextLine) -> tuple[Hit, ...]:
        """The matches in a line, as if the text began with it: they depend on its words and its zone, and most lines are looked at again in the next round."""
        key = (raw := view.text[line.start : line.end], view.zone(index))
        said = self._said.get(key)
        if said is None:
            said = tuple([_moved(hit, -line.start, -index) for hit in self._matches(view, index, index, blocks=False)])
            if len(raw) <= LINE_LIMIT:
                if len(self._said) >= REMEMBERED:
                    self._said.clear()
                self._said[key] = said
        return said

    def _matches(self, view: View, first: int, last: int, *, blocks: bool = True) -> list[Hit]:
        """The matches in the pieces `first` to `last` of one line; without `blocks` a hit only says that a block may begin there."""
        low, single = view.lines[first].start, first == last
        found = self._automaton.find_matches_as_indexes(view.text[low : view.lines[last].end], overlapping=True) if self._automaton else []
        candidates = [(use, low + start, low + end) for number, start, end in found for use in self._users[number]]
        candidates += [(use, view.lines[i].start, view.lines[i].end) for use in self._always for i in range(first, last + 1)]
        hits: list[Hit] = []
        spans: dict[str, list[tuple[int, int]]] = {}
        seen: set[tuple[str, int]] = set()
        for use, start, end in candidates:
            rule, index = use.rule, first if single else view.line_at(start)
            if use.span:
                spans.setdefault(rule.id, []).append((start, end))
            elif len(view.lines[index].content) <= use.longest and use.zones & view.zone(index) and (rule.id, index) not in seen:
                seen.add((rule.id, index))
                if rule.kind == "line":
                    hits += _match_line(rule, view, index)
                elif blocks:
                    hits += _match_block(rule, view, index)
                else:
                    hits.append(Hit(rule, view.lines[index].start, view.lines[index].end, index, index, "", ()))
        for rule_id, places in spans.items():
            hits += _match_spans(self.by_id[rule_id], view, low, view.lines[last].end, places)
        return hits


def _placed(said: Iterable[Hit], view: View, index: int, start: int) -> list[Hit]:
    """What a line says, at its place; blocks are closed with the lines that stand below."""
    hits: list[Hit] = []
    for hit in said:
        if hit.rule.kind == "span":
            hits.append(_moved(hit, start, index))
        elif hit.rule.kind == "line":
            hits.append(Hit(hit.rule, *view.whole(index, index), index, index, "", hit.groups))
        else:
            hits += _match_block(hit.rule, view, index)
    return hits


def _moved(hit: Hit, offset: int, lines: int) -> Hit:
    return Hit(hit.rule, hit.start + offset, hit.end + offset, hit.first + lines, hit.last + lines, hit.replacement, hit.groups)


def _groups(match: Match) -> tuple[tuple[str, str], ...]:
    if match.lastindex is None:
        return ()
    return tuple((name, value.strip(BLANKS)) for name, value in match.groupdict().items() if value and value.strip(BLANKS))


def _match_line(rule: Rule, view: View, index: int) -> list[Hit]:
    content = view.lines[index].content
    match = rule.regex.fullmatch(content) if content else None
    if match is None and (bullet := BULLET.match(content)):  # the same label as an item of a list
        match = rule.regex.fullmatch(content, bullet.end())
    return [Hit(rule, *view.whole(index, index), index, index, "", _groups(match))] if match else []


def _match_block(rule: Rule, view: View, index: int) -> list[Hit]:
    """The block that the hit line begins: the first line that `last` matches closes it, if all between agree."""
    first = view.lines[index].content
    if not (match := rule.regex.fullmatch(first)):
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


def _match_spans(rule: Rule, view: View, low: int, high: int, places: list[tuple[int, int]]) -> list[Hit]:
    """Matches around the needed literals, inside the line [low, high)."""
    hits: list[Hit] = []
    line = view.text[low:high]
    for left, right in _windows(low, high, places, rule.reach):
        index = view.line_at(left)
        if not ZONES[rule.where] & view.zone(index):
            continue
        for match in rule.regex.finditer(line, left - low, right - low):
            if match.end() > match.start():
                replacement = match.expand(rule.replacement) if rule.action == "rewrite" else ""
                hits.append(Hit(rule, low + match.start(), low + match.end(), index, index, replacement, _groups(match)))
    return hits


def _windows(low: int, high: int, places: list[tuple[int, int]], reach: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line around the literals, joined where they meet: however many there are, nothing is searched twice."""
    begin = stop = -1
    for start, end in sorted(places):
        left, right = max(low, start - reach), min(high, end + reach)
        if left <= stop:
            stop = max(stop, right)
            continue
        if stop >= 0:
            yield begin, stop
        begin, stop = left, right
    if stop >= 0:
        yield begin, stop
