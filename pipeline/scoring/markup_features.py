"""What the markup says about a line: links, ancestors, class names, and the text of the elements around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import KIND, Floats, Ints, join_columns
from pipeline.scoring.context import LineContext, MarkupContext
from pipeline.scoring.line_features import Lines
from pipeline.scoring.main_body import probabilities

_TAG_GROUPS: Final = (
    "nav menu", "footer", "header hgroup", "aside", "form fieldset", "article", "main", "li", "ul ol", "table", "td", "th caption", "h1", "h2",
    "h3 h4 h5 h6", "p", "pre code", "blockquote", "figure figcaption", "option select optgroup textarea", "button summary", "dl dt dd",
    "section", "label legend", "center", "details dialog",
)  # fmt: skip
_OWN_TAGS: Final = ("p", "div", "li", "td", "span", "body")
_GROUP_OF: Final = {tag: number for number, tags in enumerate(_TAG_GROUPS) for tag in tags.split()}
_CONTAINERS: Final = frozenset(("div", "td", "section", "article", "li", "body", "center", "form", "main", "blockquote"))

# Class and id words are the site's own names for what an element is; these are what designers the world over call things.
_BODY_WORD: Final = re.compile(
    r"article|content|(?<![a-z])body|text|entry|post(?!er)|story|main|detail|zoom|news|blog|paragraph|正文|neirong|wenzhang|con(?![a-z])|rich", re.I
)
_FURNITURE_WORD: Final = re.compile(
    r"nav|menu|foot|side|comment|share|relat|recommend|hot|rank|(?<![a-z])ad(?![adj-z])|(?<![a-z])ads|banner|logo|copyright|login|regist|search|crumb"
    r"|tool|pager?(?![a-z])|top(?![a-z])|bottom|links?(?![a-z])|social|widget|popup|modal|subscri|promo|sponsor|tag(?![a-z])|tags|meta|author|info"
    r"|byline|cookie|newsletter|hidden|weibo|qrcode|erweima|pinglun|header|list|more|next|prev|skip|wechat|app(?![a-z])|disclaimer|consent|dropdown"
    r"|breadcrumb|sticky|reply|review|rating|price|cart|related|carousel|slider|tab(?![a-z])|tabs",
    re.I,
)
_BODY_START: Final = 25.0  # ink from which a line speaks for the elements around it
_FAR: Final = 8
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

_ROOT: Final = MarkupContext(("body",), ("",), (0,))


@lru_cache(maxsize=4096)
def _markup_row(path: tuple[str, ...], classes: tuple[str, ...], own: str) -> tuple[float, ...]:
    """The features that the path to an element gives: depth, class words, tags."""
    return (min(len(path), 30.0), *_class_row(classes), *_path_row(path, own))


def _path_row(path: tuple[str, ...], own: str) -> tuple[float, ...]:
    """The features that the tags of a path give, and the own tag of the element."""
    groups = [0.0] * len(_TAG_GROUPS)
    for tag in path:
        number = _GROUP_OF.get(tag)
        if number is not None:
            groups[number] = 1.0
    return (*groups, *(float(own == tag) for tag in _OWN_TAGS))


@lru_cache(maxsize=4096)
def _word_signs(words: str) -> tuple[float, float]:
    return float(_BODY_WORD.search(words) is not None), float(_FURNITURE_WORD.search(words) is not None)


def _class_row(classes: tuple[str, ...]) -> tuple[float, ...]:
    """How many class words of the path speak for body and for furniture; the same for the own element and for the nearest two with words."""
    signs = [_word_signs(words) for words in classes if words]
    own = _word_signs(classes[-1]) if classes and classes[-1] else (0.0, 0.0)
    near = signs[-2:]
    return (
        min(sum(s[0] for s in signs), 5.0), min(sum(s[1] for s in signs), 5.0), *own, max((s[0] for s in near), default=0.0),
        max((s[1] for s in near), default=0.0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkupTable:
    """The elements of one page that hold lines, numbered so that a parent comes before its children."""

    lines: list[LineContext]
    element: Ints  # of each line
    alike: Ints  # of each line: number of its kind of element (tag and class, and those of its parent)
    parents: list[int]  # of each element, -1 for roots
    tags: list[str]
    rows: Floats  # of each line: the features that its path gives

    @staticmethod
    def of(context: Sequence[LineContext | None], ink: Floats) -> MarkupTable:
        """Return the table of the elements in `context`, `ink` being the amount of text of each line; a line without one stands in the root."""
        lines: list[LineContext] = [each if each and each.nodes else _ROOT for each in context]
        number_of: dict[int, int] = {}
        parents: list[int] = []
        tags: list[str] = []
        element = np.array([_number_path(line, number_of, parents, tags) for line in lines])
        shares = _totals(ink[:, None], element, parents)[:, 0] / max(float(ink.sum()), 1e-9)
        shell = frozenset(np.flatnonzero(shares > _SHELL).tolist())
        rows: dict[tuple[float, ...], int] = {}
        kinds: dict[tuple[object, ...], int] = {}
        row_of, kind_of = [0] * len(parents), [-1] * len(parents)
        leaves: list[int] = element.tolist()
        for line, leaf in zip(lines, leaves, strict=True):
            if kind_of[leaf] < 0:
                path, classes, outer = line.dom_path, line.classes, 0
                while outer < len(path) and number_of[line.nodes[outer]] in shell:
                    outer += 1
                row = _markup_row(path[outer:], classes[outer:], path[-1])
                row_of[leaf] = rows.setdefault(row, len(rows))
                kind_of[leaf] = kinds.setdefault((path[-2:], classes[-2:]), len(kinds))
        alike = np.array([kind_of[leaf] for leaf in leaves])
        return MarkupTable(lines, element, alike, parents, tags, np.array(list(rows))[[row_of[leaf] for leaf in leaves]])

    def parent_of(self, elements: Ints) -> Ints:
        """Return the parents of `elements`, a root being its own."""
        parents = np.array(self.parents)
        return np.where(parents[elements] < 0, elements, parents[elements])

    def totals(self, values: Floats) -> Floats:
        """Return for each element the sums of `values` (lines, columns) over all lines inside it."""
        return _totals(values, self.element, self.parents)

    def distances(self, best: int) -> tuple[NDArray[np.bool_], Floats]:
        """Return for each element whether it lies in `best`, and how many steps up from `best` the two paths meet."""
        up: dict[int, int] = {}
        node, steps = best, 0
        while node >= 0:
            up[node] = steps
            node, steps = self.parents[node], steps + 1
        meet = [0] * len(self.parents)
        for number, parent in enumerate(self.parents):
            meet[number] = up[number] if number in up else meet[parent] if parent >= 0 else _FAR
        inside = np.array([m == 0 for m in meet])
        return inside, np.minimum(np.array(meet, np.float64), _FAR)


def _totals(values: Floats, element: Ints, parents: Sequence[int]) -> Floats:
    sums = np.array([np.bincount(element, weights=column, minlength=len(parents)) for column in values.T])
    columns: list[list[float]] = sums.tolist()
    # A child's number is greater than its parent's, so one walk backwards adds every element to all those around it.
    for column in columns:
        for number in range(len(column) - 1, 0, -1):
            if parents[number] >= 0:
                column[parents[number]] += column[number]
    return np.array(columns).T


def _number_path(line: LineContext, number_of: dict[int, int], parents: list[int], tags: list[str]) -> int:
    """Give the elements of a line's path their numbers; return that of the last."""
    known = number_of.get(line.nodes[-1])
    if known is not None:
        return known
    parent = -1
    for node, tag in zip(line.nodes, line.dom_path, strict=True):
        number = number_of.get(node)
        if number is None:
            number = number_of[node] = len(parents)
            parents.append(parent)
            tags.append(tag)
        parent = number
    return parent


