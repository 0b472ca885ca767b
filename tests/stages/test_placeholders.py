"""Masks and elisions are found where they are, typed by what stands around them, and nothing else is taken for one."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.draft import Draft
from pipeline.options import Options
from pipeline.rules.placeholders.load import SlotRule, slot_rules
from pipeline.stages.masks.candidates import candidates
from pipeline.stages.masks.lexicon import lexicon
from pipeline.stages.masks.slots import normalised
from pipeline.stages.placeholders import Placeholder, find, placeholders

CASES = Path(__file__).parents[1] / "cases" / "placeholders"
SHARED = Path(__file__).parents[3] / "shared"
MARK = regex.compile("⟦(.*?)⟧")


FILES: dict[str, list[dict[str, Any]]] = {
    path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in sorted(CASES.glob("*.jsonl"))
}
ROWS = [row for rows in FILES.values() for row in rows]


def _unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """Return an example without its marks, and the spans that they enclose."""
    spans = [(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(MARK.finditer(example))]
    return example.replace("⟦", "").replace("⟧", ""), spans


def _spans(found: list[Placeholder]) -> list[tuple[int, int, str]]:
    return [(p.start, p.end, p.type) for p in found]


def _labelled(row: dict[str, Any]) -> list[tuple[int, int, str]]:
    return sorted([*((s["start"], s["end"], s["type"]) for s in row["spans"]), *((e["at"], e["at"], e["type"]) for e in row["elided"])])


@pytest.mark.parametrize("rows", FILES.values(), ids=FILES)
def test_cases(rows: list[dict[str, Any]]) -> None:
    pairs = {row["id"]: (_spans(find(row["text"])), _labelled(row)) for row in rows}
    assert {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} == {}


def test_cases_hold_every_type_and_many_traps() -> None:
    types = {s["type"] for row in ROWS for s in row["spans"]}
    assert types == {"LOCATION", "PERSON", "ORGANIZATION", "NUMBER", "DATE", "EVENT", "OTHER"}
    assert sum(row["trap"] for row in ROWS) > 150
    assert len({row["id"] for row in ROWS}) == len(ROWS) > 400


@pytest.mark.parametrize("rule", slot_rules(), ids=lambda rule: rule.id)
def test_rule_finds_its_examples(rule: SlotRule) -> None:
    by_this_rule = False
    for example in rule.finds:
        text, spans = _unmarked(example)
        found = find(text)
        assert spans, f"{example!r} marks nothing"
        assert set(spans) <= {(p.start, p.end) for p in found}, example
        by_this_rule |= any(p.rule == rule.id for p in found)
    assert by_this_rule or not rule.finds, "none of its examples is this rule's own"


@pytest.mark.parametrize("rule", slot_rules(), ids=lambda rule: rule.id)
def test_rule_leaves_near_misses(rule: SlotRule) -> None:
    for example in rule.keeps:
        text, spans = _unmarked(example)
        found = find(text)
        assert not any(p.rule == rule.id and (not spans or (p.start, p.end) in spans) for p in found), example
        if rule.type == "SHIELD":
            assert not found, example


def test_offsets_and_raw_agree() -> None:
    for row in ROWS:
        for p in find(row["text"]):
            assert row["text"][p.start : p.end] == p.raw
            assert (p.kind == "elided") == (p.start == p.end)


def test_no_pattern_is_passed_over() -> None:
    rules = lexicon()
    for row in ROWS:
        text, places = normalised(row["text"], candidates(row["text"]))
        for place in places:
            for patterns in (*rules.phases.values(), *rules.shields.values(), *rules.single_shields.values()):
                assert patterns.at(text, place.at) == patterns.every(text, place.at), row["text"]


def _tagged(text: str) -> str:
    parts, at = [], 0
    for p in find(text):
        if p.kind != "elided":
            parts += [text[at : p.start], f"[{p.type}]"]
            at = p.end
    return "".join([*parts, text[at:]])


PIECES = [piece for row in ROWS for piece in regex.split("(?<=[,，。、])", row["text"]) if piece]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["", "\n", " ", "。", "x", "*"]))
def test_rewriting_twice_equals_once(pieces: list[str], between: str) -> None:
    once = placeholders(Draft(between.join(pieces)), Options()).text
    assert placeholders(Draft(once), Options()).text == once


def test_rewritten_cases_keep_their_types() -> None:
    """A mask that is written as [TYPE] is found as a mask of that type, with the masks around it as before."""
    for row in ROWS:
        text = _tagged(row["text"])
        assert [p.type for p in find(text) if p.kind != "elided"] == [p.type for p in find(row["text"]) if p.kind != "elided"], text


@pytest.mark.parametrize("bracket", ["[{}]", "〔{}〕", "【{}】", "（{}）", "({})", "<{}>", "{{{{{}}}}}"])
@pytest.mark.parametrize("type_", ["LOCATION", "PERSON", "ORGANIZATION", "NUMBER", "DATE", "EVENT", "OTHER"])
def test_our_own_types_are_masks_in_any_bracket(bracket: str, type_: str) -> None:
    raw = bracket.format(type_)
    assert [(p.raw, p.type) for p in find(f"他在{raw}。")] == [(raw, type_)]


@pytest.mark.parametrize(
    "line",
    ["x", "X市", "×", "*", "**a", "○", "_", "#", "某", "某某", "王某", "[", "[[NAME", "（替换", "%%", "1×", "20**-", "x,xxx,", "X、", "138****", "为%", "增长", "年月", "…", "xX", "a@**", "`", "$", "www.", "(a", "（化", "……", "##", "单位为%", "[LOCATION]", "{{", "二○"],
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    """A guard against patterns that explode: half a second would be a hundred times what is usual."""
    import time

    text = line * (10_000 // len(line))
    find(line)
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 5


def test_equal_text_gives_equal_answers_whatever_came_before() -> None:
    texts = [row["text"] for row in ROWS]
    first = [find(text) for text in texts]
    shuffled = list(range(len(texts)))
    random.Random(7).shuffle(shuffled)
    assert [find(texts[i]) for i in shuffled] == [first[i] for i in shuffled]


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the seed documents are not beside the project")
def test_seeds() -> None:
    counts = {}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        found = find(path.read_text("utf-8"))
        counts[path.name[:3]] = (len([p for p in found if p.kind != "elided"]), len([p for p in found if p.kind == "elided"]))
    assert counts == {"000": (21, 0), "001": (0, 0), "002": (25, 0), "003": (26, 0), "004": (22, 17)}


@pytest.mark.skipif(not (SHARED / "devset").exists(), reason="the labelled sentences are not beside the project")
def test_labelled_sentences() -> None:
    rows = [json.loads(line) for line in (SHARED / "devset" / "placeholders.jsonl").read_text("utf-8").splitlines()]
    labels = {(row["id"], s["start"], s["end"], s["type"]) for row in rows for s in row["spans"]}
    found = {(row["id"], p.start, p.end, p.type) for row in rows for p in find(row["text"]) if p.kind != "elided"}
    assert len(labels & found) / len(labels | found) > 0.97
