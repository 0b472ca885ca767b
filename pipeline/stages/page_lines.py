"""The lines of a page, with what several steps of the choice of its body ask of each of them, worked out once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.scoring.context import LineContext
from pipeline.scoring.page_tree import PageTree, page_tree
from pipeline.stages.adjoining import Part, adjoining_parts
from pipeline.stages.container import find_container, width

_SENTENCE_END = re.compile(r"[。！？!?；.](?<!\.(?=\S))")  # a class comes first, for which the search looks fast
_LONG = 110  # bytes of UTF-8: 37 hanzi or as many letters
_MOST_LINKED = 0.5  # share of a line's characters; a line with more is links and no running text


@dataclass(frozen=True)
class PageLines:
    """Texts and markup of a page's lines, in order."""

    texts: Sequence[str]
    contexts: Sequence[LineContext]

    @cached_property
    def tree(self) -> PageTree:
        """The elements that hold the lines."""
        return page_tree(self.contexts)

    @cached_property
    def densities(self) -> list[float]:
        """The share of each line's characters that are linked."""
        return [context.link_density for context in self.contexts]

    @cached_property
    def running(self) -> list[float]:
        """The width of each line that is running text, 0 for any other."""
        lines = zip(self.texts, self.densities, strict=True)
        return [width(text) if density < _MOST_LINKED and is_long(text) else 0.0 for text, density in lines]

    @cached_property
    def container(self) -> int | None:
        """The number of the element that holds the article, None for a page without running text."""
        return find_container(self.tree, self.texts, self.contexts)

    @cached_property
    def within(self) -> list[bool]:
        """For each line whether it stands in the container."""
        return self.tree.inherited({self.container}) if self.container is not None else [False] * len(self.texts)

    @cached_property
    def adjoining(self) -> list[Part]:
        """The parts beside the container that may belong to the article."""
        return adjoining_parts(self)


def is_long(text: str) -> bool:
    """Return whether a line is long enough, and marked, as running text is."""
    size = len(text)
    if size < _LONG // 3 or (size < _LONG and (text.isascii() or len(text.encode("utf-8", "replace")) < _LONG)):
        return False
    return _SENTENCE_END.search(text) is not None
