"""Sets of words that are found in one pass, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


class Needed:
    """Words of which one stands in every line that a heuristic looks for; what was asked of late lines is kept."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(sorted(set(words)))
        self._known: dict[str, bool] = {}

    def lines(self, view: View, longest: int = LINE_LIMIT) -> list[int]:
        """Return the indexes of the lines of at most `longest` code points that hold one of the words, ascending."""
        return [index for index, (_, _, content) in enumerate(view.lines) if 0 < len(content) <= longest and self.stand_in(content)]

    def stand_in(self, content: str) -> bool:
        """Return whether a line of at most `LINE_LIMIT` code points holds one of the words."""
        known = self._known.get(content)
        if known is None:
            known = bool(self._automaton.find_matches_as_indexes(content))
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[content] = known
        return known
