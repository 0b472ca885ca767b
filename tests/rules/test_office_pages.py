"""Pages of offices, papers and journals: what their tables say is recorded, and what an announcement holds stays."""

from __future__ import annotations

import pytest

from pipeline import Document, Options, clean

FIRST = "今年三月以来，我们走访了九个自然村，同二十多位老人谈了话，把水渠的走向、分水的规矩和用水的账目都抄了下来。"
SECOND = "整修以后，上下游每五天轮一次水，闸门钥匙由两个村各管一把，谁家浇地先到值班室登记，月底张榜公布。"


def _clean(*lines: str) -> Document:
    return clean("\n".join(lines), media_type="text/plain", options=Options(placeholders="keep"))


@pytest.mark.parametrize("blank", [(), ("",)])
def test_a_table_with_labels_and_values_on_lines_of_their_own_is_recorded(blank: tuple[str, ...]) -> None:
    rows = ("• 索引号：", *blank, "6100000000/2024-001005", "• 主题分类：", "• 发文机构：", *blank, "某某县人民政府办公室", "• 发文字号：", *blank, "某政发〔2024〕7号", "• 发文日期：", *blank, "2024年04月05日 16:40", "• 发布日期：", *blank, "2024年04月06日 16:34")
    document = _clean("返回顶部", "某某县渠道管护办法", *rows, FIRST, SECOND)
    assert document.text.split("\n") == [FIRST, SECOND]
    assert document.metadata["x-index-number"] == "6100000000/2024-001005"
    assert document.metadata["x-document-number"] == "某政发〔2024〕7号"
    assert document.metadata["x-issuer"] == "某某县人民政府办公室"
    assert document.metadata["x-written"] == "2024-04-05T16:40:00"
    assert document.metadata["published"] == "2024-04-06T16:34:00"


def test_empty_rows_at_the_end_of_a_line_of_the_table_take_no_label_for_their_value() -> None:
    row = "索引号：11530000015172622Y-/2018-1220012 公文目录：应急管理 发文日期：2017年06月28日 主题词： 文  号： 成文日期："
    document = _clean("首页 >> 公开信息内容", "关于印发渠道抢险应急预案的通知", row, FIRST, SECOND)
    assert row not in document.text
    assert (document.metadata["x-topic"], document.metadata["x-written"]) == ("应急管理", "2017-06-28")
    assert "x-document-number" not in document.metadata


def test_an_empty_row_does_not_take_the_title_for_its_value() -> None:
    document = _clean("首页 > 政务公开", "公开方式：", "关于开展春季植树活动的通知", FIRST, SECOND)
    assert document.title == "关于开展春季植树活动的通知"


def test_an_announcement_keeps_the_addresses_at_which_it_can_be_answered() -> None:
    lines = (FIRST, "通信地址：某某市中山路26号", "传真：0000-1234567", "县档案馆网站网址：www.example.gov.cn", "2022年12月5日")
    assert _clean("首页 -> 政务公开 -> 公告", "关于征求意见的公告", *lines).text.split("\n") == list(lines)


def test_a_heading_in_several_lines_that_comes_again_is_no_running_head() -> None:
    middle = "分水与用水账目核对"
    heading = ("《某某县乡村水渠走访、抄录整理、", middle, "管理办法》的通知")
    lines = [FIRST, "本办法适用于", middle, "的全部环节", "关于印发", *heading, SECOND, "某某县水利局", "全文如下", heading[0][1:], middle, "管理办法", "第一条为了管好渠道，分清水账，根据有关规定，结合本县实际，制定本办法。"]
    assert _clean("首页 > 政务公开 > 通知", *lines).text.split("\n")[-len(lines) :] == lines


def test_a_byline_below_short_lines_shows_no_title_among_them() -> None:
    lines = ["今年春灌开闸早", "全县水渠已清淤", "上游两村先放水", "其中南塘最顺当", "下游三村后浇地", "账目月底再张榜", "渠边老人都说好"]
    document = _clean(*lines, "记者：于文静、陈冬书", "编辑：沈文", "关于我们 | 广告服务 | 版权声明")
    assert document.title is None
    assert document.text.split("\n")[: len(lines)] == lines


