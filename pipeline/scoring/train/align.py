"""Labels for the lines of a raw document, from its clean body alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from pipeline.scoring.train.examples import BODY, CHROME, UNSURE

_BLANK: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MOST_PLACES: Final = 24  # of one line in the body: beyond this a line is a mere separator
_SHORT: Final = 8  # characters under which a match may be chance and needs a neighbour that vouches for it
_GRAM: Final = 4
_SURE, _DOUBTFUL = 0.8, 0.35  # share of a line's 4-grams found in the body


class _Match(NamedTuple):
    """Line `line` stands at body characters [start, end); `previous` is the match before it in the best chain."""

    line: int
    start: int
    end: int
    score: float
    previous: int


def squeeze(text: str) -> str:
    """Return the text for comparison: NFKC, lower case, without white space. Never written anywhere."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).lower()


def align(lines: Sequence[str], body: str) -> tuple[list[int], float]:
    """Return a label for each line and the share of the body's characters that matched lines account for.

    Lines that occur in the body in the same order (the heaviest such chain) are body; others by the share of their 4-grams.
    """
    gold = squeeze(body)
    squeezed = [squeeze(line) for line in lines]
    edges = _line_edges(body)
    chain = _heaviest_chain(squeezed, gold, edges)
    labels = _by_grams(squeezed, gold)
    for place, match in enumerate(chain):
        labels[match.line] = BODY if _vouched(chain, place, edges) else CHROME
    covered = sum(match.end - match.start for match in chain)
    return labels, covered / max(1, len(gold))


def _line_edges(body: str) -> set[int]:
    edges, at = {0}, 0
    for line in body.split("\n"):
        at += len(squeeze(line))
        edges.add(at)
    return edges


def _heaviest_chain(squeezed: Sequence[str], gold: str, edges: set[int]) -> list[_Match]:
    """The matches of lines in the body that keep its order and cover most of it."""
    best = np.zeros(len(gold) + 1)  # best[i]: score of the heaviest chain that ends at or before i
    holder = np.full(len(gold) + 1, -1)  # the last match of that chain
    matches: list[_Match] = []
    for number, line in enumerate(squeezed):
        if not line:
            continue
        weight = float(len(line)) if len(line) > _GRAM else len(line) / 2
        found = []
        for start in _places(line, gold):
            end = start + len(line)
            bonus = 0.3 if start in edges and end in edges else 0.0
            found.append(_Match(number, start, end, float(best[start]) + weight + bonus, int(holder[start])))
        for match in found:
            better = slice(match.end, match.end + int(np.searchsorted(best[match.end :], match.score)))
            best[better], holder[better] = match.score, len(matches)
            matches.append(match)
    chain = []
    at = int(holder[-1])
    while at >= 0:
        chain.append(matches[at])
        at = matches[at].previous
    return chain[::-1]


def _places(line: str, gold: str) -> list[int]:
    places: list[int] = []
    at = gold.find(line)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(at)
        at = gold.find(line, at + 1)
    return places


def _vouched(chain: Sequence[_Match], place: int, edges: set[int]) -> bool:
    """Whether a match is long, or is a whole line of the body, or touches its neighbour in the chain."""
    match = chain[place]
    if match.end - match.start >= _SHORT or (match.start in edges and match.end in edges):
        return True
    left = place > 0 and match.start - chain[place - 1].end <= 3
    right = place + 1 < len(chain) and chain[place + 1].start - match.end <= 3
    return left or right


def _by_grams(squeezed: Sequence[str], gold: str) -> list[int]:
    grams = {gold[at : at + _GRAM] for at in range(len(gold) - _GRAM + 1)}
    labels = []
    for line in squeezed:
        known = [line[at : at + _GRAM] in grams for at in range(len(line) - _GRAM + 1)]
        share = sum(known) / len(known) if known else 0.0
        if len(line) < 12:
            labels.append(UNSURE if len(line) >= 6 and line in gold else CHROME)
        elif share >= _SURE:
            labels.append(BODY if len(line) >= 20 else UNSURE)
        else:
            labels.append(UNSURE if share >= _DOUBTFUL else CHROME)
    return labels
