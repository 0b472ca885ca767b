"""The forms that a title may have: what lines at the top share with each other or with what removed chrome called the document.

The canonical form is the one that the body's own head repeats; what other occurrences have more (【优秀范文】, .docx, 党办:) is decoration.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from pipeline.stages.title.decoration import MAX_TITLE, MIN_TITLE, bare, squeeze, undecorated
from pipeline.stages.title.form import UNLIKE_TITLE, is_caption, is_furniture, is_headline, reads_like_title

MAX_REPEATS = 4
"""Times: what comes more often is a label of a list."""
MAX_WORDS = 16
"""Blanks: a line of more words is a sentence of a language that parts words."""
TOP = 3
"""Non-blank lines from the top of which one must be the title, where only its repetition speaks for it: lists repeat honestly."""
MAX_COLUMN = 12
"""Code points of a column's or a site's name in a window title."""
DOTS = ("...", "…")
"""How a line ends that shows the beginning of another one."""
LOOKED_AT = 2 * MAX_TITLE + 1
"""Code points of a line by which one sees that it is too long for a title, decorations and all."""

_PARTING = re.compile(r"\s?[_|｜]\s?|\s[-–—]+\s|(?<=[\u4e00-\u9fff”》）)])-(?=[\u4e00-\u9fff])|——")
"""What parts headline, column and site in a window title."""
_SITE_SUFFIX = re.compile(r"\s+[-–—|｜·]\s+|\s?[_|｜]\s?|--|——(?=[^—]{2,16}(?:网|报|在线)$)")
_SITE_NAME = re.compile(r"[-–—|｜·_]\s?[^-–—|｜·_。，]{2,24}(?:网|网站|政府|日报|晚报|在线|频道|门户|论坛|文库|文档|之家|頻道|網|網站|政府入口網)$")
_NO_HEADLINE = re.compile(r"^(?:[o*•·▪◆>❶-❿①-⑳-]|\d{1,3}[.、)])\s?|(?:[网網]站?|门户|官网|频道|日报|晚报|在线|文库)$")


def title_forms(known: Sequence[str], lines: Sequence[str], *, reach: int, has_text: bool) -> set[str]:
    """Return all forms, without blanks, that the title may have: what is known of it, and what two of the `lines` at the top, at most `reach` apart, share.

    Only where there is running text below (`has_text`) may a line be the title that reads like none.
    """
    evidence = {squeeze(form) for text in known for form in undecorated(text)} | _cut_short(lines)
    forms = [line_forms(content, first=not place) for place, content in enumerate(lines)]
    near = [own & set().union(*forms[max(0, at - reach) : at], *forms[at + 1 : at + 1 + reach]) for at, own in enumerate(forms)] if reach < len(forms) else forms
    count = Counter(form for own in near for form in own)
    total = Counter(form for own in forms for form in own)  # of all, near or not: a line is a label wherever it stands
    top = set().union(*forms[:TOP]) if has_text else set()
    repeated = {form for form, times in count.items() if times > 1 and total[form] <= MAX_REPEATS and _may_repeat(form, top)}
    return {form for form in evidence | repeated if MIN_TITLE <= len(form) <= MAX_TITLE}


def barest_form(lines: Sequence[str], forms: set[str]) -> str | None:
    """Return the form of the title that stands at the top: the barest that the longest one there contains; None if no line has one of the forms."""
    present = [form for place, content in enumerate(lines) for form in line_forms(content, first=not place) if form in forms]
    if not present:
        return None
    whole = [form for form in present if any(squeeze(content) == form for content in lines)] or present
    longest = max(whole, key=lambda form: (len(form), form))
    return squeeze(bare(min((form for form in whole if form in longest), key=lambda form: (len(form), form))))


def window_title(content: str) -> str | None:
    """Return the headline of a first line that is the page's window title: the headline, perhaps the column, and the name of a site; None for others."""
    match = _SITE_SUFFIX.search(content) if _SITE_NAME.search(content) else None
    form = squeeze(content[: match.start()]) if match else ""
    if not match and len(content) <= 2 * MAX_TITLE and len(parts := _parts(content)) > 2:
        fits = is_headline(parts[0].strip()) and len(parts[0]) >= UNLIKE_TITLE and all(len(part) <= min(MAX_COLUMN, len(parts[0]) - 1) for part in parts[1:])
        form = squeeze(parts[0]) if fits and (len(parts) == 3 or "_" in content) else ""
    return form if MIN_TITLE <= len(form) <= MAX_TITLE else None


def line_forms(content: str, *, first: bool) -> frozenset[str]:
    """Return the forms of one line, none if it is too long for a title.

    The `first` line of a page may be its window title, which ends with the names of column and site.
    """
    return _line_forms(content[:LOOKED_AT], first)


@lru_cache(maxsize=1024)
def _line_forms(content: str, first: bool) -> frozenset[str]:
    if len(content) > 2 * MAX_TITLE or content.count(" ") >= MAX_WORDS:
        return frozenset()
    forms = frozenset([squeeze(form) for form in undecorated(content)])
    if not first:
        return forms
    parts = _parts(content)
    named = parts[:1] + [part for part in parts[1:] if len(part) >= UNLIKE_TITLE and is_headline(part.strip())]
    return forms.union((squeeze(content[: match.start()]) for match in _SITE_SUFFIX.finditer(content)), map(squeeze, named))


def _parts(content: str) -> list[str]:
    """What the marks of a window title part: the headline, the column, the site."""
    return [part for part in _PARTING.split(content) if part.strip()]


def _cut_short(lines: Sequence[str]) -> set[str]:
    """Lines of which another line at the top shows the beginning and dots."""
    said = [squeeze(content) for content in lines if len(content) <= MAX_TITLE]
    begins = [line.rstrip(".…") for line in said if line.endswith(DOTS)]
    return {line for begin in begins[:MAX_REPEATS] if len(begin) >= UNLIKE_TITLE for line in said if line.startswith(begin) and not line.endswith(DOTS)}


def _may_repeat(form: str, top: set[str]) -> bool:
    """Whether a line that stands more than once may be a title for that alone."""
    if form[-1] in "。！？!?；;，,:：" or _NO_HEADLINE.search(form) or is_caption(form) or not any(map(str.isalnum, form)):
        return False
    return reads_like_title(form) or (form in top and not is_furniture(form) and len(form) >= (2 * UNLIKE_TITLE if form.isascii() else UNLIKE_TITLE))
