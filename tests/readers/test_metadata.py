"""What pages say about themselves, and where."""

from __future__ import annotations

import json

import pytest

from pipeline.readers import READERS, Found, Page
from pipeline.readers.dates import date_in_url, parse_date
from pipeline.readers.headline import without_site

BODY = "<h1>关于做好春季造林工作的通知</h1><p>时间：2020-03-05 09:30　来源：某县林业局　作者：李某　责任编辑：王某</p><p>各乡镇：现就有关事项通知如下。</p>"


def read(head: str = "", body: str = BODY, url: str | None = None) -> Page:
    return READERS["html"](f"<!DOCTYPE html><html lang=zh-CN><head>{head}</head><body>{body}</body></html>", url=url)


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values}, ensure_ascii=False)}</script>'


def test_visible_lines_are_read() -> None:
    found = read().metadata
    assert found["published"] == Found("2020-03-05T09:30:00", "visible")
    assert found["source"] == Found("某县林业局", "visible")
    assert found["author"] == Found("李某", "visible")
    assert found["editor"] == Found("王某", "visible")
    assert found["title"] == Found("关于做好春季造林工作的通知", "visible")
    assert found["language"] == Found("zh-Hans", "html")


def test_json_ld_comes_before_meta_before_visible_before_address() -> None:
    data = json_ld(**{"@type": "NewsArticle", "datePublished": "2020-03-08T08:00:00+08:00", "author": {"name": "赵某"}})
    meta = '<meta name="PubDate" content="2020-03-07 10:00"><meta name="Author" content="钱某"><meta name="ContentSource" content="县政府办">'
    url = "http://www.example.gov.cn/2020/0304/t20200304_1.html"
    everything = read(meta + data, url=url).metadata
    assert everything["published"] == Found("2020-03-08T08:00:00+08:00", "json-ld")
    assert everything["author"] == Found("赵某", "json-ld")
    assert everything["source"] == Found("县政府办", "meta")
    assert read(meta, url=url).metadata["published"] == Found("2020-03-07T10:00:00", "meta")
    assert read(url=url).metadata["published"].origin == "visible"
    assert read(body="<p>没有日期。</p>", url=url).metadata["published"] == Found("2020-03-04", "url")
    assert (everything["url"].value, everything["site"].value) == (url, "example.gov.cn")


@pytest.mark.parametrize("line", ["二〇二〇年三月五日", "民國109年3月5日"])
def test_a_date_without_western_digits_below_the_title_is_read(line: str) -> None:
    body = f"<h1>关于做好春季造林工作的通知</h1><p>{line}</p><p>各乡镇：现就有关事项通知如下。</p>"
    assert read(body=body).metadata["published"] == Found("2020-03-05", "visible")


def test_the_given_address_decides_over_what_the_page_states() -> None:
    head = '<link rel="canonical" href="https://m.example.com/a.html"><meta property="og:url" content="https://x.example.com/">'
    assert read(head).metadata["url"] == Found("https://m.example.com/a.html", "link")
    assert read(head, url="http://www.example.com/b").metadata["site"] == Found("example.com", "given")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param("<title>关于做好春季造林工作的通知_政务公开_某县人民政府</title>", "关于做好春季造林工作的通知", id="title, section, site"),
        pytest.param("<title>某县林业局</title>", "关于做好春季造林工作的通知", id="the only h1"),
        pytest.param('<meta property="og:title" content="关于做好春季造林工作的通知-某县林业局">', "关于做好春季造林工作的通知", id="og:title"),
    ],
)
def test_the_shown_title_wins(head: str, title: str) -> None:
    assert read(head).metadata["title"].value == title


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("农村改革四十年_新闻频道_某某网", "农村改革四十年"),
        ("农村改革四十年-某某网", "农村改革四十年"),
        ("农村改革四十年 | 某某日报", "农村改革四十年"),
        ("农村改革四十年——从某县说起", "农村改革四十年——从某县说起"),
        ("Wi-Fi 6 explained - Example News", "Wi-Fi 6 explained"),
        ("2019-2020年工作总结", "2019-2020年工作总结"),
        ("某某网", "某某网"),
        ("A-B test results", "A-B test results"),
    ],
)
def test_without_site(title: str, bare: str) -> None:
    assert without_site(title, None) == bare


