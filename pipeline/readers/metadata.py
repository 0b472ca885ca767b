"""Puts together what a page says about itself: JSON-LD before meta tags before elements of the body before visible lines before the URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import regex

from pipeline.readers.byline import read_bylines
from pipeline.readers.dates import date_in_url, parse_date
from pipeline.readers.head import Head
from pipeline.readers.headline import find_headline, without_site
from pipeline.readers.microdata import Stated, more_exact
from pipeline.readers.page import Found
from pipeline.readers.render import Rendered
from pipeline.readers.reporters import reporters

_LIST = regex.compile(r"\s*[,，、;；|｜\n\t]\s*")
_CRUMB = regex.compile(r"\s*(?:-->|>{1,2}|＞{1,2}|»|›|→|::|/)\s*")
_CJK = regex.compile(r"\p{Han}++")
_NO_AUTHOR = regex.compile(
    r"discuz|comsenz|dedecms|织梦|phpcms|帝国|wordpress|^\w{0,3}admin|^https?:|^www\.|^@|facebook\.com|佚名|^未知", regex.IGNORECASE
)
_BEFORE_NAME = regex.compile(r"(?:(?:(?:news )?analysis|opinion|commentary|perspective|review|story|words|reporting|report|article|posted|written)\sby|by|text|текст)\b\s?[:：]?\s(?=\p{Lu})|(?:撰文|作者|文)\s?[:：]\s?", regex.IGNORECASE)
_ROLE_WORD = "correspondent|reporter|editor|writer|columnist|contributor|analyst|journalist|producer|staff"
_ROLE = regex.compile(rf"(?<=\p{{L}}), (?:(?:[\w&-]{{2,20}} ){{0,4}}(?i:{_ROLE_WORD})s?(?:[ -](?i:in[ -]chief|at[ -]large))?)$")
_SAMPLE = 1_000  # code points on either side of the middle
_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo")
_TAG = regex.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def gather(head: Head, data: Mapping[str, object], rendered: Rendered, url: str | None, body: Sequence[Stated] = ()) -> dict[str, Found]:
    """Return the page's metadata by name, each value with its origin; among equals the first in the page counts.

    `data` is its JSON-LD, `body` what elements of its body state.
    """
    site_name = head.first("x-site-name") or (str(data["x-site-name"]) if "x-site-name" in data else None)
    stated = [("json-ld", str(data["title"]))] if "title" in data else []
    stated += [("meta", value) for name, value in head.meta if name == "title"]
    stated += [(origin, value) for origin, name, value in body if name == "title"]
    found: dict[str, Found] = {}
    headline = find_headline(rendered.source, rendered.lines, head.title, stated, site_name)
    if headline:
        found["title"] = Found(headline.text, headline.origin)
    visible = read_bylines(rendered.source, rendered.lines, headline.line if headline else -1)
    shown = [each for each in body if not (each[1] == "published" and more_exact(each[2], visible.get("published", "")))]
    named = (("json-ld", data.items()), ("meta", head.meta), *((origin, ((name, raw),)) for origin, name, raw in shown), ("visible", visible.items()))
    for origin, pairs in named:
        for name, raw in pairs:
            if name not in found and (value := in_form(name, raw, site_name)) is not None:
                found[name] = Found(value, origin)
    _add_address(found, head, url)
    if language := _language(head, rendered.source):
        found["language"] = language
    for name in ("generator", "thread"):
        found.pop(name, None)
    return found


def in_form(name: str, raw: object, site_name: str | None = None) -> object | None:
    """Return a raw value in the form of the document's JSON, None if it says nothing."""
    if name in ("keywords", "breadcrumbs"):
        return tuple(dict.fromkeys(_words(name, raw))) or None
    if not isinstance(raw, str) or name in ("language", "url", "title"):
        return None
    text = " ".join(raw.split())
    if name == "published":
        return parse_date(text)
    if name == "author":
        text = reporters(text) or text
        text = _BEFORE_NAME.sub("", text, count=1) if _BEFORE_NAME.match(text) else text
        text = _ROLE.sub("", text.removesuffix(f", {site_name}") if site_name else text)
    if name in ("author", "editor") and (_NO_AUTHOR.search(text) or text == site_name or len(text) > 100):
        return None
    return text or None


def record_metadata(stated: Mapping[str, str]) -> dict[str, object]:
    """Return what a crawl noted of a document in the form of the document's JSON, its title without the names of site and section."""
    found = {name: value for name, raw in stated.items() if (value := in_form(name, raw)) is not None}
    title = " ".join(without_site(" ".join(stated.get("title", "").split()), None).split())
    return {**found, "title": title} if title else found


def _words(name: str, raw: object) -> Iterator[str]:
    """The items of a list, or of a text that lists them; words between blanks are keywords only in Chinese."""
    items = raw if isinstance(raw, list | tuple) else [raw]
    for item in items:
        if not isinstance(item, str):
            continue
        parts = [part.strip() for part in (_CRUMB if name == "breadcrumbs" else _LIST).split(item)]
        if name == "keywords" and len(parts) == 1 and _CJK.search(item):
            parts = item.split()
        yield from (part for part in parts if part and len(part) <= 60)


def _add_address(found: dict[str, Found], head: Head, url: str | None) -> None:
    """Add `url` and `site`; a canonical address counts when it leads to the page's own site or none is known."""
    if url:
        found["url"] = Found(url, "given")
    else:
        for origin, address in (("link", head.link("canonical")), ("meta", head.first("url"))):
            if address and host(address):
                found["url"] = Found(urljoin("https:", address) if address.startswith("//") else address, origin)
                break
    if "url" not in found:
        return
    address, origin = str(found["url"].value), found["url"].origin
    if site := host(address):
        found["site"] = Found(site, origin)
    if "published" not in found and (date := date_in_url(address)):
        found["published"] = Found(date, "url")


def host(url: str) -> str | None:
    """Return a URL's host in lower case without `www.`, None if it has none."""
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name and "." in name else None


def _language(head: Head, source: str) -> Found | None:
    """The declared language as BCP 47 tag, unless the text's script gives it the lie (templates say `en` on Chinese pages)."""
    for origin, declared in (("html", head.language), ("meta", head.first("language") or "")):
        tag = declared.strip().lower().replace("_", "-")
        if not _TAG.fullmatch(tag):
            continue
        middle = len(source) // 2
        sample = source[middle - _SAMPLE : middle + _SAMPLE] if middle > _SAMPLE else source
        chinese = sum(map(len, _CJK.findall(sample))) * 5 > len(sample)
        if tag.startswith("zh") == chinese or (chinese and tag.startswith("ja")):
            script = "zh-Hant" if "hant" in tag or tag.startswith(_TRADITIONAL) else "zh-Hans"
            return Found(script if tag.startswith("zh") else tag, origin)
    return None
