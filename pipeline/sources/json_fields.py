"""Which fields of a JSON record hold what: the names that Scrapy, Common Crawl, Elasticsearch and text corpora use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast

import regex

# In the order in which they are tried: the page as it came before what somebody made of it.
_CONTENT = ("html", "raw_html", "page_html", "html_content", "page_source", "raw_content", "response_body", "body", "body_base64", "content_base64", "html_base64", "raw_base64", "raw", "text", "content", "raw_text", "plain_text", "maintext", "main_text", "full_text", "fulltext", "article_text", "article_content", "news_content", "text_content", "page_content", "contents", "article", "document", "data", "markdown", "articlebody", "article_body", "news_body", "post_content", "post_body", "story", "paragraphs", "paras", "段落", "正文", "内容", "全文", "文本", "文章内容", "新闻内容")
_URL = ("url", "uri", "link", "source_url", "page_url", "article_url", "news_url", "original_url", "final_url", "target_uri", "warc-target-uri", "metadata.url", "metadata.sourceURL", "metadata.source_url", "meta.url", "warc_headers.warc-target-uri", "response.url", "链接", "网址")
CHARSET = ("charset", "encoding", "declared_encoding", "http_charset", "content_charset", "content-charset", "detected_encoding")
CONTENT_TYPE = ("content_type", "content-type", "mime", "headers.content-type", "headers.Content-Type", "response_headers.content-type")
IDENTITY = ("id", "_id", "doc_id", "record_id", "uuid", "warc-record-id", "digest", "唯一编号")


def squeezed(name: str) -> str:
    """Return a field's name as it is compared: `articleContent` and `article-content` are `article_content`."""
    return name.lower().replace("_", "").replace("-", "")


# Each name, and the form in which it is compared, from which the names of camel case differ by nothing.
CONTENT, URL = (tuple(dict.fromkeys((*names, *map(squeezed, names)))) for names in (_CONTENT, _URL))
_STATED = MappingProxyType(
    {
        "title": ("title", "headline", "article_title", "news_title", "metadata.title", "meta.title", "标题"),
        "published": ("published", "publish_date", "publish_time", "published_at", "date_published", "datepublished", "pub_date", "pub_time", "pubdate", "pubtime", "publishdate", "publishtime", "publisheddate", "post_date", "metadata.published", "发布时间", "发布日期", "发表时间", "日期", "date"),
        "author": ("author", "authors", "writer", "byline", "metadata.author", "作者"),
        "source": ("来源",),
        "keywords": ("keywords", "关键词"),
    }
)
_CRAWLED = ("dump", "crawl", "warc_filename")  # corpora of crawls with these call the day of the crawl `date`
_WRAPPERS = ("_source", "data", "item", "article", "document", "doc", "result", "record", "page", "news", "detail", "payload", "response", "fields", "json")
_LISTS = frozenset(("items", "list", "data", "results", "docs", "documents", "records", "articles", "rows", "hits", "news", "posts", "pages"))
_MOST_STATED = 300  # code points
_PARTS = ("text", "content", "value", "paragraph", "内容", "文本")
_PART_TYPES = ("text", "paragraph", "p", "para", "heading", "header", "h1", "h2", "h3", "unstyled")
_OWN = ("url", "link", "title", "headline", "标题")
_LEAST_TEXT, _FAR_MORE, _LEAST_ENDS = 200, 4, 2  # code points; times; sentences
_SENTENCE_END = regex.compile(r"[。！？]|[.!?](?=\s)")


def content_field(lower: Mapping[str, object]) -> str | None:
    """Return the name of the field that holds the text: one that is more than blanks, if there is one."""
    holders = [name for name in CONTENT if (value := lower.get(name)) and (isinstance(value, str) or text_of(value, parts=name not in _WRAPPERS) is not None)]
    return next((name for name in holders if (text_of(lower[name]) or "").strip()), next(iter(holders), None)) or longest_field(lower)


