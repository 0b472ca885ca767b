"""Finds where rules match: one automaton over all needed literals, then only the rules that were hit run their regex."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pipeline.rules.rule import LINE_LIMIT, Match, Pattern, Rule
from pipeline.rules.simplified import simplified
from pipeline.rules.view import BLANKS, BULLET, REMEMBERED, ZONES, View


class Hit(NamedTuple):
    """A rule matched: [start, end) in the text, lines [first, last], and what its named groups said."""

    rule: Rule
    start: int
    end: int
    first: int
    last: int
    replacement: str
    groups: tuple[tuple[str, str], ...]


class _Use(NamedTuple):
    """A rule with what decides whether it is tried at all: the longest line and the zones (as `View.zone` has them)."""

    rule: Rule
    span: bool
    longest: int
    zones: int


def _use(rule: Rule) -> _Use:
    return _Use(rule, rule.kind == "span", rule.longest, ZONES[rule.where])


def _parted(uses: Iterable[_Use]) -> tuple[list[_Use], list[_Use]]:
    """The uses of rules for spans, and of those for whole lines, the longest lines first."""
    ordered = sorted(uses, key=lambda use: -use.longest)
    return [use for use in ordered if use.span], [use for use in ordered if not use.span]


class RuleSet:
    """All enabled rules, ready to find their matches. The rules never change; what lines of late texts said is kept in `_said`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(sorted((r for r in rules if r.enabled), key=lambda r: r.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        self.local = any(rule.sites for rule in self.rules)
        users: dict[str, list[_Use]] = {}
        for rule in self.rules:
            for need in dict.fromkeys(rule.needs):
                users.setdefault(need, []).append(_use(rule))
        literals = sorted(users)
        self._users = [_parted(users[need]) for need in literals]
        self._always = _parted([_use(rule) for rule in self.rules if not rule.needs])
        # overlapping: a literal inside another is otherwise never reported
        self._automaton = AhoCorasick(literals) if literals else None
        # one search for a few literals costs a third of a pass of the automaton
        self._any = re.compile("|".join(map(re.escape, literals))) if 0 < len(literals) <= 64 else None
        self._said: dict[int, dict[str, tuple[Hit, ...]]] = defaultdict(dict)  # by zone

    def find(self, view: View) -> list[Hit]:
        """Return every match in the text, sorted by place; hits of different rules may overlap."""
        if not any(self._always) and not self._any_in(view.text):
            return []
        hits: list[Hit] = []
        lines, zones, text, stop = view.lines, view.zones, view.text, 0
        for index, (start, end, content) in enumerate(lines):
            if index < stop or start == end:
                continue
            if view.pieces and text[end : end + 1] not in ("\n", ""):  # the first piece of a line
                stop = next(i for i in range(index + 1, len(lines)) if text[lines[i].end : lines[i].end + 1] in ("\n", "")) + 1
                hits += self._matches(view, index, stop - 1)
                continue
            raw = content if len(content) == end - start else text[start:end]  # a string that is known knows its hash
            said = self._said[zones[index]].get(raw)
            if said is None:
                said = self._say(view, index, raw)
            if said:
                hits += _placed(said, view, index, start)
        hits.sort(key=lambda h: (h.start, -h.end, h.rule.id))
        return hits

    def _any_in(self, text: str) -> bool:
        """Whether a text holds a literal at all; asked only of small sets, of the large ones every text holds some."""
        return self._any.search(text) is not None if self._any else self._automaton is not None

    def _say(self, view: View, index: int, raw: str) -> tuple[Hit, ...]:
        """The matches in a line, as if the text began with it: they depend on its words and its zone, and most lines are looked at again in the next round."""
        said = tuple([_moved(hit, -view.lines[index].start, -index) for hit in self._matches(view, index, index, blocks=False)])
        if len(raw) <= LINE_LIMIT:
            known = self._said[view.zones[index]]
            if len(known) >= REMEMBERED:
                known.clear()
            known[raw] = said
        return said

    def _matches(self, view: View, first: int, last: int, *, blocks: bool = True) -> list[Hit]:
        """The matches in the pieces `first` to `last` of one line; without `blocks` a hit only says that a block may begin there."""
        low, single = view.lines[first].start, first == last
        said = view.text[low : view.lines[last].end]
        found = self._automaton.find_matches_as_indexes(said, overlapping=True) if self._automaton else []
        hits: list[Hit] = []
        spans: dict[str, list[tuple[int, int]]] = {}
        seen: set[tuple[str, int]] = set()
        for number, start, end in found:
            spanning, lining = self._users[number]
            for use in spanning:
                spans.setdefault(use.rule.id, []).append((low + start, low + end))
            if lining:
                hits += _match_lines(lining, view, first if single else view.line_at(low + start), seen, blocks=blocks)
        spanning, lining = self._always
        for index in range(first, last + 1) if spanning or lining else ():
            for use in spanning:
                spans.setdefault(use.rule.id, []).append((view.lines[index].start, view.lines[index].end))
            hits += _match_lines(lining, view, index, seen, blocks=blocks)
        if self._automaton and (read := simplified(said)) != said:  # whole lines alone: a span's words go into the text
            for number, start, _ in self._automaton.find_matches_as_indexes(read, overlapping=True):
                if lining := self._users[number][1]:
                    hits += _match_lines(lining, view, first if single else view.line_at(low + start), seen, blocks=blocks)
        for rule_id, places in spans.items():
            hits += _match_spans(self.by_id[rule_id], view, low, view.lines[last].end, places)
        return hits


def _match_lines(uses: Iterable[_Use], view: View, index: int, seen: set[tuple[str, int]], *, blocks: bool) -> list[Hit]:
    """The matches in one line of rules for whole lines, those for the longest lines first; each is tried once."""
    hits: list[Hit] = []
    line, zone = view.lines[index], view.zones[index]
    size = len(line.content)
    for rule, _, longest, zones in uses:
        if longest < size:
            break
        if not zones & zone or (rule.id, index) in seen:
            continue
        seen.add((rule.id, index))
        if rule.kind == "line":
            hits += _match_line(rule, view, index)
        elif blocks:
            hits += _match_block(rule, view, index)
        else:
            hits.append(Hit(rule, line.start, line.end, index, index, "", ()))
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


def _groups(match: Match, content: str) -> tuple[tuple[str, str], ...]:
    """What the named groups hold, in the script in which the line is written."""
    if match.lastindex is None:
        return ()
    said = ((name, content[slice(*match.span(name))].strip(BLANKS)) for name, value in match.groupdict().items() if value)
    return tuple((name, value) for name, value in said if value)


def _full(pattern: Pattern, content: str, at: int = 0) -> Match | None:
    """The match of a whole line, as it is written or read in Simplified characters."""
    match = pattern.fullmatch(content, at)
    return match if match or (read := simplified(content)) == content else pattern.fullmatch(read, at)


def _match_line(rule: Rule, view: View, index: int) -> list[Hit]:
    content = view.lines[index].content
    match = _full(rule.regex, content) if content else None
    if match is None and (bullet := BULLET.match(content)):  # the same label as an item of a list
        match = _full(rule.regex, content, bullet.end())
    return [Hit(rule, *view.whole(index, index), index, index, "", _groups(match, content))] if match else []


def _match_block(rule: Rule, view: View, index: int) -> list[Hit]:
    """The block that the hit line begins: the first line that `last` matches closes it, if all between agree."""
    first = view.lines[index].content
    if not (match := _full(rule.regex, first)):
        return []
    inside = rule.inside_regex
    said = 1  # blank lines between do not count, or a page with them would keep the block's last line
    for stop in range(index + 1, min(index + 4 * rule.max_lines, len(view.lines))):
        content = view.lines[stop].content
        said += bool(content)
        if len(content) > rule.longest or said > rule.max_lines:
            return []
        if content and (closing := _full(rule.last_regex, content)):
            return [Hit(rule, *view.whole(index, stop), index, stop, "", _groups(match, first) + _groups(closing, content))]
        if content and inside is not None and not _full(inside, content):
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
                hits.append(Hit(rule, low + match.start(), low + match.end(), index, index, replacement, _groups(match, line)))
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
