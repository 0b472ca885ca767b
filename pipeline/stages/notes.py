"""Notes and references: the lists under an article that its text points to are a part of it, though they read like chrome."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.scoring.class_words import ClassWords
from pipeline.scoring.page_tree import PageTree

if TYPE_CHECKING:
    from pipeline.stages.page_lines import PageLines

_NOTES = ClassWords({
    "note": r"(?<![a-z])(?:foot-?|end-?)notes?(?![a-z])",
    "ref": r"(?<![a-z])(?:article-?|lemma-?)?references?(?:-?list)?(?![a-z-])|(?<![a-z])ref-?list(?![a-z])",
})  # fmt: skip
_HOLDERS = frozenset(("ol", "ul", "dl", "div", "section"))
_REACH = 3  # lines between such a list and the article over it
_LEAST = 4  # code points; a note of less is a counter
_STEPS = 2  # elements from the list outward, one of which holds some of the article too


def with_notes(page: PageLines, allowed: Sequence[bool], kept: list[bool]) -> list[bool]:
    """Return the kept lines with those of the lists of notes that stand right below them, in their element or the next."""
    tree = page.tree
    names = {words for words in tree.names if _names_notes(words)}
    if not names:
        return kept
    for node in [node for node, (tag, words) in enumerate(zip(tree.tags, tree.words, strict=True)) if words in names and tag in _HOLDERS]:
        lines = _lines(tree, node)
        if not lines or not any(kept[max(0, lines[0] - _REACH) : lines[0]]) or not _is_under(tree, node, lines[0], kept):
            continue
        for number in lines:
            kept[number] = kept[number] or (allowed[number] and len(page.texts[number]) >= _LEAST)
    return kept


def _lines(tree: PageTree, node: int) -> list[int]:
    return [number for number, leaf in enumerate(tree.leaves) if node <= leaf < tree.ends[node]]


def _is_under(tree: PageTree, node: int, first: int, kept: Sequence[bool]) -> bool:
    """Whether an element close around a list holds kept lines over it."""
    around = node
    for _ in range(_STEPS):
        around = tree.parents[around]
        if around < 0:
            return False
        if any(keep and around <= leaf < tree.ends[around] for keep, leaf in zip(kept[:first], tree.leaves[:first], strict=True)):
            return True
    return False


@lru_cache(maxsize=10_000)
def _names_notes(words: str) -> bool:
    return _NOTES.stand_in(words)
