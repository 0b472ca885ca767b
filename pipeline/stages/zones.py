"""Removes from plain text what the learned scorer calls chrome, in the zones where the rules have shown that chrome stands.

It never touches the main run (the likeliest body), the lines next to it, long sentences, or what documents begin and end with. Since all evidence
that opens it (`scored_units.py`) is deleted, a second run finds the gate shut: cleaning twice equals cleaning once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.roles import BREADCRUMBS, BUTTON_NAMES, COUNT_OF_TEXT, HIDING, is_foot, is_over_text
from pipeline.rules.slot import claim, reach, slot
from pipeline.rules.view import is_long_sentence, view_of
from pipeline.rules.written import written
from pipeline.stages.document_ends import begins_or_ends_document, is_labelled, is_spoken
from pipeline.stages.scored_units import Unit, scored_units
from pipeline.stages.title.decoration import bare
from pipeline.stages.title.form import reads_like_title
from pipeline.stages.title.likeliest import is_latin, likeliest_headline
from pipeline.stages.title.over_body import headline_over, short_title_over, shown_title

OUTER, INNER = 0.0, -3.0
"""Log odds at or below which a unit goes: beyond the nearest finding, and (article mode only) between it and the main run."""
MENU = -1.0
"""Log odds at or below which lines follow the head's zone towards the body, one after another: a menu goes on to its end. Not in the tail,
where contacts, signatures and prices stand (measured: there it takes 1 body line for each 20 of chrome)."""
REACH, REACH_UNITS = -1.0, 12
"""Log odds above which a long sentence belongs to the main run, and units between the two at most: all that stands between belongs to it as well."""
BETWEEN, BEFORE_BYLINE = 0.5, 3
"""Log odds at or below which a unit between two findings goes; units over a by-line between which and the title labels stand."""
PER_FINDING = 8
"""Units in a zone for each that rules removed there, at most: a verse above a single finding is no menu."""
NEAR = 8
"""Units around the main run in which what documents begin and end with stays."""
MIN_KEPT = 0.02
"""A body of a smaller share of the characters is not believed: then only the rules' deletions stand."""
NAME = 3
"""Code points of the name of a button: with lines beyond it that no rule knows, one alone does not show where the text ends."""

CUT = 12
"""Code points of a line from which on a comma at its end says that a sentence was cut there."""

_CONTENTS = regex.compile(r"目\s{0,4}[录錄]|[目录錄]")
"""The heading of a document's contents, whole or one character of it; no title or body is near it."""
_FIGURES = regex.compile(r"(?=.*(?:\d{2}|\.\d))\S{1,16}(?:\s{1,4}[-+]?\d[\d,]*(?:\.\d+)?[%％]?){2,12}")
"""A row of a table: a name and its figures."""
_HEADING = regex.compile(r"#{1,6}\s\S")
_HAN = regex.compile(r"\p{Han}")
_MARKS = "，,、；;。.：:！!”"
_VALUE = regex.compile(r"(?:[-*+•]\s+)?[`*]{0,2}(?:\p{Han}{1,8}|[\w &]{1,24})[`*]{0,2}\s?[:：]\s?\S")
_WRITTEN = regex.compile(r"#{1,6}\s|[-*+]\s+[`*\[]|.*(?:[。`{}]|\*\*|://|\p{Han}，\p{Han})")
"""What no entry of a menu holds: the signs of Markdown, of code and of sentences."""


def zones(draft: Draft, mode: str) -> Draft:
    """Return the draft without the units that the scorer calls chrome; mode "rules" leaves all of them."""
    units = scored_units(draft) if mode != "rules" else []
    if not units or (draft.findings.title is not None and all(unit.gone or is_long_sentence(unit.content) for unit in units)):
        return draft  # there is neither a title to be found nor a unit that may go
    return _judged(draft, units, article=mode == "article")


