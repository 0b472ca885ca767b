"""What a reader returns: the document's source, its lines, and what the document says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.draft import Line
from pipeline.findings import Gap
from pipeline.readers.posts import Post


class Found(NamedTuple):
    """A value that the document states, and where it says so: `site`, `json-ld`, `meta`, `microdata`, `time`, `wechat`, `visible`, `url` or `text`."""

    value: object
    origin: str


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded document as the stages get it.

    source: the text that all offsets point into; for HTML the visible text as rendered.
    lines: for HTML its lines, `context` is a `LineMarkup`; for text none.
    metadata: names as in the document's JSON (`title` and `language` too) with where each value came from.
    gaps: places where the page says that it goes on elsewhere, in source offsets.
    flags: of the document's closed list, e.g. `thread`.
    body: the lines that a site file names as the body, or that come from a script's data, by number; None without either.
    posts: those of a thread, in order, if they could be told apart.
    thread: `first` or `all`, which of them the site file wants; None if it does not say.
    """

    source: str
    lines: tuple[Line, ...]
    metadata: Mapping[str, Found] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    flags: frozenset[str] = frozenset()
    body: tuple[int, ...] | None = None
    posts: tuple[Post, ...] = ()
    thread: str | None = None
