"""Heuristics that look at more than a line: running headers, numbered links, numbered titles, pages on one short line, and when the gate opens."""

from __future__ import annotations

import pytest

from pipeline import Document, Options, clean
from pipeline.rules.gate import gate_opens
from pipeline.rules.load import rule_set
from pipeline.rules.view import View

LEAD = "一季度，桥头社区十二名网格员共走访居民四千二百户次，上报各类事项三百一十七件，办结三百零二件，其余已说明原因。"
NEXT = "下一步，社区将把每周三定为集中敲门日，书记、主任带队，一栋楼一栋楼地敲过去，把问题记在本子上，逐件答复。"


def _clean(*lines: str, mode: str = "cautious") -> Document:
    return clean("\n".join(lines), media_type="text/plain", options=Options(mode=mode, placeholders="keep"))


def test_a_running_header_goes_with_its_page_numbers_and_the_sentence_is_whole() -> None:
    header = "桥头社区工作简报 第4期"
    document = _clean(header, LEAD[:40], "— 1 —", header, LEAD[40:], NEXT[:30], "— 2 —", header, NEXT[30:])
    assert header not in document.text
    assert document.text.split("\n") == [LEAD, NEXT]


def test_a_line_beside_one_page_number_only_is_no_header() -> None:
    document = _clean(LEAD[:40], "— 1 —", "网格员名单", LEAD[40:], NEXT[:30], "— 2 —", NEXT[30:])
    assert "网格员名单" in document.text


FRAME = ("首页 > 范文大全 > 讲话稿", "时间：2021-03-05 10:11 来源：网友投稿")


@pytest.mark.parametrize(
    ("items", "stay"),
    [
        pytest.param(["1.乡村环境整治讲话稿", "2.党委书记在推进会上的讲话"], False, id="model-texts"),
        pytest.param(["1、鲁滨逊漂流记", "2、海底两万里", "3、城南旧事"], True, id="books"),
        pytest.param(["1.讲话稿", "3.总结"], True, id="not-counted"),
    ],
)
def test_a_numbered_list_below_a_heading_of_links(items: list[str], stay: bool) -> None:
    text = _clean(*FRAME, LEAD, NEXT, "相关文章：", *items, "上一篇：没有了").text
    assert [item in text for item in items] == [stay] * len(items)


def test_books_recommended_by_a_clean_text_stay() -> None:
    lines = [LEAD, NEXT, "推荐阅读：", "1、鲁滨逊漂流记", "2、海底两万里"]
    assert _clean(*lines).text.split("\n") == lines


def test_one_line_that_two_rules_know_opens_no_gate() -> None:
    rules = rule_set("boilerplate")
    view = View(f"{LEAD}\n推荐阅读：")
    hits = rules.find(view)
    assert len({hit.rule.family for hit in hits}) >= 2
    assert not gate_opens(view, hits)


def test_titles_with_a_number_make_a_compilation() -> None:
    document = _clean("首页 > 范文", "采砂检查的通知 1", LEAD, "采砂检查的通知 2", NEXT)
    assert "multi_document" in document.flags


def test_a_short_page_on_one_line() -> None:
    body = "各股室：定于明天下午三点在二楼小会议室召开防汛碰头会，请准时参加，并带上值班表和物资清单，会上逐一核对。"
    page = f"您好，欢迎访问好材料网 您的位置：首页 > 通知 关于召开防汛碰头会的通知 {body}本文标题：关于召开防汛碰头会的通知 本文地址：http://www.example.com/1208 .html"
    assert "".join(_clean(page).text.split()) == "".join(body.split())


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        pytest.param("关于更换门禁卡的通知", "各楼栋住户：", True, id="notice"),
        pytest.param("区政府第十二次常务会议纪要", "时间：2022年4月11日上午", True, id="minutes"),
        pytest.param("房屋租赁合同", "甲方（出租方）：王有田", True, id="contract"),
        pytest.param("Council Delays Vote on Riverside Plan", f"The council voted on Tuesday to delay the plan, {'saying that residents needed time, ' * 3}she said.", True, id="english"),
        pytest.param("首批共享洗衣房进了老旧小区", f"（记者 方圆）{LEAD}", True, id="news"),
        pytest.param("他没有说话", LEAD, False, id="story"),
        pytest.param("The Shop on Alder Street", "Open Monday through Saturday.", False, id="no-lead"),
    ],
)
def test_first_lines_that_are_titles(first: str, second: str, title: bool) -> None:
    document = _clean(first, second, LEAD, NEXT)
    assert document.title == (first if title else None)
    assert _clean(document.text).text == document.text


def test_the_scorer_does_not_take_the_title_with_the_lines_beside_it() -> None:
    page = ["江城论坛 » 生活 › 城事", "返回列表 发新帖 回复", "我市首条跨江慢行步道今日开放", "查看: 2381|回复: 17 [复制链接]", "小江豚", "发表于 2021-10-2 08:02:15 | 只看该作者", LEAD, NEXT]
    document = _clean(*page)
    assert document.title == page[2]
    assert document.text.split("\n") == [LEAD, NEXT]


RUNNING = "The council met on Tuesday evening and agreed, after two hours of debate, to repair the old bridge before the winter begins."
AROUND = ("Facebook", "Instagram", "Back to top", "Privacy Policy", "© 2021 Harwell Courier. All rights reserved.")


@pytest.mark.parametrize(
    ("lines", "opens"),
    [
        ((RUNNING, *AROUND), True),
        ((RUNNING, AROUND[0], AROUND[1], AROUND[4]), False),  # two kinds
        ((RUNNING, *AROUND, RUNNING), False),  # inside the running text, like the list of a text about websites
        (AROUND, False),  # no running text to stand around
    ],
    ids=["around", "two-kinds", "inside", "alone"],
)
def test_three_common_kinds_around_running_text_open_the_gate(lines: tuple[str, ...], opens: bool) -> None:
    view = View("\n".join(lines))
    hits = rule_set("boilerplate").find(view)
    assert all(hit.rule.common for hit in hits if hit.rule.action != "mark")
    assert gate_opens(view, hits) is opens
