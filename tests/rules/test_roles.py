"""What is said of rules by their ids is said of rules that there are, and in one place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.commands.reasons import cards
from pipeline.options import Options
from pipeline.rules import roles
from pipeline.rules.load import rule_set

ROOT = Path(roles.__file__).parents[1]
BUILTIN = {rule.id for rule in rule_set("boilerplate").rules}
KNOWN = {card.id for card in cards(Options())}
NAMED = [(name, value) for name, value in vars(roles).items() if name.isupper() or name == "_FOOT"]


@pytest.mark.parametrize(("name", "values"), NAMED, ids=[name for name, _ in NAMED])
def test_each_beginning_is_that_of_a_rule(name: str, values: str | tuple[str, ...] | frozenset[str]) -> None:
    if name == "BUTTON_FAMILIES":
        assert set(values) <= {rule.family for rule in rule_set("boilerplate").rules}
    elif isinstance(values, frozenset):
        assert values <= KNOWN
    else:
        dead = [value for value in ((values,) if isinstance(values, str) else values) if not any(rule.startswith(value) for rule in KNOWN)]
        assert not dead


def test_no_other_module_names_rules_of_files() -> None:
    others = [path for room in ("rules", "stages") for path in sorted((ROOT / room).rglob("*.py")) if path.name != "roles.py"]
    assert len(others) > 80
    assert {path.relative_to(ROOT).as_posix(): named for path in others if (named := _rules_named_in(path))} == {}


def _rules_named_in(path: Path) -> set[str]:
    """The ids and beginnings of ids of rules in files that a module writes out, but for those of its own rule."""
    stems = {rule.split(".")[0] + "." for rule in BUILTIN}
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    own = {value.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(value := node.value, ast.Constant)}
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in said - own if text in BUILTIN or (re.fullmatch(r"[a-z][a-z-]*\.", text) and text in stems)}
