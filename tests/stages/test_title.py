"""The title is lifted where something proves it, with its repetitions; what only looks like a title stays in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from pipeline import clean
from pipeline.rules.view import View
from pipeline.stages.title import beside_byline
from pipeline.stages.title.form import is_below, is_furniture, is_headline, joined

BODY = "入冬以来,全镇组织劳力三千多人次,清淤渠道四十公里,为明年春灌打下了坚实的基础。"
NAME = "在全镇冬修水利现场会上的讲话"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        pytest.param(f"{NAME}\n同志们:\n{BODY}", NAME, id="first-line-before-a-salutation"),
        pytest.param(f"{NAME}\n\n(2021年12月3日)\n\n{BODY}", NAME, id="first-line-before-a-date"),
        pytest.param(f"(材料){NAME}\n{NAME}\n{BODY}", NAME, id="decorated-before-plain"),
        pytest.param(f"{NAME}【通用三篇】\n{NAME}\n{BODY}", NAME, id="decorated-behind"),
        pytest.param(f"{NAME}同志们:{BODY}", NAME, id="glued-before-a-salutation"),
        pytest.param(f"{NAME} {NAME} 同志们:{BODY}", NAME, id="twice-on-one-line"),
        pytest.param(f"冬修水利工作见成效 - 镇情要闻 - 某某镇政府网\n首页\n冬修水利工作见成效\n{BODY}", "冬修水利工作见成效", id="window-title"),
        pytest.param(f"上传人:a**b 页数:3\n镇办:{NAME}.docx_第1页\n{NAME}同志们:{BODY}", NAME, id="file-name-of-page-images"),
        pytest.param(f"冬修水利见成效\n发布时间:2021-12-03 来源:某某网\n{BODY}", "冬修水利见成效", id="line-over-a-by-line"),
        pytest.param(f"《{NAME}》\n本文标题:{NAME}\n{BODY}", NAME, id="named-by-the-site"),
    ],
)
def test_a_title_is_lifted(raw: str, title: str) -> None:
    document = clean(raw)
    assert document.title == title
    assert title not in document.text
    assert BODY in document.text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"同志们:\n{BODY}", id="salutation"),
        pytest.param(f"一、冬修水利\n{BODY}", id="heading"),
        pytest.param(f"{BODY}\n{BODY[:-1]},这是大家共同努力的结果。", id="sentence"),
        pytest.param("春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少", id="verse"),
        pytest.param(f"关于清淤任务\n关于管护任务\n{BODY}", id="two-lines-that-could-be-titles"),
        pytest.param("是的,我知道了。\n是的,我知道了。\n那就好。", id="dialogue-repeats"),
    ],
)
def test_what_is_no_title_stays(raw: str) -> None:
    document = clean(raw)
    assert document.title is None
    assert document.text == raw


@pytest.mark.parametrize(
    ("above", "title"),
    [
        pytest.param(["全镇冬修水利工作见成效_镇情要闻_桥头镇", "桥头镇", "全镇冬修水利工作见成效"], "全镇冬修水利工作见成效", id="window-title-above"),
        pytest.param(["水务要闻", "全镇冬修水利提前完工"], "全镇冬修水利提前完工", id="column-above"),
        pytest.param(["工作动态", "全镇冬修水利提前完...", "全镇冬修水利提前完工"], "全镇冬修水利提前完工", id="cut-short-above"),
        pytest.param(["在全镇冬修水利现场会上的", "讲 话", "（2021年12月3日）", "同志们："], NAME, id="split"),
        pytest.param(["桥头镇人民政府", "关于开展冬修水利的通知", "各村："], "桥头镇人民政府关于开展冬修水利的通知", id="office-above"),
        pytest.param(["渠水清清", "□ 陈小满"], "渠水清清", id="writer-below"),
        pytest.param(["教育动态 教育动态 教育动态", "2021年冬修水利工作要点"], "2021年冬修水利工作要点", id="a-year-is-no-date"),
        pytest.param(["政策文件", f"桥政发〔2021〕7号《{NAME}》"], NAME, id="number-before-it"),
        pytest.param(["鄉長新年談話", "各位鄉親大家好："], "鄉長新年談話", id="traditional"),
    ],
)
def test_a_title_shows_itself_by_its_place(above: list[str], title: str) -> None:
    document = clean("\n".join([*above, BODY[:-1] + ",群众都很满意。", BODY]))
    assert document.title == title
    assert document.text.endswith(f",群众都很满意。\n{BODY}")
    assert clean(document.text).text == document.text


@pytest.mark.parametrize(
    "line",
    ["水务要闻", "记者 097202", "4. 推荐好友", "字数 1,102", "2021-03-05 10:11", "扫描二维码关注", "桥头镇人民政府", "级别: 白丁", "当前位置：首页", "News", "By Anna Lowe", "各位代表："],
)
def test_furniture_dates_and_offices_are_no_headlines(line: str) -> None:
    assert not is_headline(line)


@pytest.mark.parametrize("line", ["渠水清清", "夏粮收购怎么看？", "喜迎丰收,再启新程", "全省农业科技工作者齐聚桥头", "书记开门听意见", "Council approves budget for road repairs"])
def test_a_few_words_without_an_end_may_be_a_headline(line: str) -> None:
    assert is_headline(line)


def test_a_stand_first_is_below_its_headline() -> None:
    assert is_below("Council approves budget for road repairs", "a narrow vote after a long and noisy evening")
    assert not is_below("News Sports Opinion Obituaries", "Council Delays Vote on Riverside Housing Plan")


def test_two_lines_are_one_title_only_where_the_first_goes_on() -> None:
    assert joined("在全镇冬修水利现场会上的", "讲 话") == NAME
    assert joined("关于", "奶奶的酸汤面") is None
    assert joined("关于清淤任务", "关于管护任务") is None


def test_the_end_of_the_breadcrumb_is_not_cut_from_the_sentence_that_begins_with_it() -> None:
    sentence = "渠道管护工作要点多面广,各村要提前摸清底数,把任务落实到人,确保明年春灌用得上水、用得好水。"
    document = clean(f"首页 > 水利 > 渠道管护工作要点\n{sentence}\n{BODY}")
    assert sentence in document.text


@pytest.mark.parametrize(
    ("content", "furniture"),
    [("要闻社会国际财经教育旅游汽车体育娱乐时尚", True), ("科技文化教育健康旅游体育事业发展专题规划", False), ("社会国际财经", False), ("全市科技教育文化卫生体育事业统计公报", False)],
)
def test_a_row_of_sections_that_lost_its_blanks_is_no_title(content: str, furniture: bool) -> None:
    assert is_furniture(content) is furniture


def test_many_bylines_over_the_body_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    near = beside_byline._near

    def counting(view: View, indexes: Iterable[int], claimed: Mapping[int, str]) -> int | None:
        return near(view, (looked.append(index) or index for index in indexes), claimed)  # type: ignore[func-returns-value]

    monkeypatch.setattr(beside_byline, "_near", counting)
    clean("发表于 2020-01-01 10:00\n" * 300 + BODY, media_type="text/plain")
    assert len(looked) < 300 * 30
