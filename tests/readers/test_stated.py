"""Dates that a design takes apart, reporters, and what pages state in comments, scripts and attributes."""

from __future__ import annotations

import pytest

from pipeline import clean
from pipeline.readers import READERS, Found, Page
from pipeline.readers.headline import without_site
from pipeline.readers.reporters import opening_reporters, reporters
from pipeline.readers.split_dates import date_in_pieces

TITLE = "老渡口恢复通航"
TEXT = "<p>昨天上午，停航半年的老渡口恢复通航，第一班船坐了三十多人，多数是赶早市的菜农。</p><p>船工说，新换的缆绳比旧的结实，水再大一些也不怕。</p>"


def read(over: str = "", under: str = "", head: str = f"<title>{TITLE}</title>", title: str = f"<h1>{TITLE}</h1>") -> Page:
    return READERS["html"](f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{over}{title}{under}{TEXT}</body></html>")


@pytest.mark.parametrize(
    ("pieces", "date"),
    [
        (["05", "2020-03"], "2020-03-05"),
        (["052020-03"], "2020-03-05"),
        (["2020", "03/05", "10:22"], "2020-03-05T10:22:00"),
        (["2020年03月", "05"], "2020-03-05"),
        (["03-05", "2020"], "2020-03-05"),
        (["5", "Mar", "2020"], "2020-03-05"),
        (["Mar 5", "2020"], "2020-03-05"),
        (["35", "2020-03"], None),
        (["第05期", "2020-03"], None),
        (["2020", "2021-2022"], None),
        (["12", "3.5", "2020"], None),
        (["05", "评论", "2020-03"], None),
        (["2020年的第一班船比往年早", "03/05"], None),
        ([], None),
    ],
)
def test_dates_in_pieces(pieces: list[str], date: str | None) -> None:
    assert date_in_pieces(pieces) == date


@pytest.mark.parametrize(
    "markup",
    ["<div class=x><span>05</span><span>2020-03</span></div>", "<div><p>05</p><p>2020-03</p></div>", "<div><em>2020</em><br><em>03/05</em></div>", "<ul><li>Mar<li>5<li>2020</ul>"],
)
def test_a_date_in_pieces_by_the_title_is_the_pages(markup: str) -> None:
    for page in (read(over=markup), read(under=markup)):
        assert page.metadata["published"] == Found("2020-03-05", "visible")
    assert "published" not in READERS["html"](f"<title>{TITLE}</title><h1>{TITLE}</h1>{TEXT * 4}{markup}").metadata


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 程小溪", "程小溪"),
        ("□本报记者 程小溪　通讯员 宋薇", "程小溪、宋薇"),
        ("清河日报见习记者 马骏、李　明 文/图", "马骏、李明"),
        ("首席记者 程小溪 摄影 马骏", "程小溪"),
        ("记者 在现场看到", None),
        ("本报记者昨天来到渡口。", None),
        ("记者：请问新船什么时候来？", None),
        ("记者 节快乐的人都来到了渡口边上", None),
        ("程小溪 马骏", None),
    ],
)
def test_reporters_under_a_headline(line: str, names: str | None) -> None:
    assert reporters(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报讯（记者 程小溪 通讯员 宋薇）昨天上午，渡口恢复通航。", "程小溪、宋薇"),
        ("本报讯（记者程小溪）昨天上午，渡口恢复通航。", "程小溪"),
        ("〔記者程小溪／渡口報導〕昨天上午恢復通航。", "程小溪"),
        ("記者程小溪、馬駿／渡口報導", "程小溪、馬駿"),
        ("本报讯 记者昨天在渡口看到，第一班船坐满了人。", None),
        ("（记者节那天，渡口没有开船）", None),
    ],
)
def test_reporters_in_the_first_words(line: str, names: str | None) -> None:
    assert opening_reporters(line) == names
    assert read(under=f"<p>{line}</p>").metadata.get("author") == (Found(names, "visible") if names else None)


def test_the_comment_of_an_electronic_newspaper_is_read() -> None:
    comment = f"<!--enpproperty <date>2017-10-02 00:00:00.0</date><author>本报记者 程小溪 通讯员 宋薇</author><title>{TITLE}</title>/enpproperty-->"
    found = read(over=comment, head="<title>清河日报数字报</title>").metadata
    assert found["published"] == Found("2017-10-02", "meta")
    assert found["author"] == Found("程小溪、宋薇", "meta")
    assert found["title"].value == TITLE
    assert "published" not in read(over="<!--enpproperty <date>2017-10-02").metadata


