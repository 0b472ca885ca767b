"""RSS and Atom feeds as a page: what their items carry as escaped markup is their text, and nothing of it may be lost.

Facts: RSS 2.0, its module `content:encoded`, Atom (RFC 4287), Dublin Core. A feed of one item has that item's title, date and author.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape, unescape

import regex

from pipeline.readers.sites import BODY_MARK

_FEED = regex.compile(r"\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<\?xml-stylesheet[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:rss|feed|rdf:RDF)[\s>]", regex.IGNORECASE | regex.DOTALL)
_HEAD = 4_000  # code points in which a feed says that it is one
_ITEM = regex.compile(r"<(item|entry)(?:\s[^<>]{0,500})?>")
_FIELDS = {
    "title": ("title",),
    "text": ("content:encoded", "content", "description", "summary"),
    "published": ("pubDate", "dc:date", "published", "issued", "updated"),
    "author": ("dc:creator", "name", "author"),
}
_APPEARED = regex.compile(r"<p>The post (?:(?!</p>).)* (?:first )?appeared (?:first )?on (?:(?!</p>).)*</p>\s*$", regex.DOTALL)  # WordPress sets it under each item
_END = 1_500  # code points of an item in which that is looked for


def feed_page(text: str) -> str | None:
    """Return a feed as the markup of a page, each item an article in the order of the feed; None for a text that is none, or has no items."""
    if not _FEED.match(text[:_HEAD]):
        return None
    items = [{name: _field(item, tags) for name, tags in _FIELDS.items()} for item in _items(text)]
    if not items:
        return None
    one = items[0] if len(items) == 1 else {"title": _field(text[:_HEAD].partition("<item")[0].partition("<entry")[0], ("title",))}
    names = (("title", "og:title"), ("published", "article:published_time"), ("author", "author"))
    head = "".join(f'<meta property="{tag}" content="{escape(one[name])}">' for name, tag in names if one.get(name))
    return f"<html><head>{head}</head><body>{''.join(map(_article, items))}</body></html>"


def _items(text: str) -> Iterator[str]:
    """What stands in each item; of a feed that was cut short the last one as far as it goes."""
    at = 0
    while match := _ITEM.search(text, at):
        at = text.find(f"</{match.group(1)}", match.end())
        if at < 0:
            yield text[match.end() :]
            return
        yield text[match.end() : at]


def _article(item: dict[str, str]) -> str:
    text = item["text"]
    last = _APPEARED.search(text, max(0, len(text) - _END))
    return f"<article {BODY_MARK}><h1>{escape(item['title'])}</h1><div>{text[: last.start()] if last else text}</div></article>"


def _field(item: str, tags: tuple[str, ...]) -> str:
    """The first of some elements that has a text: its CDATA, or its character references, read."""
    for tag in tags:
        begin = regex.search(rf"<{tag}(?:\s[^<>]{{0,300}})?(?<!/)>", item)
        if begin is None:
            continue
        end = item.find(f"</{tag}", begin.end())
        value = item[begin.end() : end if end >= 0 else len(item)].strip()
        if "<![CDATA[" in value:
            return "".join([part.partition("]]>")[0] for part in value.split("<![CDATA[")[1:]]).strip()
        if value:
            return unescape(value)
    return ""