def text_of(value: object, *, parts: bool = True) -> str | None:
    """Return what a value says if it is a text, or a list of nothing but texts; with `parts` also objects of a text each, as editors store paragraphs."""
    if isinstance(value, str) or not isinstance(value, list):
        return value if isinstance(value, str) else None
    texts = [_part(each) for each in value] if parts and value and all(isinstance(each, dict) for each in value) else value
    return "\n".join(cast(list[str], texts)) if all(isinstance(text, str) for text in texts) else None


def _part(item: Mapping[str, object]) -> str | None:
    """The text of one paragraph; a record that has an address or a title of its own is none."""
    lower = lowered(item)
    if any(name in lower for name in _OWN) or ("type" in lower and str(lower["type"]).lower() not in _PART_TYPES):
        return None
    return next((value for name in _PARTS if isinstance(value := lower.get(name), str)), None)


def longest_field(lower: Mapping[str, object]) -> str | None:
    """Return the field of a record without a usual one that holds running text, and far more than any other; None if there is none such."""
    texts = sorted((-len(value), name) for name, value in lower.items() if isinstance(value, str) and len(value) >= _LEAST_TEXT)
    texts = list({size: (size, name) for size, name in reversed(texts)}.values())  # a name stands here twice if its squeezed form differs
    texts.sort()
    if not texts or (len(texts) > 1 and -texts[1][0] * _FAR_MORE > -texts[0][0]):
        return None
    name = texts[0][1]
    return name if len(_SENTENCE_END.findall(str(lower[name]))) >= _LEAST_ENDS else None


def lowered(item: Mapping[str, object]) -> dict[str, object]:
    """Return a record with its names in lower case."""
    lower = {key.lower(): value for key, value in item.items()}
    return {**{squeezed(key): value for key, value in item.items()}, **lower}


def wrapped(item: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the records inside a record that has no text of its own: what a database or an API wraps one in (`_source`, `data`), or a list of them (`items`)."""
    lower = lowered(item)
    inner = next((value for name in _WRAPPERS if isinstance(value := lower.get(name), dict) and content_field(lowered(value))), None)
    if inner is not None:
        return [{**item, **inner}]
    for holder in (item, *(value for value in item.values() if isinstance(value, dict))):
        listed = next((value for name, value in holder.items() if name.lower() in _LISTS and isinstance(value, list)), [])
        records = [_unwrapped(each) for each in listed if isinstance(each, dict)]
        if records and len(records) == len(listed) and content_field(lowered(records[0])):
            return records
    return []


def _unwrapped(item: dict[str, object]) -> dict[str, object]:
    inner = item.get("_source")
    return {**item, **inner} if isinstance(inner, dict) else item


def stated(item: dict[str, object], lower: Mapping[str, object], taken: str) -> dict[str, str]:
    """Return what the fields beside the text, whose own is `taken`, say of the document: `title`, `published`, `author`, `source`, `keywords`."""
    found: dict[str, str] = {}
    for name, fields in _STATED.items():
        for field in fields:
            if field in (taken, "date" if any(map(lower.__contains__, _CRAWLED)) else ""):
                continue
            value = get(item, lower, field)
            parts = [part.strip() for part in _texts(lower.get(squeezed(field)) if value is None else value) if part.strip()]
            if parts and len(text := "、".join(parts)) <= _MOST_STATED:
                found[name] = text.encode("utf-8", "replace").decode()
                break
    return found


def _texts(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        name = part.get("name") if isinstance(part, dict) else part
        if isinstance(name, str):
            yield name


def first(item: dict[str, object], lower: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Return the first value that is there and no blank, as text."""
    for name in names:
        value = get(item, lower, name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip().encode("utf-8", "replace").decode()
    return None


def get(item: dict[str, object], lower: Mapping[str, object], name: str) -> object:
    """Return a field by its name, or a path of names; the case of the first does not matter."""
    head, _, rest = name.partition(".")
    value = item[name] if name in item else item.get(head, lower.get(head.lower()))
    if not rest or name in item:
        return value
    return value.get(rest, value.get(rest.lower())) if isinstance(value, dict) else None
