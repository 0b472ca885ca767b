"""Removes the site's chrome: rules and heuristics report, this stage decides and applies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import regex

from pipeline.draft import Change, Draft, Gap
from pipeline.rules.engine import Hit, RuleSet
from pipeline.rules.gate import gate_opens
from pipeline.rules.heuristics import HEURISTICS
from pipeline.rules.view import BULLET, View, view_of
from pipeline.stages.lift import lift

_NO_HEADLINE = (*"。！？!?；;，,、:：", "网", "網", "网站", "網站", "门户", "频道", "日报", "晚报", "在线")
"""How a sentence, a label or the name of a site ends, but no headline."""

_BESIDE = ("——", "--", "By ", "BY ", "文/", "文／", "文|", "作者：", "作者:", "记者 ", "□")
"""How a subtitle or the name of a writer begins: the title stands beyond it."""
_CREDIT = regex.compile(r"[\p{Han}·、\s]{2,12}[/／|｜丨]\s?\p{Han}{2,10}|(?:字[型体體号號级級]|分享|[分標标][类類簽籤签]|作者|来源|來源|标签|點閱|瀏覽)[^。]{0,10}[:：].*")
"""A writer with the paper's name, or a label of the page: neither is a headline."""
LONGEST_BELOW = 40
"""Code points of a title below the by-line."""
_NUMBERED = re.compile(r"[\d一二三四五六七八九十(（第#]{1,4}[、.．)）章节条]")


def boilerplate(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft without the chrome that can be seen in its text now: one round, the caller repeats it."""
    view = view_of(draft.text, pieces=True)
    hits = rules.find(view)
    gate = draft.findings.gate_open or gate_opens(view, hits)
    claimed = {i: h.rule.id for h in hits if h.rule.kind != "span" and _deletes(h, gate) for i in range(h.first, h.last + 1)}
    for heuristic in HEURISTICS:
        if not (found := heuristic.find(view, claimed)):
            continue
        claimed |= {i: h.rule.id for h in found if h.rule.action == "remove" for i in _whole_lines(view, h)}
        hits += found
    gate = gate or gate_opens(view, hits)
    chosen = [hit for hit in hits if hit.rule.strength == "strong" or gate]
    return _record(draft, view, chosen, gate, claimed).apply(_changes(chosen))


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
    above = _near(view, range(hit.first - 1, -1, -1), claimed)
    if above is not None and _is_headline(view.lines[above].content):
        return view.lines[above].content
    return None


def _headline_below(view: View, hit: Hit, claimed: Mapping[int, str]) -> str | None:
    """The line below a by-line that stands at the page's top, if it can be the title and running text follows it."""
    if hit.first > view.body[0] or _near(view, range(hit.first), claimed) is not None:
        return None
    below = _near(view, range(hit.last + 1, view.body[0]), claimed)
    if below is None or not _is_headline(content := view.lines[below].content) or len(content) > LONGEST_BELOW or _NUMBERED.match(content):
        return None
    first = view.body[0]
    return content if first < len(view.lines) and _near(view, range(below + 1, first + 1), claimed) == first else None


def _near(view: View, indexes: range, claimed: Mapping[int, str]) -> int | None:
    """The first of some lines that says something of its own: no chrome, no subtitle behind a dash."""
    return next((i for i in indexes if view.lines[i].content and i not in claimed and not _beside(view.lines[i].content)), None)


def _beside(content: str) -> bool:
    """Whether a line stands beside a headline without being one."""
    return content.startswith(_BESIDE) or (len(content) <= 40 and _CREDIT.fullmatch(content) is not None)


def _is_headline(content: str) -> bool:
    return 5 <= len(content) <= 80 and not content.endswith(_NO_HEADLINE) and not BULLET.match(content)


def _record(draft: Draft, view: View, hits: Sequence[Hit], gate: bool, claimed: Mapping[int, str]) -> Draft:
    """Lift metadata and title evidence, flags and gap candidates before the lines go."""
    found = draft.findings
    metadata, evidence, gaps, flags = dict(found.metadata), list(found.title_evidence), list(found.gaps), set(found.flags)
    for hit in hits:
        if hit.groups:
            metadata = lift(metadata, hit.groups)
            evidence += [value for name, value in hit.groups if name == "title" and value not in evidence]
        if hit.rule.family == "byline":
            named = bool(evidence or found.title)
            headline = _headline(view, hit, claimed) or (None if named else _headline_below(view, hit, claimed))
            evidence += [headline] if headline and headline not in evidence else []
        if hit.rule.flag:
            flags.add(hit.rule.flag)
        if hit.rule.gap and (hit.rule.kind != "span" or hit.end - hit.start >= len(view.lines[hit.first].content)):
            text = " ".join(view.text[hit.start : hit.end].split())
            gaps.append(Gap(*draft.to_source(hit.start, hit.end), hit.rule.gap, text))
    return draft.with_findings(
        metadata=metadata, title_evidence=tuple(evidence), gaps=tuple(gaps), flags=frozenset(flags), gate_open=gate
    )