def _judged(draft: Draft, units: Sequence[Unit], *, article: bool) -> Draft:
    """The draft without its headline and without the units outside the body that the scorer calls chrome."""
    from pipeline.scoring import score_lines  # numpy is loaded only for texts that need it

    scores = score_lines([unit.content for unit in units])
    logits = [score.logit for score in scores]
    low, high = body_of(units, logits)
    if not any(is_long_sentence(unit.content) for unit in units[low:high]):  # verse, a timetable, a paper: by-line and foot frame it
        own = slot([unit.rule for unit in units]) if draft.findings.title is not None else None
        if own is None:
            return draft
        low, high = own[0], own[1] + 1
    elif not _is_believed(units, low, high):
        return draft
    headline, titles = _titles(draft, units, logits, low, high) if draft.findings.title is None else (None, set())
    outer = _outer(units, logits, low, high, titles)
    view = view_of(draft.source)
    kept = {*range(low - 1, high + 1), *titles}
    shaped = written(view)
    going = [
        place for place, unit in enumerate(units)
        if place not in kept and not unit.gone and (place in outer or article) and logits[place] <= (_threshold(units, place) if place in outer else INNER)
        and not _heads_counted(units, place) and not _is_own(units, place, low, near=low - NEAR <= place < high + NEAR) and view.line_at(unit.start) not in shaped
    ]  # fmt: skip
    changes = [_removal(draft, units[place], "score.head" if place < low else "score.tail") for place in going]
    notes = [(units[place].start, scores[place]) for place in going]
    if headline is not None:
        if headline < low and not units[headline].gone:  # within the body it may be a heading: it stays
            changes.append(_removal(draft, units[headline], "title.headline"))
        draft = draft.with_findings(title=bare(units[headline].content), title_source="headline")
    return draft.with_findings(notes=(*draft.findings.notes, *notes)).apply(changes)


def body_of(units: Sequence[Unit], logits: Sequence[float]) -> tuple[int, int]:
    """Return the first place of the body and the one behind it: the main run, drawn out to sentences beyond what a paywall parts, and to by-line and foot."""
    from pipeline.scoring import main_run

    low, high = main_run(logits, [len(unit.content) for unit in units], [0.5 * unit.found for unit in units])
    likely = [i for i, unit in enumerate(units) if not unit.gone and logits[i] > REACH and is_long_sentence(unit.content)]
    for i in reversed([i for i in likely if i < low]):  # from one to the next: a list of headings may part them all
        low = i if i >= low - REACH_UNITS else low
    near = [i for i in likely if i < high + REACH_UNITS]
    high = max([high, *(i + 1 for i in near)])
    high = max([high, *(i + 1 for i in _beyond_hidden(units, high))])
    low, last = reach([claim(unit.rule, unit.content) for unit in units], (low, high - 1))
    return low, last + 1


def _beyond_hidden(units: Sequence[Unit], high: int) -> Iterator[int]:
    """The short sentences below a block that hides a part of the text, down to the page's foot: the text goes on there, and may end with thanks."""
    hidden = False
    for i in range(high, min(high + REACH_UNITS, len(units))):
        unit = units[i]
        if unit.gone and is_foot(unit.rule):
            return
        hidden = hidden or (unit.gone and (unit.rule or "").startswith(HIDING))
        if hidden and not unit.gone and is_spoken(unit.content):
            yield i


def _titles(draft: Draft, units: Sequence[Unit], logits: Sequence[float], low: int, high: int) -> tuple[int | None, set[int]]:
    """The place of the headline, and of all units that may be it: they stay."""
    if is_latin(draft.source):
        headline = likeliest_headline(units, logits, low, high)
    else:
        headline = shown_title(units, low)
        headline = headline_over(units, low, [logit <= OUTER for logit in logits]) if headline is None else headline
    title = headline if headline is not None else short_title_over(units, low)
    return headline, {title} if title is not None else set()


