"""Finds the document's title, lifts it out of the text, and drops its repetitions and decorations.

The canonical form is the one that the body's own head repeats; what other occurrences have more (【优秀范文】, .docx, 党办:) is
decoration. Without any repetition the first line is the title only if it reads like one and what follows does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.draft import Change, Draft
from pipeline.rules.view import View, is_long_sentence, view_of
from pipeline.stages.title_form import (
    MAX_TITLE,
    MIN_TITLE,
    bare,
    is_furniture,
    is_headline,
    reads_like_title,
    squeeze,
    undecorated,
)
from pipeline.stages.title_head import head_lines
from pipeline.stages.title_place import place_title

FIRST_LINE = 8
"""Code points of a first line that is repeated, for it to be the title though it does not read like one."""
_LOOKED_AT = 2 * MAX_TITLE + 1
"""Code points of a line by which one sees that it is too long for a title, decorations and all."""

MAX_REPEATS = 4
"""Times: what comes more often is a label of a list."""
MAX_WORDS = 16
"""Blanks: a line of more words is a sentence of a language that parts words."""
NEXT = 2
"""Lines between a title and its repetition, at most, in a text without any chrome."""
TOP = 3
"""Non-blank lines from the top of which one must be the title, where only its repetition speaks for it: lists repeat honestly."""

_WINDOW = re.compile(r"\s?[_|｜]\s?|\s[-–—]+\s|(?<=[\u4e00-\u9fff”》）)])-(?=[\u4e00-\u9fff])|——")
MAX_COLUMN = 12
"""Code points of a column's or a site's name in a window title."""
_SITE_SUFFIX = re.compile(r"\s+[-–—|｜·]\s+|\s?[_|｜]\s?|--|——(?=[^—]{2,16}(?:网|报|在线)$)")
_TITLE_END = re.compile(r"讲话(?:提纲|稿)?|发言(?:提纲|稿|材料)?|致辞|致词|報告|报告|讲稿|演讲稿?|主持词|總結|总结|汇报(?:材料)?|通知|意见|方案|倡议书|党课|致詞|講話")
_BODY_BEGINS = re.compile(
    r"(?:各位(?:领导|委员|代表|同志|来宾|老师|同学|朋友|嘉宾|同仁|媒體|鄉親)|同志们|同学们|老师们|朋友们|女士们|尊敬的(?:各位|[^，。]{1,20}[:：,，])|大家(?:好|上午好|下午好|早上好)|(?:[(（]\s?(?:\d{4}|20[\dxX*×]{2}|二[〇○零])[^()（）]{2,14}[)）]))"
)
_NOT_ENDED = ("暨", "及", "和", "与", "并")
"""What stands behind a kind of text where the title names a second one."""
_SENTENCE_MARK = re.compile(r"[。！？!?；;：:，,\n]")
_SITE_NAME = re.compile(r"[-–—|｜·_]\s?[^-–—|｜·_。，]{2,24}(?:网|网站|政府|日报|晚报|在线|频道|门户|论坛|文库|文档|之家|頻道|網|網站|政府入口網)$")
_NO_HEADLINE = re.compile(r"^(?:[o*•·▪◆>-]|\d{1,3}[.、)])\s?|(?:[网網]站?|门户|官网|频道|日报|晚报|在线|文库)$")
_DOTS = ("...", "…")
_AGAIN = re.compile(r"\s{0,4}(?:[(（【\[][^()（）【】\[\]\n]{1,24}[)）】\]]\s{0,4}|[-—_]{1,2}\s?|.docx?\s{0,4}){0,2}")
"""What may part a glued title from its repetition; the same words later in a sentence are the body's."""

_PART = re.compile(r"[(（]?(?:篇|第)?[\d一二三四五六七八九十]{1,3}篇?[)）]?")
"""What a compilation sets behind its title to head a part."""

_FIRST_PART = re.compile(r"\S[【\[(（\s]?(?:篇\s?[1一]|第\s?[1一]\s?篇)[】\])）]?$|[\u4e00-\u9fff]\s?1$")
"""How the head of a compilation's first part ends, which else says the title again."""

