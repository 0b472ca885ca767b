"""By-lines and feet that stand alone: what their place proves where their words do not."""

from __future__ import annotations

import pytest

from pipeline import Options, clean
from pipeline.rules.gate import gate_opens
from pipeline.rules.heuristics import byline_under_title, panel
from pipeline.rules.load import rule_set
from pipeline.rules.view import View

TITLE = "沙溪镇加快修复水利设施"
BODY = (
    "入秋以来，沙溪镇组织干部群众六百多人次，抢修灌渠十四公里，加固塘坝九座，为冬播用水打下了基础。",
    "镇里把任务分到村组、落实到人头，每周公布一次进度，做得慢的当面说明原因，做得好的当场介绍经验。",
    "下一步，全镇将继续抓好后期管护。",
)


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("2023-11-02 08:41:12", True),
        ("发表于 4年以前 | 总阅读数:3660 次", True),
        ("共 9926字,需浏览 20分钟", True),
        ("2021-02-20 沙溪之音", True),
        ("2023-11-02", False),
        ("5年前", False),
        ("2021-03-05 大会召开", False),
        ("时间：2021-03-05 09:00", False),
        ("阅读 20分 写作 40分", False),
    ],
)
def test_what_the_line_under_a_title_says(line: str, known: bool) -> None:
    assert byline_under_title.is_stamp(line) is known


def test_a_stamp_names_the_day_and_the_title() -> None:
    document = clean("\n".join((TITLE, "2023-11-02 08:41:12", *BODY)), media_type="text/plain", options=Options(placeholders="keep"))
    assert document.title == TITLE
    assert document.metadata["published"].startswith("2023-11-02")
    assert document.text.split("\n") == [*BODY]


def test_a_log_keeps_its_stamps() -> None:
    lines = [TITLE, "2023-11-02 08:41:12", BODY[0], "2023-11-03 09:00:00", BODY[1], BODY[2]]
    assert not byline_under_title.under_title(View("\n".join(lines)), {})


def test_a_question_that_reads_like_text_is_the_title_over_its_stamp() -> None:
    title = "我家责任田边的水渠堵了好几个月，找过村里也找过镇里，都说不归他们管，请问这件事到底应该由谁负责？"
    found = clean("\n".join((title, "2023-11-02 08:41:12", *BODY)), media_type="text/plain", options=Options(placeholders="keep"))
    assert (found.title, found.text.split("\n")) == (title, [*BODY])


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1493", "主题", "2万", "帖子"), 4),
        (("粉丝", "12", "获赞"), 0),  # too short
        (("积分", "21", "积分", "18"), 0),  # one word: a table
    ],
)
def test_columns_of_a_panel(lines: tuple[str, ...], found: int) -> None:
    assert len(panel.find(View("\n".join((*lines, *BODY))), {})) == found


@pytest.mark.parametrize(
    ("foot", "opens"),
    [
        (("（來源：新華社）", "責任編輯：趙霁"), True),
        (("責任編輯：趙霁",), False),
        (("（來源：新華社）", "責任編輯：趙霁", BODY[0]), False),  # the text goes on
    ],
)
def test_two_kinds_that_end_a_text_open_the_gate(foot: tuple[str, ...], opens: bool) -> None:
    view = View("\n".join((*BODY, *foot)))
    assert gate_opens(view, rule_set("boilerplate").find(view)) is opens
