"""What one rule keeps no other takes: a sentence that is a near miss of some rule comes through all of them, in the middle of a text."""

from __future__ import annotations

import pytest

from pipeline import Options, clean
from pipeline.rules.heuristics import HEURISTICS
from pipeline.rules.load import FOLDERS, builtin
from pipeline.rules.rule import Rule

_BEFORE = (
    "镇里的灌溉渠修了三年,今年春天终于通水,沿线四个村的农田都浇上了水。\n"
    "老支书说,过去抢水要半夜起来排队,现在打开闸门就行,省下来的工夫可以多种两亩菜。\n"
)
_AFTER = "\n夏收之前,水利站还要把支渠清理一遍,坏了的闸门在月底换完,费用由镇里承担。\n每家出一个人,分段包干,谁的段出了问题谁负责修好。"
_NO_SENTENCES = frozenset({"docshare.title-and-address-glued"})
"""Rules whose near misses end as sentences do and are labels, which other rules know."""


def _sentences() -> list[tuple[str, str]]:
    """The near misses that read as sentences: labels and names of one kind of chrome may well be chrome of another."""
    own = [value for heuristic in HEURISTICS for value in vars(heuristic).values() if isinstance(value, Rule)]
    rules = [rule for rule in (*(rule for folder in FOLDERS for rule in builtin(folder)), *own) if rule.id not in _NO_SENTENCES]
    return [(rule.id, text) for rule in rules for text in rule.keeps if "\n" not in text and text.endswith(("。", "！", "？", "!", "?"))]


@pytest.mark.parametrize(("rule", "text"), _sentences(), ids=lambda value: value[:30])
def test_a_sentence_that_one_rule_keeps_comes_through_all(rule: str, text: str) -> None:
    document = clean(_BEFORE + text + _AFTER, options=Options(placeholders="keep"))
    assert " ".join(text.split()) in (" ".join(line.split()) for line in document.text.split("\n")), rule
