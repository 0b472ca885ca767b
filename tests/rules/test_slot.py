"""Where a body of short lines stands, and which names of buttons are its own."""

from __future__ import annotations

import pytest

from pipeline.rules.buttons import own_names
from pipeline.rules.load import rule_set
from pipeline.rules.slot import claim, reach, slot
from pipeline.rules.view import view_of

BYLINE, FOOT, SHARE, CRUMB = "byline.time-source", "related.heading", "english.share Share this", "nav.breadcrumb"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        pytest.param([CRUMB, BYLINE, None, None, None, FOOT], (2, 4), id="between"),
        pytest.param([BYLINE, None, None, FOOT, None], None, id="too-few"),
        pytest.param([BYLINE, None, BYLINE, None, None, None, FOOT], (3, 5), id="the-last-byline-over-it"),
        pytest.param([BYLINE, None, None, None], None, id="no-foot"),
        pytest.param(["byline.editor", None, None, None, FOOT], None, id="an-editor-stands-below"),
        pytest.param([SHARE, None, None, None, SHARE], (1, 3), id="between-two-share-bars"),
        pytest.param([SHARE, None, None, None, f"{SHARE} now"], None, id="other-words"),
    ],
)
def test_the_slot_lies_between_byline_and_foot(lines: list[str | None], place: tuple[int, int] | None) -> None:
    assert slot(lines) == place


def test_the_text_reaches_up_to_a_slot_above_the_teasers_and_down_to_one_below_a_notice() -> None:
    page = [CRUMB, BYLINE, None, None, None, FOOT, None, None]
    assert reach(page, (6, 7)) == (2, 7)
    assert reach([None, *page], (0, 0)) == (0, 5)
    assert reach([None, *page[1:]], (0, 0)) == (0, 0)  # no breadcrumb: what stands first is the text
    assert reach([*page[:6], BYLINE, None], (7, 7)) == (7, 7)  # a by-line of its own
    assert reach(page, (3, 3)) == (3, 3)


def test_a_share_bar_is_claimed_with_its_words() -> None:
    assert claim("english.share", "Share this") == SHARE
    assert claim(BYLINE, "anything") == BYLINE
    assert claim(None, "anything") is None


def _own(text: str, *, page: bool = False) -> list[str]:
    view = view_of(text)
    return [view.lines[i].content for i in sorted(own_names(view, rule_set("boilerplate", ()).find(view), page=page))]


def test_where_nothing_else_was_found_names_of_buttons_are_the_texts() -> None:
    text = "怎样读电子书\n登录\n打印\n返回顶部\n都在最上面一排"
    assert _own(text) == ["登录", "打印", "返回顶部"]
    assert _own(text, page=True) == []


def test_a_lone_breadcrumb_is_the_pages() -> None:
    assert _own("首页 > 新闻 > 正文\n天晴了") == []


LONG = "这台机器放在图书馆的门口，不识字的老人也会用，屏幕上只有几个大字，照着按就行，按错了也不要紧，从头再来。"


def test_names_between_lines_of_the_text_stay() -> None:
    page = f"首页 > 服务 > 指南\n{LONG}\n借书\n打印\n登录\n还书\n{LONG}\n{LONG}\n版权所有 江城图书馆\n下载"
    assert _own(page) == ["打印", "登录"]


def test_a_lone_name_and_one_that_comes_again_are_the_pages() -> None:
    assert _own(f"首页 > 服务 > 指南\n{LONG}\n借书\n打印\n还书\n{LONG}\n版权所有 江城图书馆") == []
    assert _own(f"首页 > 服务 > 指南\n{LONG}\n借书\n打印\n{LONG}\n还书\n打印\n看书\n{LONG}\n版权所有 江城图书馆") == []


def test_several_names_on_a_line_are_a_bar() -> None:
    assert "打印 | 关闭" not in _own(f"首页 > 服务 > 指南\n{LONG}\n借书\n打印 | 关闭\n登录\n还书\n{LONG}\n版权所有 江城图书馆")
