"""One paragraph a line, a flat speech opened at certain headings only, and blocks named for what they are."""

from __future__ import annotations

import pytest

from pipeline import clean
from pipeline.draft import Draft
from pipeline.stages.structure import opened, paragraphs

A = "入冬以来,全镇组织劳力三千多人次,清淤渠道四十公里,为明年春灌打下了坚实的基础。"
FILL = "渠底要平,渠坡要直,衬砌的石料要一块一块过手,验收的时候请村民代表到场,大家说好才算好。" * 5


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("甲。\n\n\n乙。", "甲。\n乙。", id="blank-lines"),
        pytest.param("\n \n甲。\n", "甲。", id="edges"),
        pytest.param("\u3000\u3000甲。  \n\u3000\u3000乙。", "甲。\n乙。", id="paragraph-indents"),
        pytest.param("    甲方说明", "甲方说明", id="ascii-indent-before-chinese"),
        pytest.param("def f():\n    return 1", "def f():\n    return 1", id="code-keeps-its-indent"),
        pytest.param(" \n\t\n", "", id="only-blanks"),
        pytest.param("甲。\n乙。", "甲。\n乙。", id="nothing-to-do"),
    ],
)
def test_one_paragraph_a_line(raw: str, text: str) -> None:
    assert paragraphs(Draft(raw)).text == text


def _starts(raw: str) -> list[str]:
    return [line[:4] for line in opened(Draft(raw)).text.split("\n")]


def test_a_flat_speech_is_opened_at_counted_headings() -> None:
    assert _starts(f"同志们:{FILL}一、抓进度{FILL}二、抓质量{FILL}三、抓管护{FILL}") == ["同志们:", "一、抓进", "二、抓质", "三、抓管"]
    assert _starts(f"{A}第一,抓进度。{FILL}第二,抓质量。{FILL}")[1:] == ["第一,抓", "第二,抓"]
    assert _starts(f"{A}一要抓进度。{FILL}二要抓质量。{FILL}")[1:] == ["一要抓进", "二要抓质"]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"{A}{FILL}一、抓进度{FILL}", id="a-lone-number"),
        pytest.param(f"{A}{FILL}二、抓质量。三、抓管护。{FILL}", id="a-count-that-does-not-begin-at-one"),
        pytest.param(f"{A}{FILL}按照一要求二要点的办法{FILL}", id="words-that-begin-like-a-number"),
        pytest.param(f"{A}\n{FILL}一、甲。\n{A}{FILL}二、乙。\n{FILL}", id="paragraphs-that-the-source-has"),
    ],
)
def test_nothing_is_opened_without_certainty(raw: str) -> None:
    assert opened(Draft(raw)).text == raw


def test_blocks_are_named() -> None:
    text = f"各位代表:\n{A}\n一、总体要求\n(一)指导思想\n1.突出重点\n{A}\n一是抓进度。要快。\n{A}\n某某镇人民政府\n2021年12月3日"
    kinds = [(block["kind"], block["level"]) for block in clean(text).blocks]
    assert kinds == [
        ("salutation", 0), ("paragraph", 0), ("heading", 1), ("heading", 2), ("heading", 3), ("paragraph", 0), ("list_item", 5),
        ("paragraph", 0), ("signature", 0), ("signature", 0),
    ]  # fmt: skip


def test_blocks_cover_the_lines() -> None:
    document = clean(f"{A}\n\n一、总体要求\n{A}")
    assert [document.text[b["start"] : b["end"]] for b in document.blocks] == document.text.split("\n")
