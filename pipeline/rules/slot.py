"""Where a body stands that has no long sentence: below the page's first by-line, above the first label of its foot.

Verse, timetables, price lists, results and questions with short answers are no main run, whereas the teasers or comments below them are.
"""

from __future__ import annotations

from collections.abc import Sequence

MIN_LINES = 3
"""Lines between by-line and foot that no rule knows, at least: with fewer there is nothing between the by-line and the page's own tools."""

_FEET = ("byline.editor", "byline.credits")
_BYLINES = (
    "byline.", "blog.posted", "english.posted", "english.by", "english.published-updated", "english.head-credits", "forum.anonymous-byline", "upload.", "web.written-by", "web.dated-account", "web.paper-writer", "web.time-in-brackets",
    "essays.day-and-writer", "essays.shared-byline", "essays.account-date", "library.mixed-byline", "library.empty-labels", "library.label-pairs",
    "english-site.reviewed", "english-site.date-label", "english-site.over-tags", "english-site.release-head",
)  # fmt: skip
"""Beginnings of the ids of rules that know what stands over a text."""
_FOOT = (
    *_FEET, "related.", "comments.", "legal.", "share.", "contact.", "blog.labels", "web.filed-under", "web.topic-tag", "web.office-foot", "web.opinions-welcome", "web.platform-notice", "web.credits", "web.editor-signed", "essays.prev-next", "essays.more-of-kind",
    "essays.related-questions", "blog.one-button", "blog.statistics", "docshare.readers-also", "promo.more",
    "nav.prev-next", "nav.next-at-end", "nav.site-links", "nav.top", "ads.qr", "english.foot", "english.newsletter", "english.related", "english.top", "english.share", "english.comments", "traditional.foot", "traditional.share", "traditional.back", "forum.post-bar",
)  # fmt: skip
"""Beginnings of the ids of rules that know what stands under one."""


_SHARE = ("share.bar", "share.marker", "english.share", "traditional.share")
"""Beginnings of the ids of rules that know share bars: one stands over a text and the same under it."""
_HEADS = ("nav.breadcrumb", "nav.path-to-text")


def claim(rule: str | None, content: str) -> str | None:
    """Return what is said of a line: the id of the rule that removes it, for share bars with their words."""
    return f"{rule} {content}" if rule is not None and rule.startswith(_SHARE) else rule


def reach(lines: Sequence[str | None], run: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last place of the text: of its main run `run`, drawn out to the slot where the run stands below the page's foot or above its head.

    `lines` says of each line what removes it, as `claim` writes it, None where no rule does.
    """
    first, last = run
    if (own := slot(lines)) is None:
        return run
    if own[1] < first and not any(is_byline(rule) for rule in lines[own[1] : first]):
        return own[0], last
    if own[0] > last and any(rule is not None and rule.startswith(_HEADS) for rule in lines[last : own[0]]):
        return first, own[1]
    return run


def is_byline(rule: str | None) -> bool:
    """Whether a rule knows what stands right over a text."""
    return rule is not None and rule.startswith(_BYLINES) and not rule.startswith(_FEET)


def is_foot(rule: str | None) -> bool:
    """Whether a rule knows what stands under a text."""
    return rule is not None and rule.startswith(_FOOT)


def slot(lines: Sequence[str | None]) -> tuple[int, int] | None:
    """Return the first and the last place of the lines between the first by-line and the foot below it, None where few of them are unknown to rules."""
    first, own = -1, 0
    shared: dict[str, tuple[int, int]] = {}  # the last line of each share bar, and the lines unknown to rules above it
    unknown = 0
    for place, rule in enumerate(lines):
        if rule is None:
            own += first >= 0
            unknown += 1
        elif own >= MIN_LINES and rule.startswith(_FOOT):
            return first, place - 1
        elif own < MIN_LINES and is_byline(rule):
            first, own = place + 1, 0
        elif rule.startswith(_SHARE):
            before, above = shared.get(rule, (place, unknown))
            if unknown - above >= MIN_LINES:
                return before + 1, place - 1
            shared[rule] = (place, unknown)
    return None
