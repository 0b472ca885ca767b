"""Removes what the learned scorer calls chrome, in the zones where the rules have shown that chrome stands.

The scorer alone would change clean texts. So it is silent unless rules deleted something and the findings are dense enough; it never
touches the main run (the likeliest body), the lines next to it, long sentences, or what documents begin and end with. Since all evidence
is deleted, a second run finds the gate shut: cleaning twice equals cleaning once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from pipeline.draft import Change, Draft, Line
from pipeline.rules.slot import claim, is_byline, reach, slot
from pipeline.rules.view import is_long_sentence, view_of
from pipeline.rules.written import written
from pipeline.stages.own_lines import CONTENTS, HEADING
from pipeline.stages.thread import Post, lines_of_posts
from pipeline.stages.title_form import is_below, is_headline
from pipeline.stages.zone_units import Unit, is_kept, reach_of, threshold

if TYPE_CHECKING:
    from pipeline.stages.page_lines import PageLines

OUTER, INNER = 0.0, -3.0
"""Log odds at or below which a unit goes: beyond the nearest finding, and (article mode only) between it and the main run."""
MENU = -1.0
"""Log odds at or below which lines follow the head's zone towards the body, one after another: a menu goes on to its end. Not in the tail,
where contacts, signatures and prices stand (measured: there it takes 1 body line for each 20 of chrome)."""
MIN_FINDINGS, UNITS_PER_FINDING = 2, 60
"""Different units that rules removed, at least, and units that may come on each: one label that a rule took by mistake proves no page."""
PER_FINDING = 8
"""Units in a zone for each that rules removed there, at most: a verse above a single finding is no menu."""
LONG_BONUS = 2.0
NEAR = 8
"""Units around the main run in which the keep rules hold."""
MAX_OPENING = 40
"""Code points of a headline that the scorer takes for the body's first line."""
MIN_KEPT = 0.02
"""A body of a smaller share of the characters is not believed: then only the rules' deletions stand."""

NEAR_HEADLINE, FAR_HEADLINE = 12, 40
"""Units over the main run in which its headline is looked for; farther up only what names the kind of its text."""

_HEADLINE = regex.compile(r"(?!\d{1,4}[/.-]\d{1,2}(?!\d)|(?:\S{1,6}\s+){3,}\S{1,6}$|(?:文档|文章|所属|系统)?(?:分类|标签|栏目|格式|热度|关键词|页数|大小|作者|来源|编号|时间|日期|分類|標籤|摘要|引用本文|单位|机构|基金|主题|文号|索引号)\p{Han}{0,2}\s?[:：]|[❶-❿①-⑳]|(?:Image|Photo|Picture)\s(?:source|credit|caption)|(?:Last\s)?(?:Updated|Published|Posted)\b.*\d|(?:Course|Subject|School|University|Institution|Author|Category|Date|Language|Type|Instructor|Professor|Tags?|Topics?|Source)\s?:|Download\s.*(?:PDF|DOCX?|PPTX?)$)(?!(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)]|[-+o*]\s|#{2,6}\s|.*(?:[:：]\s?[\[(（]?\s?\d|【\s*】|\[\s*\]))(?=.*(?:\p{Han}.*){7}|(?:\S+\s+){3}\S)[^|｜>＞»›·•*\t]{8,90}(?<![。；;，,、:：>])")
_SAMPLE_TITLE = regex.compile(r"(?:讲话|演讲|发言|讲|主持|致辞)稿?$|(?:报告|总结|方案|体会|心得|范文|作文|通知|计划|材料|教案|合同|协议书?|申请书?|试[题卷]|论文|制度|办法|规定|意见|课件|手册|读后感|观后感|文案)(?:格式|模板|范文|汇编|大全)?(?:[(（][^()（）]{1,16}[)）]|\p{Han}{0,2}\d{1,3}[篇则字])?$")
_SHORT_TITLE = regex.compile(r"(?!正文|要闻|新闻|首页|详情|文章|头条|动态|通知|公告|.*[频道栏目]$)\p{Han}{2,6}")
_NOT_CHROME = ("score.", "site.", "layout.", "title.", "reflow.", "repair.", "characters.", "cms.", "novel.", "counter.", "watermark.", "paywall.", "english-site.forum", "byline.under-title")
"""What says nothing about where the page's head and tail lie: our own edits, chrome that is written into the body, and the by-line that stands alone."""
_NAMES = ("toolbar.one", "menu.site-tool")
NAME = 3
"""Names of buttons, and their code points: texts have them, too. With lines beyond it that no rule knows, one alone does not show where the text ends."""
_SHAPE = ("layout.", "characters.")
"""Beginnings of the ids of rules that say nothing of why a line went."""
_MARKS = "，,、；;。.：:！!”"
_VALUE = regex.compile(r"(?:[-*+•]\s+)?[`*]{0,2}(?:\p{Han}{1,8}|[\w &]{1,24})[`*]{0,2}\s?[:：]\s?\S")
_WRITTEN = regex.compile(r"#{1,6}\s|[-*+]\s+[`*\[]|.*(?:[。`{}]|\*\*|://|\p{Han}，\p{Han})")
"""What no entry of a menu holds: the signs of Markdown, of code and of sentences."""


