"""What the HTML reader knows about a line: where it stood in the page's markup."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

_Path = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]


class Elements:
    """The block elements of one page in document order, as parallel lists; element 0 is `body`. Equal if the lists are."""

    __slots__ = ("_names", "_paths", "parents", "tags", "words")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self) -> None:
        self.parents: list[int] = [-1]
        self.tags: list[str] = ["body"]
        self.words: list[str] = [""]
        self._names: frozenset[str] | None = None
        self._paths: dict[int, _Path] = {0: (("body",), ("",), (0,))}

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Elements) and (self.parents, self.tags, self.words) == (other.parents, other.tags, other.words)

    @property
    def names(self) -> Set[str]:
        """What classes and ids of elements say, each once; asked for when the page is walked."""
        if self._names is None:
            self._names = frozenset(self.words)
        return self._names

    def add(self, parent: int, tag: str, words: str) -> int:
        """Append an element, `words` being its class and id, and return its number."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.words.append(words)
        return len(self.tags) - 1

    def path(self, number: int) -> _Path:
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


class LineMarkup(NamedTuple):
    """The markup around one line: its element among those of the page; satisfies `pipeline.scoring.context.LineContext`.

    `dom_path`, `classes` and `nodes` run from `body` to the block that holds the line and have the same length; they are worked out
    when asked for, and lines of one element share the three tuples themselves.
    """

    elements: Elements
    element: int
    link_density: float = 0.0
    links: int = 0
    hidden: bool = False
    after_br: bool = False

    @property
    def dom_path(self) -> tuple[str, ...]:
        """Lower-case tag names."""
        return self.elements.path(self.element)[0]

    @property
    def classes(self) -> tuple[str, ...]:
        """Class and id of each element of the path."""
        return self.elements.path(self.element)[1]

    @property
    def nodes(self) -> tuple[int, ...]:
        """The number of each element of the path."""
        return self.elements.path(self.element)[2]

    @property
    def tag(self) -> str:
        """The tag of the line's own element."""
        return self.elements.tags[self.element]

    @property
    def words(self) -> str:
        """Class and id of the line's own element."""
        return self.elements.words[self.element]


class Piece(NamedTuple):
    """A rendered line: its text, the number of its element, and what was counted in it; `veil` 0 is visible."""

    text: str
    element: int
    linked: int  # code points inside links
    links: int
    after_br: bool
    veil: int  # number of the innermost hidden element around the line