def test_readings_in_brackets_go_from_titles_and_crumbs_too() -> None:
    body = "本報訊(記者 謝靚)全縣政協(xié)提案工作會5日召開，委員們經(jīng)過討論，政協(xié)機關和各政協(xié)小組共收到提案61件，政協(xié)已辦復50件，經(jīng)驗值得推廣。"
    document = _clean("首頁>政協(xié)·協(xié)商>提案", "全縣政協(xié)提案辦復五十件", "原標題:全縣政協(xié)提案辦復五十件", body)
    assert document.title == "全縣政協提案辦復五十件"
    assert "xié" not in str(document.metadata) + document.text


@pytest.mark.parametrize(("cut", "whole"), [(("渠首有一座小屋，老人叫它“", "看水房”，如今还在。"), "渠首有一座小屋，老人叫它“看水房”，如今还在。"), (("他翻出一本《", "分水账》，指给我们看。"), "他翻出一本《分水账》，指给我们看。")])
def test_a_line_that_ends_with_an_opening_mark_goes_on(cut: tuple[str, ...], whole: str) -> None:
    assert _clean(FIRST, *cut, SECOND).text.split("\n") == [FIRST, whole, SECOND]


def test_an_opening_mark_that_nothing_closes_stays_where_it_is() -> None:
    lines = [FIRST, "他在页边写了一个“", "看水房的门一直开着。", SECOND]
    assert _clean(*lines).text.split("\n") == lines


def test_a_press_release_in_simplified_characters_is_dated_at_its_end() -> None:
    document = _clean("渠务署署长在简报会开场发言（只有中文）", "************************", FIRST, SECOND, "完", "2022年12月1日（星期四）", "香港时间17时58分")
    assert document.title == "渠务署署长在简报会开场发言（只有中文）"
    assert document.text.split("\n") == [FIRST, SECOND, "2022年12月1日（星期四）"]
    assert document.metadata["published"] == "2022-12-01"


@pytest.mark.parametrize("title", ["在创建文明村镇动员大会上的讲话", "关于创建卫生县城的通知", "关于免费开放图书馆的通知", "关于做好网上登录注册工作的通知"])
def test_the_name_of_a_document_is_its_title_whatever_words_stand_in_it(title: str) -> None:
    assert _clean("首页 > 公文写作", title, FIRST, SECOND).title == title


@pytest.mark.parametrize("page", [(), ("首页 > 政务公开",)])
@pytest.mark.parametrize("number", [(), ("某府发〔2017〕92号",)])
def test_a_letter_that_sends_a_document_keeps_its_own_title_and_the_heading_of_what_it_sends(page: tuple[str, ...], number: tuple[str, ...]) -> None:
    title = "江城市人民政府印发《关于加强渠道管护的实施意见》的通知"
    letter = [*number, "各区人民政府，市政府各委、办、局：", "现将《关于加强渠道管护的实施意见》印发给你们，请认真按照执行。", "江城市人民政府", "2017年12月20日", "关于加强渠道管护的实施意见", FIRST, SECOND]
    document = _clean(*page, title, *letter)
    assert document.title == title
    assert document.text.split("\n") == letter
    assert "x-subtitle" not in document.metadata


def test_asterisks_of_different_numbers_hide_two_values_and_emphasise_nothing() -> None:
    said = "本次会议期间，截至*月*日**时，共收到提案***件，经审查立案**件。"
    assert clean(said, media_type="text/plain").text.count("[NUMBER]") == 2


def test_the_second_of_publishing_on_the_first_line_is_recorded_and_those_of_a_log_stay() -> None:
    assert (page := _clean("2014-4-30 10:23:20", FIRST, SECOND)).text.split("\n") == [FIRST, SECOND]
    assert page.metadata["published"] == "2014-04-30T10:23:20"
    log = ["2021-03-05 08:41:12", FIRST, "2021-03-06 09:20:01", SECOND]
    assert _clean(*log).text.split("\n") == log
