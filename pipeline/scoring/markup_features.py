"""What the markup says about a line: links, ancestors, class names, and the text of the elements around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from pipeline.scoring.characters import KIND, Floats, Ints, join_columns
from pipeline.scoring.class_words import ClassWords
from pipeline.scoring.context import LineContext, MarkupContext
from pipeline.scoring.line_features import Lines
from pipeline.scoring.main_body import probabilities
from pipeline.scoring.page_tree import PageTree, page_tree, sums_by

_TAG_GROUPS: Final = (
    "nav menu", "footer", "header hgroup", "aside", "form fieldset", "article", "main", "li", "ul ol", "table", "td", "th caption", "h1", "h2",
    "h3 h4 h5 h6", "p", "pre code", "blockquote", "figure figcaption", "option select optgroup textarea", "button summary", "dl dt dd",
    "section", "label legend", "center", "details dialog",
)  # fmt: skip
_OWN_TAGS: Final = ("p", "div", "li", "td", "span", "body")
_GROUP_OF: Final = {tag: number for number, tags in enumerate(_TAG_GROUPS) for tag in tags.split()}
_CONTAINERS: Final = frozenset(("div", "td", "section", "article", "li", "body", "center", "form", "main", "blockquote"))

# Class and id words are the site's own names for what an element is; these are what designers the world over call things.
_BODY_WORDS: Final = ClassWords({
    "article content text entry story main detail zoom news blog paragraph 正文 neirong wenzhang rich": "",
    "body": r"(?<![a-z])body", "post": r"post(?!er)", "con": r"con(?![a-z])",
})  # fmt: skip
_FURNITURE_WORDS: Final = ClassWords({
    "nav menu foot side comment share relat recommend hot rank banner logo copyright login regist search crumb tool bottom social widget": "",
    "popup modal subscri promo sponsor meta author info byline cookie newsletter hidden weibo qrcode erweima pinglun header list more next": "",
    "prev skip wechat disclaimer consent dropdown sticky reply review rating price cart carousel slider tags tabs": "",
    "ad": r"(?<![a-z])ad(?:s|(?![adj-z]))", "page": r"pager?(?![a-z])", "top": r"top(?![a-z])", "link": r"links?(?![a-z])",
    "tag": r"tag(?![a-z])", "app": r"app(?![a-z])", "tab": r"tab(?![a-z])",
})  # fmt: skip
_BODY_START: Final = 25.0  # ink from which a line speaks for the elements around it
_SHELL: Final = 0.85  # an element with more than this share of the page's text says nothing about any line (the form around every ASP.NET page)

NAMES: Final = (
    "link_share", "links", "all_link", "in_best", "best_share", "best_distance", "parent_worth", "grandparent_worth", "link_share-1",
    "link_share+1", "link_share_near", "hidden", "after_br", "depth", "class_body", "class_furniture", "own_body", "own_furniture", "near_body",
    "near_furniture", *(f"in_{group.split()[0]}" for group in _TAG_GROUPS), *(f"tag_{tag}" for tag in _OWN_TAGS),
    *(f"{what}_{who}" for who in ("alike", "element", "parent", "grandparent")
      for what in ("lines", "ink", "mean_size", "sentences", "link_share", "page_share")),
)  # fmt: skip
SECOND_NAMES: Final = (
    *(f"p_{what}_{who}" for who in ("alike", "element", "parent", "grandparent") for what in ("lines", "ink")),
    "in_best_p", "best_p_share", "best_p_distance",
)  # fmt: skip

_NOTHING: Final = MarkupContext((), (), ())
_BODY_SIGN, _FURNITURE_SIGN = 1, 2
_BIT_OF: Final = {tag: 1 << number for tag, number in _GROUP_OF.items()}
_BITS: Final = np.arange(len(_TAG_GROUPS))
_NO_TAG: Final = len(_OWN_TAGS)
_TAG_NUMBER: Final = {tag: number for number, tag in enumerate(_OWN_TAGS)}
_TAG_ROWS: Final = np.eye(_NO_TAG + 1, _NO_TAG)


@lru_cache(maxsize=10_000)
def _word_signs(words: str) -> int:
    """Whether class words speak for body, for furniture: two bits."""
    return _BODY_SIGN * _BODY_WORDS.stand_in(words) + _FURNITURE_SIGN * _FURNITURE_WORDS.stand_in(words)


# What the path to an element gives: depth, class words of either kind on the whole path, the signs of the own element and of the last two
# with words, tag groups (a bit each), own tag (a row of `_TAG_ROWS`). Elements of a shell at the beginning of a path say nothing.
_Path = tuple[int, int, int, int, int, int, int, int]
_START: Final = (0, 0, 0, 0, 0, 0, 0, _NO_TAG)


@lru_cache(maxsize=10_000)
def _within(path: _Path, tag: str, words: str) -> _Path:
    """Return the path to an element with this tag and these words that stands where `path` leads."""
    depth, body, furniture, _, last, before, groups, _ = path
    groups, number = groups | _BIT_OF.get(tag, 0), _TAG_NUMBER.get(tag, _NO_TAG)
    if not words:
        return (depth + 1, body, furniture, 0, last, before, groups, number)
    own = _word_signs(words)
    return (depth + 1, body + (own & 1), furniture + (own >> 1), own, own, last, groups, number)


def _paths(tree: PageTree, shell: frozenset[int]) -> Floats:
    """The features that the path to the element of each line gives. Elements that are alike in the same surroundings are looked at once."""
    paths: list[_Path] = [_START]
    known: dict[tuple[int, str, str], int] = {}
    rows: list[int] = []  # of each element: the number of its path
    for number, (parent, tag, words) in enumerate(zip(tree.parents, tree.tags, tree.words, strict=True)):
        above = rows[parent] if parent >= 0 else 0
        key = (above, tag, words)
        if number in shell and not paths[above][0]:
            paths.append((*_START[:-1], _TAG_NUMBER.get(tag, _NO_TAG)))
            row = len(paths) - 1
        elif (row := known.get(key, 0)) == 0:
            paths.append(_within(paths[above], tag, words))
            row = known[key] = len(paths) - 1
        rows.append(row)
    return _path_features(_table(paths).astype(np.int64).T)[[rows[leaf] for leaf in tree.leaves]]


def _table(rows: Sequence[tuple[float, ...]]) -> Floats:
    """The rows as an array, in half the time that numpy takes to look into each."""
    return np.fromiter(chain.from_iterable(rows), np.float64, len(rows) * len(rows[0])).reshape(len(rows), -1)


def _path_features(paths: Ints) -> Floats:
    """The features of paths, given as columns: depth, class words, tags."""
    depth, body, furniture, own, last, before, groups, tag = paths
    near = last | before
    singles = (np.minimum(depth, 30), np.minimum(body, 5), np.minimum(furniture, 5), own & 1, own >> 1, near & 1, near >> 1)
    return join_columns(singles, ((groups[:, None] >> _BITS) & 1, _TAG_ROWS[tag]))


def _kinds(tree: PageTree) -> Ints:
    """For each line the number of its kind of element: tag and class, and those of its parent."""
    kinds: dict[tuple[str, ...], int] = {}
    numbers = [-1] * len(tree.parents)
    tags, words, parents = tree.tags, tree.words, tree.parents
    for leaf in tree.leaves:
        if numbers[leaf] < 0:
            parent = parents[leaf]
            key = (tags[leaf], words[leaf], tags[parent], words[parent]) if parent >= 0 else (tags[leaf], words[leaf])
            numbers[leaf] = kinds.setdefault(key, len(kinds))
    return np.array([numbers[leaf] for leaf in tree.leaves])


class MarkupTable(NamedTuple):
    """The elements of one page that hold lines, and what the lines' own markup says."""

    tree: PageTree
    alike: Ints  # of each line: number of its kind of element
    rows: Floats  # of each line: the features that its path gives
    link_share: Floats  # of each line
    flags: Floats  # of each line: links, hidden, after a break

    @staticmethod
    def of(context: Sequence[LineContext | None], ink: Floats, tree: PageTree | None = None) -> MarkupTable:
        """Return the table of the elements in `context`, `ink` being the amount of text of each line; a line without one stands in the root."""
        tree = tree or page_tree(context)
        shares = tree.totals(ink) / max(float(ink.sum()), 1e-9)
        shell = frozenset(np.flatnonzero(shares > _SHELL).tolist())
        marks = [each or _NOTHING for each in context]
        columns = _table([(mark.link_density, mark.links, mark.hidden, mark.after_br) for mark in marks])
        return MarkupTable(tree, _kinds(tree), _paths(tree, shell), columns[:, 0], np.minimum(columns[:, 1:], 8))


