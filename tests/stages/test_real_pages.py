"""Kinds of chrome that pages of many sites share, in pages of our own: what a site leaves over a title, sets below it, and writes into sentences."""

from __future__ import annotations

import pytest

from pipeline import Options, clean

TITLE = "红旗渠清淤情况汇报"
BODY = [
    "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了基础，成绩来之不易，值得肯定。",
    "各村要把巡查的责任落到人头，发现问题当天上报，一周之内办结，办结之后拍照存档，不得拖延。",
]


@pytest.mark.parametrize("line", ["小编：小荷", "時間:2023-04-09 15:35:47     小編:zdfb", "【字体：", "某某水利网  2020年01月02日", "投稿：小荷 年级：六年级 时间：1年前", "精選 閲讀(3.15W)"])
def test_a_by_line_alone_between_title_and_text_goes(line: str) -> None:
    document = clean("\n".join([TITLE, line, *BODY]), media_type="text/plain")
    assert (document.title, document.text.split("\n")) == (TITLE, BODY)


@pytest.mark.parametrize("line", ["正文", "國內", ")", "2022-05-18 10:30"])
def test_what_a_site_leaves_over_the_title_goes(line: str) -> None:
    document = clean("\n".join([line, TITLE, *BODY]), media_type="text/plain")
    assert (document.title, document.text.split("\n")) == (TITLE, BODY)


def test_the_title_over_the_foot_of_a_page_goes() -> None:
    document = clean("\n".join([TITLE, *BODY, "首先把闸门检修一遍", TITLE, "点击下载", "本文链接：http://www.example.com/1.html"]), media_type="text/plain")
    assert document.text.split("\n") == [*BODY, "首先把闸门检修一遍"]


def test_a_caption_that_stands_twice_is_no_title() -> None:
    caption = "縣長(右5)與鄉親一起慶祝通水。(記者王大同攝)"
    page = ["三縣聯手治水 農民笑開懷", caption, caption, "2018/12/25 10:25", "〔記者王大同／竹溪報導〕" + BODY[0], BODY[1]]
    assert clean("\n".join(["為達最佳瀏覽效果，建議使用 Chrome 或 Firefox 瀏覽器。", *page]), media_type="text/plain").title == page[0]


def test_an_article_that_defines_its_subject_has_it_for_a_title() -> None:
    text = "A commencement speech or graduation address is a speech that is given to students, mostly at a university, when they have passed all their examinations."
    document = clean(f"Commencement Speech\n{text}", media_type="text/plain")
    assert (document.title, document.text) == ("Commencement Speech", text)


def test_an_address_in_pieces_leaves_the_sentence_whole() -> None:
    document = clean(f"{TITLE}\n{BODY[0][:20]}( http: / / www.example.com ){BODY[0][20:]}\n{BODY[1]}", media_type="text/plain", options=Options(placeholders="keep"))
    assert document.text.split("\n") == BODY
