"""What a page's JSON-LD says about its article: schema.org types, and Baidu's form without types."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

_MAX_BLOCK = 500_000  # code points; longer blocks are product catalogues
_MAX_NODES = 2_000
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "title"),
    "published": ("datePublished", "pubDate", "dateCreated"),
    "summary": ("description",),
}
_ARTICLE = ("Article", "BlogPosting", "Report", "DiscussionForumPosting", "QAPage", "Question", "Recipe", "TechArticle")
_PAGE = ("WebPage", "ItemPage", "Product", "AboutPage", "FAQPage")


def linked_data(blocks: Iterable[str]) -> dict[str, object]:
    """Return metadata values (names of the document's JSON) that the JSON-LD blocks of a page state; broken blocks are passed over."""
    nodes = [node for block in blocks for node in _nodes(block)]
    found: dict[str, object] = {}
    for kinds in (_ARTICLE, _PAGE, ()):
        for node in nodes:
            if _is_a(node, kinds) or (not kinds and "pubDate" in node):
                for name, value in _article(node).items():
                    found.setdefault(name, value)
    for node in nodes:
        if _is_a(node, ("BreadcrumbList",)) and (crumbs := _breadcrumbs(node)):
            found.setdefault("breadcrumbs", crumbs)
    if any(_is_a(node, ("DiscussionForumPosting", "QAPage")) for node in nodes):
        found["thread"] = True
    return found


def _nodes(block: str) -> Iterator[dict[str, object]]:
    """All objects of a block's top level, its lists and its `@graph`."""
    if len(block) > _MAX_BLOCK:
        return
    try:
        todo: list[object] = [json.loads(_unwrapped(block), strict=False)]
    except (ValueError, RecursionError):
        return
    count = 0
    while todo and count < _MAX_NODES:
        item = todo.pop(0)
        count += 1
        if isinstance(item, list):
            todo[:0] = item[:_MAX_NODES]
        elif isinstance(item, dict):
            yield item
            todo += [item[key] for key in ("@graph", "mainEntity", "breadcrumb") if isinstance(item.get(key), list | dict)]


def _unwrapped(block: str) -> str:
    """The JSON of a script without what hid it from old browsers: <!-- ... -->, //<![CDATA[ ... //]]>, a closing semicolon."""
    start, end = block.find("{"), block.rfind("}")
    before = block[: max(start, 0)].rstrip()
    if before.endswith("[") and not before.endswith("CDATA["):
        start, end = len(before) - 1, block.find("]", end)
    return block[start : end + 1] if 0 <= start < end else ""


def _is_a(node: dict[str, object], kinds: tuple[str, ...]) -> bool:
    kind = node.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names) if kinds else False


def _article(node: dict[str, object]) -> dict[str, object]:
    """The values of one article node."""
    values: dict[str, object] = {}
    for name, keys in _TEXTS.items():
        text = next((node[key] for key in keys if isinstance(node.get(key), str)), None)
        if isinstance(text, str) and text.strip():
            values[name] = text.strip()
    if authors := _names(node.get("author")):
        values["author"] = "、".join(authors)
    if editors := _names(node.get("editor")):
        values["editor"] = "、".join(editors)
    if publisher := _names(node.get("publisher")):
        values["x-site-name"] = publisher[0]
    keywords = node.get("keywords")
    if isinstance(keywords, str | list):
        values["keywords"] = keywords
    if isinstance(node.get("inLanguage"), str):
        values["language"] = node["inLanguage"]
    page = node.get("mainEntityOfPage")
    url = page.get("@id") if isinstance(page, dict) else page
    url = next((each for each in (node.get("url"), url, node.get("@id")) if isinstance(each, str) and each.startswith("http")), None)
    if url:
        values["url"] = url
    return values


def _names(value: object) -> list[str]:
    """Names of persons or organisations, given as text, object or list of these."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items[:20]]
    return list(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip() and not name.startswith("http")))


def _breadcrumbs(node: dict[str, object]) -> tuple[str, ...]:
    items = node.get("itemListElement")
    steps = [step for step in items[:50] if isinstance(step, dict)] if isinstance(items, list) else []
    ordered = sorted(steps, key=lambda step: p if isinstance(p := step.get("position"), int) else 0)
    names = []
    for step in ordered:
        item = step.get("item")
        name = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
        if isinstance(name, str) and name.strip():
            names.append(name.strip())
    return tuple(names)