_GOES_ON = frozenset("，。、；：！？,.;:!?的是了篇")
"""What stands behind a title's words where they begin a sentence: then they are the sentence's own."""


def title(draft: Draft) -> Draft:
    """Return the draft with its title found and lifted; a title that is repeated goes with all its repetitions at the top."""
    view = view_of(draft.text, pieces=True)
    head = head_lines(view)
    if not head:
        return draft
    named_so = ([draft.findings.title] if draft.findings.title else []) + _evidence(draft)
    known = named_so + _crumb(draft)
    # a second title must prove itself as it would in a text without chrome, so that a menu that stands twice is not lifted line by line
    forms = _forms(known, view, head, reach=len(head) if _had_chrome(draft) and not draft.findings.title else NEXT)
    crumb = {squeeze(form) for text in _crumb(draft) for form in undecorated(text)} - {squeeze(text) for text in named_so}
    if (glued := _glued(view, head[-1], forms - crumb)) or (glued := _before_salutation(view.lines[head[-1]].content)):
        return _lift(draft, view, head, forms | {glued}, glued, "body")
    if named := _named(view, head, forms):
        return _lift(draft, view, head, forms, named, "text")
    if not draft.findings.title and (window := _window(view.lines[head[0]].content)):
        return _lift(draft, view, [head[0]], {window}, window, "window")
    page = not draft.findings.title and _had_chrome(draft)
    # what a text without chrome would show must be found here too, or cleaning twice would find more
    lines = [view.lines[i].content for i in head]
    if placed := (place_title(lines, page=True) if page else None) or place_title(lines, page=False):
        return _lift_placed(draft, view, head, placed, "text")
    return draft if draft.findings.title else _from_evidence(draft)


def last_title(draft: Draft) -> Draft:
    """Return the draft of a page in which nothing proved a title with the line over the body lifted, if it reads like a headline."""
    view = view_of(draft.text, pieces=True)
    head = head_lines(view)
    if draft.findings.title or not head or not _had_chrome(draft):
        return draft
    placed = place_title([view.lines[i].content for i in head], page=True, last=True)
    return _lift_placed(draft, view, head, placed, "headline") if placed else draft


def _evidence(draft: Draft) -> list[str]:
    """What removed chrome called the document in so many words."""
    return [text for text in draft.findings.title_evidence if not is_furniture(text)]


def _crumb(draft: Draft) -> list[str]:
    """The end of the way to the page, if it may be the document: the name of a column is short."""
    crumbs = draft.findings.metadata.get("breadcrumbs")
    if not isinstance(crumbs, tuple) or len(crumbs) < 2:
        return []
    last = str(crumbs[-1])
    return [last] if len(last) >= FIRST_LINE and is_headline(last) else []


def _had_chrome(draft: Draft) -> bool:
    """Whether anything of a site was found: it sets its menus between a title and the title once more; an author sets nothing."""
    return any(not rule.startswith(("layout.", "characters.", "title.", "reflow.")) for edit in draft.edits for rule in edit.rules)


def _forms(known: Sequence[str], view: View, head: Sequence[int], reach: int) -> set[str]:
    """All forms, without blanks, that the title may have: what the chrome called it, and what two lines at the top, at most `reach` apart, share."""
    evidence = {squeeze(form) for text in known for form in undecorated(text)} | _cut_short(view, head)
    lines = [_line_forms(view.lines[i].content[:_LOOKED_AT], k == 0) for k, i in enumerate(head)]
    near = [forms & set().union(*lines[max(0, k - reach) : k], *lines[k + 1 : k + 1 + reach]) for k, forms in enumerate(lines)] if reach < len(lines) else lines
    count = Counter(form for forms in near for form in sorted(forms))
    top = set().union(*lines[:TOP]) if _has_sentence(view) else set()
    total = Counter(form for forms in lines for form in forms)  # of all, near or not: a line is a label wherever it stands
    repeated = {form for form, times in count.items() if times > 1 and total[form] <= MAX_REPEATS and _may_repeat(form, top)}
    return {form for form in evidence | repeated if MIN_TITLE <= len(form) <= MAX_TITLE}


