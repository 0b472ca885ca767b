"""Finds where rules match: one automaton over all needed literals, then only the rules that were hit run their regex."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
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
    replacement: str = ""
    groups: tuple[tuple[str, str], ...] = ()


def line_hit(rule: Rule, view: View, index: int, groups: tuple[tuple[str, str], ...] = ()) -> Hit:
    """Return the hit of a rule on a whole line of the view."""
    return Hit(rule, *view.whole(index, index), index, index, "", groups)


_Lining = tuple[tuple[int, int, Rule], ...]
"""Rules for whole lines with what decides whether they are tried at all: the longest line and the zones (as `View.zone` has them); the longest lines first."""


def _lining(rules: Iterable[Rule]) -> _Lining:
    uses = [(rule.longest, ZONES[rule.where], rule) for rule in rules if rule.kind != "span"]
    return tuple(sorted(uses, key=lambda use: -use[0]))


_ANY_CASE = re.compile(r"\s*\(\?[a-z]*i")
"""How a pattern begins that minds no case."""


def _cased(rule: Rule) -> Iterable[str]:
    """The words that a rule needs, each once; of a pattern that minds no case in the cases in which headings write them: Also like, Also Like, ALSO LIKE."""
    if not _ANY_CASE.match(rule.pattern):
        return dict.fromkeys(rule.needs)
    return dict.fromkeys(form for need in rule.needs for form in (need, need.lower(), need.title(), need.capitalize(), need.upper()))


class RuleSet:
    """All enabled rules, ready to find their matches. The rules never change; what lines of late texts said is kept in `_said`."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(sorted((r for r in rules if r.enabled), key=lambda r: r.id))
        self.by_id = {rule.id: rule for rule in self.rules}
        self.local = any(rule.sites for rule in self.rules)
        users: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for need in _cased(rule):
                users[need].append(rule)
        literals = sorted(users)
        self._lining = [_lining(users[need]) for need in literals]
        self._spanning = {number: spans for number, need in enumerate(literals) if (spans := [rule.id for rule in users[need] if rule.kind == "span"])}
        self._always = [rule for rule in self.rules if not rule.needs]
        self._always_spans = [rule.id for rule in self._always if rule.kind == "span"]
        self._anywhere = _lining(self._always)
        # overlapping: a literal inside another is otherwise never reported
        self._automaton = AhoCorasick(literals) if literals else None
        # one search for a few literals costs a third of a pass of the automaton
        self._any = _any_of(literals) if 0 < len(literals) <= 64 else None
        self._said: dict[int, dict[str, tuple[Hit, ...]]] = defaultdict(dict)  # by zone

    def find(self, view: View) -> list[Hit]:
        """Return every match in the text, sorted by place; hits of different rules may overlap."""
        if not self._always and not self._any_in(view.text):
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
        low, high = view.lines[first].start, view.lines[last].end
        said = view.text[low:high]
        found = self._automaton.find_matches_as_indexes(said, overlapping=True) if self._automaton else []
        spans = {rule_id: [(line.start, line.end) for line in view.lines[first : last + 1]] for rule_id in self._always_spans}
        for number, start, end in found:
            if number in self._spanning:
                for rule_id in self._spanning[number]:
                    spans.setdefault(rule_id, []).append((low + start, low + end))
        traditional = (read := simplified(said)) != said
        if traditional and self._automaton:  # for whole lines alone: a span's words go into the text
            found += self._automaton.find_matches_as_indexes(read, overlapping=True)
        if not found and not self._always:
            return []
        hits: list[Hit] = []
        for index, literals in _by_line(view, first, last, found).items():
            if rules := self._fitting(literals, len(view.lines[index].content), view.zones[index]):
                hits += _match_line(rules, view, index, traditional=traditional, blocks=blocks)
        for rule_id, places in spans.items():
            hits += _match_spans(self.by_id[rule_id], view, low, high, places)
        return hits

    def _fitting(self, literals: Set[int], size: int, zone: int) -> Collection[Rule]:
        """The rules for whole lines to which literals lead and that may match a line of that size in that zone, each once."""
        fitting: dict[str, Rule] = {}
        for uses in (self._anywhere, *map(self._lining.__getitem__, literals)):
            for longest, zones, rule in uses:
                if longest < size:
                    break
                if zones & zone:
                    fitting[rule.id] = rule
        return fitting.values()


def _any_of(literals: Sequence[str]) -> re.Pattern[str]:
    """A search for literals that stops at the first character of each that is no letter or digit: letters stand everywhere."""
    marks = [next((at for at, char in enumerate(literal) if not char.isalnum()), 0) for literal in literals]
    anchored = [f"(?<={re.escape(literal[: at + 1])}){re.escape(literal[at + 1 :])}" for literal, at in zip(literals, marks, strict=True)]
    stops = "".join(sorted({literal[at] for literal, at in zip(literals, marks, strict=True)}))
    return re.compile(f"[{re.escape(stops)}](?:{'|'.join(anchored)})")


def _placed(said: Iterable[Hit], view: View, index: int, start: int) -> list[Hit]:
    """What a line says, at its place; blocks are closed with the lines that stand below."""
    hits: list[Hit] = []
    for hit in said:
        if hit.rule.kind == "span":
            hits.append(_moved(hit, start, index))
        elif hit.rule.kind == "line":
            hits.append(line_hit(hit.rule, view, index, hit.groups))
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


def _full(pattern: Pattern, content: str) -> Match | None:
    """The match of a whole line, as it is written or read in Simplified characters."""
    match = pattern.fullmatch(content)
    return match if match or (read := simplified(content)) == content else pattern.fullmatch(read)


def _by_line(view: View, first: int, last: int, found: Iterable[tuple[int, int, int]]) -> dict[int, set[int]]:
    """The numbers of the literals that were found in each of the pieces `first` to `last`."""
    if first == last:
        return {first: {number for number, _, _ in found}}
    literals: dict[int, set[int]] = {index: set() for index in range(first, last + 1)}
    for number, start, _ in found:
        literals[view.line_at(view.lines[first].start + start)].add(number)
    return literals


def _match_line(rules: Iterable[Rule], view: View, index: int, *, traditional: bool, blocks: bool) -> list[Hit]:
    """The matches of rules for whole lines in one line."""
    hits: list[Hit] = []
    start, end, content = view.lines[index]
    bullet = BULLET.match(content)  # the same label as an item of a list
    others = [(form, at) for at in ((0, bullet.end()) if bullet else (0,)) for form in ((content, simplified(content)) if traditional else (content,))][1:]
    for rule in rules if content else ():
        if rule.kind == "line":
            match = rule.regex.fullmatch(content)
            if match is None and others:
                match = next((found for form, at in others if (found := rule.regex.fullmatch(form, at))), None)
            if match:
                hits.append(line_hit(rule, view, index, _groups(match, content)))
        elif blocks:
            hits += _match_block(rule, view, index)
        else:
            hits.append(Hit(rule, start, end, index, index))
    return hits


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
