"""What the ids of rules say of a page: where on it stands what they know, and whether it shows that a site made the page at all.

A rule says what a line is. Heuristics and stages that look at its neighbours ask where such a line stands, and ask here: no other module names
the rules of the TOML files. Tuples hold beginnings of ids, of a whole file (`legal.`) or of some rules (`english.foot`), sets hold whole ones.
"""

from __future__ import annotations

BYLINE = "byline."
EDITOR = ("byline.editor", "byline.credits")
"""By-lines that stand under a text."""
OVER_TEXT = (
    BYLINE, "blog.posted", "upload.", "forum.anonymous-byline",
    "english.posted", "english.by", "english.published-updated", "english.head-credits",
    "web.written-by", "web.dated-account", "web.paper-writer", "web.time-in-brackets",
    "essays.day-and-writer", "essays.shared-byline", "essays.account-date",
    "library.mixed-byline", "library.empty-labels", "library.label-pairs",
    "english-site.reviewed", "english-site.date-label", "english-site.over-tags", "english-site.release-head",
)  # fmt: skip
"""What stands right over a text, but for `EDITOR`."""
UNDER_TITLE = (BYLINE, "library.word-count")
"""What stands right under a title."""
BREADCRUMBS = ("nav.breadcrumb", "nav.path-to-text")
"""The way to the text, which stands over it."""

WAYS = (*BREADCRUMBS, "nav.path")
"""The same, and any way through menus."""
JUDGED_BY_PLACE = "menu.edge"
"""What goes for standing in a menu, not for its words."""

_FOOT = (
    "related.", "comments.", "legal.", "contact.", "ads.qr",
    "nav.prev-next", "nav.next-at-end", "nav.site-links", "nav.top", "essays.prev-next", "essays.more-of-kind",
    "english.foot", "english.newsletter", "english.related", "english.top", "english.share", "traditional.foot",
)  # fmt: skip
FOOT = (*_FOOT, "byline.editor", "ads.app", "news.slogan")
"""What stands below a text, never above or inside it."""
FOOT_OF_SHORT_LINES = (
    *_FOOT, *EDITOR, "share.", "blog.labels", "blog.one-button", "blog.statistics", "docshare.readers-also", "promo.more", "forum.post-bar",
    "web.filed-under", "web.topic-tag", "web.office-foot", "web.opinions-welcome", "web.platform-notice", "web.credits",
    "essays.related-questions", "english.comments", "traditional.share", "traditional.back",
)  # fmt: skip
"""What ends a body without sentences below its by-line."""
BELOW_SIGNATURE = ("nav.prev-next", "nav.next-at-end", "comments.", "share.bar", "nav.site-links", "contact.report-line")
"""What stands below the document's signature and annexes, too."""
PAGE_END = ("legal.", "contact.host", "contact.report-line")
"""The end of a page: between this and `BELOW_SIGNATURE` nothing is the document's."""
SHARE_BARS = ("share.bar", "share.marker", "english.share", "traditional.share")
"""Share bars: one stands over a text and the same under it."""
OVER_LINKS = ("related.", "docshare.readers-also", "promo.more", "compilation.related", "essays.more-of-kind")
"""Headings over links to other pages."""

MENU_WORDS = "menu."
"""Lines of a site's own words: they confirm the page's edges, and a menu may be partly made of them."""
BUTTON_NAMES = ("toolbar.one", "menu.site-tool")
"""Names of buttons; texts have them, too."""
BUTTON_FAMILIES = frozenset(("toolbar", "nav-label", "menu-button", "prev-next", "top", "account"))
"""Families of rules for nothing else than the names of buttons."""
PATHS = frozenset(("nav.path", "nav.path-arrow-end"))
"""Ways through menus, as a site shows them and a manual tells them."""
BUTTON_RULES = frozenset(("docshare.button", "share.marker", *PATHS))
"""Rules outside `BUTTON_FAMILIES` for such names."""
NAMES_OF_SITES_AND_PROGRAMS = frozenset((
    "share.one-network", "english.share", "nav.home-page-setters", "related.heading", "promo.more-at", "promo.more-heading", "nav.breadcrumb",
    "docshare-en.furniture", "menu.site-tool", "menu.site-sections", "menu.site-buttons", "english.site-menu", "english.site-menu-between",
))  # fmt: skip
"""What also stands in texts about programs: ways through menus, headings of panes."""
OF_SHORT_LINES = frozenset(("english-site.contact-block", "english-site.call"))
"""What also stands in a body of short lines: addresses, calls."""
ENGLISH = "english."

HIDING = ("paywall.", "preview.")
"""Where a site hides a part of the text."""

COUNTERS = "counter."
"""Numbers of pages."""
LIBRARY = "docshare."
MADE_BY_LIBRARY = (LIBRARY, "upload.", "counter.", "preview.", "promo.")
"""What only a document library's pages have."""
MADE_BY_ENGINE = (LIBRARY, "upload.", "counter.", "preview.", "promo.shared")
"""What only pages have that a library's engine put together, which cuts texts by length."""

SHAPE = ("layout.", "characters.")
"""Blanks and single characters: nothing of why a line went."""
OF_ANY_TEXT = (*SHAPE, "title.")
"""What is removed of texts without a site as well."""
OF_ANY_TEXT_REPAIRED = (*SHAPE, "cms.", "repair.")
"""The same before titles are looked for; what damaged a text is no page's chrome."""
OF_ANY_TEXT_JOINED = (*OF_ANY_TEXT, "reflow.")
"""The same, and seams of a text, whoever cut it."""
INSIDE_BODY = ("novel.", "counter.", "watermark.", "paywall.", "english-site.forum", "byline.under-title")
"""Chrome that is written into the body, and the by-line that stands alone: it does not show where the page's head and tail lie."""
NO_EVIDENCE_OF_EDGES = (*OF_ANY_TEXT_JOINED, "score.", "site.", "repair.", "cms.", *INSIDE_BODY)
"""What says nothing about where the page's head and tail lie: our own edits, and `INSIDE_BODY`."""


def is_foot(rule: str | None) -> bool:
    """Whether a rule knows what stands under a text."""
    return rule is not None and rule.startswith(FOOT_OF_SHORT_LINES)


def is_over_text(rule: str | None) -> bool:
    """Return whether a rule knows what stands right over a text."""
    return rule is not None and rule.startswith(OVER_TEXT) and not rule.startswith(EDITOR)
