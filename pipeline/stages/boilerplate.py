"""Removes the site's chrome: rules and heuristics report, this stage decides and applies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import regex

from pipeline.draft import Change, Draft
from pipeline.findings import Gap
from pipeline.rules.buttons import own
from pipeline.rules.engine import Hit, RuleSet
from pipeline.rules.gate import gate_opens
from pipeline.rules.heuristics import HEURISTICS, pinyin, site_menu, site_words
from pipeline.rules.roles import OF_ANY_TEXT_REPAIRED
from pipeline.rules.view import BULLET, View, view_of
from pipeline.rules.written import written
from pipeline.stages.lift import lift
from pipeline.stages.title.form import is_below, is_furniture, stands_beside

_NO_HEADLINE = (*"。！？!?；;，,、:：", "网", "網", "网站", "網站", "门户", "频道", "日报", "晚报", "在线")
"""How a sentence, a label or the name of a site ends, but no headline."""

_BESIDE = ("——", "--", "By ", "BY ", "文/", "文／", "文|", "作者：", "作者:", "记者 ", "□")
"""How a subtitle or the name of a writer begins: the title stands beyond it."""
_CREDIT = regex.compile(r"[\p{Han}·、\s]{2,12}[/／|｜丨]\s?\p{Han}{2,10}|(?:字[型体體号號级級]|分享|[分標标][类類簽籤签]|作者|来源|來源|标签|點閱|瀏覽|语言|語言)[^。]{0,10}[:：].*")
"""A writer with the paper's name, or a label of the page: neither is a headline."""
DOCUMENT_NUMBER = re.compile(r"[〔\[(（【]\d{4}[〕\])）】]\s?第?\d{1,5}号$")
"""How the number of an official document ends, which stands under its title: 某政发〔2021〕3号."""
NEAR = 3
"""Lines over a by-line among which its headline stands: what lies beyond a menu is the site's name."""
LONGEST_BELOW = 40
"""Code points of a title below the by-line."""
_DATED = re.compile(r"^\d{1,2}[.、]")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十(（第#]{1,4}[、.．)）章节条]")


def boilerplate(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft without the chrome that can be seen in its text now: one round, the caller repeats it."""
    view = view_of(draft.text, pieces=True)
    hits = rules.find(view)
    if rules.local:
        origins = draft.findings.folder, str(draft.findings.metadata.get("site", ""))
        hits = [hit for hit in hits if hit.rule.acts_on(*origins)]
    if draft.findings.own is None:  # asked once: later rounds no longer see the chrome around
        draft = draft.with_findings(own=_own(draft, view, hits))
    hits = _spared(draft, view, hits)
    gate = draft.findings.gate_open or gate_opens(view, hits)
    claimed = _claimed(hits, gate)
    for heuristic in HEURISTICS:
        if not (found := _spared(draft, view, heuristic.find(view, claimed))):
            continue
        claimed |= {i: h.rule.id for h in found if h.rule.action == "remove" for i in _whole_lines(view, h)}
        hits += found
        if found and not gate and (gate := gate_opens(view, hits)):
            claimed = _claimed(hits, gate) | claimed  # what is weak counts for the heuristics that follow, for it goes in this round
    chosen = [hit for hit in hits if hit.rule.strength == "strong" or gate]
    return _record(draft, view, chosen, gate, claimed).apply(_changes(chosen))


def _claimed(hits: Iterable[Hit], gate: bool) -> dict[int, str]:
    """The lines that rules remove, and the id of a rule that does."""
    return {i: h.rule.id for h in hits if h.rule.kind != "span" and _deletes(h, gate) for i in range(h.first, h.last + 1)}


def _own(draft: Draft, view: View, hits: Sequence[Hit]) -> frozenset[int]:
    """Where the lines begin in the source that a text has as its own though rules know them."""
    shaped = frozenset(_place(draft, view, i) for i in written(view, hits))
    if not hits:
        return shaped
    page = any(not rule.startswith(OF_ANY_TEXT_REPAIRED) for edit in draft.edits for rule in edit.rules)
    claimed = {hit.first: hit.rule.id for hit in hits}
    composed = [hit for heuristic in (site_words, site_menu) for hit in heuristic.find(view, claimed)]
    lines = own(view, hits, composed, page=page)
    if lines and not page and len(lines) == len({hit.first for hit in (*hits, *composed)}):  # so far they stand alone
        page = any(hit.rule.action != "mark" and hit.first not in lines for heuristic in HEURISTICS for hit in heuristic.find(view, {}))
        lines = own(view, hits, composed, page=True) if page else lines
    return shaped | {_place(draft, view, i) for i in lines}


def _spared(draft: Draft, view: View, hits: Sequence[Hit]) -> list[Hit]:
    """The hits but for those on lines that the text has as its own."""
    places = draft.findings.own
    return [hit for hit in hits if _place(draft, view, hit.first) not in places] if places else list(hits)


def _place(draft: Draft, view: View, index: int) -> int:
    start = view.text.find(view.lines[index].content[:1], view.lines[index].start)
    return draft.to_source(start, start + 1)[0]


def _deletes(hit: Hit, gate: bool) -> bool:
    return hit.rule.action == "remove" and (hit.rule.strength == "strong" or gate)


def _whole_lines(view: View, hit: Hit) -> range:
    first, last = view.lines[hit.first], view.lines[hit.last]
    return range(hit.first, hit.last + 1) if hit.start <= first.start and hit.end >= last.end else range(0)


def _changes(hits: Iterable[Hit]) -> list[Change]:
    return [Change(h.start, h.end, h.replacement, h.rule.id) for h in hits if h.rule.action != "mark"]


def _headline(view: View, hit: Hit, claimed: Mapping[int, str]) -> str | None:
    """The line over a by-line, if it can be the page's title: short, without a sentence mark, above the body."""
    if hit.first > view.body[0] or not {"published", "source", "author"} & {name for name, _ in hit.groups}:
        return None
    reach = islice((i for i in range(hit.first - 1, -1, -1) if view.lines[i].content), NEAR)
    above = _near(view, reach, claimed)
    if above is None or not _is_headline(content := view.lines[above].content):
        return None
    over = view.lines[above - 1].content if above and above - 1 not in claimed else ""
    return over if over and _is_headline(over) and is_below(over, content) else content


def _headline_below(view: View, hit: Hit, free: Sequence[int]) -> str | None:
    """The line below a by-line that stands at the page's top, if it can be the title and running text follows it."""
    at = bisect_right(free, hit.last)
    if hit.first > view.body[0] or (free and free[0] < hit.first) or free[at + 1 : at + 2] != [view.body[0]]:
        return None
    content = view.lines[free[at]].content
    return content if _is_headline(content) and len(content) <= LONGEST_BELOW and not _NUMBERED.match(content) else None


def _free(view: View, claimed: Mapping[int, str]) -> list[int]:
    """The lines down to the first of running text that say something of their own; looked for once, or a page of by-lines takes quadratic time."""
    return [i for i in range(min(view.body[0] + 1, len(view.lines))) if _near(view, (i,), claimed) is not None]


def _near(view: View, indexes: Iterable[int], claimed: Mapping[int, str]) -> int | None:
    """The first of some lines that says something of its own: no chrome, no subtitle behind a dash."""
    return next((i for i in indexes if view.lines[i].content and i not in claimed and not _beside(view.lines[i].content)), None)


def _beside(content: str) -> bool:
    """Whether a line stands beside a headline without being one."""
    return content.startswith(_BESIDE) or (len(content) <= 40 and _CREDIT.fullmatch(content) is not None)


def _is_headline(content: str) -> bool:
    if content.isascii() and content.count(" ") < 2:
        return False  # Contact, Sport News: the end of a menu
    if is_furniture(content) or stands_beside(content) or _DATED.search(content):
        return False
    return 5 <= len(content) <= 80 and not content.endswith(_NO_HEADLINE) and not BULLET.match(content) and not DOCUMENT_NUMBER.search(content)


def _record(draft: Draft, view: View, hits: Sequence[Hit], gate: bool, claimed: Mapping[int, str]) -> Draft:
    """Lift metadata and title evidence, flags and gap candidates before the lines go."""
    found = draft.findings
    metadata, evidence, gaps, flags = dict(found.metadata), list(found.title_evidence), list(found.gaps), set(found.flags)
    cloaked = any(hit.rule is pinyin.RULE for hit in hits)
    free: list[int] | None = None
    for hit in hits:
        if hit.groups:
            groups = [(name, pinyin.unread(value) if cloaked else value) for name, value in hit.groups]
            metadata = lift(metadata, groups)
            evidence += [value for name, value in groups if name == "title" and value not in evidence]
        if hit.rule.family == "byline":
            named = bool(evidence or found.title)
            headline = _headline(view, hit, claimed)
            if headline is None and not named:
                free = _free(view, claimed) if free is None else free
                headline = _headline_below(view, hit, free)
            headline = pinyin.unread(headline) if headline and cloaked else headline
            evidence += [headline] if headline and headline not in evidence else []
        if hit.rule.flag:
            flags.add(hit.rule.flag)
        if hit.rule.gap and (hit.rule.kind != "span" or hit.end - hit.start >= len(view.lines[hit.first].content)):
            text = " ".join(view.text[hit.start : hit.end].split())
            gaps.append(Gap(*draft.to_source(hit.start, hit.end), hit.rule.gap, text))
    return draft.with_findings(
        metadata=metadata, title_evidence=tuple(evidence), gaps=tuple(gaps), flags=frozenset(flags), gate_open=gate
    )