def test_without_a_named_site() -> None:
    assert without_site("The garden | Plain Gardens", "Plain Gardens") == "The garden"
    assert without_site("Plain Gardens | The garden in spring", "Plain Gardens") == "The garden in spring"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-03-05", "2020-03-05"),
        ("2020-03-05T09:30:00+08:00", "2020-03-05T09:30:00+08:00"),
        ("2020-03-05 09:30:00 +0800", "2020-03-05T09:30:00+08:00"),
        ("2020年3月5日 9:30", "2020-03-05T09:30:00"),
        ("2020 年 3 月 5 日", "2020-03-05"),
        ("2020/3/5 09:30:12", "2020-03-05T09:30:12"),
        ("2020.03.05", "2020-03-05"),
        ("发布时间:2020-03-05　09：30", "2020-03-05T09:30:00"),
        ("March 5, 2020", "2020-03-05"),
        ("5th Mar 2020", "2020-03-05"),
        ("5 ſep 2020", "2020-09-05"),  # a long s is an s to a search without case
        ("Thu, 05 Mar 2020 09:30:00 +0800", "2020-03-05T09:30:00+08:00"),
        ("20200305093012", "2020-03-05T09:30:12"),
        ("2020年3月5日09:30", "2020-03-05T09:30:00"),
        ("2020年3月5日 星期四 下午3:20", "2020-03-05T15:20:00"),
        ("2020-03-05 凌晨12:10", "2020-03-05T00:10:00"),
        ("5 March 2020, 4:05 pm", "2020-03-05T16:05:00"),
        ("二〇二〇年三月二十五日", "2020-03-25"),
        ("一九九八年十二月三日", "1998-12-03"),
        ("二〇二〇年三月三十二日", None),
        ("民國109年3月5日", "2020-03-05"),
        ("25-03-2020 21:40", "2020-03-25T21:40:00"),
        ("03/25/2020", "2020-03-25"),
        ("03/05/2020", None),
        ("2020-02-30", None),
        ("电话 2020-12345678", None),
        ("3月5日", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_parse_date(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("http://e.cn/2020/03/05/a.html", "2020-03-05"),
        ("http://e.cn/n1/2020/0305/c1001-31620005.html", "2020-03-05"),
        ("http://e.cn/202003/t20200305_123.html", "2020-03-05"),
        ("http://e.cn/news/123456789.html", None),
        ("http://e.cn/?d=20200305", None),
        ("http://20200305.cn/", None),
    ],
)
def test_date_in_url(url: str, date: str | None) -> None:
    assert date_in_url(url) == date


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json"><!-- {"@type":"Article","headline":"标题在此"} --></script>',
        '<script type="application/ld+json">//<![CDATA[\n{"@type":"Article","headline":"标题在此"}\n//]]></script>',
        '<script type="application/ld+json">[{"@type":"Article","headline":"标题在此"}];</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"标题\n在此"}]}</script>',
        '<script type="application/ld+json">{"@context":"https://ziyuan.baidu.com/contexts/cambrian.jsonld","title":"标题在此","pubDate":"2020-03-05T08:00:00"}</script>',
    ],
)
def test_json_ld_in_its_wrappings(script: str) -> None:
    assert str(read(script, "<p>无</p>").metadata["title"].value).replace(" ", "").replace("\n", "") == "标题在此"


@pytest.mark.parametrize("text", ["{", "[[[" * 50_000, '{"@type": "Article", "headline": 5}', "null", ""])
def test_broken_json_ld_is_passed_over(text: str) -> None:
    page = read(f'<script type="application/ld+json">{text}</script>')
    assert page.metadata["title"].origin == "visible"


def test_breadcrumbs_and_keywords() -> None:
    crumbs = [{"@type": "ListItem", "position": 2, "name": "公告"}, {"@type": "ListItem", "position": 1, "item": {"name": "首页"}}]
    head = json_ld(**{"@type": "BreadcrumbList", "itemListElement": crumbs}) + '<meta name="Keywords" content="造林,春季，绿化、通知">'
    found = read(head).metadata
    assert found["breadcrumbs"].value == ("首页", "公告")
    assert found["keywords"].value == ("造林", "春季", "绿化", "通知")


@pytest.mark.parametrize(
    "author", ["admin", "Discuz! Team and Comsenz UI Team", "https://www.facebook.com/x", "佚名"], ids=["admin", "software", "address", "nobody"]
)
def test_names_that_are_nobody(author: str) -> None:
    assert "author" not in read(f'<meta name="author" content="{author}">', "<p>无</p>").metadata


def test_sentences_about_sources_are_no_byline() -> None:
    body = "<h1>集体经济</h1><p>村里的收入来源：一靠土地流转，二靠合作社分红，三靠务工，这三项加起来每户每年大约有两万多元，比前年多了三成。</p>"
    assert read(body=body * 3).metadata.get("author") is None


def test_a_page_without_anything() -> None:
    page = READERS["html"]("")
    assert (page.source, page.lines, dict(page.metadata)) == ("", (), {})


def test_the_language_is_not_what_a_template_says() -> None:
    page = READERS["html"]("<html lang=en><p>各位同志：今天的会议很重要，请大家做好记录。</p>")
    assert "language" not in page.metadata


def test_a_tag_of_the_head_does_not_swallow_the_next() -> None:
    found = read("<title>某县门户</title><meta name=author content=赵某><meta name='keywords' content='春耕,造林'>", "<p>无</p>").metadata
    assert (found["author"].value, found["keywords"].value, found["title"].value) == ("赵某", ("春耕", "造林"), "某县门户")