def markup_features(own: Lines, table: MarkupTable) -> Floats:
    """Return the features of each line's markup, (lines, NAMES)."""
    link_share = np.array([line.link_density for line in table.lines])
    flags = np.array([(min(line.links, 8), line.hidden, line.after_br) for line in table.lines], np.float64)
    values = np.array((np.ones(len(link_share)), own.ink, own.size, own.sentence, link_share * own.ink)).T
    elements = table.totals(values)
    parent = table.parent_of(table.element)
    grandparent = table.parent_of(parent)
    alike = np.array([np.bincount(table.alike, weights=column) for column in values.T]).T
    total = float(own.ink.sum())
    groups = [_summary(sums, total) for sums in (alike[table.alike], elements[table.element], elements[parent], elements[grandparent])]
    worth, best = _containers(own, table, link_share, elements)
    inside, distance = table.distances(best)
    top = max(float(worth[best]), 1e-9)
    padded = np.concatenate(([1.0], link_share, [1.0]))
    singles = (
        link_share, np.log1p(flags[:, 0]), link_share > 0.8, inside[table.element], np.full(len(link_share), elements[best, 1] / total),
        distance[table.element], worth[parent] / top, worth[grandparent] / top, padded[:-2], padded[2:],
        (padded[:-2] + padded[1:-1] + padded[2:]) / 3.0,
    )  # fmt: skip
    return join_columns(singles, (flags[:, 1:], table.rows, *groups))


