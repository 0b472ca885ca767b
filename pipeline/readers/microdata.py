"""What the elements of a page's body say about its article: microdata (HTML Standard, "Microdata"; schema.org), `<time datetime>` in the
article's head, and the lines over a WeChat article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import regex

from pipeline.readers.dates import parse_date
from pipeline.readers.tree import Node, Tree

_FIELDS = {"headline": "title", "datepublished": "published", "author": "author"}
_ARTICLE = regex.compile(r"(?:Article|BlogPosting|Report|Recipe)/?$")
_PAGE = regex.compile(r"(?:WebPage|ItemPage)/?$")
_APART = frozenset(("nav", "aside", "footer", "li"))  # a date there is one of other articles
_NO_TIME = regex.compile(r"(?<=\d{4}-\d\d-\d\d)[T ](?:00|12):00:00(?:\.0{1,6})?(?:Z|[+-]\d\d:?\d\d)?$")  # what systems write that know but the day
_MAX_VALUE = 200  # code points
_MAX_MARKED = 500  # elements with properties that are looked at
_STATING = "body [itemprop], time[datetime], #js_author_name, #meta_content, #js_name, [data-author]"
_WECHAT = (("author", "#js_author_name, #meta_content > .rich_media_meta_text:not(#publish_time)"), ("source", "#js_name"))

_CREATED = regex.compile(r"\bvar ct\s{0,3}=\s{0,3}[\"'](\d{10})[\"']")  # seconds since 1970
_CHINA = timezone(timedelta(hours=8))
_LEAST_TEXT = 200  # code points that an element with an author must hold

Stated = tuple[str, str, str]


def stated_in_body(tree: Tree, text: str = "", *, authored: bool = False) -> list[Stated]:
    """Return (origin, field, value) of what the elements of a body state, the surest first; origins are `microdata`, `time` and `wechat`.

    `text` is the page itself, in which scripts are looked for; `authored` says that an author is known already.
    """
    if tree.css_first(_STATING) is None:  # most pages state nothing, and are gone through once
        return []
    found: list[Stated] = [("microdata", name, value) for name, value in _microdata(tree)]
    found += [("wechat", name, value) for name, selector in _WECHAT if (value := _first_text(tree, selector))]
    if any(origin == "wechat" for origin, _, _ in found) and (moment := _CREATED.search(text)):
        found.append(("wechat", "published", datetime.fromtimestamp(int(moment.group(1)), _CHINA).isoformat()))
    if not authored and all(name != "author" for _, name, _ in found) and (author := _attributed(tree)):
        found.append(("microdata", "author", author))
    if date := _dated_head(tree):
        found.append(("time", "published", date))
    return found


def _microdata(tree: Tree) -> Iterator[tuple[str, str]]:
    """The properties of the page's one article, or of a page that is one; nothing if several articles differ in them."""
    values: dict[str, dict[int, str]] = {}
    for element in tree.css("body [itemprop]")[:_MAX_MARKED]:
        names = (element.attributes.get("itemprop") or "").lower().split()
        name = next((_FIELDS[each] for each in names if each in _FIELDS), None)
        if name is None or (item := _item(element)) is None or not (value := _value(element, name)):
            continue
        values.setdefault(name, {}).setdefault(item, value)
    for name, stated in values.items():
        if len(set(stated.values())) == 1:
            yield name, next(iter(stated.values()))


def _item(element: Node) -> int | None:
    """The article that a property belongs to, 0 for a page; None if it belongs to anything else (a comment, a product)."""
    around = element.parent
    while around is not None:
        if "itemscope" in around.attributes or "itemtype" in around.attributes:
            kind = around.attributes.get("itemtype") or ""
            return around.mem_id if _ARTICLE.search(kind) else 0 if _PAGE.search(kind) else None
        around = around.parent
    return 0


def _value(element: Node, name: str) -> str:
    """The value of a property, as the standard has it; that of an item is its name."""
    attributes = element.attributes
    if stated := attributes.get("content") or (element.tag == "time" and attributes.get("datetime")):
        return _one_line(stated)
    if "itemscope" in attributes or name == "author":
        named = element.css_first("[itemprop~=name]")
        if named is not None:
            return _one_line(named.attributes.get("content") or named.text(deep=True))
    return _one_line(element.text(deep=True))


def _attributed(tree: Tree) -> str | None:
    """The one author whom elements with a text of some length are attributed to."""
    authors = {_one_line(each.attributes.get("data-author") or "") for each in tree.css("[data-author]")[:_MAX_MARKED] if len(each.text(deep=True) or "") >= _LEAST_TEXT}
    return authors.pop() or None if len(authors) == 1 else None


def _dated_head(tree: Tree) -> str | None:
    """The date of the first `<time>` behind the page's one first heading, in the element around both, before any paragraph."""
    headings = tree.css("body h1") if tree.css_first("time[datetime]") is not None else ()
    if len(headings) != 1:
        return None
    around = headings[0].parent
    for _ in range(3):
        if around is None or around.tag == "body":
            return None
        for each in around.css("time[datetime], p"):
            if each.tag == "time" and not _is_apart(each):
                return _NO_TIME.sub("", _one_line(each.attributes.get("datetime") or "")) or None
            if each.tag == "p" and len(each.text(deep=True)) > _MAX_VALUE:
                return None
        around = around.parent
    return None


def _is_apart(element: Node) -> bool:
    around = element.parent
    while around is not None:
        if around.tag in _APART:
            return True
        around = around.parent
    return False


def _first_text(tree: Tree, selector: str) -> str:
    found = tree.css_first(selector)
    return _one_line(found.text(deep=True)) if found is not None else ""


def _one_line(text: str) -> str:
    line = " ".join(text[: 10 * _MAX_VALUE].split())
    return line if len(line) <= _MAX_VALUE else ""


def more_exact(stated: str, seen: str) -> bool:
    """Return whether a date that a line shows is that which an element states, but with its time."""
    date = parse_date(stated)
    return date is not None and len(date) == len("2020-03-05") and (parse_date(seen) or "").startswith(date + "T")
