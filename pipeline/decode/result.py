"""What decoding returns: the text, and how it was arrived at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """A reversal of a wrong decode: `source[start:end]` reads `replacement` (offsets in code points of Decoded.source)."""

    start: int
    end: int
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document and its provenance.

    `source` is what the bytes say in `encoding`; `text` is `source` after `repairs`. `evidence` is one of bom, utf-8, declared, score, detector,
    override, mixed, fallback; `encodings` has the encodings of a mixed document, most used first. `declared` is the label that was seen (HTTP or record first, else the page's own). `replaced` counts bytes that no character came from. `faithful`: encoding `source` again
    gives the same bytes, byte order mark aside. `flags`: mojibake (text that was decoded wrongly before it came here, repaired or not),
    truncated (the last character is cut), nul (U+0000 in the text).
    """

    text: str
    source: str
    encoding: str
    evidence: str
    repairs: tuple[Repair, ...] = ()
    encodings: tuple[str, ...] = ()
    declared: str | None = None
    replaced: int = 0
    faithful: bool = True
    flags: tuple[str, ...] = ()
