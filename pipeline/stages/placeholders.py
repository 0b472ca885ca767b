"""Finds the places where an uploader, an editor or a court hid a value, says what was hidden, and writes them in one form."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.draft import Change, Draft, Mask
from pipeline.options import Options
from pipeline.stages.leaks import leaks
from pipeline.stages.masks.candidates import candidates
from pipeline.stages.masks.elisions import elisions
from pipeline.stages.masks.named import is_numbered
from pipeline.stages.masks.slots import normalised, slots


@dataclass(frozen=True, slots=True)
class Placeholder:
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
    found = candidates(text)
    result: list[Placeholder] = []
    seen = text
    if found:
        seen, places = normalised(text, found)
        for place, slot in zip(places, slots(seen, places), strict=True):
            if slot:
                start, end, _, kind, _, _ = place.candidate
                result.append(Placeholder(start, end, slot.type, kind, place.raw, slot.rule))
    cut = [Placeholder(at, at, type_, "elided", "", rule) for at, type_, rule in elisions(text)]
    return sorted([*result, *cut], key=lambda p: (p.start, p.end)) if cut else result


def placeholders(draft: Draft, options: Options) -> Draft:
    """Return the draft with its masks recorded in text, title and summary, and written as the options say; masks are never numbered."""
    masks: list[Mask] = []
    changes: list[Change] = []
    for found in find(draft.text):
        start, end = draft.to_source(found.start, found.end)
        masks.append(Mask(found.type, found.kind, found.raw, start, end, found.rule))
        if written := _written(found, options):
            changes.append(Change(found.start, found.end, written, found.rule))
    title = draft.findings.title
    if title:
        title, more = _rewritten(title, options, "title")
        masks += more
    metadata = dict(draft.findings.metadata)
    if isinstance(summary := metadata.get("summary"), str):
        metadata["summary"], more = _rewritten(summary, options, "metadata", "summary")
        masks += more
    flags = draft.findings.flags | ({"numbers_elided"} if any(m.kind == "elided" for m in masks) else set())
    left = leaks(draft.text, {mask.type for mask in masks if mask.kind != "elided"}) if masks else []
    if left:
        flags |= {"residual_names"}
    notes = (*draft.findings.notes, *((draft.to_source(*leak[:2])[0], f"{leak.rule}: {draft.text[leak.start : leak.end]}") for leak in left))
    return draft.with_findings(masks=tuple(masks), title=title, metadata=metadata, flags=frozenset(flags), notes=notes).apply(changes)


def _written(found: Placeholder, options: Options) -> str | None:
    """What stands in the text for a placeholder, None if it stays as it is."""
    if options.placeholders == "keep" or (found.kind == "elided" and not options.mark_elisions) or is_numbered(found.raw):
        return None
    template = "[{type}]" if options.placeholders == "tag" else options.placeholders
    written = template.replace("{type}", found.type)
    return None if written == found.raw else written


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
