"""Picks the headline of a page in Latin script among the lines over its body.

English headlines have no form of their own: a line of a menu, a caption, a writer's name look alike. What tells them is the text below, which uses
their words, and the lines around them. So a small regression weighs both (weights_headline.json, made by `python -m pipeline.scoring.train.headline`;
its figures stand in docs/scorer.md). Chinese headlines are found by their form (`over_body.py`): there the regression was no better.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import log1p
from typing import TYPE_CHECKING

import regex

from pipeline.rules.view import is_long_sentence
from pipeline.stages.scored_units import Unit
from pipeline.stages.title.decoration import squeeze
from pipeline.stages.title.form import is_furniture, is_headline, stands_beside

if TYPE_CHECKING:
    from pipeline.scoring.weights import Pass

NAMES = (
    "ends_sentence", "ends_open", "capitals", "all_capitals", "menu_mark", "furniture", "headline", "beside", "button",
    "words_in_body", "words_in_lead", "words", "one_word",
    "distance", "nothing_between", "between", "repeated", "logit", "logit_near_0", "in_body",
    "removed", "byline_below", "byline_near", "removed_above", "removed_below",
)  # fmt: skip
LIKELY, LIKELY_IN_BODY = -0.75, 0.0
"""Log odds above which the likeliest line is believed, over the body and in what the line scorer calls body, where it may be a heading: out of fold three
of four are then right (docs/scorer.md)."""
ABOVE = 60
"""Units over the body's first sentence that are looked at."""
QUESTIONS = 3
"""Lines of a body that ask, from which on none of them is its headline: they are asked often."""
SHORTEST, LONGEST = 4, 160
"""Code points of a headline."""
LEAD = 800
"""Code points of the body's beginning."""

_WORD = regex.compile(r"\b(?:\p{Latin}{4,5}|\p{Cyrillic}{4,5}|\d{2,5})")
"""The beginning of a longer word: a headline says classes where the text says class."""
_DATED = regex.compile(
    r"(?i:^(?:by|von|por|par|posted|published|updated|written|reviewed|last\supdated|author)\b) | \b(?:19|20)\d\d\b | \b\d{1,2}:\d\d\b | min\sread | \p{Lu}\p{Ll}{2,8}\.?\s\d{1,2},",
    regex.VERBOSE,
)
"""What lines of writer and date hold."""
_BUTTON = regex.compile(
    r"(?i)(?:by|follow|share|sign|skip|read|photo|image|illustration|continue|subscribe|advert|menu|search|home|about|contact|more|view|log|get|download|click|see|watch|listen|back|"
    r"next|previous|post|comment|reply|tags?|filed|categories|recommended|related|popular|trending|latest|you\sare|copyright|add|save|print|email)\b"
)
"""How names of buttons and sections begin."""
_MENU_MARK = regex.compile(r"[|»›•@]|https?:|www\.")


def is_latin(text: str) -> bool:
    """Whether nearly all of a text is in letters of one byte in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass")) < 1.2 * len(text)


def likeliest_headline(units: Sequence[Unit], logits: Sequence[float], low: int, high: int) -> int | None:
    """Return the place of the headline of the body at [low, high), None if no unit is likely to be it. `logits` are the line scorer's."""
    import numpy as np

    found = list(candidates(units, logits, low, high))
    if not found:
        return None
    scores = _regression().logits(np.array([features for _, features in found])).tolist()
    score, place = max((score, place) for score, (place, _) in zip(scores, found, strict=True))
    return place if score > (LIKELY if place < low else LIKELY_IN_BODY) else None


@cache
def _regression() -> Pass:
    from pipeline.scoring.weights import parse_pass

    return parse_pass(json.loads(files("pipeline.scoring").joinpath("weights_headline.json").read_bytes())["regression"], NAMES)


def candidates(units: Sequence[Unit], logits: Sequence[float], low: int, high: int) -> Iterator[tuple[int, list[float]]]:
    """Yield the place of each unit that may be the headline of the body at [low, high) and its features, in the order of `NAMES`."""
    first = next((place for place in range(low, high) if not units[place].gone and is_long_sentence(units[place].content)), None)
    if first is None:
        return
    body = [unit.content for unit in units[first:high] if not unit.gone]
    text = "\n".join(body)
    words, lead = _words(text), _words(text[:LEAD])
    times = Counter(squeeze(unit.content) for unit in units)
    asked = sum(unit.content.endswith("?") for unit in units[low:high]) >= QUESTIONS
    headlines = [place for place in range(max(0, first - ABOVE), first) if is_headline(units[place].content)]
    for place in range(max(0, first - ABOVE), first):
        content = units[place].content.strip()
        if not SHORTEST <= len(content) <= LONGEST or (asked and place >= low and content.endswith("?")):
            continue
        between = sum(place < other for other in headlines)
        features = [
            *_own(content), *_shared(content, words, lead),
            log1p(first - place), between == 0, min(between, 6) / 6, times[squeeze(content)] > 1,
            logits[place] / 4, max(-2.0, min(2.0, logits[place])) / 2, place >= low,
            *_around(units, place),
        ]  # fmt: skip
        yield place, [float(feature) for feature in features]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def _shared(content: str, words: frozenset[str], lead: frozenset[str]) -> tuple[float, ...]:
    """How much of a line's longer words the body and its beginning use, and how many they are."""
    said = _WORD.findall(content.lower())
    count = max(1, len(said))
    return sum(map(words.__contains__, said)) / count, sum(map(lead.__contains__, said)) / count, min(count, 12) / 12, count == 1


def _own(content: str) -> tuple[float, ...]:
    """What a line shows by itself."""
    letters = [word for word in content.split() if word[0].isalpha()]
    return (
        content[-1] in ".。", content[-1] in ",，:：;", sum(word[0].isupper() for word in letters) / len(letters) if letters else 0.5, content.isupper(),
        _MENU_MARK.search(content) is not None, is_furniture(content), is_headline(content), stands_beside(content), _BUTTON.match(content) is not None,
    )  # fmt: skip


def _around(units: Sequence[Unit], place: int) -> tuple[float, ...]:
    """What stands beside a unit: chrome, by-lines."""
    below = [stands_beside(unit.content) or _DATED.search(unit.content[:60]) is not None for unit in units[place + 1 : place + 4]]
    gone = [unit.gone for unit in units[max(0, place - 1) : place + 2]]
    return (
        units[place].gone and not (units[place].rule or "").startswith("title."), any(below[:1]), any(below[1:]),
        gone[0] if place else True, gone[-1] if place + 1 < len(units) else True,
    )  # fmt: skip
