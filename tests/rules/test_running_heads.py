"""Running heads beside page numbers, bare page numbers, lists inside texts, and what is none of them."""

from __future__ import annotations

from pipeline import Options, clean

FIRST = "今年三月以来，我们走访了九个自然村，同二十多位老人谈了话，把水渠的走向、分水的规矩和用水的账目都抄了下来。"
SECOND = "整修以后，上下游每五天轮一次水，闸门钥匙由两个村各管一把，谁家浇地先到值班室登记，月底张榜公布。"
HEAD = ("首页 > 范文大全 > 调查报告", "水渠整修调查报告", "来源：某某网 2015-05-04 10:20")


def _text(*lines: str) -> list[str]:
    return clean("\n".join((*HEAD, *lines)), media_type="text/plain", options=Options(placeholders="keep")).text.split("\n")


def test_a_chapter_name_beside_each_counter_is_joined_over() -> None:
    cut = SECOND, FIRST[:30], "第 1 页 共 3 页", "水利工程调查", FIRST[30:], SECOND[:30], "第 2 页 共 3 页", "水利工程调查", SECOND[30:]
    assert _text(*cut) == [SECOND, FIRST, SECOND]


def test_a_line_beside_one_counter_that_nothing_else_names_stays() -> None:
    assert "分水的规矩" in _text(FIRST, "第 1 页 共 3 页", "分水的规矩", SECOND)


def test_bare_numbers_without_a_running_head_stay() -> None:
    lines = [FIRST, "1", "甲组管上游", "2", "乙组管下游", SECOND]
    assert _text(*lines) == lines


def test_numbers_behind_different_names_are_rows_of_a_table() -> None:
    lines = [FIRST, "上游村    12", "中游村    15", "下游村    18", SECOND]
    assert _text(*lines) == lines


def test_a_list_of_books_inside_the_text_stays() -> None:
    lines = [FIRST, "推荐阅读：", "1.鲁滨逊漂流记", "2.海底两万里", SECOND]
    assert [line for line in lines if line not in _text(*lines)] in ([], ["推荐阅读："])


def test_a_heading_among_others_of_its_kind_stays() -> None:
    lines = [FIRST, "办事指南", "每个事项写明到哪里办、带什么、多长时间。", "政务公开", "文件一律提供原文，不得只贴图片。", "联系我们", "公布值班室和水管站的电话。", SECOND]
    assert _text(*lines) == lines


def test_a_paragraph_that_ends_in_a_comma_goes_on_below_the_chrome() -> None:
    assert _text("承包期满以后，应当把闸门修好、把账目交清，", "下一页 1 2 3", "逾期不办的，由村里代办。", FIRST)[0] == "承包期满以后，应当把闸门修好、把账目交清，逾期不办的，由村里代办。"


def test_a_salutation_that_ends_in_a_comma_does_not_go_on() -> None:
    assert _text("各位乡亲，", "分享到：微信 微博 QQ空间", FIRST)[0] == "各位乡亲，"


def test_a_head_without_a_number_is_told_by_the_sentences_that_it_cuts() -> None:
    cut = SECOND, FIRST[:33], "某某水利工程公司", "example.com 让水更清", FIRST[33:], SECOND[:31], "某某水利工程公司", "example.com 让水更清", SECOND[31:]
    assert _text(*cut) == [SECOND, FIRST, SECOND]


def test_a_head_with_fields_counts_its_pages() -> None:
    cut = SECOND, FIRST[:33], "文件编号：SL-17 版本：A 页次：1/3", FIRST[33:], SECOND, "文件编号：SL-17 版本：A 页次：2/3", FIRST
    assert _text(*cut) == [SECOND, FIRST, SECOND, FIRST]


def test_a_refrain_between_whole_paragraphs_stays() -> None:
    lines = [FIRST, "水是大家的水", SECOND, "水是大家的水", FIRST]
    assert _text(*lines) == lines


def test_a_passage_that_comes_again_with_its_surroundings_stays() -> None:
    lines = [SECOND, FIRST[:33], "分水的规矩写在碑上", FIRST[33:], SECOND, FIRST[:33], "分水的规矩写在碑上", FIRST[33:]]
    assert _text(*lines).count("分水的规矩写在碑上") == 2


def test_speech_reported_in_a_judgment_is_no_notice_of_the_site() -> None:
    told = "去年四月，张某在网上买下一册族谱，页面标明是孤本。张某收到后发现是复印件，遂要求退款。店铺称：“页面最下方已有声明，图片仅供参考，不作依据。”双方协商不成，诉至法院。"
    assert told in _text("【基本案情】", told, FIRST)


def test_words_that_a_page_set_on_lines_of_their_own_stay() -> None:
    words = ["然后", "承诺对象", "等待", "承诺对象", "返回", "承诺对象"]
    lines = [SECOND] + [part for word in words for part in ("这一步先登记用水的人家，再看闸门的开度，最后调用", word, "来算出每一户应当分到多少水")]
    assert [line for line in _text(*lines) if line == "承诺对象"] == ["承诺对象"] * 3


def test_counts_that_stand_alone_in_a_line_of_data_stay() -> None:
    row = "电池 1200 毫安，支持快充，待机两天 1300 毫安，支持快充，待机三天 1400 毫安，支持快充，待机四天"
    assert row in _text(FIRST, row, SECOND)