def _cut_short(view: View, head: Sequence[int]) -> set[str]:
    """Lines of which another line at the top shows the beginning and dots."""
    lines = [squeeze(view.lines[i].content) for i in head if len(view.lines[i].content) <= MAX_TITLE]
    begins = [line.rstrip(".…") for line in lines if line.endswith(_DOTS)]
    return {line for begin in begins[:MAX_REPEATS] if len(begin) >= FIRST_LINE for line in lines if line.startswith(begin) and not line.endswith(_DOTS)}


def _may_repeat(form: str, top: set[str]) -> bool:
    """Whether a line that stands more than once may be a title for that alone."""
    if form[-1] in "。！？!?；;，,:：" or _NO_HEADLINE.search(form) or not any(map(str.isalnum, form)):
        return False
    return reads_like_title(form) or (form in top and len(form) >= (2 * FIRST_LINE if form.isascii() else FIRST_LINE))


def _has_sentence(view: View) -> bool:
    """Whether there is running text under the title: verse and lists, whose first line may come again, have none."""
    return view.body[1] >= 0 or any(len(line.content) >= 20 and line.content[-1] in "。！？!?" for line in view.lines)


@lru_cache(maxsize=1024)
def _line_forms(content: str, first: bool) -> frozenset[str]:
    """The forms of one line; the first line of a page may be its window title, which ends with the names of column and site."""
    if len(content) > 2 * MAX_TITLE or content.count(" ") >= MAX_WORDS:
        return frozenset()
    forms = frozenset([squeeze(form) for form in undecorated(content)])
    return forms | {squeeze(content[: m.start()]) for m in _SITE_SUFFIX.finditer(content)} | {squeeze(part) for k, part in enumerate(_parts(content)) if not k or (len(part) >= FIRST_LINE and is_headline(part.strip()))} if first else forms


def _parts(content: str) -> list[str]:
    """What the marks of a window title part: the headline, the column, the site."""
    return [part for part in _WINDOW.split(content) if part.strip()]


def _glued(view: View, index: int, forms: set[str]) -> str | None:
    """The title that stands before the body's first sentence on the same line, without a blank."""
    content = view.lines[index].content
    start = squeeze(content[: 2 * MAX_TITLE])
    if not is_long_sentence(content):
        return None
    return max((form for form in forms if start.startswith(form) and start != form and start[len(form)] not in _GOES_ON), key=lambda f: (len(f), f), default=None)


def _before_salutation(content: str) -> str | None:
    """A title that shows itself at the start of a body's line: the salutation, a date, or the title once more follows it."""
    if not is_long_sentence(content):
        return None
    for match in _TITLE_END.finditer(content, MIN_TITLE + 1, 2 * MAX_TITLE):
        form = content[: match.end()].strip()
        follows = content[match.end() : match.end() + 30 + len(form)].lstrip()
        if follows.startswith(_NOT_ENDED):
            continue
        if _BODY_BEGINS.match(follows) or (len(form) >= FIRST_LINE and form in follows):
            return squeeze(form) if len(form) <= MAX_TITLE and not _SENTENCE_MARK.search(form) else None
    return None


def _named(view: View, head: Sequence[int], forms: set[str]) -> str | None:
    """The form of the title that stands at the top: the barest that the longest one there contains."""
    present = [form for k, i in enumerate(head) for form in _line_forms(view.lines[i].content[:_LOOKED_AT], k == 0) if form in forms]
    if not present:
        return None
    whole = [form for form in present if any(squeeze(view.lines[i].content) == form for i in head)] or present
    longest = max(whole, key=lambda form: (len(form), form))
    return squeeze(bare(min((form for form in whole if form in longest), key=lambda form: (len(form), form))))


def _window(content: str) -> str | None:
    """A first line that is the page's window title: the headline, perhaps the column, and the name of a site."""
    match = _SITE_SUFFIX.search(content) if _SITE_NAME.search(content) else None
    form = squeeze(content[: match.start()]) if match else ""
    if not match and len(content) <= 2 * MAX_TITLE and len(parts := _parts(content)) > 2:
        fits = is_headline(parts[0].strip()) and len(parts[0]) >= FIRST_LINE and all(len(part) <= min(MAX_COLUMN, len(parts[0]) - 1) for part in parts[1:])
        form = squeeze(parts[0]) if fits and (len(parts) == 3 or "_" in content) else ""
    return form if MIN_TITLE <= len(form) <= MAX_TITLE else None


