"""Pages of frames: what such a page says itself stands in `<noframes>`, for readers without frames (HTML 4.01, section 16.4.1)."""

from __future__ import annotations

import regex

from pipeline.readers.tree import Tree, parse_html

_NOTICE = regex.compile(r"框架|框窗|分割視窗|浏览器|瀏覽器|\bframes?(?:et)?\b|\bbrowser", regex.IGNORECASE)
_MAX_NOTICE = 300  # code points of the text of an element that only says that frames are wanted


def without_frames(tree: Tree) -> Tree:
    """Return the tree of what a page of frames shows to readers without frames; `tree` itself if it has a body, or nothing for them but a notice."""
    if tree.body is not None:
        return tree
    for element in tree.css("noframes"):
        inner = parse_html(element.text(deep=True))  # the parser takes it for one text, as browsers do
        said = inner.body.text(deep=True).strip() if inner.body is not None else ""
        if said and (len(said) > _MAX_NOTICE or not _NOTICE.search(said)):
            return inner
    return tree