def zones(draft: Draft, mode: str) -> Draft:
    """Return the draft without the units that the scorer calls chrome; mode "rules" leaves all of them."""
    units = _units(draft) if mode != "rules" and _gate(draft) else []
    if not units or not _dense(units) or (draft.findings.title is not None and not any(_may_go(unit) for unit in units)):
        return draft
    return _judged(draft, units, article=mode == "article")


def has_markup(draft: Draft) -> bool:
    """Whether the draft is an HTML page, whose lines know where they stood."""
    return bool(draft.lines) and draft.lines[0].context is not None


def article(draft: Draft, mode: str, named: Sequence[int] | None = None, posts: Sequence[Post] = ()) -> Draft:
    """Return the draft of an HTML page without the lines outside its body; of plain text, and in mode "rules", as it is.

    `named` are the numbers of the lines that a site file calls the body, or that come from a script's data: they decide alone.
    `posts` are those of a thread; each of them stays.
    """
    if not has_markup(draft) or (mode == "rules" and named is None):
        return draft
    if named is not None:
        body = set(named)
        rule = "script.body" if "body_from_script" in draft.findings.flags else "site.body"
        return draft.apply([_line_removal(draft, line, rule) for i, line in enumerate(draft.lines) if i not in body])
    from pipeline.stages.article import page_lines  # numpy is loaded only for texts that need it

    page = page_lines(draft.source, draft.lines)
    return draft if page is None else _without_surroundings(draft, page, lines_of_posts(draft.lines, posts))


def _without_surroundings(draft: Draft, page: PageLines, posts: Sequence[range]) -> Draft:
    """The draft of a page without the lines outside its body. An article that is clear needs no scores: what lies between its lines goes in one piece."""
    from pipeline.scoring import score_lines
    from pipeline.stages.article import choose, clear_article

    thread = "thread" in draft.findings.flags
    if not thread and (kept := clear_article(page)):
        return draft.apply(_runs(draft, kept))
    scores = score_lines(page.texts, page.contexts, tree=page.tree)
    kept = choose(page, [score.logit for score in scores], thread=thread, posts=posts)
    lines, outside = draft.lines, [number for number, keep in enumerate(kept) if not keep]
    end = max([number for number, keep in enumerate(kept) if keep], default=-1)  # behind it lines go with the line feed before them
    notes = tuple([(lines[number].start - (number > end >= 0), scores[number]) for number in outside])
    changes = [_line_removal(draft, lines[number], "score.outside", behind=number > end >= 0) for number in outside]
    return draft.with_findings(notes=(*draft.findings.notes, *notes)).apply(changes)


