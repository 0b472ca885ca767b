"""Recognises forum threads and question pages: several posts by several people, not one document."""

from __future__ import annotations

from functools import lru_cache

import regex

from pipeline.readers.context import Elements

_POST = regex.compile(
    r"postmessage_\d|(?<![\w-])(?:t_f|pcbs?|crawler-post|d_post_content|bbwrapper|postbody|post_body|postcell|answercell|threadpost|cooked|"
    r"message-(?:body|content|userContent)|messagecontent|answer[-_]?item|question-?(?:header-?)?(?:richtext|detail)|topic-post|forum-post|post-message|b_msg|ipscomment|ipscomment_content)(?![\w-])",
    regex.IGNORECASE,
)
# One of these stands in each match of `_POST`: a quick no for most names.
_HINTS = ("post", "t_f", "pcb", "bbwrapper", "answer", "question", "cooked", "message", "b_msg", "ipscomment")
_SOFTWARE = regex.compile(
    r"discuz|phpwind|phpbb|vbulletin|xenforo|discourse|nodebb|flarum|invision|mybb|dvbbs|simple machines", regex.IGNORECASE
)
_ADDRESS = regex.compile(
    r"viewthread|showthread|viewtopic|read\.php\?tid|/threads?[/-]\w|/t/[^/]{1,200}/\d|/topic/\w|/questions/\d|tieba\.baidu\.com/p/\d|"
    r"/bbs/.{0,60}(?:thread|topic|post)",
    regex.IGNORECASE,
)


_POWERED = regex.compile(r"(?:powered\sby|(?:forum|community)\s(?:software|platform)\sby)\s{1,3}(?:" + _SOFTWARE.pattern + ")", regex.IGNORECASE)
_FOOT = 2_000  # code points of a page's end in which its software signs


def names_software(title: str, source: str) -> bool:
    """Return whether the page's `<title>` or the end of its text says by what forum software it was made."""
    return _POWERED.search(title) is not None or _POWERED.search(source, max(0, len(source) - _FOOT)) is not None


def is_thread(elements: Elements, *, url: str | None, generator: str | None, declared: bool, signed: bool = False) -> bool:
    """Return whether a page is a thread: it says so (`declared`, by JSON-LD), or two of address, software and marked-up posts do.

    `signed`: the page names forum software in plain sight.
    """
    if declared:
        return True
    names = {words for words in elements.names if is_post(words)}  # none, on most pages
    posts = sum(map(names.__contains__, elements.words)) if names else 0
    signs = (posts >= 2) + bool(url and _ADDRESS.search(url)) + (signed or bool(generator and _SOFTWARE.search(generator)))
    return signs >= 2 or posts >= 3


@lru_cache(maxsize=10_000)
def is_post(words: str) -> bool:
    """Return whether class and id of an element call it a post; pages use few names, and sites the same ones on all pages."""
    lowered = words.lower()
    return any(map(lowered.__contains__, _HINTS)) and _POST.search(words) is not None
