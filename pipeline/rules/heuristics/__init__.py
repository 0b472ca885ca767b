"""Rules that must look at neighbours, count or compare: one module each, with the fields of a rule and a function `find`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pipeline.rules.engine import Hit
from pipeline.rules.heuristics import (
    bulleted_head,
    byline,
    collected_links,
    compiled,
    dated_links,
    doubled,
    error_page,
    jammer,
    noise,
    notice,
    offer,
    over_title,
    page_menu,
    pages,
    panel,
    pinyin,
    prompt,
    running_heads,
    site_menu,
    site_name,
    site_words,
    stray_dot,
    teaser,
    trail,
)
from pipeline.rules.rule import Rule
from pipeline.rules.view import View


class Heuristic(Protocol):
    """`RULE` says what and why, with examples; `find` reports hits; `claimed` maps lines that rules remove to the rule's id."""

    RULE: Rule

    def find(self, view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
        """Return the hits of this heuristic in the text of `view`."""
        ...


HEURISTICS: tuple[Heuristic, ...] = (
    offer, notice, prompt, over_title, trail, bulleted_head, byline, site_words, site_name, panel, pages, running_heads, jammer, stray_dot, noise, pinyin, dated_links, collected_links, compiled, teaser, doubled,
    page_menu, site_menu, error_page,
)  # fmt: skip
"""In the order in which they act: what a later one looks at, the earlier ones have claimed; the page's menus come last."""
