"""Data tables become one line a row; tables that only lay out the page (as in 2005) keep a line per block of text.

Cells of a row are joined by a tab: no cell holds one, so a row can be taken apart again, and unlike `|` no menu looks like it.
An empty cell stays as nothing before, or between two, tabs, so that columns never shift. A cell over several rows stands in each of
them, since each row is read by itself; one over several columns stands in the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

CELL_SEPARATOR = "\t"
_MAX_CELL = 400  # code points; a longer cell holds an article, not a value
_MAX_CELL_LINES = 3
_MAX_LINKED = 0.5  # share of a table's characters: a table of links is a menu
_MAX_REPEATED = 60  # code points; a longer cell over several rows is a note, which stands in the first row alone
_MAX_GROWTH, _FEW = 10, 200  # a table whose spans make more than ten times its cells (and more than a few) is broken or hostile
_NUMBER = regex.compile(r"\s*(\d{1,6})")
_FOREVER = 1_000_000  # rows


class Cell(NamedTuple):
    """A cell's range of lines, and how many columns and rows it covers; 0 rows are all to the end of the row group."""

    start: int
    end: int
    across: int = 1
    down: int = 1


_EMPTY = Cell(0, 0)


class Row(NamedTuple):
    """A row: the numbers of its `tr` and of the element around that, and its cells."""

    element: int
    group: int
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """The rows of one table while the page is walked."""

    rows: list[Row] = field(default_factory=list)
    headed: bool = False  # holds th
    nested: bool = False  # holds another table
    spanned: bool = False  # a cell covers more than one place
    _cell: tuple[int, int, int] | None = None  # first line, columns and rows of the cell that is open
    _grid: list[list[Cell]] | None = None  # worked out when the table is whole

    def open_row(self, element: int, group: int) -> None:
        """Begin a row; `element` is the number of its `tr`, `group` that of the element around it."""
        self.rows.append(tuple.__new__(Row, (element, group, [])))  # faster than the class is, as below

    def open_cell(self, tag: str, attributes: Mapping[str, str | None], line: int) -> None:
        """Begin a cell whose first line will be number `line`."""
        if tag == "th":
            self.headed = True
        across = down = 1
        if attributes:
            across, down = _span(attributes.get("colspan")) or 1, _span(attributes.get("rowspan"))
            self.spanned = self.spanned or across != 1 or down != 1
        self._cell = (line, across, down)

    def close_cell(self, line: int) -> None:
        """End the cell before line number `line`."""
        if self.rows and self._cell:
            start, across, down = self._cell
            self.rows[-1].cells.append(tuple.__new__(Cell, (start, line, across, down)))
        self._cell = None

    def is_data(self, lengths: Sequence[int], linked: Sequence[int]) -> bool:
        """Return whether the table holds values and not a layout, from the lengths and linked characters of the page's lines."""
        if self.nested:
            return False
        total = links = 0
        for row in self.rows:
            for start, end, _, _ in row.cells:
                if start == end:
                    continue
                size = sum(lengths[start:end])
                if size > _MAX_CELL or end - start > _MAX_CELL_LINES:
                    return False
                total += size
                links += sum(linked[start:end])
        if links > total * _MAX_LINKED:
            return False
        filled = [sum([cell.end > cell.start for cell in cells]) for cells in self.grid(lengths)]
        wide = sum(count > 1 for count in filled)
        return wide > 0 and (wide > 1 or self.headed) and wide * 2 >= sum(count > 0 for count in filled)

    def grid(self, lengths: Sequence[int]) -> list[list[Cell]]:
        """Return for each row the cells that are read in it: its own, and those that reach down into it; places without text are empty."""
        if self._grid is None:
            sound = self.spanned and self._is_sound()
            self._grid = self._spread(lengths) if sound else [list(row.cells) for row in self.rows]
        return self._grid

    def _spread(self, lengths: Sequence[int]) -> list[list[Cell]]:
        """The rows with what reaches down into each."""
        widest = self._widest()
        grid: list[list[Cell]] = []
        above: dict[int, tuple[int, Cell]] = {}  # column -> rows it still covers, the cell
        group = -1
        for row in self.rows:
            if row.group != group:
                above, group = {}, row.group
            places, above = _placed([cell if cell.across <= widest else cell._replace(across=widest) for cell in row.cells], above, lengths)
            grid.append(places)
        return grid

    def _widest(self) -> int:
        """The most cells in a row: `colspan="100"` means all columns."""
        return max((len(row.cells) for row in self.rows), default=0)

    def _is_sound(self) -> bool:
        """Whether the spans make a table of a size that its cells can fill: else the work, and the text, would have no bound."""
        count, widest = sum(len(row.cells) for row in self.rows), self._widest()
        left = len(self.rows)
        area = 0
        for row in self.rows:
            area += sum(min(cell.across, widest) * min(cell.down or left, left) for cell in row.cells)
            left -= 1
        return area <= max(_FEW, _MAX_GROWTH * count)


def _placed(
    cells: Sequence[Cell], above: Mapping[int, tuple[int, Cell]], lengths: Sequence[int]
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """One row's places from left to right, and what reaches down from it into the next row."""
    places: list[Cell] = []
    below: dict[int, tuple[int, Cell]] = {}
    waiting = list(reversed(cells))
    last = max(above, default=-1)
    while waiting or len(places) <= last:
        column = len(places)
        if column in above:
            rows, cell = above[column]
            places.append(cell)
            if rows > 1:
                below[column] = (rows - 1, cell)
        elif waiting:
            cell = waiting.pop()
            if cell.down == 1 == cell.across:
                places.append(cell)
                continue
            repeated = cell if sum(lengths[cell.start : cell.end]) <= _MAX_REPEATED else _EMPTY
            for step in range(cell.across):
                places.append(_EMPTY if step else cell)
                if cell.down != 1:
                    below[column + step] = (cell.down - 1 if cell.down else _FOREVER, _EMPTY if step else repeated)
        else:
            places.append(_EMPTY)
    return places, below


def _span(text: str | None) -> int:
    match = _NUMBER.match(text) if text else None
    return int(match.group(1)) if match else 1
