"""Which lines of a page are its body: the line scorer, the container of the article, and a chooser between the two.

Where nearly all long sentences that are likely body stand in one element, that element is the article, and within it only what
reads like chrome goes; else (lists, threads, product pages) every line is judged by itself. Thresholds chosen on nested folds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.draft import Line
from pipeline.scoring import score_lines
from pipeline.scoring.context import LineContext
from pipeline.scoring.main_body import probabilities
from pipeline.scoring.page_tree import PageTree, page_tree
from pipeline.stages.container import find_container, width
from pipeline.stages.page_parts import captions, other_parts
from pipeline.stages.record_lists import record_lines

_SENTENCE_END = re.compile(r"[。！？!?；]|\.(?=\s|$)")
_LONG = 110  # bytes of UTF-8: 37 hanzi or as many letters
_CONTAINED = 0.8  # share of the long likely sentences that makes an element the article
_LEAST_CONTAINED = 0.4  # share of all likely lines that it must hold as well: one sentence beside a list is no article
_FEW_WORDS = 400.0  # width of running text up to which a page may consist of a list
_IN_ARTICLE, _ALONE = -1.0, -0.75  # logits from which a line is kept
_BETWEEN = {_IN_ARTICLE: -3.0, _ALONE: -2.0}  # the same for a line close between two that are kept
_REACH = 3  # lines
_NEAR_EMPTY = 60  # code points


def choose_body(
    source: str, lines: Sequence[Line], logits: Sequence[float] | None = None, *, thread: bool = False, tree: PageTree | None = None
) -> list[bool]:
    """Return for each line whether it belongs to the page's body; lines without markup all do.

    `logits` are the scorer's, computed here if not given; `thread` says that the page is a forum thread, whose posts are all kept;
    `tree` is that of the lines' elements, if it is known (one of fewer lines is not theirs).
    Never returns nothing for a page with text: then its best sentences are kept.
    """
    contexts = [line.context for line in lines]
    if not lines or not all(map(_has_markup, contexts)):
        return [True] * len(lines)
    known: list[LineContext] = contexts  # type: ignore[assignment]
    texts = [source[line.start : line.end] for line in lines]
    scores = list(logits) if logits is not None else [score.logit for score in score_lines(texts, known)]
    if tree is None or len(tree.leaves) != len(lines):
        tree = page_tree(known)
    return _choose(tree, texts, known, scores, thread=thread)


def _has_markup(context: object) -> bool:
    return hasattr(context, "elements") or bool(getattr(context, "nodes", ()))


def _choose(tree: PageTree, texts: Sequence[str], contexts: Sequence[LineContext], scores: Sequence[float], *, thread: bool) -> list[bool]:
    likely: list[float] = probabilities(np.asarray(scores, np.float64)).tolist()
    lengths = np.fromiter(map(len, texts), np.float64, len(texts))
    gains: list[float] = (np.maximum(0.0, np.asarray(likely) - 0.35) * np.sqrt(np.minimum(lengths, 200.0))).tolist()
    bodies = [width(text) if score > 0 else 0.0 for score, text in zip(scores, texts, strict=True)]
    beside = other_parts(tree, gains, bodies, thread=thread)
    container = find_container(tree, texts, contexts)
    within = tree.inherited({container}) if container is not None else [False] * len(texts)
    allowed = [not part for part in beside]
    threshold = _ALONE
    if _share(texts, contexts, likely, allowed, within) >= _CONTAINED:
        allowed = [own and inside for own, inside in zip(allowed, within, strict=True)]
        threshold = _IN_ARTICLE
    kept = _filled(scores, allowed, threshold)
    kept = [keep and not caption for keep, caption in zip(kept, captions(tree), strict=True)]
    if not thread:
        kept = _with_records(tree, texts, contexts, scores, kept)
    return _never_empty(texts, contexts, scores, kept)


def _with_records(
    tree: PageTree, texts: Sequence[str], contexts: Sequence[LineContext], scores: Sequence[float], kept: list[bool]
) -> list[bool]:
    """The kept lines, and on a page without running text those of the list that it consists of."""
    running = 0.0
    for text, context, score, keep in zip(texts, contexts, scores, kept, strict=True):
        if keep and score > 0 and context.link_density < 0.5 and is_long(text):
            running += width(text)
            if running > _FEW_WORDS:
                return kept
    return [keep or own for keep, own in zip(kept, record_lines(tree, texts, contexts, running), strict=True)]


def _share(
    texts: Sequence[str], contexts: Sequence[LineContext], likely: Sequence[float], allowed: Sequence[bool], within: Sequence[bool]
) -> float:
    """The share of the long likely sentences that stands in the container; 0 without any, or if most of the likely text stands outside."""
    inside = whole = 0.0
    all_inside = everything = 0.0
    for text, context, p, own, near in zip(texts, contexts, likely, allowed, within, strict=True):
        if not own or p <= 0.35:
            continue
        gain = (p - 0.35) * min(len(text), 200) ** 0.5
        everything += gain
        all_inside += gain if near else 0.0
        if context.link_density < 0.5 and is_long(text):
            weight = (p - 0.35) * len(text)
            whole += weight
            inside += weight if near else 0.0
    return inside / whole if whole and all_inside >= _LEAST_CONTAINED * everything else 0.0


def is_long(text: str) -> bool:
    """Return whether a line is long enough, and marked, as running text is."""
    size = len(text)
    if size < _LONG // 3 or (size < _LONG and (text.isascii() or len(text.encode("utf-8", "replace")) < _LONG)):
        return False
    return _SENTENCE_END.search(text) is not None


def _filled(scores: Sequence[float], allowed: Sequence[bool], threshold: float) -> list[bool]:
    """Lines from the threshold on, and those close between two of them unless they are certainly chrome."""
    kept = [own and score > threshold for score, own in zip(scores, allowed, strict=True)]
    chosen = [number for number, keep in enumerate(kept) if keep]
    for before, after in pairwise(chosen):
        if 1 < after - before <= _REACH + 1:
            for number in range(before + 1, after):
                kept[number] = allowed[number] and scores[number] > _BETWEEN[threshold]
    return kept


def _never_empty(texts: Sequence[str], contexts: Sequence[LineContext], scores: Sequence[float], kept: list[bool]) -> list[bool]:
    """The kept lines, and if they are next to nothing the page's best sentences too."""
    if sum(len(text) for text, keep in zip(texts, kept, strict=True) if keep) >= _NEAR_EMPTY:
        return kept
    best = [n for n, text in enumerate(texts) if contexts[n].link_density < 0.4 and is_long(text)] or list(range(len(texts)))
    limit = max(scores[number] for number in best) - 0.7
    for number in best:
        kept[number] = kept[number] or scores[number] > limit
    return kept
