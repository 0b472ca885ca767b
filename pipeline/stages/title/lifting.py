"""Lifts a title out of the text: it goes with all its forms at the top, and becomes a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.draft import Change, Draft
from pipeline.rules.view import View
from pipeline.stages.title.decoration import MAX_TITLE, squeeze, undecorated
from pipeline.stages.title.form import UNLIKE_TITLE
from pipeline.stages.title.glued import glued_end
from pipeline.stages.title.repetition import DOTS, LOOKED_AT, line_forms

_AGAIN = re.compile(r"\s{0,4}(?:[(（【\[][^()（）【】\[\]\n]{1,24}[)）】\]]\s{0,4}|[-—_]{1,2}\s?|.docx?\s{0,4}){0,2}")
"""What may part a glued title from its repetition; the same words later in a sentence are the body's."""
_PART = re.compile(r"[(（]?(?:篇|第)?[\d一二三四五六七八九十]{1,3}篇?[)）]?")
"""What a compilation sets behind its title to head a part."""
_FIRST_PART = re.compile(r"\S[【\[(（\s]?(?:篇\s?[1一]|第\s?[1一]\s?篇)[】\])）]?$|[\u4e00-\u9fff]\s?1$")
"""How the head of a compilation's first part ends, which else says the title again."""


def lift_forms(draft: Draft, view: View, head: Sequence[int], forms: set[str], chosen: str, source: str) -> Draft:
    """Return the draft without the lines at the top (`head`) that are a form of the title, and without the title before the body's first sentence.

    `chosen` is the title and `source` what showed it; a second title becomes the subtitle, or stays where it heads a part of a compilation.
    """
    changes, shown = _cuts(draft, view, head, forms, chosen)
    found = draft.findings
    if found.title and _heads_part(squeeze(shown), squeeze(found.title), compiled="multi_document" in found.flags and source == "text"):
        return draft
    if found.title and squeeze(found.title) != squeeze(shown) and source == "text":
        metadata = {**found.metadata, "x-subtitle": shown} if "x-subtitle" not in found.metadata else found.metadata
        return draft.with_findings(metadata=metadata).apply(changes)
    return draft.with_findings(title=shown, title_source=found.title_source or source).apply(changes)


def lift_lines(draft: Draft, view: View, lines: Sequence[int], shown: str, source: str) -> Draft:
    """Return the draft without the lines that are the title for their place; `shown` is what they say together."""
    return lift_forms(draft, view, lines, {squeeze(view.lines[i].content) for i in lines} | {squeeze(shown)}, shown, source)


def _cuts(draft: Draft, view: View, head: Sequence[int], forms: set[str], chosen: str) -> tuple[list[Change], str]:
    """What is cut of the lines at the top, and the title as it stands there."""
    changes: list[Change] = []
    shown, chosen = chosen, squeeze(chosen)
    named = {squeeze(form) for text in draft.findings.title_evidence for form in undecorated(text)}
    forms = {form for form in forms if form in named or chosen in form or form in chosen}  # other lines that come twice are no title
    for index in head:
        content = view.lines[index].content
        same = [f for f in undecorated(content) if squeeze(f) == chosen] if len(content) <= 2 * MAX_TITLE else []
        if squeeze(content) != chosen and _FIRST_PART.search(content[-12:]):
            continue
        if same or _is_cut_short(content, chosen) or squeeze(content[:LOOKED_AT]) in forms or line_forms(content, first=index == head[0]) & forms:
            shown = same[0] if same else shown
            rule = "title.line" if squeeze(content) == chosen else "title.decorated"
            changes.append(Change(*view.whole(index, index), "", rule))
        elif index == head[-1] and (end := glued_end(content, chosen)):
            shown = content[:end].strip()
            changes += _glued_cuts(view, view.text.index(content, view.lines[index].start), end, shown)
    return changes, shown


def _is_cut_short(content: str, chosen: str) -> bool:
    """Whether a line shows the beginning of the title and dots."""
    short = squeeze(content).rstrip(".…") if content.endswith(DOTS) else ""
    return len(short) >= UNLIKE_TITLE and chosen.startswith(short)


def _glued_cuts(view: View, start: int, size: int, shown: str) -> list[Change]:
    """The title before a sentence, in the first `size` code points from `start` on, and the title once more behind it."""
    cuts = [Change(start, start + size, "", "title.glued")]
    again = _AGAIN.match(view.text, start + size)
    if again and view.text.startswith(shown, again.end()):
        cuts.append(Change(again.end(), again.end() + len(shown), "", "title.glued"))
    return cuts


def _heads_part(said: str, known: str, *, compiled: bool) -> bool:
    """Whether a second title heads a part: it is the first with a number, or neither has anything of the other in a compilation."""
    return _PART.fullmatch(said.removeprefix(known)) is not None or (compiled and said not in known and known not in said)
