"""Edits over an immutable source equal successive rewriting, stay sorted and disjoint, and can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.draft import Change, Draft, select


@st.composite
def _rounds(draw: st.DrawFn) -> tuple[str, list[list[tuple[float, float, str]]]]:
    source = draw(st.text(alphabet="ab汉字\n x1", max_size=30))
    unit = st.floats(0, 1, allow_nan=False)
    change = st.tuples(unit, unit, st.text(alphabet="XY字", max_size=3))
    return source, draw(st.lists(st.lists(change, max_size=5), max_size=5))


def _changes(text: str, raw: list[tuple[float, float, str]]) -> list[Change]:
    size = len(text)
    return [Change(round(min(a, b) * size), round(max(a, b) * size), r, f"rule.{i}") for i, (a, b, r) in enumerate(raw)]


def _rewrite(text: str, changes: list[Change]) -> str:
    for change in reversed(select(changes)):
        text = text[: change.start] + change.replacement + text[change.end :]
    return text


def _undo(draft: Draft) -> str:
    text = draft.text
    for i in reversed(range(len(draft.edits))):
        edit, (start, end) = draft.edits[i], draft.text_span(i)
        assert text[start:end] == edit.replacement
        text = text[:start] + draft.source[edit.start : edit.end] + text[end:]
    return text


@given(_rounds())
@settings(max_examples=400, deadline=None)
def test_edits_equal_successive_rewriting(case: tuple[str, list[list[tuple[float, float, str]]]]) -> None:
    source, rounds = case
    draft, text = Draft(source), source
    for raw in rounds:
        changes = _changes(text, raw)
        draft, text = draft.apply(changes), _rewrite(text, changes)
        assert draft.text == text
        assert all(a.end <= b.start for a, b in zip(draft.edits, draft.edits[1:], strict=False))
        assert all(e.rules and source[e.start : e.end] != e.replacement for e in draft.edits)
        assert _undo(draft) == source


@given(_rounds(), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=300, deadline=None)
def test_offsets_map_to_source_and_back(case: tuple[str, list[list[tuple[float, float, str]]]], x: float, y: float) -> None:
    source, rounds = case
    draft = Draft(source)
    for raw in rounds:
        draft = draft.apply(_changes(draft.text, raw))
    start, end = sorted((round(x * len(draft.text)), round(y * len(draft.text))))
    a, b = draft.to_source(start, end)
    assert 0 <= a <= b <= len(source)
    if a < b and all(e.start < e.end for e in draft.edits):  # what is inserted at a span's edge stays outside it
        c, d = draft.to_text(a, b)
        assert c <= start
        assert end <= d
    untouched = all(d <= start or end <= c for c, d in (draft.text_span(i) for i in range(len(draft.edits))))
    if a < b and untouched and not any(a < e.start and e.end < b for e in draft.edits):
        assert draft.text[start:end] == source[a:b]
        assert draft.to_text(a, b) == (start, end)


def test_leftmost_longest_then_rule_id_wins() -> None:
    changes = [Change(2, 4, "", "b"), Change(2, 5, "", "a"), Change(4, 6, "", "c"), Change(2, 5, "", "A")]
    assert select(changes) == [Change(2, 5, "", "A")]


def test_an_insertion_where_something_was_deleted_merges() -> None:
    draft = Draft("ab\nc").apply([Change(1, 2, "", "cut")]).apply([Change(1, 1, "-", "put")])
    assert draft.text == "a-\nc"
    assert [e.rules for e in draft.edits] == [("cut", "put")]


def test_neighbouring_deletions_stay_apart() -> None:
    draft = Draft("one\ntwo\nthree").apply([Change(0, 4, "", "x.1")]).apply([Change(0, 4, "", "x.2")])
    assert draft.text == "three"
    assert [(e.start, e.end, e.rules) for e in draft.edits] == [(0, 4, ("x.1",)), (4, 8, ("x.2",))]


def test_what_is_put_back_is_no_edit() -> None:
    draft = Draft("abc").apply([Change(1, 2, "", "cut")]).apply([Change(1, 1, "b", "back")])
    assert draft.edits == ()


def test_a_change_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside the text"):
        Draft("abc").apply([Change(2, 4, "", "x")])


def test_a_draft_with_other_findings_keeps_its_text_and_offsets() -> None:
    draft = Draft("甲乙丙").apply([Change(1, 2, "xx", "a.b")])
    text = draft.text
    other = draft.with_findings(flags=frozenset({"novel"}))
    assert other.text is text
    assert other.edits == draft.edits
    assert other.findings.flags == {"novel"}
    assert not draft.findings.flags
    assert other == Draft(draft.source, draft.edits, draft.lines, other.findings)
