"""An HTML page: its visible text in lines with their markup, and what it says about itself."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from pipeline.readers.continuation import find_continuation
from pipeline.readers.head import read_head
from pipeline.readers.linked_data import linked_data
from pipeline.readers.metadata import gather
from pipeline.readers.nesting import bound_nesting
from pipeline.readers.page import Found, Page
from pipeline.readers.render import render
from pipeline.readers.threads import is_thread


def read(text: str, *, url: str | None = None) -> Page:
    """Return the page that decoded HTML stands for; never fails, however broken the markup is.

    `url` is the page's own address, if the crawl knows it: it decides over what the page states.
    """
    tree = LexborHTMLParser(bound_nesting(text))
    rendered = render(tree)
    head = read_head(text)
    data = linked_data(head.json_ld)
    metadata = gather(head, data, rendered, url)
    address = str(metadata["url"].value) if "url" in metadata else None
    continuation = find_continuation(tree, rendered.source, rendered.lines, address)
    if continuation:
        metadata["x-next-pages"] = Found(continuation.links, "visible")
    thread = is_thread(rendered.elements, url=address, generator=head.first("generator"), declared="thread" in data)
    return Page(
        source=rendered.source,
        lines=rendered.lines,
        metadata=metadata,
        gaps=(continuation.gap,) if continuation else (),
        flags=frozenset(["thread"] if thread else []),
    )