def _summary(sums: Floats, total: float) -> Floats:
    lines, ink = sums[:, 0], np.maximum(sums[:, 1], 1e-9)
    return np.array((np.log1p(lines), np.log1p(ink), sums[:, 2] / lines, sums[:, 3] / lines, sums[:, 4] / ink, ink / total)).T


def _containers(own: Lines, table: MarkupTable, link_share: Floats, elements: Floats) -> tuple[Floats, int]:
    """Return each element's worth as the container of an article, and the best one.

    The idea of Arc90's Readability: a paragraph credits its parent fully and its grandparent by half, links discount.
    """
    counts = own.characters.counts
    marks = counts[:, KIND["comma"]] + counts[:, KIND["stop"]]
    credit = np.where(own.ink >= _BODY_START, (1 + marks + np.minimum(own.ink / 100, 3)) * (1 - np.minimum(link_share, 1)), 0.0)
    after_br = [line.after_br for line in table.lines]
    scores = [0.0] * len(table.parents)
    for number, value, broken in zip(table.element.tolist(), credit.tolist(), after_br, strict=True):
        if value <= 0:
            continue
        # Paragraphs parted by <br> have the container itself as their element.
        first = number if broken and table.tags[number] in _CONTAINERS else table.parents[number]
        if first >= 0:
            scores[first] += value
            if table.parents[first] >= 0:
                scores[table.parents[first]] += value / 2
    worth = np.array(scores) * (1 - np.minimum(elements[:, 4] / np.maximum(elements[:, 1], 1e-9), 1))
    return worth, int(np.argmax(worth))


def markup_neighbourhood(logits: Floats, ink: Floats, table: MarkupTable) -> Floats:
    """Return what the first pass thought of the elements around each line, (lines, SECOND_NAMES)."""
    likely = probabilities(logits)
    weight = np.minimum(ink, 200.0)
    values = np.array((likely, np.ones(len(likely)), likely * weight, weight, (likely - 0.35) * np.sqrt(weight))).T
    elements = table.totals(values)
    parent = table.parent_of(table.element)
    alike = np.array([np.bincount(table.alike, weights=column) for column in values.T]).T
    columns: list[Floats] = []
    for sums in (alike[table.alike], elements[table.element], elements[parent], elements[table.parent_of(parent)]):
        columns += (sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3])
    # Of equal sums the innermost: children have greater numbers than their parents.
    gain = np.round(elements[:, 4], 9)
    best = int(len(gain) - 1 - np.argmax(gain[::-1]))
    inside, distance = table.distances(best)
    return join_columns((*columns, inside[table.element], np.full(len(ink), elements[best, 3] / weight.sum()), distance[table.element]), ())
