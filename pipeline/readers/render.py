"""A decoded HTML page as lines of visible text, each with its place in the markup.

This text is the document's source: all offsets of edits point into it, and `restore` returns it. It is the same for the same
page whatever the run, and what it leaves out (scripts, markup, hidden text) stays in the raw file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import regex

from pipeline.draft import Line
from pipeline.readers.context import Elements, LineMarkup, Piece
from pipeline.readers.lists import OrderedList
from pipeline.readers.tables import CELL_SEPARATOR, Cell, Table
from pipeline.readers.tree import Tree
from pipeline.readers.walk import Walk

_ORDER = {"thead": 0, "tfoot": 2}  # where browsers draw a row group, wherever it stands
_UNFOLDS = regex.compile(
    r"\W*(?:(?:点击|點擊|点此|请)?(?:展开|展開|阅读|閱讀|查看|显示|顯示|继续阅读|繼續閱讀|浏览)(?:阅读|閱讀)?(?:全文|全部(?:内容|內容)?|剩余\S{0,8}|余下\S{0,8}|更多(?:内容|內容)?|完整\S{0,4}))\W*|"
    r"\W*(?:continue reading|(?:read|show|view|see) (?:the )?(?:full|whole|rest|all|entire)(?: \w{1,12}){0,3}|(?:read|show|load) more)\W*",
    regex.IGNORECASE,
)
# What a button over a listing says.
_COPIES = frozenset(("Copy", "copy", "COPY", "Copy code", "Copy Code", "Copy to clipboard", "Copied", "Copied!", "复制", "复制代码", "複製", "複製程式碼", "一键复制", "点击复制", "复制成功"))
_MAX_BUTTON = 24  # code points
_LEAST_REST = 60  # code points of what a button unfolds
_LEAST_LINE = 30  # code points of a sentence that is compared
_MAX_LINKED = 0.3  # share of a folded panel's characters; a panel with more is a menu


class Rendered(NamedTuple):
    """The page's visible text and its lines: `source.split("\\n")` are the lines' texts, () for an empty page."""

    source: str
    lines: tuple[Line, ...]
    elements: Elements
    marked: tuple[int, ...] = ()


def render(tree: Tree, mark: str | None = None, added: Tree | None = None) -> Rendered:
    """Return the visible text of a parsed page with its lines; `marked` are the lines in elements with the attribute `mark`.

    `added` is a second tree whose text follows that of the first.
    """
    body = tree.body
    if body is None:
        return Rendered("", (), Elements(), ())
    walk = Walk(mark=mark).run(body)
    if all(piece.veil in walk.scriptless for piece in walk.pieces):  # a page whose text is there only for readers without scripts
        walk = Walk(noscript=True).run(body)
    if added is not None and added.body is not None:
        walk.run(added.body)
    pieces = _numbered(walk.pieces, walk.lists) if walk.lists else walk.pieces
    pieces = _join_cells(pieces, walk.tables, walk.elements) if walk.tables else pieces
    if not _COPIES.isdisjoint([piece.text for piece in pieces]):
        pieces = [piece for piece in pieces if piece.text not in _COPIES or walk.elements.tags[piece.element] != "button"]
    rendered = _lines(_unveil(pieces, walk.folded, walk.scriptless) if walk.veils else pieces, walk.elements)
    return rendered._replace(marked=_lines_in(rendered, walk.marked)) if walk.marked else rendered


def _lines_in(rendered: Rendered, marked: Set[int]) -> tuple[int, ...]:
    """Numbers of the lines that stand in one of the marked elements."""
    paths = (line.context.nodes if isinstance(line.context, LineMarkup) else () for line in rendered.lines)
    return tuple(number for number, nodes in enumerate(paths) if not marked.isdisjoint(nodes))


def _numbered(pieces: list[Piece], lists: Sequence[OrderedList]) -> list[Piece]:
    """Write the numbers of the ordered lists before their items."""
    texts = [piece.text for piece in pieces]
    linked = [piece.linked for piece in pieces]
    for each in lists:
        if each.shows_numbers(texts, linked):
            for line, marker in each.markers():
                pieces[line] = pieces[line]._replace(text=marker + pieces[line].text)
    return pieces


def _join_cells(pieces: list[Piece], tables: Sequence[Table], elements: Elements) -> list[Piece]:
    """Join the cells of each row of the data tables into one line."""
    lengths = [len(piece.text) for piece in pieces]
    linked = [piece.linked for piece in pieces]
    joined: dict[int, tuple[int, Piece]] = {}  # first line -> (line after the last one, the row)
    for table in tables:
        if not table.is_data(lengths, linked):
            continue
        places: list[tuple[int, int]] = []
        rows: list[tuple[int, Piece]] = []
        for row, cells in zip(table.rows, table.grid(lengths), strict=True):
            start, end = (row.cells[0].start, row.cells[-1].end) if row.cells else (0, 0)
            if end > start:
                places.append((start, end))
                rows.append((_ORDER.get(elements.tags[row.group], 1), _row(pieces, row.element, cells, start, end)))
        rows.sort(key=itemgetter(0))  # HTML 4 wanted a table's foot before its body
        joined.update((start, (end, piece)) for (start, end), (_, piece) in zip(places, rows, strict=True))
    if not joined:
        return pieces
    result: list[Piece] = []
    index = 0
    while index < len(pieces):
        if index in joined:
            index, piece = joined[index]
        else:
            piece = pieces[index]
            index += 1
        result.append(piece)
    return result


def _row(pieces: Sequence[Piece], element: int, cells: Sequence[Cell], start: int, end: int) -> Piece:
    """The row between two lines: what is hidden in it (a column of keys for a script) goes, unless the whole row is."""
    parts = pieces[start:end]
    veil = min([piece.veil for piece in parts])
    text = CELL_SEPARATOR.join([_cell(pieces[first:behind], veil) if first < behind else "" for first, behind, _, _ in cells]).rstrip(CELL_SEPARATOR)
    linked, links = (sum(counts) for counts in zip(*[(piece.linked, piece.links) for piece in parts if piece.veil == veil], strict=True))
    return Piece(text, element, min(linked, len(text)), links, after_br=False, veil=veil)


def _cell(pieces: Sequence[Piece], veil: int) -> str:
    return " ".join([piece.text for piece in pieces if piece.veil <= veil]).replace(CELL_SEPARATOR, " ")


def _unveil(pieces: list[Piece], folded: Set[int], scriptless: Set[int]) -> list[Piece]:
    """Drop hidden lines, with four exceptions: folded panels that hold more than links, the rest of an article beside the button that
    unfolds it, sentences for readers without scripts that stand nowhere else, and the hidden article.

    Some pages hide the article until a script has run: an element with more running text than all that is visible is kept.
    What menus, pop-ups and templates hide is less than an article's worth.
    """
    text: dict[int, int] = {}
    linked: dict[int, int] = {}
    for piece in pieces:
        text[piece.veil] = text.get(piece.veil, 0) + len(piece.text)
        linked[piece.veil] = linked.get(piece.veil, 0) + piece.linked
    seen = text.get(0, 0) - linked.get(0, 0)
    kept = {veil for veil, size in text.items() if size - linked[veil] > seen or (veil in folded and linked[veil] <= size * _MAX_LINKED)}
    kept |= {veil for veil in _unfolding(pieces) if text[veil] >= _LEAST_REST and linked[veil] <= text[veil] * _MAX_LINKED}
    if not scriptless.isdisjoint(text):
        shown = {piece.text for piece in pieces if not piece.veil or piece.veil in kept - scriptless}
        kept -= scriptless
        kept |= {piece.veil for piece in pieces if piece.veil in scriptless and len(piece.text) >= _LEAST_LINE and piece.text not in shown}
    return [piece for piece in pieces if not piece.veil or piece.veil in kept]


def _unfolding(pieces: Sequence[Piece]) -> Iterator[int]:
    """The hidden elements right before or behind a visible button that unfolds the rest of an article."""
    for before, after in pairwise(pieces):
        if bool(before.veil) != bool(after.veil):
            button, veil = (after, before.veil) if before.veil else (before, after.veil)
            if len(button.text) <= _MAX_BUTTON and _UNFOLDS.fullmatch(button.text):
                yield veil


def _lines(pieces: Sequence[Piece], elements: Elements) -> Rendered:
    lines: list[Line] = []
    new, at = tuple.__new__, 0  # a third of the time of the constructor that a NamedTuple has
    for text, element, linked, links, after_br, veil in pieces:
        end = at + len(text)
        markup = new(LineMarkup, (elements, element, linked / (end - at) if linked else 0.0, links, veil > 0, after_br))
        lines.append(new(Line, (at, end, markup)))
        at = end + 1
    return Rendered("\n".join([piece.text for piece in pieces]), tuple(lines), elements)
