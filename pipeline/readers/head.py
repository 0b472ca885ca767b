"""The `<head>` of a page: title, meta tags, links and JSON-LD. Only the tags that say something are read, the body is never parsed twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType

from pipeline.readers.head_tags import read_tags

META_FIELDS = MappingProxyType(
    {
        name: field
        for field, names in {
            "title": "og:title articletitle dc.title dcterms.title citation_title headline title",
            "published": """article:published_time og:published_time bytedance:published_time datepublished pubdate publishdate publish_date
                publish-date publishtime publish_time dc.date dc.date.issued dc.date.created dcterms.issued dcterms.created dcterms.date
                citation_date citation_publication_date weibo:article:create_at parsely-pub-date sailthru.date og:release_date
                firstpublishedtime article.published date createdate""",
            "author": """author article:author og:article:author dc.creator dcterms.creator citation_author citation_authors byl
                parsely-author sailthru.author weibo:article:author""",
            "editor": "editor 责任编辑",
            "source": "contentsource source dc.source article:source mediaid",
            "url": "og:url url",
            "x-site-name": "og:site_name sitename application-name",
            "keywords": "keywords news_keywords article:tag og:keywords",
            "summary": "description og:description dc.description",
            "breadcrumbs": "columnname",
            "language": "content-language og:locale dc.language",
            "generator": "generator",
        }.items()
        for name in names.split()
    }
)
"""Names of meta tags (lower case) and what they state; `ColumnName`, `PubDate`, ... are those of the Chinese government's site standard."""

_MAX_HEAD = 400_000  # code points
_MAX_BODYLESS = 60_000
_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_TAG = re.compile(
    r"""(?x) <(?:meta|link|html)\b (?: [^<>"']++ | "[^"]{0,5000}+" | '[^']{0,5000}+' )*+ >
    | <title\b [^<>]{0,500}+ > [^<]{0,2000}+ (?: <(?!/title\b) [^<]{0,500}+ ){0,5}+ </title\s{0,9}>""",
    re.IGNORECASE,
)
_NAME = re.compile(r"""\b(?:name|property|itemprop|http-equiv)\s{0,3}=\s{0,3}["']?\s{0,3}([^\s"'>]{1,60})""", re.IGNORECASE)
_REL = re.compile(r"""\brel\s{0,3}=\s{0,3}["']?\s{0,3}(?:canonical|next|prev)\b""", re.IGNORECASE)
_ENP = "<!--enpproperty"
_ENP_FIELD = re.compile(r"<(date|author|title)>([^<>]{1,500})</\1>", re.IGNORECASE)
_HEAD_OF_PAPER = 20_000  # code points in which it begins
_MAX_ENP = 5_000  # code points
_JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page states, in the order of the page: (field, value) pairs of `META_FIELDS`, links by `rel`, JSON-LD texts."""

    title: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    language: str = ""

    def first(self, field: str) -> str | None:
        """Return the first value that a meta tag gives for a field."""
        return next((value for name, value in self.meta if name == field), None)

    def link(self, rel: str) -> str | None:
        """Return the first link of a relation."""
        return next((href for name, href in self.links if name == rel), None)


def read_head(html: str) -> Head:
    """Return what the head of an HTML page states; an empty `Head` for a page without one."""
    match = _HEAD_END.search(html, 0, _MAX_HEAD)
    text = html[: match.start() if match else _MAX_BODYLESS]
    wanted = [tag for tag in _TAG.findall(text) if _is_wanted(tag)]
    if match and (body := _TAG.match("<html" + html[match.start() + 5 : match.start() + 600])):
        wanted.append(body.group())
    title, meta, links, language = "", [], [], ""
    for name, attributes, said in read_tags(wanted):
        if name == "title":
            title = title or _one_line(said)
        elif name == "html":
            language = language or _attribute(attributes, "lang") or _attribute(attributes, "xml:lang")
        elif name == "link":
            links += [(rel, href) for rel in attributes.get("rel", "").lower().split() if (href := _attribute(attributes, "href"))]
        elif value := _attribute(attributes, "content"):
            names = (_attribute(attributes, key).lower() for key in ("name", "property", "itemprop", "http-equiv"))
            meta += [(META_FIELDS[name], value) for name in names if name in META_FIELDS][:1]
    meta += _newspaper(html)
    return Head(title, tuple(meta), tuple(links), tuple(_json_ld(html)), language)


def _newspaper(html: str) -> list[tuple[str, str]]:
    """What the pages of an electronic newspaper state in a comment (`<!--enpproperty <date>…</date> … /enpproperty-->`)."""
    at = html.find(_ENP, 0, _HEAD_OF_PAPER)
    end = html.find("-->", at, at + _MAX_ENP) if at >= 0 else -1
    if end < 0:
        return []
    found = {name: unescape(_one_line(value)) for name, value in _ENP_FIELD.findall(html, at, end)}
    stated = (("title", found.get("title")), ("published", found.get("date", "").partition(" ")[0]), ("author", found.get("author")))
    return [(field, value) for field, value in stated if value]


def _is_wanted(tag: str) -> bool:
    kind = tag[1:5].lower()
    if kind == "meta":
        name = _NAME.search(tag)
        return name is not None and name.group(1).lower() in META_FIELDS
    return kind != "link" or _REL.search(tag) is not None


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return _one_line(attributes.get(name, ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json_ld(html: str) -> list[str]:
    """The texts of the page's JSON-LD scripts; they stand in the body as often as in the head."""
    blocks: list[str] = []
    at = html.find(_JSON_LD)
    while at >= 0 and len(blocks) < 20:
        start = html.find(">", at) + 1
        end = html.find("</script", start) if start else -1
        if end < 0:
            break
        blocks.append(html[start:end])
        at = html.find(_JSON_LD, end)
    return blocks
