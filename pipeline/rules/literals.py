"""What is looked for in lines: sets of words, found in one pass however many they are, and tests of what a line is by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.rules.rule import LINE_LIMIT
from pipeline.rules.view import REMEMBERED, View


class Literals:
    """A fixed set of words, found in one pass however many they are: of words that overlap the leftmost, then the longest."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield (word, start, end) of each word in a text, in order."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield self._words[index], start, end


class _Together:
    """What all heuristics look for in a line: it is asked for once, with one search for all words, and what late lines said is kept."""

    def __init__(self) -> None:
        self._sets: dict[str, int] = {}  # of each word a bit for each set that it belongs to
        self._tests: list[tuple[int, Callable[[str], bool]]] = []
        self._count = 0
        self._bits: list[int] = []
        self._automaton: AhoCorasick | None = None
        self._held: dict[str, int] = {}
        self.kept: dict[str, int] = {}  # what late lines said

    def add(self, words: Iterable[str]) -> int:
        """Take a set of words in and return its bit."""
        bit = self._bit()
        for word in words:
            self._sets[word] = self._sets.get(word, 0) | bit
        self._automaton = None
        return bit

    def test(self, test: Callable[[str], bool]) -> int:
        """Take a test of lines in and return its bit."""
        bit = self._bit()
        self._tests.append((bit, test))
        return bit

    def _bit(self) -> int:
        self._count += 1
        self._held.clear()
        self.kept.clear()
        _said_by_lines.cache_clear()
        return 1 << self._count

    def held(self, content: str) -> int:
        """Return the bits of the sets of which a line holds a word."""
        known = self._held.get(content)
        if known is None:
            known = 0
            for number in {number for number, _, _ in self._search().find_matches_as_indexes(content, overlapping=True)}:
                known |= self._bits[number]
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            self._held[content] = known
        return known

    def said(self, content: str) -> int:
        """Return the bits of the sets of which a line holds a word, and of the tests that it passes."""
        known = self.kept.get(content)
        if known is None:
            known = self.held(content)
            for bit, test in self._tests:
                if test(content):
                    known |= bit
            if len(self.kept) >= REMEMBERED:
                self.kept.clear()
            self.kept[content] = known
        return known

    def _search(self) -> AhoCorasick:
        if self._automaton is None:
            words = sorted(self._sets)
            self._automaton, self._bits = AhoCorasick(words), [self._sets[word] for word in words]
        return self._automaton


@lru_cache(maxsize=4)
def _said_by_lines(view: View) -> tuple[dict[int, int], int]:
    """What the lines say, of those that say anything, and what any of them says; those beyond `LINE_LIMIT`, which are not kept, may say everything."""
    said, kept, known = _TOGETHER.said, _TOGETHER.kept, 0
    lines: dict[int, int] = {}
    for i, (_, _, content) in enumerate(view.lines):
        if not content:
            continue
        bits = kept.get(content)
        if bits is None:
            bits = said(content) if len(content) <= LINE_LIMIT else _EVERYTHING
        if bits:
            lines[i] = bits
            known |= bits
    return lines, known


_TOGETHER = _Together()
_EVERYTHING = -1


class Needed:
    """Words of which one stands in every line that a heuristic looks for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._bit = _TOGETHER.add(words)

    def lines(self, view: View, longest: int = LINE_LIMIT) -> list[int]:
        """Return the indexes of the lines of at most `longest` code points (no more than `LINE_LIMIT`) that hold one of the words, ascending."""
        lines, known = _said_by_lines(view)
        if not known & self._bit:
            return []
        return [index for index, said in lines.items() if said & self._bit and len(view.lines[index].content) <= longest]

    def stand_in(self, content: str) -> bool:
        """Return whether a line of at most `LINE_LIMIT` code points holds one of the words."""
        return bool(_TOGETHER.held(content) & self._bit)


class Passing:
    """A test that every line passes that a heuristic looks for, by what the line is by itself: whatever stands around it, it is asked once."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._bit = _TOGETHER.test(test)

    def lines(self, view: View) -> list[int]:
        """Return the indexes of the lines that pass, ascending, and of all beyond `LINE_LIMIT` code points: what long lines say is not kept."""
        lines, known = _said_by_lines(view)
        return [index for index, said in lines.items() if said & self._bit] if known & self._bit else []
