"""What stages learn about a document beside its text: title, metadata, gaps, blocks, masks, flags, in source offsets (code points, half open)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Gap(NamedTuple):
    """Body text is missing at source offsets [start, end): what stood there instead is `evidence`."""

    start: int
    end: int
    reason: str
    evidence: str


class Block(NamedTuple):
    """A piece of the body's structure in source offsets; `level` is 0 for what is not numbered, `post` says what post of a thread begins here."""

    kind: str
    level: int
    start: int
    end: int
    post: tuple[int, str | None, str | None] | None = None  # its number, author and date


class Mask(NamedTuple):
    """A placeholder found in the draft: `raw` is what the stage saw; `part` is "text", "title" or "metadata".

    For part "text" [start, end) are source offsets; for the other parts they are offsets in that value as it is written out.
    """

    type: str
    kind: str
    raw: str
    start: int
    end: int
    rule: str
    part: str = "text"
    field: str = ""


class Findings(NamedTuple):
    """What the stages learned about a document, in source offsets; a tuple, of which each stage makes a new one in a third of the time of a dataclass."""

    title: str | None = None
    title_source: str | None = None
    metadata: Mapping[str, object] = MappingProxyType({})
    gaps: tuple[Gap, ...] = ()
    blocks: tuple[Block, ...] = ()
    masks: tuple[Mask, ...] = ()
    flags: frozenset[str] = frozenset()
    notes: tuple[tuple[int, object], ...] = ()  # (source offset of an edit, reason) pairs for `explain`; str(reason) is worked out when asked for
    secrets: tuple[tuple[str, str], ...] = ()  # (token, raw value) pairs that only a map file may hold
    stated_title: str | None = None  # what the page shows or states as its title, in so many words
    title_evidence: tuple[str, ...] = ()  # what removed chrome called the document, in order
    gate_open: bool = False  # once open, weak rules delete for the rest of this document's cleaning
    folder: str = "."  # the folder or container that the document lies in
    own_lines: frozenset[int] | None = None  # where lines begin that look like a page's buttons and are the text's; None before anyone looked
