"""Drops the title where it stands once more between two paragraphs, as the name of a picture that is no longer there, or over the page's foot.

Sites give every picture of a text the text's title for a name. A refrain repeats a title, too, and a heading may; so the lines beside it must be
running text, and nothing but further copies may part it from them.
"""

from __future__ import annotations

from pipeline.draft import Change, Draft
from pipeline.rules.roles import OF_ANY_TEXT_JOINED
from pipeline.rules.view import View, is_long_sentence, view_of
from pipeline.stages.title.decoration import squeeze

SHORTEST = 8
"""Code points of a title without blanks: shorter ones head sections and songs."""
TITLE, TWICE = "title.", 2
"""The beginning of the rules that lift a title, and how often one did so where the page names it between all its parts."""


def title_again(draft: Draft) -> Draft:
    """Return the draft without the lines that repeat its title between two long sentences or over the page's foot."""
    known = squeeze(draft.findings.title or "")
    if len(known) < SHORTEST:
        return draft
    view = view_of(draft.text, pieces=True)
    again = [place for place, index in enumerate(view.filled) if _says(view.lines[index].content, known)]
    inside = [place for place in again if _between(view, place, {*again}) or _over_foot(draft, view, place)]
    return draft.apply([Change(*view.whole(view.filled[place], view.filled[place]), "", "title.again") for place in inside])


def _says(content: str, known: str) -> bool:
    """Whether a line is a title, blanks apart; of most lines the beginning tells that they are not."""
    if content[0] != known[0] and not content[0].isspace():
        return False
    return len(content) >= len(known) and known.startswith(squeeze(content[:SHORTEST])) and squeeze(content) == known


def _over_foot(draft: Draft, view: View, place: int) -> bool:
    """Whether a line is the last one of a text, and chrome was removed below it, or the title from two places above: a page's foot begins with it, too."""
    if not 0 < place == len(view.filled) - 1:
        return False
    end = draft.to_source(0, view.lines[view.filled[place]].end)[1]
    if sum(rule.startswith(TITLE) for edit in draft.edits for rule in edit.rules) >= TWICE and is_long_sentence(view.lines[view.filled[place - 1]].content):
        return True
    return any(edit.start >= end and not edit.rules[0].startswith(OF_ANY_TEXT_JOINED) for edit in draft.edits)


def _between(view: View, place: int, again: set[int]) -> bool:
    """Whether running text stands on both sides of a filled line and of the copies beside it."""
    above, below = place - 1, place + 1
    while above in again:
        above -= 1
    while below in again:
        below += 1
    return above >= 0 and below < len(view.filled) and all(is_long_sentence(view.lines[view.filled[at]].content) for at in (above, below))
