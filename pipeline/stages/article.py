"""Which lines of a page are its body: the line scorer, the container of the article, and a chooser between the two.

Where nearly all long sentences that are likely body stand in one element, that element is the article, and within it only what
reads like chrome goes; else (lists, threads, product pages) every line is judged by itself. Thresholds chosen on nested folds.
On most pages that element can be told before any line is scored (`clear_article`): then what stands outside is never scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.draft import Line
from pipeline.scoring import score_lines
from pipeline.scoring.context import LineContext
from pipeline.scoring.main_body import probabilities
from pipeline.scoring.page_tree import PageTree
from pipeline.stages.adjoining import belonging
from pipeline.stages.container import width
from pipeline.stages.page_lines import PageLines, is_long
from pipeline.stages.page_parts import captions, other_parts
from pipeline.stages.record_lists import record_lines

_CONTAINED = 0.8  # share of the long likely sentences that makes an element the article
_LEAST_CONTAINED = 0.4  # share of all likely lines that it must hold as well: one sentence beside a list is no article
_FEW_WORDS = 400.0  # width of running text up to which a page may consist of a list
_IN_ARTICLE, _ALONE = -1.0, -0.75  # logits from which a line is kept
_BETWEEN = {_IN_ARTICLE: -3.0, _ALONE: -2.0}  # the same for a line close between two that are kept
_REACH = 3  # lines
_UNSEEN = "\u200b\u200c\u200d\ufeff"  # what editors leave at the end of a line, and the scorer would take for its last character
_NEAR_EMPTY = 60  # code points
_MOST_OF_PAGE = 0.7  # share of the lines; an article that holds more spares next to nothing
UNSCORED = -9.0
"""The logit of a line that stands so clearly outside of the article that the scorer is not asked."""


def page_lines(source: str, lines: Sequence[Line], tree: PageTree | None = None) -> PageLines | None:
    """Return what the choice of the body asks of the lines of a page; None for lines without markup."""
    contexts = [line.context for line in lines]
    if not lines or not all(map(_has_markup, contexts)):
        return None
    known: list[LineContext] = contexts  # type: ignore[assignment]
    return PageLines([source[start:end].strip(_UNSEEN) for start, end, _ in lines], known, tree)


def choose_body(
    source: str, lines: Sequence[Line], logits: Sequence[float] | None = None, *, thread: bool = False, tree: PageTree | None = None
) -> list[bool]:
    """Return for each line whether it belongs to the page's body; lines without markup all do.

    `logits` are the scorer's, computed here if not given; `thread` says that the page is a forum thread, whose posts are all kept;
    `tree` is that of the lines' elements, if it is known. Never returns nothing for a page with text: then its best sentences are kept.
    """
    page = page_lines(source, lines, tree)
    if page is None:
        return [True] * len(lines)
    return choose(page, logits if logits is not None else [score.logit for score in score_lines(page.texts, page.contexts)], thread=thread)


def clear_article(page: PageLines) -> tuple[int, int] | None:
    """Return [first, last) of the lines of the article, if it can be told before any line is scored: one element holds nearly all long
    sentences without links, and a good part of all text without links; None otherwise, or if that element is most of the page."""
    whole = sum(page.running)
    if page.container is None or whole < _FEW_WORDS:
        return None
    inside = [number for number, within in enumerate(page.within) if within]
    low, high = inside[0], inside[-1] + 1
    if high - low > _MOST_OF_PAGE * len(page.within) or sum([page.running[number] for number in inside]) < max(_FEW_WORDS, _CONTAINED * whole):
        return None
    own = [len(text) * (1 - density) for text, density in zip(page.texts, page.densities, strict=True)]
    if sum([own[number] for number in inside]) < _LEAST_CONTAINED * sum(own):
        return None
    beside = [number for part in page.adjoining for number in (part.lines[0], part.lines[-1])]
    low, high = min([low, *beside]), max([high, *(number + 1 for number in beside)])
    return (low, high) if high - low <= _MOST_OF_PAGE * len(page.within) else None


def _has_markup(context: object) -> bool:
    return hasattr(context, "elements") or bool(getattr(context, "nodes", ()))


def choose(
    page: PageLines, scores: Sequence[float], *, thread: bool = False, clear: bool = False, posts: Sequence[range] = ()
) -> list[bool]:
    """Return for each line whether it belongs to the body; `clear` says that `clear_article` found the article.

    `posts` are the lines of a thread's posts: each of them keeps some.
    """
    texts, tree = page.texts, page.tree
    likely: list[float] = probabilities(np.asarray(scores, np.float64)).tolist()
    lengths = np.fromiter(map(len, texts), np.float64, len(texts))
    gains: list[float] = (np.maximum(0.0, np.asarray(likely) - 0.35) * np.sqrt(np.minimum(lengths, 200.0))).tolist()
    bodies = [width(text) if score > 0 else 0.0 for score, text in zip(scores, texts, strict=True)]
    allowed = [not part for part in other_parts(tree, gains, bodies, thread=thread)]
    threshold, closing = _ALONE, list[int]()
    if clear or _share(page, likely, allowed) >= _CONTAINED:
        closing = [number for part in page.adjoining if part.closing for number in part.lines if allowed[number]]
        beside = belonging(page, page.adjoining, scores)
        for post in posts:
            beside[post.start : post.stop] = [True] * len(post)
        allowed = [own and (inside or near) for own, inside, near in zip(allowed, page.within, beside, strict=True)]
        threshold = _IN_ARTICLE
    kept = _filled(scores, allowed, threshold)
    for number in closing:
        kept[number] = True
    for post in posts:  # what is said twice, or in two words, is a post like any other
        if not any(kept[number] for number in post):
            for number in post:
                kept[number] = allowed[number]
    kept = [keep and not caption for keep, caption in zip(kept, captions(tree), strict=True)]
    if not thread:
        kept = _with_records(page, scores, kept)
    return _never_empty(page, scores, kept)


def _with_records(page: PageLines, scores: Sequence[float], kept: list[bool]) -> list[bool]:
    """The kept lines, and on a page without running text those of the list that it consists of."""
    running = 0.0
    for wide, score, keep in zip(page.running, scores, kept, strict=True):
        if keep and score > 0:
            running += wide
            if running > _FEW_WORDS:
                return kept
    return [keep or own for keep, own in zip(kept, record_lines(page.tree, page.texts, page.contexts, running), strict=True)]


def _share(page: PageLines, likely: Sequence[float], allowed: Sequence[bool]) -> float:
    """The share of the long likely sentences that stands in the container; 0 without any, or if most of the likely text stands outside."""
    inside = whole = 0.0
    all_inside = everything = 0.0
    for text, wide, p, own, near in zip(page.texts, page.running, likely, allowed, page.within, strict=True):
        if not own or p <= 0.35:
            continue
        gain = (p - 0.35) * min(len(text), 200) ** 0.5
        everything += gain
        all_inside += gain if near else 0.0
        if wide:
            weight = (p - 0.35) * len(text)
            whole += weight
            inside += weight if near else 0.0
    return inside / whole if whole and all_inside >= _LEAST_CONTAINED * everything else 0.0


def _filled(scores: Sequence[float], allowed: Sequence[bool], threshold: float) -> list[bool]:
    """Lines from the threshold on, and those close between two of them unless they are certainly chrome."""
    kept = [own and score > threshold for score, own in zip(scores, allowed, strict=True)]
    chosen = [number for number, keep in enumerate(kept) if keep]
    for before, after in pairwise(chosen):
        if 1 < after - before <= _REACH + 1:
            for number in range(before + 1, after):
                kept[number] = allowed[number] and scores[number] > _BETWEEN[threshold]
    return kept


def _never_empty(page: PageLines, scores: Sequence[float], kept: list[bool]) -> list[bool]:
    """The kept lines, and if they are next to nothing the page's best sentences too."""
    if sum(len(text) for text, keep in zip(page.texts, kept, strict=True) if keep) >= _NEAR_EMPTY:
        return kept
    best = [n for n, text in enumerate(page.texts) if page.densities[n] < 0.4 and is_long(text)] or list(range(len(page.texts)))
    limit = max(scores[number] for number in best) - 0.7
    for number in best:
        kept[number] = kept[number] or scores[number] > limit
    return kept
