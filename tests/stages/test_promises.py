"""The promises of text cleaning, on whole documents of many kinds: clean texts come out as they went in, pages come out as their document.

Every case also comes back from its own JSON, and cleaning what was cleaned changes nothing.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Document, Options, clean, restore

CASES = Path(__file__).parents[1] / "cases" / "promises"
MODES = ("rules", "cautious", "article")
SHAPE = ("title.", "layout.blank-lines", "layout.indent")
"""What may happen to a clean text: its title is lifted, its blank lines and indents go."""
TEXT = "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了坚实的基础。"


ALL: list[dict[str, Any]] = [json.loads(line) for path in sorted(CASES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
CLEAN, PAGES = [case for case in ALL if "text" in case], [case for case in ALL if "page" in case and "left" not in case]
SHORT = [case for case in ALL if "head" in case]
"""Pages whose body has no sentence: what may be removed of it by mistake is named, `may_go`."""
LINES = [line for case in CLEAN for line in case["text"].split("\n") if line.strip()]


def _clean(text: str, mode: str = "cautious") -> Document:
    return clean(text, media_type="text/plain", options=Options(mode=mode, placeholders="keep"))


@lru_cache(maxsize=256)
def _again(text: str, mode: str = "cautious") -> str:
    """What is cleaned when what was cleaned is cleaned: pages that differ in their line ends leave the same text."""
    return _clean(text, mode).text


def _removed(document: Document) -> list[str]:
    return [edit["was"] for edit in document.edits if not all(rule.startswith(SHAPE) for rule in edit["rules"])]


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case["label"])
def test_a_clean_document_comes_out_as_it_went_in(case: dict[str, Any], mode: str) -> None:
    document = _clean(case["text"], mode)
    assert _removed(document) == []
    assert _squeezed((document.title or "") + document.text) == _squeezed(case["text"])
    assert restore(document.to_dict()) == case["text"]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\n　　"], ids=["lf", "crlf", "blank-lines-and-indents"])
@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["label"])
def test_a_page_comes_out_as_its_document(case: dict[str, Any], separator: str) -> None:
    page = case["page"].replace("\n", separator)
    document = _clean(page)
    assert document.text.split("\n") == case["body"]
    assert document.title == case["title"]
    assert restore(document.to_dict()) == page
    assert _again(document.text) == document.text


@pytest.mark.parametrize("mode", ["rules", "cautious"])
@pytest.mark.parametrize("separator", ["\n", "\n\n　　"], ids=["lf", "blank-lines-and-indents"])
@pytest.mark.parametrize("case", SHORT, ids=lambda case: case["label"])
def test_a_page_keeps_a_body_of_short_lines(case: dict[str, Any], separator: str, mode: str) -> None:
    page = separator.join([*case["head"], *case["body"], *case["tail"]])
    document = _clean(page, mode)
    left = [_squeezed(document.title or ""), *(_squeezed(line) for line in document.text.split("\n"))]
    assert [line for line in case["body"] if line not in case.get("may_go", ()) and _squeezed(line) not in left] == []
    assert not set(case.get("gone", ())) & set(document.text.split("\n"))
    assert "no_body" not in document.flags
    assert restore(document.to_dict()) == page
    assert _again(document.text, mode) == document.text


@given(st.lists(st.sampled_from(LINES), min_size=3, max_size=30), st.sampled_from(MODES))
@settings(max_examples=60, deadline=None)
def test_lines_of_clean_documents_in_any_order_settle_and_come_back(lines: list[str], mode: str) -> None:
    text = "\n".join(lines)
    document = _clean(text, mode)
    assert "unsettled" not in document.flags
    assert restore(document.to_dict()) == text
    assert _clean(document.text, mode).text == document.text


def test_one_label_taken_by_mistake_does_not_open_the_way_to_the_verse_above_it() -> None:
    verse = "我是山\n我是沉默的山\n风来了我不说话\n雨来了我不说话"
    document = _clean(f"{verse}\n下一篇：没有了\n{TEXT}\n{TEXT[:-1]}，大家都很满意。")
    assert verse in document.text


def test_a_title_in_a_later_sentence_is_the_bodys() -> None:
    name = "在全镇冬修水利现场会上的讲话"
    document = _clean(f"{name}同志们：《{name}》已经印发给大家，请认真学习。{TEXT}")
    assert document.title == name
    assert f"《{name}》已经印发" in document.text


def test_a_label_that_comes_again_after_other_lines_is_no_title() -> None:
    text = f"甲组工作情况汇报\n组长：张三\n人数：五人\n甲组工作情况汇报\n组长：王五\n{TEXT}"
    assert _clean(text).text == text


def test_a_refrain_that_ends_in_dots_is_no_teaser() -> None:
    refrain = "风从北边的山口一路吹过来，吹过我们的渠，吹过我们的田，吹过我们还没有收完的玉米和还没有盖好的房子……"
    text = f"{refrain}\n{TEXT}\n{refrain}\n{TEXT}"
    assert _clean(text).text == text


def test_a_sentence_that_a_page_number_parts_gets_its_blank_back() -> None:
    first, second = "The council met on Tuesday evening to consider the plan for", "the old mill, which has stood empty since the fire, and voted to buy it."
    rest = "Members of the public spoke for more than an hour; most of them, though not all, were in favour of a museum."
    assert f"{first} {second}" in _clean(f"{first}\nPage 1 of 2\n{second}\n{rest}\nPage 2 of 2").text


def test_page_numbers_between_narrow_lines_go() -> None:
    lines = ["今天我们召开全镇农业工作会议，主要任务是总结去年工作，部", "署今年春耕生产，动员全镇上下抢抓农时，夺取丰收。"]
    text = _clean("\n".join([*lines, "去年全镇粮食总产达到三万吨，农民人均收入增长百分", "- 1 -", "之八，成绩来之不易。", *lines, "各村要把责任落实到", "人，确保不误农时，多打粮", "- 2 -", "食，谢谢大家。"])).text
    assert "增长百分之八" in text
    assert "- 1 -" not in text


def test_a_line_opened_once_stays_as_it_is() -> None:
    document = _clean("一、春耕。二、夏收。" * 60)
    assert "unsettled" not in document.flags
    assert _clean(document.text).text == document.text


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t", "\u00a0"], ids=["space", "ideographic", "tab", "no-break"])
def test_a_line_of_blanks_is_one_step(blank: str) -> None:
    """A quadratic search in these would take hours."""
    for text in (blank * 200_000 + "x", "好" + blank * 200_000 + ">", "x" + blank * 200_000 + "好"):
        assert restore(_clean(text).to_dict()) == text


def test_a_menu_that_stands_twice_is_not_lifted_as_titles() -> None:
    menu = ["春季播种技术问答专栏", "夏季田间管理专题讲座", "秋季收获安全注意事项", "冬季农田水利建设动态"]
    page = "\n".join(["首页 > 农技推广", *menu, *menu, f"{TEXT}\n{TEXT[:-1]}，大家都很满意。", "上一篇：没有了"])
    document = _clean(page)
    assert "unsettled" not in document.flags
    assert sum(rule.startswith("title.") for edit in document.edits for rule in edit["rules"]) <= 2
    assert _clean(document.text).text == document.text
