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
from pipeline.scoring.context import LineContext
from pipeline.scoring.main_body import probabilities
from pipeline.stages.adjoining import MOST_SIGNED, belonging, signature
from pipeline.stages.container import width
from pipeline.stages.notes import with_notes
from pipeline.stages.page_lines import PageLines, is_long
from pipeline.stages.page_parts import captions, other_parts
from pipeline.stages.record_lists import record_lines
from pipeline.stages.whole_lists import with_whole_lists

_CONTAINED = 0.7  # share of the long likely sentences that makes an element the article
_LEAST_CONTAINED = 0.4  # share of all likely lines that it must hold as well: one sentence beside a list is no article
_FEW_WORDS = 400.0  # width of running text up to which a page may consist of a list
_IN_ARTICLE, _ALONE = -1.0, -0.75  # logits from which a line is kept
_BETWEEN = {_IN_ARTICLE: -3.0, _ALONE: -2.0}  # the same for a line close between two that are kept
_SURELY_NOT = -2.5  # logit up to which running text in the article's own element is none of it
_REACH = 3  # lines
_UNSEEN = "\u200b\u200c\u200d\ufeff"  # what editors leave at the end of a line, and the scorer would take for its last character
_NEAR_EMPTY = 60  # code points
_MOST_LINKED = 0.5  # share of a line's characters
_TEXT, _LINKS = 1.0, -2.0  # what stands for the logits of lines of text and of links in an article that is clear


def page_lines(source: str, lines: Sequence[Line]) -> PageLines | None:
    """Return what the choice of the body asks of the lines of a page; None for lines without markup."""
    contexts = [line.context for line in lines]
    if not lines or not all(map(_has_markup, contexts)):
        return None
    known: list[LineContext] = contexts  # type: ignore[assignment]
    return PageLines([source[start:end].strip(_UNSEEN) for start, end, _ in lines], known)


def clear_article(page: PageLines) -> list[bool] | None:
    """Return for each line whether it belongs to the article, if that can be told without scoring any: one element and the parts beside it that
    belong to it hold nearly all long sentences without links, and a good part of all text without links. None for any other page.

    Of the lines there go captions, what stands in parts with names of other things, and links but for few between lines of text.
    """
    if page.container is None or sum(page.running) < _FEW_WORDS:
        return None
    marks = [_TEXT if density < _MOST_LINKED else _LINKS for density in page.densities]
    allowed = [not part for part in other_parts(page.tree, page.running, page.running, thread=False)]
    inside = _inside(page, allowed, marks)
    whole, held = (sum([wide for wide, own in zip(page.running, lines, strict=True) if own]) for lines in (allowed, inside))
    if held < max(_FEW_WORDS, _CONTAINED * whole):
        return None
    plain = [len(text) * (1 - density) for text, density in zip(page.texts, page.densities, strict=True)]
    if sum([size for size, own in zip(plain, inside, strict=True) if own]) < _LEAST_CONTAINED * sum(plain):
        return None
    kept = with_notes(page, allowed, _with_closing(page, allowed, _filled(marks, inside, _IN_ARTICLE)))
    article = [keep and not caption for keep, caption in zip(kept, captions(page.tree), strict=True)]
    return article if any(article) else kept  # all of it in captions: then they are the text


def _inside(page: PageLines, allowed: Sequence[bool], scores: Sequence[float], posts: Sequence[range] = ()) -> list[bool]:
    """For each line whether it is allowed and stands in the container, in a part beside it that reads like body, or in a post."""
    beside = belonging(page, page.adjoining, scores)
    for post in posts:
        beside[post.start : post.stop] = [True] * len(post)
    return [own and (within or near) for own, within, near in zip(allowed, page.within, beside, strict=True)]


def _with_closing(page: PageLines, allowed: Sequence[bool], kept: list[bool]) -> list[bool]:
    """The kept lines of an article with those that close it: attachments, which are links, and who signed it when."""
    for number in (number for part in page.adjoining if part.closing for number in part.lines):
        kept[number] = allowed[number]
    last = max((number for number, (keep, within) in enumerate(zip(kept, page.within, strict=True)) if keep and within), default=-1)
    end = last + 1 + len(signature(page.texts[last + 1 : last + 1 + MOST_SIGNED])) if last >= 0 else 0
    if all(page.densities[number] < _MOST_LINKED for number in range(last + 1, end)):  # a list of links has its dates, too
        for number in range(last + 1, end):
            kept[number] = kept[number] or (allowed[number] and page.within[number])
    return kept


def _has_markup(context: object) -> bool:
    return hasattr(context, "elements") or bool(getattr(context, "nodes", ()))


def choose(page: PageLines, scores: Sequence[float], *, thread: bool = False, posts: Sequence[range] = ()) -> list[bool]:
    """Return for each line whether it belongs to the body, `scores` being the scorer's logits.

    `posts` are the lines of a thread's posts: each of them keeps some.
    """
    texts, tree = page.texts, page.tree
    likely: list[float] = probabilities(np.asarray(scores, np.float64)).tolist()
    lengths = np.fromiter(map(len, texts), np.float64, len(texts))
    gains: list[float] = (np.maximum(0.0, np.asarray(likely) - 0.35) * np.sqrt(np.minimum(lengths, 200.0))).tolist()
    bodies = [width(text) if score > 0 else 0.0 for score, text in zip(scores, texts, strict=True)]
    allowed = [not part for part in other_parts(tree, gains, bodies, thread=thread)]
    unnamed = allowed  # what no name puts beside the article
    if _share(page, likely, allowed) >= _CONTAINED:
        inside = _inside(page, allowed, scores, posts)
        likely = [
            max(score, _IN_ARTICLE + 0.1) if wide and within and score > _SURELY_NOT else score
            for score, wide, within in zip(scores, page.running, page.within, strict=True)
        ]
        kept = _with_closing(page, allowed, _filled(likely, inside, _IN_ARTICLE))
        allowed = inside
    else:
        kept = _filled(scores, allowed, _ALONE)
    for post in posts:  # what is said twice, or in two words, is a post like any other
        if not any(kept[number] for number in post):
            for number in post:
                kept[number] = allowed[number]
    kept = [keep and not caption for keep, caption in zip(kept, captions(tree), strict=True)]
    if not thread:
        kept = with_notes(page, unnamed, with_whole_lists(page, allowed, _with_records(page, scores, kept)))
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
