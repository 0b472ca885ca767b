"""The element that holds the article: running text votes for the elements around it, links vote against them.

The idea is Arc90's Readability; weights chosen on pages of cwced, gne, scrapinghub and WCXB.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

from pipeline.scoring.class_words import ClassWords
from pipeline.scoring.context import LineContext
from pipeline.scoring.page_tree import PageTree

_MARK = re.compile(r"[，。、；！？,;!?.](?<!\.(?=\S))")  # a class comes first, for which the search looks fast
_ARTICLE_WORDS = ClassWords({
    "article content text entry story main zoom artibody endtext neirong wenzhang": "", "body": r"(?<![a-z])body", "post": r"post(?!er)",
})  # fmt: skip
_OTHER_WORDS = ClassWords({
    "nav menu foot side comment share relat recommend hot rank banner login crumb pager social widget popup modal": "",
    "subscri promo sponsor cookie newsletter qrcode disqus masthead": "", "ad": r"(?<![a-z])ads?(?![a-z])",
})  # fmt: skip
# Elements that hold lines of text of their own; in others (p, h2, li) a line is a paragraph of the element above.
_HOLDERS = frozenset(("div", "td", "section", "article", "center", "form", "body", "main"))
_LEAST = 25.0  # width of a line that votes
_FEWEST = 9  # code points of such a line: none is wider than 2.8
_FAR = ("nav", "aside", "footer", "header")


def width(text: str) -> float:
    """Return how much a text says: code points, hanzi as 2.2 letters each."""
    size = len(text)
    return size if text.isascii() else size + (len(text.encode("utf-8", "replace")) - size) * 0.6


def find_container(tree: PageTree, texts: Sequence[str], contexts: Sequence[LineContext]) -> int | None:
    """Return the number of the element that holds the article, None for a page without running text."""
    votes: dict[int, float] = {}
    densities = [context.link_density for context in contexts]
    for text, context, density, leaf in zip(texts, contexts, densities, tree.leaves, strict=True):
        if density >= 0.5 or len(text) < _FEWEST or (wide := width(text)) < _LEAST:
            continue
        value = (1 + len(_MARK.findall(text)) + min(wide / 100, 3)) * (1 - density) * (0.7 if context.hidden else 1)
        holds = context.after_br or tree.tags[leaf] in _HOLDERS
        node, shares = (leaf, (1.0, 0.5, 0.25)) if holds else (tree.parents[leaf], (1.0, 0.5))
        for share in shares:
            if node < 0:
                break
            votes[node] = votes.get(node, 0.0) + share * value
            node = tree.parents[node]
    lengths = [*map(len, texts)]
    sizes, linked = tree.sums(lengths), tree.sums([*map(mul, lengths, densities)])
    weighed = {node: vote * _favour(tree.tags[node], tree.words[node]) * (1 - linked[node] / max(1.0, sizes[node])) for node, vote in votes.items()}
    return max(weighed, key=lambda node: (weighed[node], -node), default=None)


def names_article(words: str) -> bool:
    """Return whether an element's class and id are such as the element that holds an article has."""
    return words != "" and _favour("", words) > 1


@lru_cache(maxsize=10_000)
def _favour(tag: str, words: str) -> float:
    favour = 0.4 if tag in _FAR else 1.0
    if words and _OTHER_WORDS.stand_in(words):
        favour *= 0.5
    return favour * 1.25 if words and _ARTICLE_WORDS.stand_in(words) else favour
