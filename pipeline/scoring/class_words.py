"""What the class and id of an element call it: stems that say it by themselves, and stems that say it only in some surroundings.

Few names hold any of the stems, and one search for all of them costs a tenth of a pattern with as many branches (on 14,549 names of 115
English pages 6 against 70 microseconds for each).
"""

from __future__ import annotations

from collections.abc import Mapping

import regex
from ahocorasick_rs import AhoCorasick


class ClassWords:
    """Words of one meaning among class names. Immutable."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        """Take, for stems in lower case parted by blanks, the pattern that must match where one of them stands; "" if the stem is enough."""
        stems = {stem: pattern for each, pattern in patterns.items() for stem in each.split()}
        self._automaton = AhoCorasick(list(stems))
        self._patterns = [regex.compile(pattern) if pattern else None for pattern in stems.values()]

    def stand_in(self, words: str) -> bool:
        """Return whether class and id, as they are written, hold one of the words; letters of either case are the same."""
        words = words.lower()
        found = {number for number, _, _ in self._automaton.find_matches_as_indexes(words, overlapping=True)}
        patterns = [self._patterns[number] for number in found]
        return None in patterns or any(pattern is not None and pattern.search(words) for pattern in patterns)
