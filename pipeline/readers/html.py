"""An HTML page: its visible text in lines with their markup, and what it says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.readers.continuation import SIGNS, find_continuation
from pipeline.readers.dates import parse_date
from pipeline.readers.feeds import feed_page
from pipeline.readers.frames import without_frames
from pipeline.readers.head import read_head
from pipeline.readers.layers import names_layer, set_rows
from pipeline.readers.linked_data import linked_data
from pipeline.readers.metadata import gather, host
from pipeline.readers.microdata import stated_in_body
from pipeline.readers.page import Found, Page
from pipeline.readers.page_words import PageWords
from pipeline.readers.post_lists import WORDS, find_listed_posts
from pipeline.readers.posts import find_posts
from pipeline.readers.render import Rendered, render
from pipeline.readers.script_body import ScriptBody, find_script_body, has_little_text
from pipeline.readers.shadow import parse_opened
from pipeline.readers.sites import BODY_MARK, Site, apply_site, load_sites, site_for
from pipeline.readers.threads import is_thread, names_software
from pipeline.readers.tree import Tree, parse_html

_TIMES = 20  # elements with a time that are looked at


def read(text: str, *, url: str | None = None, rules: tuple[str, ...] = (), utf8: bytes | None = None) -> Page:
    """Return the page that decoded HTML stands for; never fails, however broken the markup is.

    `url` is the page's own address, if the crawl knows it: it decides over what the page states. `rules` are a user's rule
    directories; site files are looked for in their `sites`, and RuleError is raised for one that is wrong. `utf8` is the text in UTF-8,
    if it came so.
    """
    if feed := feed_page(text):
        text, utf8 = feed, None
    tree = without_frames(parse_opened(text, utf8))
    head = read_head(text)
    address = url or head.link("canonical") or head.first("url")
    site = site_for(host(address) if address else None, load_sites(rules))
    rendered, stated = _rendered(tree, site, marked=feed is not None)
    script = _script_body(text, tree, rendered)
    if script is not None:
        rendered = render(tree, BODY_MARK, parse_html(f"<article {BODY_MARK}>{script.markup}</article>"))
    data = linked_data(head.json_ld)
    metadata = gather(head, {**data, **stated}, rendered, url, stated_in_body(tree, text, authored="author" in data or head.first("author") is not None))
    metadata |= {name: Found(metadata[name].value, "site") for name in stated if name in metadata and name != "title"}
    if "title" in stated:
        metadata["title"] = Found(stated["title"], "site")
    address = str(metadata["url"].value) if "url" in metadata else None
    counts = _words().count(rendered.source)
    continuation = find_continuation(tree, rendered.source, rendered.lines, address) if any(map(counts.__getitem__, SIGNS)) else None
    if continuation:
        metadata["x-next-pages"] = Found(continuation.links, "visible")
    signed = names_software(head.title, rendered.source)
    thread = is_thread(rendered.elements, url=address, generator=head.first("generator"), declared="thread" in data, signed=signed)
    posted = rendered.lines, rendered.elements, rendered.source
    posts = find_posts(*posted) if thread else find_listed_posts(*posted, counts)
    if posts and posts[0].author:
        metadata.setdefault("author", Found(posts[0].author, "visible"))
    if posts and posts[0].published:
        metadata.setdefault("published", Found(_moment(tree, posts[0].published), "visible"))
    if script is not None:
        metadata["x-body-script"] = Found(script.place, "script")
    return Page(
        source=rendered.source,
        lines=rendered.lines,
        metadata=metadata,
        gaps=(continuation.gap,) if continuation else (),
        flags=frozenset(name for name, holds in (("thread", thread or bool(posts)), ("body_from_script", script is not None)) if holds),
        body=rendered.marked or None,
        posts=posts,
        thread=site.thread if site else None,
    )


def _moment(tree: Tree, day: str) -> str:
    """A date that a post shows, with the time that its element knows."""
    dates = (parse_date(each.attributes.get("datetime") or "") for each in tree.css("time[datetime]")[:_TIMES])
    return next((date for date in dates if date and date.startswith(day)), day)


@cache
def _words() -> PageWords:
    return PageWords((*SIGNS, *WORDS))


def _script_body(text: str, tree: Tree, rendered: Rendered) -> ScriptBody | None:
    """The article among the data of a page's scripts, for a page that shows none and whose site file names none."""
    if rendered.marked or ("<script" not in text and " data-" not in text) or not has_little_text(rendered.source, rendered.lines):
        return None
    return find_script_body(tree, rendered.source, rendered.lines)


def _rendered(tree: Tree, site: Site | None, *, marked: bool) -> tuple[Rendered, Mapping[str, str]]:
    """The page's text and the metadata that its site file finds; without a file, or where it fits nothing, the page as it is."""
    if site is None:
        rendered = render(tree, BODY_MARK if marked else None)
        whole = set_rows(tree) if names_layer(rendered.elements.names) else None
        return (rendered if whole is None else render(tree, BODY_MARK if whole else None)), {}
    page = apply_site(tree, site)
    return render(page.tree, BODY_MARK if page.has_body else None), page.metadata