def _runs(draft: Draft, kept: Sequence[bool]) -> Iterator[Change]:
    """The changes that delete the lines of a draft that are not kept, some being so: one for all that stand together."""
    at, lines = 0, [line for line, keep in zip(draft.lines, kept, strict=True) if keep]
    for line in lines:
        if line.start > at:
            yield Change(at, line.start, "", "score.outside")
        at = line.end + 1
    if at <= len(draft.source):
        yield Change(at - 1, len(draft.source), "", "score.outside")


def _line_removal(draft: Draft, line: Line, rule: str, *, behind: bool = False) -> Change:
    """The change that deletes a line of a draft that nothing has changed yet, with the line feed after it, or (`behind`) the one before it."""
    return Change(line.start - behind, line.end if behind else min(line.end + 1, len(draft.source)), "", rule)


def _gate(draft: Draft) -> bool:
    return any(_is_chrome(edit.rules) for edit in draft.edits)


def _is_chrome(rules: Sequence[str]) -> bool:
    return any(not rule.startswith(_NOT_CHROME) for rule in rules)


def _units(draft: Draft) -> list[Unit]:
    from pipeline.scoring import split_units  # numpy is loaded only for texts that need it

    starts = [edit.start for edit in draft.edits]
    units = []
    for start, end in split_units(draft.source):
        index = bisect_right(starts, start) - 1
        edit = draft.edits[index] if index >= 0 else None
        gone = edit is not None and edit.end >= end and not edit.replacement
        found = gone and edit is not None and _is_chrome(edit.rules)
        rule = next((r for r in edit.rules if not r.startswith(_SHAPE)), edit.rules[0]) if gone and edit is not None else None
        units.append(Unit(start, end, draft.source[start:end], found, gone, rule))
    return units


def _dense(units: Sequence[Unit]) -> bool:
    found = len({unit.content for unit in units if unit.found})
    return found >= MIN_FINDINGS and len(units) <= UNITS_PER_FINDING * found


def _may_go(unit: Unit) -> bool:
    """Whether the scorer is asked about a unit at all: running text stays, whatever it says."""
    return not unit.gone and not is_long_sentence(unit.content)


def _zone(units: Sequence[Unit], places: Sequence[int]) -> list[int]:
    """The places of one side of the body, outermost first, that are dense with findings; those further in are judged as inner ones."""
    reach, found, between = 0, 0, False
    for count, place in enumerate(places, 1):
        found += units[place].found
        between = between or not units[place].gone
        alone = between and places[0] > 0 and len(units[place].content) <= NAME and (units[place].rule or "").startswith(_NAMES)
        if units[place].found and count <= PER_FINDING * found and not alone:
            reach, between = count, False
    return list(places[:reach])


def _menu(units: Sequence[Unit], logits: Sequence[float], places: Sequence[int], kept: Container[int | None]) -> Iterator[int]:
    """The places that follow the head's zone while the scorer calls each of them chrome: the rest of a menu that only begins among findings.
    Rows that begin with a number are a timetable's or a list's, labels with a value a form's; a line that ends in a mark was written."""
    for place in places:
        if units[place].gone:
            continue
        content = units[place].content
        if place in kept or logits[place] > MENU or content[:1].isdigit() or content[-1:] in _MARKS or _VALUE.match(content) or _WRITTEN.match(content) or is_long_sentence(content):
            return
        yield place


