"""What a recogniser of real identifiers is, so that a model can stand in for the built-in ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

KINDS = {
    "person": "PERSON",
    "location": "LOCATION",
    "organization": "ORGANIZATION",
    "phone": "PHONE",
    "id": "ID",
    "email": "EMAIL",
    "url": "URL",
    "bank": "BANK_CARD",
    "plate": "PLATE",
    "uploader": "UPLOADER",
}
"""The kinds that `--anonymize` names, and what their tokens are called."""
PRIORITY = tuple(KINDS.values())[::-1]
"""Which kind a span is of when two recognisers claim exactly the same one: the more special first."""


class Entity(NamedTuple):
    """`text[start:end]` is a real value of `kind` (a value of `KINDS`), found by `rule`. Offsets are code points."""

    start: int
    end: int
    kind: str
    rule: str


class Recognizer(Protocol):
    """Finds real identifiers. It must depend on nothing but the text, so that equal input gives equal bytes."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterable[Entity]:
        """Yield entities of `kinds`, but for the names in `allow`; they may overlap."""
        ...
