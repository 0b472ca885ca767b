"""Removes the site's chrome: rules and heuristics report, this stage decides and applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.draft import Change, Draft
from pipeline.findings import Gap
from pipeline.rules.buttons import own_names
from pipeline.rules.engine import Hit, RuleSet
from pipeline.rules.gate import gate_opens
from pipeline.rules.heuristics import HEURISTICS, pinyin, site_menu, site_words
from pipeline.rules.roles import OF_ANY_TEXT_REPAIRED
from pipeline.rules.view import View, view_of
from pipeline.rules.written import written
from pipeline.stages.lift import lift
from pipeline.stages.title.beside_byline import BesideByline


def boilerplate(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft without the chrome that can be seen in its text now: one round, the caller repeats it."""
    view = view_of(draft.text, pieces=True)
    hits = rules.find(view)
    if rules.local:
        origins = draft.findings.folder, str(draft.findings.metadata.get("site", ""))
        hits = [hit for hit in hits if hit.rule.acts_on(*origins)]
    if draft.findings.own_lines is None:  # asked once: later rounds no longer see the chrome around
        draft = draft.with_findings(own_lines=_own_lines(draft, view, hits))
    hits = _spared(draft, view, hits)
    gate = draft.findings.gate_open or gate_opens(view, hits)
    claimed = _claimed(hits, gate)
    for heuristic in HEURISTICS:
        if not (found := heuristic.find(view, claimed)) or not (found := _spared(draft, view, found)):
            continue
        claimed |= {i: h.rule.id for h in found if h.rule.action == "remove" for i in _whole_lines(view, h)}
        hits += found
        if found and not gate and (gate := gate_opens(view, hits)):
            claimed = _claimed(hits, gate) | claimed  # what is weak counts for the heuristics that follow, for it goes in this round
    chosen = [hit for hit in hits if hit.rule.strength == "strong" or gate]
    return _record(draft, view, chosen, gate, claimed).apply(_changes(chosen))


def _claimed(hits: Iterable[Hit], gate: bool) -> dict[int, str]:
    """The lines that rules remove, and the id of a rule that does: of several one that knows what stands inside texts."""
    return {i: h.rule.id for h in sorted(hits, key=lambda hit: hit.rule.joins) if h.rule.kind != "span" and _deletes(h, gate) for i in range(h.first, h.last + 1)}


def _own_lines(draft: Draft, view: View, hits: Sequence[Hit]) -> frozenset[int]:
    """Where the lines begin in the source that a text has as its own though rules know them."""
    shaped = frozenset(_place(draft, view, i) for i in written(view, hits))
    if not hits:
        return shaped
    page = any(not rule.startswith(OF_ANY_TEXT_REPAIRED) for edit in draft.edits for rule in edit.rules)
    claimed = {hit.first: hit.rule.id for hit in hits}
    composed = [hit for heuristic in (site_words, site_menu) for hit in heuristic.find(view, claimed)]
    lines = own_names(view, hits, composed, page=page)
    if lines and not page and len(lines) == len({hit.first for hit in (*hits, *composed)}):  # so far they stand alone
        page = any(hit.rule.action != "mark" and hit.first not in lines for heuristic in HEURISTICS for hit in heuristic.find(view, {}))
        lines = own_names(view, hits, composed, page=True) if page else lines
    return shaped | {_place(draft, view, i) for i in lines}


def _spared(draft: Draft, view: View, hits: Sequence[Hit]) -> list[Hit]:
    """The hits but for those on lines that the text has as its own."""
    places = draft.findings.own_lines
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


def _record(draft: Draft, view: View, hits: Sequence[Hit], gate: bool, claimed: Mapping[int, str]) -> Draft:
    """Lift metadata and title evidence, flags and gap candidates before the lines go."""
    found = draft.findings
    metadata, evidence, gaps, flags = dict(found.metadata), list(found.title_evidence), list(found.gaps), set(found.flags)
    cloaked = any(hit.rule is pinyin.RULE for hit in hits)
    headlines = BesideByline(view, claimed)
    tabled = {i for hit in hits if hit.rule.kind == "block" and hit.rule.family == "index-table" for i in range(hit.first, hit.last + 1)}
    for hit in hits:
        if hit.groups and not (hit.rule.kind == "line" and hit.first in tabled):  # what the label above a value says of it counts
            groups = [(name, pinyin.unread(value) if cloaked else value) for name, value in hit.groups]
            metadata = lift(metadata, groups)
            evidence += [value for name, value in groups if name == "title" and value not in evidence]
        if hit.rule.family == "byline":
            headline = headlines.above(hit)
            if headline is None and not evidence and not found.title:
                headline = headlines.below(hit)
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
