"""Recognises forum threads and question pages: several posts by several people, not one document."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.draft import Line
from pipeline.readers.context import LineMarkup

_POST = regex.compile(
    r"postmessage_\d|(?<![\w-])(?:t_f|pcbs?|crawler-post|d_post_content|bbwrapper|postbody|post_body|postcell|answercell|threadpost|cooked|"
    r"message-(?:body|content|userContent)|messagecontent|topic-post|forum-post|post-message|b_msg)(?![\w-])",
    regex.IGNORECASE,
)
_SOFTWARE = regex.compile(
    r"discuz|phpwind|phpbb|vbulletin|xenforo|discourse|nodebb|flarum|invision|mybb|dvbbs|simple machines", regex.IGNORECASE
)
_ADDRESS = regex.compile(
    r"viewthread|showthread|viewtopic|read\.php\?tid|/threads?[/-]\w|/t/[^/]{1,200}/\d|/topic/\w|/questions/\d|tieba\.baidu\.com/p/\d|"
    r"/bbs/.{0,60}(?:thread|topic|post)",
    regex.IGNORECASE,
)


def is_thread(lines: Sequence[Line], *, url: str | None, generator: str | None, declared: bool) -> bool:
    """Return whether a page is a thread: it says so (`declared`, by JSON-LD), or two of address, software and marked-up posts do."""
    if declared:
        return True
    posts: set[int] = set()
    known: dict[str, bool] = {}
    for line in lines:
        if not isinstance(line.context, LineMarkup):
            continue
        for words, node in zip(line.context.classes, line.context.nodes, strict=True):
            if words and (known[words] if words in known else known.setdefault(words, _POST.search(words) is not None)):
                posts.add(node)
                break
    signs = (len(posts) >= 2) + bool(url and _ADDRESS.search(url)) + bool(generator and _SOFTWARE.search(generator))
    return signs >= 2 or len(posts) >= 3
