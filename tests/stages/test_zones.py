"""The scorer judges only beyond chrome that stands around a document: what is written into it opens no zone."""

from __future__ import annotations

import pytest

from pipeline import clean

A = "入冬以来,全镇组织劳力三千多人次,清淤渠道四十公里,为明年春灌打下了基础,成绩来之不易。"
B = "各村要趁农闲把配套的闸门、桥涵一并修好,钱从哪里出、活由谁来干,都要上墙公示,接受监督。"
C = "清淤不是一锤子买卖,要建立常年管护的队伍,定人、定段、定责,年底按实绩兑现报酬。"
HEAD = "您好,欢迎访问某某文库\n当前位置:首页 > 范文 > 讲话\n"
ENDINGS = ("我的讲话完了,谢谢大家!", "最后,祝大家工作顺利,谢谢!", "我就讲这些。", "以上意见,请认真研究落实。", "散会。", "天气凉了,注意保暖。")
FEET = ("", "\n下载本文档\n收藏 分享(赏)\n展开阅读全文", "\n推荐访问:水利 清淤 管护", "\n版权说明：本文档由用户提供并上传，若内容存在侵权，请进行举报或认领")


@pytest.mark.parametrize("counter", ["第{}页 共3页", "{}/3"])
@pytest.mark.parametrize("head", ["", HEAD], ids=["no-head", "head"])
@pytest.mark.parametrize("foot", FEET, ids=["no-foot", "buttons", "keywords", "notice"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_short_last_line_after_a_page_counter_stays(ending: str, foot: str, head: str, counter: str) -> None:
    pages = "\n".join(f"{text}\n{counter.format(i)}" for i, text in enumerate((A, B, C), 1))
    document = clean(f"{head}在全镇冬修水利会上的讲话\n同志们:\n{pages}\n{ending}{foot}")
    assert document.text.split("\n")[-1] == ending


def test_the_rows_of_a_calendar_are_neither_a_menu_nor_a_headline() -> None:
    races = "\n".join(f"{day:02d}/{month:02d} Stage {month}-{day} Rally Circuit {month}" for month in range(1, 11) for day in (4, 11, 18, 25))
    head = "Home\nNews\nSign in\nSubscribe to our newsletter\nCalendar of the season\n"
    foot = "\nRelated articles\n" + "\n".join(
        f"The team of driver {n} presented its new car on Monday, after a long winter, in front of two thousand guests and the press." for n in range(3)
    )
    page = f"{head}{races}{foot}\nPrivacy policy\nTerms of use\nCopyright 2019 Racing Site. All rights reserved."
    text = clean(page).text
    assert sum(line in text for line in races.split("\n")) == 40


def test_a_menu_goes_on_beyond_the_last_line_that_a_rule_knows_up_to_the_line_beside_the_body() -> None:
    menu = ["Our Team", "Case Studies", "Pricing", "Partners", "Solutions", "Industries", "Customers", "Webinars"]
    sentence = "The council met on Tuesday evening and agreed, after two hours of debate, to repair the old bridge before the winter begins."
    body = [sentence, sentence.replace("Tuesday", "Friday")]
    foot = ["Privacy Policy", "Terms of Use", "© 2021 Harwell Council. All rights reserved."]
    text = clean("\n".join(["Skip to main content", "Sign in", *menu, *body, *foot])).text
    assert text.split("\n") == [menu[-1], *body]
