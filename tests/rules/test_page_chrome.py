"""Pages of news, government and institutions: their furniture goes, the text in the middle stays, and clean texts come out as they went in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Document, Options, clean, restore

CASES = Path(__file__).parents[1] / "cases" / "page_chrome"
RULES_ONLY = Options(mode="rules", placeholders="keep")
SHAPE = ("title.", "layout.")
"""What may happen to a clean text: its title is lifted, its blank lines and indents go."""
FRAME_HEAD = ("您现在的位置：首页 > 政务动态 > 正文", "发布时间：2021-03-06 来源：某某日报")
FRAME_TAIL = ("【打印本页】【关闭窗口】", "上一篇：某区开展检查", "鲁ICP备00000001号")
PARAGRAPH = "会议指出，去年全市粮食总产再创新高，成绩来之不易。各级各部门要保持清醒头脑，看到农田水利欠账较多等问题依然突出。"


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


CLEAN, LAYOUTS = _read("clean.jsonl"), _read("layouts.jsonl")
WHOLE = [case for case in CLEAN if "\n" in case["text"]]
LINES = [case for case in CLEAN if "\n" not in case["text"]]


def _clean(text: str) -> Document:
    return clean(text, media_type="text/plain", options=RULES_ONLY)


def _removed(document: Document) -> list[str]:
    """What rules took out of a text, apart from its shape."""
    return [edit["was"] for edit in document.edits if not all(rule.startswith(SHAPE) for rule in edit["rules"])]


def _page(case: Mapping[str, Any]) -> str:
    return "\n".join([*case["head"], case["title"], *case["body"], *case["tail"]])


def test_there_are_enough_cases() -> None:
    assert len(WHOLE) >= 40
    assert len(LINES) >= 80
    assert len(LAYOUTS) >= 25


@pytest.mark.parametrize("case", CLEAN, ids=lambda case: case["label"])
def test_a_clean_text_comes_out_as_it_went_in(case: dict[str, Any]) -> None:
    assert _removed(_clean(case["text"])) == []


@given(st.lists(st.sampled_from(CLEAN), min_size=2, max_size=14, unique_by=lambda case: case["label"]))
@settings(max_examples=60, deadline=None)
def test_clean_texts_glued_together_come_out_as_they_went_in(cases: list[dict[str, Any]]) -> None:
    assert _removed(_clean("\n".join(case["text"] for case in cases))) == []


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["label"])
def test_a_line_that_nearly_reads_like_furniture_stays_in_the_middle_of_a_page(case: dict[str, Any]) -> None:
    text = "\n".join([*FRAME_HEAD, PARAGRAPH, case["text"], PARAGRAPH.replace("会议", "他"), *FRAME_TAIL])
    document = _clean(text)
    assert case["text"] in document.text.split("\n")
    assert not any(line in document.text for line in (*FRAME_HEAD, *FRAME_TAIL))


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["label"])
def test_the_body_of_a_page_stays(case: dict[str, Any]) -> None:
    lines = _clean(_page(case)).text.split("\n")
    assert [line for line in case["body"] if line not in lines] == []


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["label"])
def test_the_furniture_of_a_page_goes(case: dict[str, Any]) -> None:
    lines = _clean(_page(case)).text.split("\n")
    chrome = [line for line in (*case["head"], *case["tail"]) if line not in case["may_stay"]]
    assert [line for line in chrome if line in lines] == []


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["label"])
def test_what_a_page_says_about_its_text_is_lifted(case: dict[str, Any]) -> None:
    document = _clean(_page(case))
    assert {name: document.metadata.get(name) for name in case["metadata"]} == case["metadata"]
    assert set(case["flags"]) <= set(document.flags)


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case["label"])
def test_cleaning_a_page_twice_equals_cleaning_it_once(case: dict[str, Any]) -> None:
    document = _clean(_page(case))
    assert restore(document) == _page(case)
    assert _removed(_clean(document.text)) == []


@given(
    st.lists(st.sampled_from([line for case in LAYOUTS for line in (*case["head"], *case["body"], *case["tail"])]), min_size=1, max_size=40)
)
@settings(max_examples=80, deadline=None)
def test_any_mixture_of_lines_is_cleaned_once_and_can_be_put_back(lines: list[str]) -> None:
    document = _clean("\n".join(lines))
    assert restore(document) == "\n".join(lines)
    assert _removed(_clean(document.text)) == []


def test_a_line_of_dates_over_a_page_without_running_text_gives_no_title() -> None:
    document = _clean("2021-03-06 08:30 来源：某某日报 作者：王芳 评论(12)\n联系人：张明")
    assert document.title is None
    assert "联系人：张明" in document.text


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        pytest.param("404 Not Found\nnginx", "no_body", id="server"),
        pytest.param("首页\n抱歉，您访问的页面不存在\n返回首页", "no_body", id="missing"),
        pytest.param("您没有权限查看该内容\n请登录", "no_body", id="no-right"),
        pytest.param("Access Denied\nYou don't have permission to access this page", "no_body", id="denied"),
    ],
)
def test_a_page_without_a_body_is_flagged(text: str, flag: str) -> None:
    assert flag in _clean(text).flags


def test_a_text_that_speaks_of_a_missing_page_has_a_body() -> None:
    text = "检查中发现，三个单位的网站打开之后显示“页面不存在”，两个单位的栏目一年没有更新，群众意见很大，必须限期整改。"
    assert "no_body" not in _clean(text).flags
