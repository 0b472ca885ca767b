"""What model-essay sites and libraries set around and into texts: the examples of the heuristics hold, and so do whole pages."""

from __future__ import annotations

import pytest

from pipeline import Options, clean
from pipeline.rules.heuristics import Heuristic, bulleted_head, collected_links, stray_dot, teaser
from pipeline.rules.heuristics.byline_under_title import UNDER_TITLE, under_title
from pipeline.rules.view import View

BODY = "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易。"
MORE = "下一步，各村要把剩下的三条支渠清完，开春以前通水，不误一亩地，也不欠一个工。"


@pytest.mark.parametrize("heuristic", [bulleted_head, collected_links, stray_dot, teaser], ids=lambda heuristic: heuristic.RULE.id)
def test_examples_of_a_heuristic_hold(heuristic: Heuristic) -> None:
    for text in heuristic.RULE.removes:
        assert heuristic.find(View(text), {}), text
    for text in heuristic.RULE.keeps:
        assert list(heuristic.find(View(text), {})) == [], text


@pytest.mark.parametrize("text", [text for text in UNDER_TITLE.removes if "李四" in text])
def test_a_stamp_under_a_title_goes(text: str) -> None:
    assert under_title(View(text), {})


@pytest.mark.parametrize("names", ["张三丰李四海", "张三丰", "张三 李四海", ""])
@pytest.mark.parametrize("over", ["", "APP下载\n"])
def test_a_day_over_an_issue_needs_no_writer(over: str, names: str) -> None:
    document = clean(f"{over}城市社区治理的动力\n2024-06-11{names}\n行政论坛 2023年12期\n关键词:社区治理\n{BODY}")
    assert document.text == BODY
    assert document.metadata["published"] == "2024-06-11"


@pytest.mark.parametrize(
    ("raw", "title", "text"),
    [
        pytest.param(f"版权说明：本文档由用户提供并上传，收益归属内容提供方\n文档简介\n春灌用水管理制度一、总则\n{BODY}", "春灌用水管理制度", f"一、总则\n{BODY}", id="before-the-first-heading"),
        pytest.param(f"关于做好春灌工作的实施方案一、总体要求。{BODY}", "关于做好春灌工作的实施方案", f"一、总体要求。{BODY}", id="before-the-first-point"),
        pytest.param(f"春灌不误农时靠大家\n春灌不误农时靠大家 {BODY}\n春灌不误农时靠大家", "春灌不误农时靠大家", BODY, id="three-times"),
        pytest.param(f"春灌合同协议书简单版五篇\n张小三老师\n春灌合同协议书篇一\n{BODY}", "春灌合同协议书简单版五篇", f"张小三老师\n春灌合同协议书篇一\n{BODY}", id="over-a-teacher"),
    ],
)
def test_a_title_is_parted(raw: str, title: str, text: str) -> None:
    document = clean(raw)
    assert (document.title, document.text) == (title, text)
    assert clean(document.text).text == document.text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"我就春灌作三点小结报告一、用水。{BODY}", id="a-speaker"),
        pytest.param(f"春灌不误农时靠大家\n春灌不误农时靠大家，{BODY}\n春灌不误农时靠大家", id="a-refrain"),
        pytest.param(f"春灌不误农时靠大家，也靠天。\n{BODY}\n{MORE}\n春灌不误农时靠大家", id="a-last-word"),
    ],
)
def test_what_only_looks_like_one_stays(raw: str) -> None:
    assert clean(raw).text == raw


@pytest.mark.parametrize("mode", ["rules", "cautious"])
def test_the_title_of_the_first_of_several_texts_is_no_menu(mode: str) -> None:
    head = "读《水经》有感实用20篇\n下面是小编为大家整理的水经读后感，希望能帮助到大家。\n浏览\n5073\n作文\n1000\n春灌日记观后感\n全文共 1558 字\n+ 加入清单"
    document = clean(f"{head}\n{BODY}{MORE}\n{MORE}{BODY}", options=Options(mode=mode))
    assert document.title == "读《水经》有感实用20篇"
    assert document.metadata["x-subtitle"] == "春灌日记观后感"
    assert document.text == f"{BODY}{MORE}\n{MORE}{BODY}"


def test_the_head_of_a_part_stays_among_chrome() -> None:
    head = "手机阅读\n春灌用水协议书(3篇)\n格式:DOC 上传日期:2022-04-05 08:30:00 页码:8\n2022-04-05 08:30:00    小编:CGYS"
    offer = "说到用水协议，村里人都不陌生。以下是小编为大家整理的几篇范文，供大家参考，希望对您有所帮助。"
    document = clean(f"{head}\n{offer}\n有关春灌用水协议书(精)一\n地址:\n法定代表人: 联系电话:\n{BODY}\n{MORE}\n{BODY}{MORE}")
    assert document.text.startswith("有关春灌用水协议书(精)一\n地址:")


def test_a_jammer_leaves_the_number_of_an_item() -> None:
    document = clean(f"{BODY}\n4 U+ Z. t1 D& z3 n i% D2 k% r6 a\n* x* F9 R' {{\" K 1.清渠，三条支渠一并清。\n8 T- a. K) x7 l4 Z+ ^ (2)通水，开春以前通到田头。\n! u0 u, t) G. P\" J* g\n{MORE}")
    assert document.text == f"{BODY}\n1.清渠，三条支渠一并清。\n(2)通水，开春以前通到田头。\n{MORE}"


def test_an_issue_goes_with_the_minute_over_it() -> None:
    document = clean(f"城市社区治理的动力与方向\n2024-01-02 08:28\n行政论坛 2023年12期\n关键词:社区治理\n(某大学 行政学院,某省 某市 730000)\n{BODY}\n{MORE}")
    assert "2023年12期" not in document.text
    assert "关键词" not in document.text


@pytest.mark.parametrize("mode", ["rules", "cautious"])
def test_a_text_with_points_of_its_own_keeps_them(mode: str) -> None:
    text = f"亚伯拉罕.林肯说过的.话很多。\n{BODY}"
    assert clean(text, options=Options(mode=mode)).text == text
