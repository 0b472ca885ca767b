"""What the scorer may know about a line besides its text: where it stood in the page's markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class LineContext(Protocol):
    """The markup around one rendered line; any object with these read-only attributes will do.

    `dom_path`, `classes` and `nodes` run from the root to the block that holds the line and have the same length.
    """

    @property
    def dom_path(self) -> tuple[str, ...]:
        """Lower-case tag names, e.g. ("body", "div", "p")."""

    @property
    def classes(self) -> tuple[str, ...]:
        """For each element of the path its class and id attributes joined by a blank, "" without any."""

    @property
    def nodes(self) -> tuple[int, ...]:
        """For each element of the path a number that is its own in this page; lines of one element share it."""

    @property
    def link_density(self) -> float:
        """Characters inside links by all characters of the line, 0 to 1."""

    @property
    def links(self) -> int:
        """Number of links that begin in the line."""

    @property
    def hidden(self) -> bool:
        """The line or an element around it is hidden by markup (`hidden`, `display:none`)."""

    @property
    def after_br(self) -> bool:
        """The line begins after a `<br>` and not with its element."""


class ElementTable(Protocol):
    """The elements of a page in document order, as a reader may keep them for all lines: a context that has it as `elements`, with the
    number of the line's own one as `element`, spares the walk over the paths."""

    @property
    def parents(self) -> Sequence[int]:
        """The parent of each element, -1 for a root."""

    @property
    def tags(self) -> Sequence[str]:
        """The tag of each element."""

    @property
    def words(self) -> Sequence[str]:
        """Class and id of each element."""


@dataclass(frozen=True, slots=True)
class MarkupContext:
    """A plain `LineContext`; readers with a record of their own need not use it."""

    dom_path: tuple[str, ...]
    classes: tuple[str, ...]
    nodes: tuple[int, ...]
    link_density: float = 0.0
    links: int = 0
    hidden: bool = False
    after_br: bool = False