def _is_believed(units: Sequence[Unit], low: int, high: int) -> bool:
    """Whether a body holds enough of all characters."""
    kept = sum(len(unit.content) for unit in units[low:high] if not unit.gone)
    return kept >= MIN_KEPT * sum(len(unit.content) for unit in units)


def _outer(units: Sequence[Unit], logits: Sequence[float], low: int, high: int, titles: Collection[int]) -> set[int]:
    """The places beyond the findings nearest to the body, with the rest of the menu that begins above them."""
    head, tail = _zone(units, range(low)), _zone(units, range(len(units) - 1, high - 1, -1))
    menu = _menu(units, logits, range(len(head), low - 1), titles) if head and not is_over_text(units[head[-1]].rule) else ()
    return {*head, *tail, *menu}


def _zone(units: Sequence[Unit], places: Sequence[int]) -> list[int]:
    """The places of one side of the body, outermost first, that are dense with findings; those further in are judged as inner ones."""
    deep, found, between = 0, 0, False
    for count, place in enumerate(places, 1):
        found += units[place].found
        between = between or not units[place].gone
        alone = between and places[0] > 0 and len(units[place].content) <= NAME and (units[place].rule or "").startswith(BUTTON_NAMES)
        if units[place].found and count <= PER_FINDING * found and not alone:
            deep, between = count, False
    return list(places[:deep])


def _menu(units: Sequence[Unit], logits: Sequence[float], places: Sequence[int], titles: Collection[int]) -> Iterator[int]:
    """The places that follow the head's zone while the scorer calls each of them chrome: the rest of a menu that only begins among findings."""
    for place in places:
        if units[place].gone:
            continue
        if place in titles or logits[place] > MENU or not _is_entry(units[place].content):
            return
        yield place


def _is_entry(content: str) -> bool:
    """Whether a line may stand in a menu. Rows that begin with a number are a timetable's or a list's, labels with a value a form's; a line that ends
    in a mark was written."""
    return not (content[:1].isdigit() or content[-1:] in _MARKS or _VALUE.match(content) or _WRITTEN.match(content) or is_long_sentence(content))


def _threshold(units: Sequence[Unit], place: int) -> float:
    """Log odds at or below which a unit in a zone goes: more for a Chinese one between two that rules removed."""
    between = 0 < place < len(units) - 1 and units[place - 1].found and units[place + 1].found
    return BETWEEN if between and _HAN.search(units[place].content) else OUTER


def _is_own(units: Sequence[Unit], place: int, low: int, *, near: bool) -> bool:
    """Whether a unit is the document's whatever the scorer says: running text, a heading, and `near` the body how documents begin and end."""
    content = units[place].content
    if is_long_sentence(content) or _CONTENTS.fullmatch(content) or _HEADING.match(content) or _FIGURES.fullmatch(content) or (content[-1] in "，、" and len(content) > CUT):
        return True
    return near and begins_or_ends_document(content) and not (place < low and _is_over_text(units, place, low))


def _heads_counted(units: Sequence[Unit], place: int) -> bool:
    """Whether a line reads like a title and stands over the count of a text's characters: where the page's title is another one, it heads a part."""
    below = units[place + 1].rule if place + 1 < len(units) else None
    return below is not None and below.startswith(COUNT_OF_TEXT) and reads_like_title(units[place].content)


def _is_over_text(units: Sequence[Unit], place: int, low: int) -> bool:
    """Whether a unit over the body is the page's though documents have such lines: above the way to the page, or a label between title and by-line."""
    if any((unit.rule or "").startswith(BREADCRUMBS) for unit in units[place + 1 : low]):
        return True
    return is_labelled(units[place].content) and any(is_over_text(unit.rule) for unit in units[place + 1 : min(place + 1 + BEFORE_BYLINE, low)])


def _removal(draft: Draft, unit: Unit, rule: str) -> Change:
    """The change that deletes a unit, with the line break after it where it is a line of its own."""
    start, end = draft.to_text(unit.start, unit.end)
    text = draft.text
    alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "\n"
    return Change(start, end + alone, "", rule)
