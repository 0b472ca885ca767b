"""What elements of a page's body state: microdata, the time under a heading, the lines over a WeChat article."""

from __future__ import annotations

import pytest

from pipeline.readers import READERS, Found

TEXT = "<p>村里的水渠修了三年，去年秋天终于通水，两岸的人都来看。</p>" * 3
ITEM = (
    '<div itemscope itemtype="http://schema.org/{kind}"><h1 itemprop="headline">村里的水渠</h1>'
    '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">李某</b></span>'
    '<time itemprop="datePublished" datetime="2020-03-05">三月五日</time>{text}</div>'
)


def read(body: str, head: str = "") -> dict[str, Found]:
    return dict(READERS["html"](f"<html><head>{head}</head><body>{body}</body></html>").metadata)


def test_microdata_of_the_article_comes_before_visible_lines() -> None:
    found = read("<p>发布时间：2020-01-01</p>" + ITEM.format(kind="NewsArticle", text=TEXT))
    assert found["published"] == Found("2020-03-05", "microdata")
    assert found["author"] == Found("李某", "microdata")
    assert found["title"].value == "村里的水渠"


def test_meta_tags_come_before_microdata() -> None:
    head = '<meta name="PubDate" content="2020-03-04"><meta name="Author" content="钱某">'
    found = read(ITEM.format(kind="Article", text=TEXT), head)
    assert (found["published"].value, found["author"].value) == ("2020-03-04", "钱某")


@pytest.mark.parametrize("kind", ["Comment", "Product", "Person"])
def test_what_other_items_state_is_not_the_article_s(kind: str) -> None:
    found = read(f"<h2>无关</h2>{TEXT}" + ITEM.format(kind=kind, text=TEXT).replace("<h1", "<h3").replace("</h1", "</h3"))
    assert "published" not in found
    assert "author" not in found


def test_several_articles_that_differ_date_no_page() -> None:
    other = ITEM.format(kind="Article", text=TEXT).replace("2020-03-05", "2020-04-05")
    assert "published" not in read(ITEM.format(kind="Article", text=TEXT) + other)


def test_the_same_day_with_its_time_in_a_line_is_more_exact() -> None:
    body = ITEM.format(kind="Article", text="<p>发布时间：2020-03-05 08:30</p>" + TEXT)
    assert read(body)["published"] == Found("2020-03-05T08:30:00", "visible")


def test_the_time_under_the_heading_dates_the_article() -> None:
    body = f'<article><header><h1>村里的水渠</h1><time datetime="2020-03-05T08:30:00+08:00">三天前</time></header>{TEXT}</article>'
    assert read(body)["published"] == Found("2020-03-05T08:30:00+08:00", "time")


def test_noon_to_the_second_is_a_day_without_its_time() -> None:
    body = f'<article><h1>村里的水渠</h1><time datetime="2020-03-05T12:00:00Z">三天前</time>{TEXT}</article>'
    assert read(body)["published"] == Found("2020-03-05", "time")


@pytest.mark.parametrize("around", ["aside", "nav", "footer", "li"])
def test_a_time_beside_the_article_dates_something_else(around: str) -> None:
    body = f'<article><h1>村里的水渠</h1><{around}><time datetime="2020-03-05">三天前</time></{around}>{TEXT}</article>'
    assert "published" not in read(body)


def test_the_lines_over_a_wechat_article() -> None:
    body = (
        '<div id="img-content"><h1 id="activity-name">村里的水渠</h1><div id="meta_content"><span class="rich_media_meta rich_media_meta_text">李某</span>'
        '<a id="js_name"> 某某读书 </a><em id="publish_time" class="rich_media_meta rich_media_meta_text">2020-03-05</em></div>'
        f'<div id="js_content">{TEXT}</div></div>'
    )
    found = read(body)
    assert found["author"] == Found("李某", "wechat")
    assert found["source"] == Found("某某读书", "wechat")


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Ann Reed, Science Correspondent", "Ann Reed"),
        ("By Ann Reed", "Ann Reed"),
        ("Ann Reed, Editor-in-Chief", "Ann Reed"),
        ("Ann Reed, Tom Hill", "Ann Reed, Tom Hill"),
        ("Byron Reed", "Byron Reed"),
        ("文：李某", "李某"),
        ("文某", "文某"),
    ],
)
def test_an_author_is_a_name_without_what_he_is(stated: str, name: str) -> None:
    assert read(f"<h1>村里的水渠</h1>{TEXT}", f'<meta name="author" content="{stated}">')["author"].value == name
