"""A decoded HTML page as lines of visible text, each with its place in the markup.

This text is the document's source: all offsets of edits point into it, and `restore` returns it. It is the same for the same
page whatever the run, and what it leaves out (scripts, markup, hidden text) stays in the raw file.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from pipeline.draft import Line
from pipeline.readers.context import Elements, LineMarkup
from pipeline.readers.tables import CELL_SEPARATOR, Table
from pipeline.readers.tree import Tree
from pipeline.readers.walk import Piece, Walk

_MAX_LINKED = 0.3  # share of a folded panel's characters; a panel with more is a menu


class Rendered(NamedTuple):
    """The page's visible text and its lines: `source.split("\\n")` are the lines' texts, () for an empty page."""

    source: str
    lines: tuple[Line, ...]
    elements: Elements
    marked: tuple[int, ...] = ()


def render(tree: Tree, mark: str | None = None) -> Rendered:
    """Return the visible text of a parsed page with its lines; `marked` are the lines in elements with the attribute `mark`."""
    body = tree.body
    if body is None:
        return Rendered("", (), Elements(), ())
    walk = Walk(mark=mark).run(body)
    if not walk.pieces:  # a page whose text is there only for readers without scripts
        walk = Walk(noscript=True).run(body)
    pieces = _join_cells(walk.pieces, walk.tables) if walk.tables else walk.pieces
    rendered = _lines(_unveil(pieces, walk.folded) if walk.veils else pieces, walk.elements)
    return rendered._replace(marked=_lines_in(rendered, walk.marked)) if walk.marked else rendered


def _lines_in(rendered: Rendered, marked: Set[int]) -> tuple[int, ...]:
    """Numbers of the lines that stand in one of the marked elements."""
    paths = (line.context.nodes if isinstance(line.context, LineMarkup) else () for line in rendered.lines)
    return tuple(number for number, nodes in enumerate(paths) if not marked.isdisjoint(nodes))


def _join_cells(pieces: list[Piece], tables: Sequence[Table]) -> list[Piece]:
    """Join the cells of each row of the data tables into one line."""
    lengths = [len(piece.text) for piece in pieces]
    linked = [piece.linked for piece in pieces]
    joined: dict[int, tuple[int, Piece]] = {}  # first line -> (line after the last one, the row)
    for table in tables:
        if not table.is_data(lengths, linked):
            continue
        for element, cells in table.rows:
            start, end = (cells[0][0], cells[-1][1]) if cells else (0, 0)
            if end > start:
                joined[start] = (end, _row(pieces, element, cells))
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


def _row(pieces: Sequence[Piece], element: int, cells: Sequence[tuple[int, int]]) -> Piece:
    parts = pieces[cells[0][0] : cells[-1][1]]
    text = CELL_SEPARATOR.join(" ".join(piece.text for piece in pieces[start:end]).replace(CELL_SEPARATOR, " ") for start, end in cells)
    linked = sum(piece.linked for piece in parts)
    text = text.strip(CELL_SEPARATOR)
    return Piece(text, element, min(linked, len(text)), sum(piece.links for piece in parts), after_br=False, veil=parts[0].veil)


def _unveil(pieces: list[Piece], folded: Set[int]) -> list[Piece]:
    """Drop hidden lines, with two exceptions: folded panels that hold more than links, and the hidden article.

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
    return [piece for piece in pieces if not piece.veil or piece.veil in kept]


def _lines(pieces: Sequence[Piece], elements: Elements) -> Rendered:
    lines: list[Line] = []
    at = 0
    for text, element, linked, links, after_br, veil in pieces:
        end = at + len(text)
        lines.append(Line(at, end, LineMarkup(elements, element, linked / (end - at) if linked else 0.0, links, veil > 0, after_br)))
        at = end + 1
    return Rendered("\n".join([piece.text for piece in pieces]), tuple(lines), elements)
