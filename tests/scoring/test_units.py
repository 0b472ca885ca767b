"""Units: lines, and pieces of lines that hold more than one thing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scoring import split_units


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_units(text)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("\n \n", []),
        ("  甲。\r\n乙", ["甲。", "乙"]),
        ("上一篇  下一篇", ["上一篇", "下一篇"]),
        ("上一篇 下一篇", ["上一篇 下一篇"]),
        ("作者\t来源", ["作者", "来源"]),
        ("　　段落。", ["段落。"]),
        ("王　明", ["王　明"]),
    ],
    ids=["empty", "blank", "trimmed", "columns", "one blank", "tab", "indent", "name"],
)
def test_units(text: str, units: list[str]) -> None:
    assert pieces(text) == units


@pytest.mark.parametrize(("sentence", "joint"), [("会议在市里召开，大家踊跃发言。", " "), ("The council met again on Monday.", " ")])
def test_a_page_on_one_line_is_cut_at_its_blanks(sentence: str, joint: str) -> None:
    assert pieces(joint.join([sentence] * 40)) == [sentence] * 40


@given(st.text(alphabet="甲。 \t\n\u3000a.\rB“”", max_size=600))
def test_units_are_ordered_and_lose_nothing_but_blanks(text: str) -> None:
    spans = split_units(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("line", [" " * 200_000 + "甲", "\u3000 " * 100_000 + "x", "甲 " * 100_000, "“" * 200_000, "a. B" * 50_000], ids=["blanks", "wide blanks", "pairs", "quotes", "stops"])
def test_hostile_lines_end(line: str) -> None:
    assert "".join("".join(pieces("甲" + line)).split()) == "".join(("甲" + line).split())
