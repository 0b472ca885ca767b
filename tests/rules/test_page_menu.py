"""The heuristic for menus looks only beside confirmed chrome, and leaves what documents begin and end with."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.rules.heuristics import page_menu
from pipeline.rules.view import View

TEXT = (
    "会议指出，去年全市粮食总产再创新高，成绩来之不易。各级各部门要保持清醒头脑，看到农田水利欠账较多等问题依然突出。",
    "会议强调，农时不等人，各地要把春耕备播当作眼下最要紧的事情来抓，主要负责同志要亲自过问，遇到困难及时协调解决。",
    "会议要求，要抓紧抢修水毁渠道，备足种子肥料，把农技人员派到田间地头，确保不误农时，为全年丰收打下坚实基础。",
)
MENU = ("首页", "新闻", "财经", "体育", "娱乐", "科技")
BYLINE, FOOT = "BYLINE", "FOOT"
CLAIMS = {BYLINE: "byline.time-source", FOOT: "legal.copyright"}


def _found(*lines: str, claims: dict[str, str] | None = None) -> list[str]:
    view = View("\n".join(lines))
    claims = CLAIMS if claims is None else claims
    claimed = {i: claims[line.content] for i, line in enumerate(view.lines) if line.content in claims}
    return [view.lines[hit.first].content for hit in page_menu.find(view, claimed)]


def test_a_menu_above_the_by_line_and_a_list_below_the_foot_are_found() -> None:
    found = _found(*MENU, "全市春季农业生产现场会召开", BYLINE, *TEXT, FOOT, "网站群", "移动端")
    assert found == [*MENU, "网站群", "移动端"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param((*MENU, *TEXT, FOOT), id="no-confirmed-line-above"),
        pytest.param((BYLINE, *MENU, *TEXT, FOOT), id="below-the-by-line"),
        pytest.param(("首页", "新闻", BYLINE, *TEXT, FOOT), id="too-few"),
        pytest.param(("月照平湖水", "风吹柳岸花", "渔舟归浦晚", "灯火两三家", "夜半钟声远", BYLINE, *TEXT, FOOT), id="verse"),
        pytest.param((BYLINE, *TEXT, "某某市总工会", "2021年3月5日", FOOT), id="signature-above-the-foot"),
        pytest.param((BYLINE, *TEXT, FOOT, "附件：名单", "联系人：张明", "2021年3月5日"), id="annex-below-the-foot"),
        pytest.param((BYLINE, TEXT[0], "短行甲", "短行乙", *TEXT[1:], FOOT), id="inside-the-text"),
        pytest.param((*MENU, BYLINE, "没有正文", FOOT, "甲", "乙"), id="no-text"),
    ],
)
def test_what_may_be_the_documents_own_stays(lines: Sequence[str]) -> None:
    assert _found(*lines) == []


def test_one_kind_of_evidence_is_not_enough() -> None:
    assert _found(*MENU, BYLINE, *TEXT, claims={BYLINE: "byline.time-source"}) == []


def test_a_share_bar_is_no_foot() -> None:
    claims = {BYLINE: "byline.time-source", FOOT: "share.bar"}
    assert _found(BYLINE, *TEXT, FOOT, "渡口的风", "比记忆更轻", "一支橹", claims=claims) == []


def test_stray_sentences_beyond_the_run_hold_the_edge_back() -> None:
    teasers = [TEXT[0], "短行", *["某地举行活动"] * 12, TEXT[1]]
    assert _found(BYLINE, *TEXT, *TEXT, FOOT, *["某地举行活动"] * 12, *teasers) == []