def _judged(draft: Draft, units: Sequence[Unit], *, article: bool) -> Draft:
    from pipeline.scoring import main_run, score_lines

    scores = score_lines([unit.content for unit in units])
    logits = [score.logit for score in scores]
    low, high = main_run(logits, [len(unit.content) for unit in units], [0.5 * unit.found for unit in units])
    low, high = reach_of(units, logits, low, high)
    low, last = reach([claim(unit.rule, unit.content) for unit in units], (low, high - 1))
    high = last + 1
    body = units[low:high]
    kept = sum(len(unit.content) for unit in body if not unit.gone)
    if not any(is_long_sentence(unit.content) for unit in body):  # verse, a timetable, a paper: by-line and foot frame it
        own = slot([unit.rule for unit in units]) if draft.findings.title is not None else None
        if own is None:
            return draft
        low, high = own[0], own[1] + 1
    elif kept < MIN_KEPT * sum(len(unit.content) for unit in units):
        return draft
    hidden = [logit <= OUTER for logit in logits] if draft.findings.title is None else []
    headline = _headline(units, low, hidden) if hidden else None
    short = _short_title(units, low) if headline is None and hidden else None
    head, tail = _zone(units, range(low)), _zone(units, range(len(units) - 1, high - 1, -1))
    outside = {*head, *tail, *(_menu(units, logits, range(len(head), low - 1), (headline, short)) if head and not is_byline(units[head[-1]].rule) else ())}
    view = view_of(draft.source)
    shaped = written(view)
    changes, notes = [], []
    for i, unit in enumerate(units):
        if unit.gone or low - 1 <= i <= high or i in (headline, short) or view.line_at(unit.start) in shaped:
            continue
        outer = i in outside
        if not (outer or article) or logits[i] + LONG_BONUS * is_long_sentence(unit.content) > (threshold(units, i, OUTER) if outer else INNER):
            continue
        if is_long_sentence(unit.content) or CONTENTS.fullmatch(unit.content) or HEADING.match(unit.content) or (low - NEAR <= i < high + NEAR and is_kept(units, i, low)):
            continue
        rule = "score.head" if i < low else "score.tail"
        changes.append(_removal(draft, unit, rule))
        notes.append((unit.start, scores[i]))
    if headline is not None and draft.findings.title is None:
        cut = _removal(draft, units[headline], "title.headline")
        changes.append(cut)
        draft = draft.with_findings(title=draft.text[cut.start : cut.end].strip(), title_source="headline")
    return draft.with_findings(notes=(*draft.findings.notes, *notes)).apply(changes)


def _headline(units: Sequence[Unit], low: int, hidden: Sequence[bool]) -> int | None:
    """The last line over the body that no rule removed, if it reads like a headline: by-lines and buttons may part the two.

    Lines that the scorer calls chrome (`hidden`) are looked through: they go, and the title must not go with them.
    """
    if not any(unit.found for unit in units[:low]):
        return None
    passed = False
    for i in range(low - 1, max(-1, low - FAR_HEADLINE), -1):
        if units[i].gone or units[i].content.startswith(("——", "--")):
            continue
        if i <= low - NEAR_HEADLINE and not _SAMPLE_TITLE.search(units[i].content):
            continue
        if _HEADLINE.fullmatch(units[i].content) and is_headline(units[i].content) and not (passed and units[i].content[-1] in "？?！!"):
            return i - 1 if i and not units[i - 1].gone and is_below(units[i - 1].content, units[i].content) else i
        if not hidden or not hidden[i]:
            return None
        passed = True
    return low if _opens_run(units, low) else None


def _opens_run(units: Sequence[Unit], low: int) -> bool:
    """Whether the first line of the body reads like a headline and running text follows it."""
    opening = units[low].content
    following = next((unit.content for unit in units[low + 1 : low + 1 + NAME] if not unit.gone), "")
    return not units[low].gone and len(opening) <= MAX_OPENING and _HEADLINE.fullmatch(opening) is not None and is_headline(opening) and is_long_sentence(following)


def _short_title(units: Sequence[Unit], low: int) -> int | None:
    """The last line over the body that no rule removed, if it may be a title of a few characters: it stays, for nobody can tell it from a label."""
    nearest = next((i for i in range(low - 1, max(-1, low - NEAR_HEADLINE), -1) if not units[i].gone), None)
    return nearest if nearest is not None and units[nearest + 1].found and _SHORT_TITLE.fullmatch(units[nearest].content) else None


def _removal(draft: Draft, unit: Unit, rule: str) -> Change:
    """The change that deletes a unit, with the line break after it where it is a line of its own."""
    start, end = draft.to_text(unit.start, unit.end)
    text = draft.text
    alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "\n"
    return Change(start, end + alone, "", rule)
