"""Sets of words that are found in one pass, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """The words of all heuristics: a line is searched once for all of them, and what late lines held is kept."""

    def __init__(self) -> None:
        self._sets: dict[str, int] = {}  # of each word a bit for each set that it belongs to
        self._count = 0
        self._bits: list[int] = []
        self._automaton: AhoCorasick | None = None
        self._known: dict[str, int] = {}

    def add(self, words: Iterable[str]) -> int:
        """Take a set of words in and return its bit."""
        bit = 1 << self._count
        for word in words:
            self._sets[word] = self._sets.get(word, 0) | bit
        self._count += 1
        self._automaton = None
        self._known.clear()
        _held_by_lines.cache_clear()
        return bit

    def held(self, content: str) -> int:
        """Return the bits of the sets of which a line holds a word."""
        known = self._known.get(content)
        if known is None:
            known = 0
            for number in {number for number, _, _ in self._search().find_matches_as_indexes(content, overlapping=True)}:
                known |= self._bits[number]
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[content] = known
        return known

    def _search(self) -> AhoCorasick:
        if self._automaton is None:
            words = sorted(self._sets)
            self._automaton, self._bits = AhoCorasick(words), [self._sets[word] for word in words]
        return self._automaton


@lru_cache(maxsize=4)
def _held_by_lines(view: View) -> dict[int, int]:
    """What the lines of at most `LINE_LIMIT` code points hold, of those that hold anything."""
    return {i: held for i, (_, _, content) in enumerate(view.lines) if 0 < len(content) <= LINE_LIMIT and (held := _TOGETHER.held(content))}


_TOGETHER = _Together()


class Needed:
    """Words of which one stands in every line that a heuristic looks for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._bit = _TOGETHER.add(words)

    def lines(self, view: View, longest: int = LINE_LIMIT) -> list[int]:
        """Return the indexes of the lines of at most `longest` code points that hold one of the words, ascending."""
        return [index for index, held in _held_by_lines(view).items() if held & self._bit and len(view.lines[index].content) <= longest]

    def stand_in(self, content: str) -> bool:
        """Return whether a line of at most `LINE_LIMIT` code points holds one of the words."""
        return bool(_TOGETHER.held(content) & self._bit)