def markup_features(own: Lines, table: MarkupTable) -> Floats:
    """Return the features of each line's markup, (lines, NAMES)."""
    link_share, flags, element = table.link_share, table.flags, table.tree.element
    values = np.array((np.ones(len(link_share)), own.ink, own.size, own.sentence, link_share * own.ink)).T
    elements = table.tree.totals(values)
    parent = table.tree.above[element]
    grandparent = table.tree.above[parent]
    alike = sums_by(table.alike, values)
    total = float(own.ink.sum())
    groups = [_summary(sums, total) for sums in (alike[table.alike], elements[element], elements[parent], elements[grandparent])]
    worth, best = _containers(own, table, elements)
    inside, distance = table.tree.distances(best)
    top = max(float(worth[best]), 1e-9)
    padded = np.concatenate(([1.0], link_share, [1.0]))
    singles = (
        link_share, np.log1p(flags[:, 0]), link_share > 0.8, inside[element], np.full(len(link_share), elements[best, 1] / total),
        distance[element], worth[parent] / top, worth[grandparent] / top, padded[:-2], padded[2:],
        (padded[:-2] + padded[1:-1] + padded[2:]) / 3.0,
    )  # fmt: skip
    return join_columns(singles, (flags[:, 1:], table.rows, *groups))


def _summary(sums: Floats, total: float) -> Floats:
    lines, ink = sums[:, 0], np.maximum(sums[:, 1], 1e-9)
    return np.array((np.log1p(lines), np.log1p(ink), sums[:, 2] / lines, sums[:, 3] / lines, sums[:, 4] / ink, ink / total)).T


