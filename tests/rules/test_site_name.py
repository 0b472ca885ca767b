"""The name of a site is learnt from the page itself, and goes where it stands parted from other words."""

from __future__ import annotations

import pytest

from pipeline import Options, clean

BODY = [
    "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了坚实的基础。",
    "各村要趁农闲把配套的闸门、桥涵一并修好，钱从哪里出、活由谁来干，都要上墙公示。",
    "清淤不是一锤子买卖，要建立常年管护的队伍，定人、定段、定责，年底按实绩兑现报酬。",
]
FOOT = ["上一篇：春灌工作安排", "江村文库版权所有 京ICP备00000000号"]


def _page(top: str, body: list[str] = BODY, foot: list[str] = FOOT) -> str:
    return clean("\n".join([top, "首页 > 讲话 > 水利", "在冬修水利会上的讲话", *body, *foot]), options=Options(mode="rules")).text


@pytest.mark.parametrize("top", ["江村文库 农民的好帮手", "江村文库", "江村文库手机版"])
def test_the_name_that_the_foot_tells_goes_from_the_top(top: str) -> None:
    assert _page(top).split("\n") == BODY


def test_a_name_that_opens_top_and_bottom_is_the_sites() -> None:
    assert _page("江村文库 分享每一篇", foot=["上一篇：春灌工作安排", "关于我们 | 联系我们", "江村文库 一路同行"]).split("\n") == BODY


def test_a_name_that_the_text_speaks_of_stays() -> None:
    body = [*BODY, "今天到会的还有江村文库的志愿者，他们给各村送来了两千册农技图书，请大家回去以后用好。"]
    assert "江村文库 二〇二三年工作回顾" in _page("江村文库 二〇二三年工作回顾", body)


def test_offices_sign_with_their_names() -> None:
    body = [*BODY, "江村水利站"]
    assert _page("首页", body, ["打印本页 关闭窗口", "版权所有：江村水利站"]).split("\n")[-1] == "江村水利站"
