"""Parts of a page that say by their names what they are: comments, related articles, share bars, captions.

A name is believed only as far as the text allows: an element that holds most of what reads like the body is never such a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from pipeline.scoring.class_words import ClassWords
from pipeline.scoring.page_tree import PageTree

_COMMENT = ClassWords({
    "comment": r"(?<![a-z])comments?(?![a-z])|(?<![a-z])comment[-_](?:list|body|content|wrap|area|section|thread|reply|item|box|container)",
    "commentlist commentsarea comments-area disqus livefyre fb-comments pinglun huifu liuyan": "",
    "guestbook": r"(?<![a-z])guestbook",
})  # fmt: skip
_ASIDE = ClassWords({
    "recirc recommend trending popular xgyd xiangguan tuijian paihang newsletter signup sign-up sponsor outbrain taboola": "",
    "sharing addthis social breadcrumb masthead siteheader site-header topbar top-bar topnav top-nav toolbar utility": "",
    "cookie consent gdpr popup modal skiplink skip-link pagination pager pagenav copyright postnav post-nav": "",
    "buttonwrap button-wrap byline dateline timestamp captioncredit caption-credit photocredit photo-credit": "",
    "related": r"(?<![a-z])related", "teaser": r"(?<![a-z])teaser", "promo": r"(?<![a-z])promo", "login": r"(?<![a-z])login",
    "you": r"(?<![a-z])you-?may", "also": r"(?<![a-z])also-?(?:like|read|see)", "read": r"read-?(?:more|next|also)",
    "more": r"more-?(?:stories|from|news|articles|posts|on-this)", "most": r"most-?(?:read|popular|viewed|recent)",
    "latest": r"latest-?(?:news|posts|stories)", "hot": r"(?<![a-z])hot(?![a-z])",
    "ad": r"(?<![a-z\d])(?:ad|ads|advert\w{0,12})(?![a-z])", "share": r"(?<![a-z])share(?![a-z]{3})",
    "crumb": r"(?<![a-z])crumbs?(?![a-z])", "bar": r"(?<!(?:with|has|no|without)[-_]?)side-?bar", "side": r"(?<![a-z])side[-_]?(?:nav|menu)",
    "nav": r"(?<![a-z])nav(?:bar|igation|-|_|\b)", "menu": r"(?<![a-z])menu(?![a-z-]{0,20}item-?(?:desc|price))",
    "subscri": r"subscri(?!ber[-_]?(?:only|preview|content|body))",  # which is the article
    "toc": r"(?<!(?:with|has|no|show)[-_])(?<![a-z])toc(?=$|\s|[-_](?:container|list|box|wrap|mobile|title))(?![a-z])",
    "contents": r"table-?of-?contents(?![a-z])", "catalog": r"lemma-?catalog",
    "foot": r"(?<![a-z])foot(?:er|_)",
    "post article entry": r"(?<![a-z])(?:post|article|entry)-?(?:tags?|footer|tools|utility)(?![a-z])|(?<![a-z])post-?(?:buttons|actions|controls)(?![a-z])",
    "message": r"(?<![a-z])message-?(?:buttons|actions|controls)(?![a-z])",
    "author": r"author-?(?:bio|box|info|card)|about-?(?:the-)?author",
})  # fmt: skip
_CAPTION = ClassWords({
    "caption": r"(?<![a-z])caption(?!ed)", "credit": r"(?<![a-z])credits?(?![a-z])", "photoby photo-by": "",
})  # fmt: skip
# What a writer has under each of his posts.
_SIGNATURE = regex.compile(r"(?<![a-z])(?:member|user|post|bbp|b)?[-_]?(?:signature|sig_?text|sign)(?![a-z])|postsig", regex.IGNORECASE)
_CAPTION_REACH, _NAMED_REACH = 4, 2  # elements from a line outward in which a caption's tag, and a caption's name, speak for the line
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ASIDE_TAGS = frozenset(("nav", "aside", "footer", "form"))
_MOST_COMMENT, _MOST_ASIDE = 0.97, 0.6  # share of the page's likely body that such a part may hold
_LEAST_OUTSIDE = 200.0  # likely body (code points, hanzi as 2.2) that must stand outside of comments, or they are the body


def other_parts(tree: PageTree, gains: Sequence[float], bodies: Sequence[float], *, thread: bool) -> list[bool]:
    """Return for each line whether it lies in comments or beside the article.

    `gains` say how likely and how long each line is, `bodies` the width of each line that is likely body, else 0. In a thread
    comments are posts, and what stands under a post by the name of its writer is none.
    """
    sums = tree.sums(gains)
    whole = max(sums, default=0.0) or 1.0
    named = {words: _kind(words) for words in tree.names}
    kinds = [
        (node, kind)
        for node, (tag, words) in enumerate(zip(tree.tags, tree.words, strict=True))
        if (kind := named[words] or ("aside" if tag in _ASIDE_TAGS else "")) and tag not in _HEADINGS and tree.parents[node] >= 0
    ]
    comments = {node for node, kind in kinds if kind == "comment"}
    if comments and (thread or _outside(tree, comments, bodies) < _LEAST_OUTSIDE):
        comments = set()
    marked = {node for node in comments if sums[node] < _MOST_COMMENT * whole}
    asides = [node for node, kind in kinds if kind == "aside"]
    alike: dict[str, float] = {}  # an article in sections that are all named so (`content-nav-section`) is still the article
    for node in asides:
        alike[tree.words[node]] = alike.get(tree.words[node], 0.0) + max(0.0, sums[node])
    marked |= {node for node in asides if max(sums[node], alike[tree.words[node]] if tree.words[node] else 0.0) < _MOST_ASIDE * whole}
    if thread:
        marked |= {node for node, words in enumerate(tree.words) if words and _SIGNATURE.search(words) and sums[node] < _MOST_ASIDE * whole}
    return tree.inherited(marked)


def _outside(tree: PageTree, comments: set[int], bodies: Sequence[float]) -> float:
    """How much of the likely body stands outside of comments."""
    return sum(body for body, within in zip(bodies, tree.inherited(comments), strict=True) if not within)


def captions(tree: PageTree) -> list[bool]:
    """Return for each line whether it is the caption or credit of a picture."""
    figures = {node for node, tag in enumerate(tree.tags) if tag == "figcaption"}
    names = {words for words in tree.names if _names_caption(words)}
    named = {node for node, words in enumerate(tree.words) if words in names} if names else set()
    if not figures and not named:
        return [False] * len(tree.leaves)
    within = tree.inherited(figures | named)
    return [
        near and (_stands_in(tree, leaf, figures, _CAPTION_REACH) or _stands_in(tree, leaf, named, _NAMED_REACH))
        for leaf, near in zip(tree.leaves, within, strict=True)
    ]


def _stands_in(tree: PageTree, node: int, marked: set[int], reach: int) -> bool:
    """Whether an element, or one of the next around it, is marked; `reach` counts itself."""
    while reach and node >= 0:
        if node in marked:
            return True
        node, reach = tree.parents[node], reach - 1
    return False


def is_beside(words: str) -> bool:
    """Return whether an element's class and id call it comments, or a part beside the article."""
    return bool(_kind(words))


@lru_cache(maxsize=10_000)
def _names_caption(words: str) -> bool:
    return _CAPTION.stand_in(words)


@lru_cache(maxsize=10_000)
def _kind(words: str) -> str:
    """What class and id of an element call it; those of headings are made from their text and say nothing."""
    if _COMMENT.stand_in(words):
        return "comment"
    return "aside" if _ASIDE.stand_in(words) else ""
