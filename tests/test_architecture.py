"""The import table: who may import whom, and where each library is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS: dict[str, set[str]] = {
    "findings": set(),
    "draft": {"findings"},
    "errors": set(),
    "options": {"errors"},
    "language": set(),
    "decode": {"errors"},
    "document": {"draft", "findings", "errors"},
    "rules": {"draft", "errors"},
    "scoring": {"draft"},
    "readers": {"draft", "findings", "rules", "errors"},
    "sources": {"errors", "decode"},
    "stages": {"draft", "findings", "rules", "scoring", "decode", "options", "errors"},
    "digest": {"options", "rules"},
    "cleaning": {"options", "decode", "readers", "stages", "rules", "document", "draft", "errors", "language", "digest"},
    "writers": {"document", "errors"},
    "schema": {"document", "rules"},
    "corpus": {"sources", "cleaning", "options", "writers", "document", "errors", "digest", "rules"},
}
"""What each room of `pipeline` imports of the others; `cli` and `commands` may import all of them."""


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


MODULES = sorted((ROOT / "pipeline").rglob("*.py"))


def test_rooms_import_only_what_the_table_allows() -> None:
    assert [problem for path in MODULES for name, line in _imports(path) if (problem := _problem(path, name, line))] == []


def _problem(path: Path, name: str, line: int) -> str:
    """What is wrong with an import, "" if nothing."""
    room = _room(path)
    if name.split(".")[0] == "prefect":
        return f"{path}:{line}: pipeline must not import Prefect"
    if room in ("cli", "commands", "__init__") or path.parent.name == "train":  # training reads pages as the pipeline does
        return ""
    if name.startswith("flows"):
        return f"{path}:{line}: only the command line starts a flow"
    other = name.split(".")[1] if name.startswith("pipeline.") else room
    return "" if other == room or other in ROOMS[room] else f"{path}:{line}: {room} must not import {other}"


def test_flows_import_only_the_pipeline() -> None:
    for path in sorted((ROOT / "flows").rglob("*.py")):
        for name, line in _imports(path):
            assert not name.startswith(("pipeline.cli", "pipeline.commands")), f"{path}:{line}: nobody imports the command line"


def test_only_draft_changes_text() -> None:
    for path in sorted((ROOT / "pipeline" / "stages").rglob("*.py")):
        assert ".sub(" not in path.read_text("utf-8"), f"{path}: stages report changes, pipeline/draft.py makes them"


def test_two_broad_excepts() -> None:
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert len(broad) <= 2, broad
