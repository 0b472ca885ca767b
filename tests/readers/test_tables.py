"""Cells over several rows and columns, and the bound of what they may fill."""

from __future__ import annotations

import pytest

from pipeline.readers import READERS
from pipeline.readers.lists import OrderedList


def rows(table: str) -> list[str]:
    return READERS["html"](f"<html><body><table border=1>{table}</table></body></html>").source.split("\n")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("<tr><th>a<th>b<tr><td rowspan=x>1<td colspan=0>2", ["a\tb", "1\t2"], id="spans that are no numbers"),
        pytest.param("<tr><th>a<th>b<th>c<tr><td colspan=99>head<tr><td>1<td>2<td>3", ["a\tb\tc", "head", "1\t2\t3"], id="all columns"),
        pytest.param("<tr><td>a<td rowspan=2>b<tr><td>c", ["a\tb", "c\tb"], id="last column"),
        pytest.param("<tr><td rowspan=2>a<td rowspan=2>b<tr><tr><td>c<td>d", ["a\tb", "c\td"], id="row without cells of its own"),
        pytest.param("<tr><td rowspan=2 colspan=2>a<td>b<td>c<tr><td>d<td>e", ["a\t\tb\tc", "a\t\td\te"], id="both ways"),
        pytest.param("<tr><td rowspan=3>a<td>b<tr><td rowspan=2>c<tr><td>d", ["a\tb", "a\tc", "a\tc\td"], id="stairs"),
    ],
)
def test_columns_do_not_shift(table: str, expected: list[str]) -> None:
    assert rows(table) == expected


def test_what_spans_fill_is_bounded() -> None:
    wide = "<td rowspan=65535 colspan=1000>x" * 300
    assert sum(map(len, rows(f"<tr>{wide}</tr>" + "<tr><td>a<td>b</tr>" * 300))) < 3_000


def test_numbers_count_as_the_standard_says() -> None:
    numbered = OrderedList.of({"start": "-1", "type": "i"})
    for value in (None, None, None, "4000", "x"):
        numbered.open_item({"value": value}, len(numbered.items))
        numbered.close_item(len(numbered.items))
    assert [marker for _, marker in numbered.markers()] == ["-1. ", "0. ", "i. ", "mmmm. ", "mmmmi. "]
