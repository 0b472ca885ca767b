"""Finds the document's title by what proves it, the surest first: its repetition, the window title, its place, what removed chrome said.

Without any repetition the first line is the title only if it reads like one and what follows does not.
"""

from __future__ import annotations

import re

from pipeline.draft import Draft
from pipeline.rules.roles import OF_ANY_TEXT_JOINED
from pipeline.rules.view import View, view_of
from pipeline.stages.title.decoration import MAX_TITLE, MIN_TITLE, squeeze, undecorated
from pipeline.stages.title.form import UNLIKE_TITLE, is_furniture, is_headline
from pipeline.stages.title.glued import form_before_point, form_before_salutation, form_over_line, glued_form
from pipeline.stages.title.head import head_lines
from pipeline.stages.title.lifting import lift_forms, lift_lines
from pipeline.stages.title.place import place_title
from pipeline.stages.title.repetition import barest_form, title_forms, window_title

NEXT = 2
"""Lines between a title and its repetition, at most, in a text without any chrome."""


def title(draft: Draft, *, by_place: bool = True) -> Draft:
    """Return the draft with its title found and lifted; a title that is repeated goes with all its repetitions at the top.

    by_place: the line over the body of a page may be it for that alone, or for coming again; off where the line scorer will look for it.
    """
    view = view_of(draft.text, pieces=True)
    head = head_lines(view)
    if not head:
        return draft
    lines, known, is_page = [view.lines[i].content for i in head], draft.findings.title, by_place and _had_chrome(draft)
    named, crumb = ([known] if known else []) + _evidence(draft), _crumb(draft)
    # a second title must prove itself as it would in a text without chrome, so that a menu that stands twice is not lifted line by line
    forms = title_forms([*named, *crumb], lines, reach=len(head) if is_page and not known else NEXT, has_text=_has_sentence(view))
    of_crumb = {squeeze(form) for text in crumb for form in undecorated(text)} - {squeeze(text) for text in named}
    if glued := glued_form(lines[-1], forms - of_crumb) or form_over_line(lines) or form_before_salutation(lines[-1]):
        return lift_forms(draft, view, head, forms | {glued}, glued, "body")
    if barest := barest_form(lines, forms):
        return lift_forms(draft, view, head, forms, barest, "text")
    if not known and (window := window_title(lines[0])):
        return lift_forms(draft, view, head[:1], {window}, window, "window")
    # what a text without chrome would show must be found here too, or cleaning twice would find more
    if placed := (place_title(lines, page=True) if is_page and not known else None) or place_title(lines, page=False):
        if point := form_before_point(lines[placed[0][-1]]):
            return lift_forms(draft, view, [head[placed[0][-1]]], {point}, point, "body")
        return lift_lines(draft, view, [head[place] for place in placed[0]], placed[1], "text")
    return draft if known else _from_evidence(draft)


def last_title(draft: Draft) -> Draft:
    """Return the draft of a page in which nothing proved a title with the line over the body lifted, if it reads like a headline."""
    view = view_of(draft.text, pieces=True)
    head = head_lines(view)
    if draft.findings.title or not head or not _had_chrome(draft):
        return draft
    placed = place_title([view.lines[i].content for i in head], page=True, last=True)
    return lift_lines(draft, view, [head[place] for place in placed[0]], placed[1], "headline") if placed else draft


def _evidence(draft: Draft) -> list[str]:
    """What removed chrome called the document in so many words."""
    return [text for text in draft.findings.title_evidence if not is_furniture(text)]


def _crumb(draft: Draft) -> list[str]:
    """The end of the way to the page, if it may be the document: the name of a column is short."""
    crumbs = draft.findings.metadata.get("breadcrumbs")
    if not isinstance(crumbs, tuple) or len(crumbs) < 2:
        return []
    last = str(crumbs[-1])
    return [last] if len(last) >= UNLIKE_TITLE and is_headline(last) else []


def _had_chrome(draft: Draft) -> bool:
    """Whether anything of a site was found: it sets its menus between a title and the title once more; an author sets nothing."""
    return any(not rule.startswith(OF_ANY_TEXT_JOINED) for edit in draft.edits for rule in edit.rules)


def _has_sentence(view: View) -> bool:
    """Whether there is running text under the title: verse and lists, whose first line may come again, have none."""
    return view.body[1] >= 0 or any(len(line.content) >= 20 and line.content[-1] in "。！？!?" for line in view.lines)


def _barest(text: str, *, headed: bool) -> str:
    """The barest form of a title; one that heads a page keeps what it says before a colon, which no site sets there."""
    forms = undecorated(text)
    said, colon, _ = text.partition("：" if "：" in text else ":")
    return next((form for form in reversed(forms) if form.startswith(said + colon)), forms[-1]) if headed and colon else forms[-1]


_COLUMN = re.compile(r"^[^:：]{0,12}(?:网|網|报|報|台|频道|頻道|新闻|新聞|快讯|动态|公告|通知|专题|首页|在线|[A-Za-z])\s?[:：]")
"""What a window's title says before a colon if it names the site or a column of it."""


def _from_evidence(draft: Draft) -> Draft:
    """A title that only the removed chrome knew: its barest form, most often named."""
    evidence = _evidence(draft) or _crumb(draft)
    stated = draft.findings.stated_title or ""
    window = draft.findings.title_evidence[0] if draft.lines and draft.lines[0].context and draft.findings.title_evidence else ""
    forms = [_barest(text, headed=text == stated or (text == window and not _COLUMN.search(text))) for text in evidence if undecorated(text)]
    forms = [text for text in forms if MIN_TITLE <= len(text) <= 2 * MAX_TITLE]
    if not forms:
        return draft
    best = max(forms, key=lambda text: (forms.count(text), -forms.index(text)))
    return draft.with_findings(title=best, title_source="chrome")
