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
NAMED = [(name, value) for name, value in vars(roles).items() if name.isupper() or name == "_FOOT"]


@pytest.mark.parametrize(("name", "values"), NAMED, ids=[name for name, _ in NAMED])
def test_each_beginning_is_that_of_a_rule(name: str, values: str | tuple[str, ...] | frozenset[str]) -> None:
    known = {card.id for card in cards(Options())}
    if name == "BUTTON_FAMILIES":
        assert set(values) <= {rule.family for rule in rule_set("boilerplate").rules}
    elif isinstance(values, frozenset):
        assert values <= known
    else:
        dead = [value for value in ((values,) if isinstance(values, str) else values) if not any(rule.startswith(value) for rule in known)]
        assert not dead


@pytest.mark.parametrize("path", sorted([*(ROOT / "rules").rglob("*.py"), *(ROOT / "stages").rglob("*.py")]), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_other_module_names_rules_of_files(path: Path) -> None:
    if path.name == "roles.py":
        return
    stems = {rule.split(".")[0] + "." for rule in BUILTIN}
    own = {value.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(value := node.value, ast.Constant)}
    said = {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not {text for text in said - own if text in BUILTIN or (re.fullmatch(r"[a-z][a-z-]*\.", text) and text in stems)}
