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


HIDDEN = ["隐藏内容", "此处内容需要权限查看", "• 普通用户特权:8.8积分", "登录后购买"]
PAGE_FOOT = ["上一篇：春灌工作安排", "下一篇：农机年检通知", "Copyright 2020 某某文库 版权所有"]


def test_a_short_sentence_below_a_hidden_part_ends_the_text() -> None:
    page = [*HEAD.split("\n")[:2], "在全镇冬修水利会上的讲话", A, B, *HIDDEN, ENDINGS[1], *PAGE_FOOT]
    assert clean("\n".join(page)).text.split("\n") == [A, B, ENDINGS[1]]


def test_where_and_when_a_statute_was_passed_stays_under_its_title() -> None:
    passed = "（2017年9月28日海州市第十五届人民代表大会常务委员会第七次会议通过）"
    page = ["法规库 登录 注册", "首页 > 法规 > 市容", "某市河道管理条例", "收藏 打印 下载", passed, f"第一条 {A}", f"第二条 {B}", *PAGE_FOOT]
    assert passed in clean("\n".join(page)).text


def test_a_body_of_short_lines_lies_between_byline_and_foot() -> None:
    verse = ["灯亮着", "像一条河停在半空", "我的兄弟在河底", "摸索一枚螺丝的纹路", "下一页是早晨", "请轻轻地翻"]
    page = ["诗歌园地 投稿 登录", "首页 > 现代诗", "献给夜班工人的诗", "作者：夜航 时间：2019-04-28 21:09 阅读：407", *verse, "上一首：麦田 下一首：无", "诗友都在读的十首诗", "Copyright 2019 诗歌园地 版权所有"]
    document = clean("\n".join(page))
    assert document.title == "献给夜班工人的诗"
    assert document.text.split("\n") == verse


@pytest.mark.parametrize("heading", ["## 一点说明", "# Using the tag"])
def test_headings_of_markdown_stay_in_the_zones(heading: str) -> None:
    page = [*HEAD.split("\n")[:2], heading, "展开阅读全文", A, B, C, *PAGE_FOOT]
    assert heading.lstrip("# ") in (clean("\n".join(page)).title or "") + clean("\n".join(page)).text


def test_the_title_between_a_menu_and_a_stamp_is_no_entry_of_the_menu() -> None:
    page = ["新闻 体育 汽车 房产 旅游 教育", "首页 > 历史 > 正文", "大学士", "查看更多文章>", "分享到", "一口老井的三百年", "2019-04-11 20:35", A, B, C, *PAGE_FOOT]
    assert clean("\n".join(page)).title == "一口老井的三百年"
