"""What the HTML reader knows about a line: where it stood in the page's markup."""

from __future__ import annotations

from typing import NamedTuple


class LineMarkup(NamedTuple):
    """The markup around one line; satisfies `pipeline.scoring.context.LineContext`.

    `dom_path`, `classes` and `nodes` run from `body` to the block that holds the line and have the same length;
    lines of one element share the three tuples themselves, so that what is worked out per element can be kept by `nodes[-1]`.
    """

    dom_path: tuple[str, ...]
    classes: tuple[str, ...]
    nodes: tuple[int, ...]
    link_density: float = 0.0
    links: int = 0
    hidden: bool = False
    after_br: bool = False


class Elements:
    """The block elements of one page in document order, as parallel lists; element 0 is `body`."""

    __slots__ = ("_paths", "parents", "tags", "words")

    def __init__(self) -> None:
        self.parents: list[int] = [-1]
        self.tags: list[str] = ["body"]
        self.words: list[str] = [""]
        self._paths: dict[int, tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]] = {0: (("body",), ("",), (0,))}

    def add(self, parent: int, tag: str, words: str) -> int:
        """Append an element, `words` being its class and id, and return its number."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.words.append(words)
        return len(self.tags) - 1

    def path(self, number: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
        """Return (tags, classes, numbers) from `body` down to an element."""
        if found := self._paths.get(number):
            return found
        missing = []
        while number not in self._paths:
            missing.append(number)
            number = self.parents[number]
        tags, classes, nodes = self._paths[number]
        for each in reversed(missing):
            tags, classes, nodes = (*tags, self.tags[each]), (*classes, self.words[each]), (*nodes, each)
            self._paths[each] = (tags, classes, nodes)
        return tags, classes, nodes