def test_the_moment_of_a_wechat_article_stands_in_its_script() -> None:
    page = f'<a id=js_name>渡口</a><div id=js_content>{TEXT}</div><script>var nickname = "渡口"; var ct = "1649311200";</script>'
    assert READERS["html"](page).metadata["published"] == Found("2022-04-07T14:00:00+08:00", "wechat")
    assert "published" not in READERS["html"](page.replace("js_name", "other")).metadata


def test_a_text_may_be_attributed_to_its_author() -> None:
    assert READERS["html"](f"<div data-author=程小溪>{TEXT * 4}</div><div data-author=路人>好</div>").metadata["author"] == Found("程小溪", "microdata")
    assert "author" not in READERS["html"](f"<div data-author=程小溪>{TEXT * 4}</div><div data-author=马骏>{TEXT * 4}</div>").metadata
    assert "author" not in READERS["html"](f"{TEXT}<div data-author=路人>好</div>").metadata


def test_labels_written_one_behind_the_other_have_their_own_values() -> None:
    found = read(under="<p><i>作者：<em>程晓</em></i><i>日期：<em>2017</em>年<em>6</em>月<em>21</em>日</i></p>").metadata
    assert (found["author"].value, found["published"].value) == ("程晓", "2017-06-21")


def test_what_was_updated_was_published_before() -> None:
    found = read(under="<ul><li>Mar 5, 2019</li><li>Updated Mar 6, 2019</li></ul>").metadata
    assert found["published"].value == "2019-03-05"
    assert read(under="<p>Updated Mar 6, 2019</p>").metadata["published"].value == "2019-03-06"


@pytest.mark.parametrize("window", ["", "清河市交通运输局", "::清河热线::新闻中心::"])
@pytest.mark.parametrize("byline", ["发布人：徐文　发布时间：2011-4-20 9:03:00　浏览次数：318", "清河热线 2003年09月17日15:02 清河日报"])
def test_where_the_window_names_no_document_the_line_over_the_byline_is_the_title(window: str, byline: str) -> None:
    page = read(head=f"<title>{window}</title>", title=f"<table><tr><td align=center><span>{TITLE}</span></td></tr><tr><td>{byline}</td></tr></table>")
    assert page.metadata["title"] == Found(TITLE, "visible")


def test_a_window_that_names_the_document_does() -> None:
    page = read(head="<title>渡口的一天</title>", title="<p>河边见闻栏目</p><p>发布时间：2011-4-20 9:03:00　浏览次数：318</p>")
    assert page.metadata["title"] == Found("渡口的一天", "title")


def test_the_sort_of_a_thread_is_no_part_of_its_title() -> None:
    page = read(head=f"<title>{TITLE} - 家电维修 - 清河论坛 - Powered by Discuz!</title>", title=f"<h1><a>[维修]</a><span>{TITLE}</span></h1>")
    assert page.metadata["title"] == Found(TITLE, "visible")
    assert without_site(f"{TITLE} - 清河号", None) == TITLE
    assert without_site("关于通航的通知 - 第12号", None) == "关于通航的通知 - 第12号"


def test_a_label_before_a_colon_stays_in_the_title_of_a_window() -> None:
    for title, said in (("医生提醒：坐船要先吃药", "医生提醒：坐船要先吃药"), ("清河新闻：老渡口恢复通航", "老渡口恢复通航")):
        assert clean(f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{TEXT}</body></html>".encode()).to_dict()["title"] == said


def test_a_page_served_as_xml_is_a_page() -> None:
    page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{TEXT}</body></html>'
    for kind in ("application/xml", "text/xml", "application/xhtml+xml"):
        done = clean(page.encode(), media_type=kind).to_dict()
        assert (done["title"], done["text"].count("\n")) == (TITLE, 1)
    assert "<html" in clean(page.encode(), media_type="text/plain").to_dict()["text"]


def test_a_table_of_contents_is_left_out() -> None:
    toc = '<div id="toc"><h2>目录</h2><ul><li><a href="#a">1 通航</a></li><li><a href="#b">2 缆绳</a></li></ul></div>'
    page = f"<html><head><title>{TITLE}</title></head><body><div class='has-toc'><h1>{TITLE}</h1>{TEXT * 2}{toc}<h2>通航</h2>{TEXT.replace('昨天', '前天')}</div></body></html>"
    text = clean(page.encode()).to_dict()["text"]
    assert "目录" not in text
    assert "前天上午" in text


def test_what_only_subscribers_read_is_text() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><nav><a>Home</a></nav><div id=body><div class=subscriber-preview>{TEXT}</div><div class=subscriber-only>{TEXT.replace('昨天', '前天')}</div></div><div class=subscribe><p>Subscribe now.</p></div></body></html>"
    text = clean(page.encode()).to_dict()["text"]
    assert "昨天上午" in text
    assert "前天上午" in text
    assert "Subscribe now" not in text
