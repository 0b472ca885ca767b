"""RSS and Atom feeds: the text of each item, and what a feed of one says about it."""

from __future__ import annotations

from pipeline import clean
from pipeline.readers import READERS
from pipeline.readers.feeds import feed_page
from pipeline.sources.sniff import sniff

TEXT = "<p>渡口的老船工收了三个徒弟，天不亮就在河边练撑篙。</p><p>老人说，水性可以慢慢学，性子急不得。</p>"
ITEM = f"""<item><title>渡口收徒</title><link>https://example.org/1</link><dc:creator><![CDATA[程小溪]]></dc:creator><pubDate>Tue, 14 Sep 2021 06:30:00 +0800</pubDate>
<description><![CDATA[渡口的老船工……]]></description><content:encoded><![CDATA[{TEXT}<p>The post <a href="#">渡口收徒</a> appeared first on <a href="#">河边</a>.</p>]]></content:encoded></item>"""
SECOND = "<item><title>茶馆开张</title><description>&lt;p&gt;河边的茶馆又开张了，A &amp;amp; B 两种茶都有。&lt;/p&gt;</description></item>"
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>河边</title><entry><title>渡口收徒</title><author><name>程小溪</name></author>
<published>2021-09-14T06:30:00+08:00</published><content type="html">{TEXT.replace("<", "&lt;").replace(">", "&gt;")}</content></entry></feed>"""


def rss(*items: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>河边</title>{"".join(items)}</channel></rss>'


def test_a_feed_of_one_item_is_that_item() -> None:
    for feed in (rss(ITEM), ATOM):
        assert sniff(feed.encode()) == "html"
        done = clean(feed.encode()).to_dict()
        assert done["text"] == "渡口的老船工收了三个徒弟，天不亮就在河边练撑篙。\n老人说，水性可以慢慢学，性子急不得。"
        assert (done["title"], done["metadata"]["author"], done["metadata"]["published"]) == ("渡口收徒", "程小溪", "2021-09-14T06:30:00+08:00")


def test_of_many_items_every_text_is_kept() -> None:
    source = READERS["html"](rss(ITEM, SECOND)).source
    assert source.split("\n")[-2:] == ["茶馆开张", "河边的茶馆又开张了，A & B 两种茶都有。"]
    assert "性子急不得" in source
    cut = rss(ITEM, SECOND)[: rss(ITEM, SECOND).index("两种茶")]
    assert READERS["html"](cut).source.endswith("A & B")
    long = rss(*(f"<item><title>第{number}渡</title></item>" for number in range(3000)))
    assert READERS["html"](long).source.split("\n")[-1] == "第2999渡"


def test_what_speaks_of_feeds_is_none() -> None:
    assert feed_page("<p>In RSS, <item> and <title> stand in <rss>.</p>") is None
    assert feed_page(rss()) is None
    assert sniff(b"<feed> the hens at six, then open the gate.\n") == "text"


def test_broken_feeds_are_read_once() -> None:
    for broken in ("<rss>" + "<item>" * 50_000, "<rss><item>" + "<title>" * 50_000, "<rss><item><title>" + "<![CDATA[" * 50_000, "<rss><item><description>" + "<p>The post " * 20_000):
        assert READERS["html"](broken) is not None