def _lift(draft: Draft, view: View, head: Sequence[int], forms: set[str], chosen: str, source: str) -> Draft:
    """Cut every head line that is a form of the title, and the title before the body's first sentence."""
    changes: list[Change] = []
    shown, chosen = chosen, squeeze(chosen)
    named = {squeeze(form) for text in draft.findings.title_evidence for form in undecorated(text)}
    forms = {form for form in forms if form in named or chosen in form or form in chosen}  # other lines that come twice are no title
    for index in head:
        content = view.lines[index].content
        same = [f for f in undecorated(content) if squeeze(f) == chosen] if len(content) <= 2 * MAX_TITLE else []
        short = squeeze(content).rstrip(".…") if content.endswith(_DOTS) else ""
        cut = len(short) >= FIRST_LINE and chosen.startswith(short)
        if squeeze(content) != chosen and _FIRST_PART.search(content[-12:]):
            continue  # it heads the first part of a compilation
        if same or cut or squeeze(content[:_LOOKED_AT]) in forms or _line_forms(content[:_LOOKED_AT], index == head[0]) & forms:
            shown = same[0] if same else shown
            rule = "title.line" if squeeze(content) == chosen else "title.decorated"
            changes.append(Change(*view.whole(index, index), "", rule))
        elif index == head[-1] and (end := _glued_end(content, chosen)):
            start = view.text.index(content, view.lines[index].start)
            shown = content[:end].strip()
            changes.append(Change(start, start + end, "", "title.glued"))
            if again := _AGAIN.match(view.text, start + end):
                begin = again.end()
                if view.text.startswith(shown, begin):
                    changes.append(Change(begin, begin + len(shown), "", "title.glued"))
    found = draft.findings
    if found.title and _heads_part(squeeze(shown), squeeze(found.title), compiled="multi_document" in found.flags and source == "text"):
        return draft
    if found.title and squeeze(found.title) != squeeze(shown) and source == "text":
        metadata = {**found.metadata, "x-subtitle": shown} if "x-subtitle" not in found.metadata else found.metadata
        return draft.with_findings(metadata=metadata).apply(changes)
    return draft.with_findings(title=shown, title_source=found.title_source or source).apply(changes)


def _heads_part(said: str, known: str, *, compiled: bool) -> bool:
    """Whether a second title heads a part: it is the first with a number, or neither has anything of the other in a compilation."""
    return _PART.fullmatch(said.removeprefix(known)) is not None or (compiled and said not in known and known not in said)


def _lift_placed(draft: Draft, view: View, head: Sequence[int], placed: tuple[list[int], str], source: str) -> Draft:
    """Cut the lines that are the title for their place."""
    where, shown = [head[at] for at in placed[0]], placed[1]
    return _lift(draft, view, where, {squeeze(view.lines[i].content) for i in where} | {squeeze(shown)}, shown, source)


def _glued_end(content: str, chosen: str) -> int:
    """Where in a line its leading title ends, 0 if it does not begin with it."""
    at = 0
    for position, char in enumerate(content):
        if char.isspace():
            continue
        if at == len(chosen):
            return 0 if char in _GOES_ON else position
        if char != chosen[at]:
            return 0
        at += 1
    return 0


def _from_evidence(draft: Draft) -> Draft:
    """A title that only the removed chrome knew: its barest form, most often named."""
    evidence = _evidence(draft) or _crumb(draft)
    forms = [undecorated(text)[-1] for text in evidence if undecorated(text)]
    forms = [text for text in forms if MIN_TITLE <= len(text) <= 2 * MAX_TITLE]
    if not forms:
        return draft
    best = max(forms, key=lambda text: (forms.count(text), -forms.index(text)))
    return draft.with_findings(title=best, title_source="chrome")
