"""Every built-in rule proves itself: its examples hold, near misses are among them, and no line makes it hang."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.rules.engine import RuleSet
from pipeline.rules.examples import HANG_SECONDS, check_examples, check_hostile, hostile_lines
from pipeline.rules.heuristics import HEURISTICS
from pipeline.rules.load import FOLDERS, ROOT, builtin, read_rules
from pipeline.rules.rule import Rule, parse
from pipeline.rules.view import View

RULES = [rule for folder in FOLDERS for rule in builtin(folder)]
SOUND = {
    "id": "banner.download",
    "why": "The library asks its reader to download the file.",
    "kind": "line",
    "needs": ["下载本文"],
    "pattern": "(?:立即)?下载本文[!!]?",
    "removes": ["立即下载本文!", "下载本文"],
    "keeps": ["下载本文的读者来信很多。"],
}


def _rule(**changes: object) -> Rule:
    return parse({**SOUND, **changes}, stem="banner", origin="banner.toml")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_hold_and_a_negative_nearly_matches(rule: Rule) -> None:
    assert check_examples(rule) == []
    if rule.needs and rule.action != "rewrite":
        assert any(need in text for text in rule.keeps for need in rule.needs)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_line_makes_a_pattern_hang(rule: Rule) -> None:
    assert check_hostile(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_line_that_is_tried_makes_the_engine_of_the_standard_library_hang(rule: Rule) -> None:
    """It backtracks where the regex package does not, so it only ever sees lines and windows of the size of a rule's examples."""
    size = 2 * rule.reach if rule.kind == "span" else rule.longest
    start = time.process_time()
    for line in hostile_lines(rule):
        tried = line[: size - 1] + line[-1]
        sum(1 for _ in rule.regex.finditer(tried)) if rule.kind == "span" else rule.regex.fullmatch(tried)
    assert time.process_time() - start < HANG_SECONDS


@pytest.mark.parametrize("file", sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.toml")), ids=lambda p: p.stem)
def test_path_is_id(file: Path) -> None:
    ids = [rule.id for rule in read_rules(file)]
    assert ids
    assert all(name.startswith(f"{file.stem}.") for name in ids)
    assert len(set(ids)) == len(ids)


def test_ids_are_unique_over_all_folders() -> None:
    ids = [rule.id for rule in RULES] + [heuristic.RULE.id for heuristic in HEURISTICS]
    assert sorted(set(ids)) == sorted(ids)


def test_all_rules_together_pass_hostile_lines_quickly() -> None:
    """The engine limits lines and windows, so even a pattern that is slow alone is not in a run (the hang guard is in `check_hostile`)."""
    rules = RuleSet([rule for rule in RULES if rule.action != "mark"])
    for rule in RULES[:: max(1, len(RULES) // 10)]:
        for line in list(hostile_lines(rule))[:3]:
            assert isinstance(rules.find(View(line)), list)


def test_sound_rule_has_no_problem() -> None:
    assert check_examples(_rule()) == []
    assert check_hostile(_rule()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"removes": ["立即下载本文!", "快来下载本文"]}, "removes: '快来下载本文' is not matched whole", id="positive-that-does-not-match"),
        pytest.param({"keeps": ["下载本文!"]}, "keeps: '下载本文!' is matched at '下载本文!'", id="negative-that-matches"),
        pytest.param(
            {"kind": "span", "pattern": "(?<=请)下载本文", "removes": [], "rewrites": [["请下载本文。", "请看。"]]}, "rewrites: '请下载本文。' becomes '请。', not '请看。'", id="wrong-rewrite"
        ),
    ],
)
def test_wrong_examples_are_named(changes: dict[str, object], said: str) -> None:
    assert check_examples(_rule(**changes)) == [said]


@pytest.mark.parametrize("where", ["head", "tail", "between"])
def test_examples_stand_in_the_zone_of_the_rule(where: str) -> None:
    assert check_examples(_rule(where=where)) == []


def test_a_rule_that_is_switched_off_is_still_checked() -> None:
    assert check_examples(replace(_rule(), enabled=False)) == []
    assert check_examples(replace(_rule(keeps=["下载本文"]), enabled=False)) != []


def test_block_examples_may_have_several_lines() -> None:
    block = _rule(kind="block", pattern="相关下载本文", last="下载结束", removes=["相关下载本文\n某某\n下载结束"])
    assert check_examples(block) == []
    assert check_examples(replace(block, max_lines=2)) != []


def test_catastrophic_pattern_is_found() -> None:
    assert check_hostile(_rule(pattern=".*.*.*.*!!", removes=["下载本文!!"]), seconds=0.2) != []


@pytest.mark.parametrize(
    ("missing", "key"),
    [("keeps", "keeps"), ("removes", "removes"), ("why", "why"), ("pattern", "pattern")],
)
def test_incomplete_rules_are_refused_with_the_key(missing: str, key: str) -> None:
    raw = {name: value for name, value in SOUND.items() if name != missing}
    with pytest.raises(RuleError) as caught:
        parse(raw, stem="banner", origin="banner.toml")
    assert str(caught.value).startswith(f"banner.toml, rule banner.download: {key}: ")
    assert caught.value.hint


def test_a_negative_that_is_not_near_is_refused() -> None:
    with pytest.raises(RuleError, match="none nearly matches"):
        _rule(keeps=["与此无关的一句话。"])
