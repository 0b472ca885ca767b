"""Where a line stands to the text of its page: outside it or within, and beside which other lines."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import NamedTuple

from pipeline.rules.view import View


class Text(NamedTuple):
    """The first and the last line of a text; (number of lines, -1) where nothing reads like one, as `View.body` has it."""

    first: int
    last: int

    def is_around(self, index: int) -> bool:
        """Whether a line stands between the first and the last of the text."""
        return self.first < index < self.last


def text_of(view: View, others: Container[int], reads: Callable[[int], bool] | None = None) -> Text:
    """Return the text among the lines that are none of the `others`: by `reads` or, without it, from the first line of running text to the last."""
    found = [i for i in view.filled if i not in others and (view.long[i] if reads is None else reads(i))]
    return Text(found[0], found[-1]) if found else Text(len(view.lines), -1)


def beside(view: View, place: int, reach: int = 1) -> tuple[int, ...]:
    """Return the filled lines on either side of the one at `place` among them."""
    lines = view.filled
    return (*lines[max(0, place - reach) : place], *lines[place + 1 : place + 1 + reach])
