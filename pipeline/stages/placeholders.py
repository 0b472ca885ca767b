"""Finds the places where an uploader, an editor or a court hid a value, says what was hidden, and writes them in one form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter, itemgetter
from string import ascii_letters, digits
from typing import TYPE_CHECKING, NamedTuple

from pipeline.draft import Change, Draft
from pipeline.findings import Mask
from pipeline.options import Options
from pipeline.stages.masks.candidates import candidates
from pipeline.stages.masks.elisions import elisions
from pipeline.stages.masks.glyphs import CERTAIN, INLINE, RING, SIGNS
from pipeline.stages.masks.named import is_numbered
from pipeline.stages.masks.slots import normalised, slots

if TYPE_CHECKING:
    from pipeline.stages.leaks import Leak

MAX_TURNS = 4
"""Passes over a text in which masks touch one another; two are usual."""
_FUSED = frozenset(ascii_letters + digits + INLINE + RING + CERTAIN + SIGNS + "[]<>{}$@-./·")


class Placeholder(NamedTuple):
    """`text[start:end]` stands for a value of `type`. Offsets are code points; an elision has start == end and no `raw`.

    kind: "mask" (mask characters alone), "partial" (fused with kept characters of the value), "elided" (nothing is left),
    "described" (in words) or "pii" (a real value).
    """

    start: int
    end: int
    type: str
    kind: str
    raw: str
    rule: str


def find(text: str) -> list[Placeholder]:
    """Return the masks and elisions of a text, sorted, disjoint."""
    masks = _masks(text)
    cut = [Placeholder(at, at, type_, "elided", "", rule) for at, type_, rule in elisions(text)]
    return sorted([*masks, *cut], key=_span) if cut else masks


def _masks(text: str) -> list[Placeholder]:
    found = candidates(text)
    if all(candidate.shape == "decided" for candidate in found):
        return [Placeholder(start, end, type_, kind, text[start:end], rule) for start, end, _, kind, type_, rule in found]
    seen, places = normalised(text, found)
    filled = zip(places, slots(seen, places), strict=True)
    return [Placeholder(c.start, c.end, slot.type, c.kind, raw, slot.rule) for (c, raw, _), slot in filled if slot]


_span = itemgetter(0, 1)


def placeholders(draft: Draft, options: Options) -> Draft:
    """Return the draft with its masks recorded in text, title and summary, and written as the options say; masks are never numbered."""
    before, text = draft, draft.text
    masks, draft = _rewritten_text(draft, options)
    title = draft.findings.title
    if title:
        title, more = _rewritten(title, options, "title")
        masks += more
    metadata = dict(draft.findings.metadata)
    if isinstance(summary := metadata.get("summary"), str):
        metadata["summary"], more = _rewritten(summary, options, "metadata", "summary")
        masks += more
    flags = draft.findings.flags | ({"numbers_elided"} if any(m.kind == "elided" for m in masks) else set())
    left = _leaks(text, masks) if masks else []
    if left:
        flags |= {"residual_names"}
    notes = (*draft.findings.notes, *((before.to_source(leak.start, leak.end)[0], f"{leak.rule}: {text[leak.start : leak.end]}") for leak in left))
    return draft.with_findings(masks=tuple(masks), title=title, metadata=metadata, flags=frozenset(flags), notes=notes)


def _leaks(text: str, masks: Iterable[Mask]) -> list[Leak]:
    from pipeline.stages.leaks import leaks  # late: what it knows of names and places is only for texts with masks

    return leaks(text, {mask.type for mask in masks if mask.kind != "elided"})


def _rewritten_text(draft: Draft, options: Options) -> tuple[list[Mask], Draft]:
    """Record and write the masks of the text; where one touches another sign, what is written may show the next one, so look again."""
    masks: list[Mask] = []
    for turn in range(MAX_TURNS):
        changes: list[Change] = []
        text, touching = draft.text, False
        for found in find(text) if options.mark_elisions or not turn else _masks(text):
            start, end, type_, kind, raw, rule = found
            written = _written(found, options)
            if written:
                changes.append(Change(start, end, written, rule))
                touching = touching or text[start - 1 : start] in _FUSED or text[end : end + 1] in _FUSED
            if written or not turn:
                masks.append(Mask(type_, kind, raw, *draft.to_source(start, end), rule))
        draft = draft.apply(changes)
        if not touching:
            break
    return sorted(masks, key=_source_span), draft


_source_span = attrgetter("start", "end")


def _written(found: Placeholder, options: Options) -> str | None:
    """What stands in the text for a placeholder, None if it stays as it is."""
    if options.placeholders == "keep" or (found.kind == "elided" and not options.mark_elisions) or is_numbered(found.raw):
        return None
    written = _form(options.placeholders, found.type)
    return None if written == found.raw else written


@lru_cache(maxsize=64)
def _form(placeholders: str, type_: str) -> str:
    template = "[{type}]" if placeholders == "tag" else placeholders
    return template.replace("{type}", type_)


def _rewritten(value: str, options: Options, part: str, field: str = "") -> tuple[str, list[Mask]]:
    """A title or metadata value with its masks written, and their records in offsets of the new value."""
    parts: list[str] = []
    masks: list[Mask] = []
    at = size = 0
    for found in find(value):
        written = _written(found, options)
        shown = found.raw if written is None else written
        parts += (value[at : found.start], shown)
        start = size + found.start - at
        size = start + len(shown)
        masks.append(Mask(found.type, found.kind, found.raw, start, size, found.rule, part, field))
        at = found.end
    return "".join([*parts, value[at:]]), masks