def _containers(own: Lines, table: MarkupTable, elements: Floats) -> tuple[Floats, int]:
    """Return each element's worth as the container of an article, and the best one.

    The idea of Arc90's Readability: a paragraph credits its parent fully and its grandparent by half, links discount.
    """
    counts, tree = own.characters.counts, table.tree
    marks = counts[:, KIND["comma"]] + counts[:, KIND["stop"]]
    credit = np.where(own.ink >= _BODY_START, (1 + marks + np.minimum(own.ink / 100, 3)) * (1 - np.minimum(table.link_share, 1)), 0.0)
    parents = np.array(tree.parents)
    # Paragraphs parted by <br> have the container itself as their element.
    holds = np.array([tag in _CONTAINERS for tag in tree.tags])
    first = np.where((table.flags[:, 2] > 0) & holds[tree.element], tree.element, parents[tree.element])
    second = np.where(first < 0, -1, parents[first])
    # What has no parent credits a row beyond the last element.
    size = len(parents) + 1
    scores = np.bincount(first % size, weights=credit, minlength=size) + np.bincount(second % size, weights=credit / 2, minlength=size)
    worth = scores[:-1] * (1 - np.minimum(elements[:, 4] / np.maximum(elements[:, 1], 1e-9), 1))
    return worth, int(np.argmax(worth))


def markup_neighbourhood(logits: Floats, ink: Floats, table: MarkupTable) -> Floats:
    """Return what the first pass thought of the elements around each line, (lines, SECOND_NAMES)."""
    likely = probabilities(logits)
    weight = np.minimum(ink, 200.0)
    values = np.array((likely, np.ones(len(likely)), likely * weight, weight, (likely - 0.35) * np.sqrt(weight))).T
    tree = table.tree
    elements = tree.totals(values)
    parent = tree.above[tree.element]
    alike = sums_by(table.alike, values)
    columns: list[Floats] = []
    for sums in (alike[table.alike], elements[tree.element], elements[parent], elements[tree.above[parent]]):
        columns += (sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3])
    # Of equal sums the innermost: children have greater numbers than their parents.
    gain = np.round(elements[:, 4], 9)
    best = int(len(gain) - 1 - np.argmax(gain[::-1]))
    inside, distance = table.tree.distances(best)
    return join_columns((*columns, inside[tree.element], np.full(len(ink), elements[best, 3] / weight.sum()), distance[tree.element]), ())
