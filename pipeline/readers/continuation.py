"""Pages that go on elsewhere: 下一页, 【1】【2】【3】, 余下全文. The rest of the body is missing here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import regex

from pipeline.draft import Line
from pipeline.findings import Gap
from pipeline.readers.context import LineMarkup
from pipeline.readers.tree import Tree

_SIGN = regex.compile(r"下\s?[一1]?\s?[页頁]|后一页|余下全文|阅读全文|[【\[(（]\s?2\s?[】\])）]|\bnext page\b", regex.IGNORECASE)
SIGNS = ("下一页", "下页", "下一頁", "下頁", "后一页", "余下全文", "阅读全文", "【2】", "[2]", "(2)", "（2）", "ext page", "ext Page", "EXT PAGE")
"""Words of which one stands in every line that leads on."""

_NEXT = regex.compile(r"[<\[【(（]?\s*(?:下\s?[一1]?\s?[页頁]|后一页|余下全文|阅读全文|next page)\s*[>\]】)）»›→]*", regex.IGNORECASE)
_NUMBER = regex.compile(r"[【\[(（第]?\s?(\d{1,3})\s?[】\])）页]?")
_STEM = regex.compile(r"(?:[_-]\d{1,3}|[_-](?:p|page)\d{1,3})?(?:\.[a-z]{3,5})?$", regex.IGNORECASE)
_MAX_LINKS = 50
_MAX_PAGER = 200  # code points
_PARAGRAPH, _ARTICLE = 40, 200  # code points of a line of running text, and of all of them


class Continuation(NamedTuple):
    """Where a page says that it goes on, and the addresses of the pages that follow."""

    gap: Gap
    links: tuple[str, ...]


def find_continuation(tree: Tree, source: str, lines: Sequence[Line], url: str | None) -> Continuation | None:
    """Return the continuation of a page whose text holds one of `SIGNS`, None if it has none.

    A link counts only if it leads to another part of the same article: the same address but for a page number. Lists of articles
    and archives also have a next page, but there nothing of a document is missing.
    """
    if (pager := _pager(source, lines)) is None or not _holds_article(lines):
        return None
    links = list(dict.fromkeys(_part_links(tree, url)))
    if not links:
        return None
    gap = Gap(pager.start, pager.end, "continued", source[pager.start : pager.end])
    return Continuation(gap, tuple(links[:_MAX_LINKS]))


def _pager(source: str, lines: Sequence[Line]) -> Line | None:
    """The last line with links that speaks of a further page."""
    for line in reversed(lines):
        start, end, markup = line
        if end - start <= _MAX_PAGER and (not isinstance(markup, LineMarkup) or markup.link_density) and _SIGN.search(source, start, end):
            return line
    return None


def _holds_article(lines: Sequence[Line]) -> bool:
    """Whether a page holds running text, and not only links: a list's next page is no gap."""
    size = 0
    for start, end, markup in lines:
        if end - start >= _PARAGRAPH and (not isinstance(markup, LineMarkup) or markup.link_density < 0.3):
            size += end - start
    return size >= _ARTICLE


def _part_links(tree: Tree, url: str | None) -> Iterator[str]:
    """Addresses of the links that name a further part: those of numbers only beside others of the same article."""
    canonical = tree.css_first("link[rel=canonical]")
    base = url or (canonical.attributes.get("href") if canonical else None) or ""
    numbered: list[tuple[int, str]] = []
    following: list[str] = []
    for anchor in tree.css("a[href]"):
        text = anchor.text(deep=True)
        if len(text) > 20 or not (text := text.strip()):
            continue
        following_page = _NEXT.fullmatch(text) is not None
        match = None if following_page else _NUMBER.fullmatch(text)
        if not following_page and (match is None or int(match.group(1)) < 2):
            continue
        address = _resolve(base, anchor.attributes.get("href") or "")
        if address is None:
            continue
        if match is None:
            following.append(address)
        else:
            numbered.append((int(match.group(1)), address))
    stems = {_stem(base)} if base else {_stem(address) for address in following} or {_stem(address) for _, address in numbered}
    parts = [address for address in following if _stem(address) in stems and address != base]
    if following and not parts:
        return
    yield from parts
    if parts or len({number for number, address in numbered if _stem(address) in stems}) >= 1:
        yield from (address for _, address in sorted(numbered) if _stem(address) in stems and address != base)


def _resolve(base: str, href: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "JavaScript:", "mailto:")):
        return None
    try:
        return urldefrag(urljoin(base, href.strip())).url
    except ValueError:
        return None


def _stem(address: str) -> str:
    """An address without what tells the parts of one article apart: `_2` before the ending, a last segment that is a small number."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    path = _STEM.sub("", parts.path) or parts.path
    return f"{parts.netloc.removeprefix('www.')}{path}"
