"""Data tables become one line a row; tables that only lay out the page (as in 2005) keep a line per block of text.

Cells of a row are joined by a tab: no cell holds one, so a row can be taken apart again, and unlike `|` no menu looks like it.
An empty cell between two others stays as nothing between two tabs. `rowspan` and `colspan` are not filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

CELL_SEPARATOR = "\t"
_MAX_CELL = 400  # code points; a longer cell holds an article, not a value
_MAX_CELL_LINES = 3
_MAX_LINKED = 0.5  # share of a table's characters: a table of links is a menu


@dataclass(slots=True)
class Table:
    """The rows of one table while the page is walked: for each row its element and the line ranges of its cells."""

    rows: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)
    headed: bool = False  # holds th
    nested: bool = False  # holds another table
    cell_start: int = -1

    def open_row(self, element: int) -> None:
        """Begin a row; `element` is the number of its `tr`."""
        self.rows.append((element, []))

    def open_cell(self, tag: str, line: int) -> None:
        """Begin a cell whose first line will be number `line`."""
        self.headed = self.headed or tag == "th"
        self.cell_start = line

    def close_cell(self, line: int) -> None:
        """End the cell before line number `line`."""
        if self.rows and self.cell_start >= 0:
            self.rows[-1][1].append((self.cell_start, line))
        self.cell_start = -1

    def is_data(self, lengths: list[int], linked: list[int]) -> bool:
        """Return whether the table holds values and not a layout, from the lengths and linked characters of the page's lines."""
        if self.nested:
            return False
        filled = [sum(end > start for start, end in cells) for _, cells in self.rows]
        wide = sum(count > 1 for count in filled)
        if wide == 0 or (wide < 2 and not self.headed) or wide * 2 < sum(count > 0 for count in filled):
            return False
        total = links = 0
        for _, cells in self.rows:
            for start, end in cells:
                size = sum(lengths[start:end])
                if size > _MAX_CELL or end - start > _MAX_CELL_LINES:
                    return False
                total += size
                links += sum(linked[start:end])
        return links <= total * _MAX_LINKED
