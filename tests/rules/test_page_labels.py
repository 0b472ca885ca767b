"""Lines of labels and values, and lines of a site's own words: what makes them chrome, and what keeps them."""

from __future__ import annotations

import pytest

from pipeline import Document, Options, clean
from pipeline.rules.heuristics import byline, site_words

BODY = "入夏以来，桥头镇组织劳力三百余人，清理水渠十一公里，修复涵闸四座，为晚稻灌溉打下了基础，群众都说今年心里有底。"
MORE = "下一步，镇里将把每条支渠的管护责任落实到户，谁家的田谁家管水，每月初一由用水协会逐段检查，结果张榜公布。"


def _clean(*lines: str) -> Document:
    return clean("\n".join(lines), media_type="text/plain", options=Options(placeholders="keep"))


@pytest.mark.parametrize("line", [*byline.RULE.removes, *site_words.RULE.removes])
def test_the_line_goes_from_the_head_of_a_text(line: str) -> None:
    text = _clean("桥头镇清渠记", line, BODY, MORE).text
    assert line not in text
    assert text.endswith(f"{BODY}\n{MORE}")


@pytest.mark.parametrize("line", [*byline.RULE.keeps, *site_words.RULE.keeps])
def test_the_near_miss_stays_in_a_clean_text(line: str) -> None:
    assert line in _clean(BODY, line, MORE).text.split("\n")


def test_the_values_of_the_labels_are_lifted() -> None:
    found = _clean("桥头镇清渠记", "索取号：QY-01 来源：水利站 发布时间：2021-12-01 17:20 【字体：大 中 小】 阅读：", BODY, MORE).metadata
    assert (found["source"], str(found["published"])[:10]) == ("水利站", "2021-12-01")


def test_the_documents_own_time_and_place_stay_below_the_pages_labels() -> None:
    own = ["时间：2022年4月11日上午", "地点：三楼会议室"]
    assert _clean("首页 > 会议", "渠道管护会议纪要", "发布时间：2022-04-13 09:10 信息来源：办公室 点击数：77", *own, BODY, MORE, "【打印】【关闭】").text.split("\n")[:2] == own


def test_a_minute_above_the_text_is_the_pages() -> None:
    document = _clean("渠边夜话", "小河 · 2017-06-11 09:12 · 1832", BODY, MORE, "上一篇：没有了", "发表评论")
    assert (document.title, document.text.split("\n")) == ("渠边夜话", [BODY, MORE])


@pytest.mark.parametrize("line", ["2017-03-21 山里人 阅 1,203 转 41", "2014-03-22 | 阅:8816 转:142", "2015-01-04 阅 12"])
def test_counts_of_one_character_are_the_pages(line: str) -> None:
    document = _clean("渠边夜话", line, "分享 收藏", BODY, MORE)
    assert (document.title, document.metadata.get("published"), document.text.split("\n")) == ("渠边夜话", line[:10], [BODY, MORE])


def test_a_day_with_a_way_to_travel_stays() -> None:
    assert "2015-01-04 转 8 路车" in _clean("渠边夜话", "2015-01-04 转 8 路车", BODY, MORE).text


def test_labels_below_the_text_are_a_foot_when_there_are_three() -> None:
    assert _clean(BODY, MORE, "相关文章", "热门资讯", "网友点评").text.split("\n") == [BODY, MORE]
    assert _clean(BODY, MORE, "相关文章", "热门资讯").text.split("\n") == [BODY, MORE, "相关文章", "热门资讯"]


def test_a_glued_menu_is_cut_at_its_blanks() -> None:
    menu = "设为首页 加入收藏 网站首页 走进桥头 政务公开 办事服务 互动交流 魅力桥头 热搜词：营商环境 疫苗接种 公租房 站内搜索 English 长辈版"
    assert menu[:4] not in _clean(menu, "桥头镇清渠记", BODY, MORE, "【打印】【关闭】").text


@pytest.mark.parametrize(
    "line",
    [
        "版权说明：本文档由用户提供并上传，收益归属内容提供方，若内容存在侵权，请进行举报或认领",
        "声明：本站文章均来自网络，如有侵权请联系我们删除。",
        "本文档由网友上传，版权归原作者所有，如侵犯您的权益请联系删除",
        "免责声明：本站资料大部分来源于互联网，仅供学习交流使用。",
        "《工作总结》由会员分享，可在线阅读，更多相关内容请在某某文库搜索。",
        "标签： 安全生产会议讲话",
        "标签：党建 总结",
        "Tags: 讲话稿",
        "赞 0 赏 分享",
        "点赞(12) 打赏 收藏",
        "收藏 0 踩 赞 3",
        "回复 踩2 赞3 收藏",
    ],
)
def test_what_no_rule_of_its_own_says_goes_by_what_it_is_made_of(line: str) -> None:
    page = ["首页 > 新闻 > 正文", "桥头镇清渠记", BODY, MORE, line, "【打印】【关闭】"]
    assert _clean(*page).text.split("\n")[-2:] == [BODY, MORE]
