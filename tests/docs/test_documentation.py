"""The documentation builds without a warning, says what the code says, and does what it says."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Jingwen

from .pages import ROOT, bash, blocks, copy_of_the_clone, follow
from .reference import DOCS, cli_reference, schema_reference

FOLLOWED = ("quickstart", "rules", "learning", "python-api", "recipes")


def test_site_builds_without_warnings(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(ROOT / "mkdocs.yml"), "--site-dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "index.html").exists()


def test_every_page_is_in_the_navigation() -> None:
    listed = re.findall(r"^  - .+: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


@pytest.mark.parametrize(("page", "written"), [("cli.md", cli_reference), ("schema.md", schema_reference)])
def test_references_are_those_of_the_code(page: str, written: object) -> None:
    assert callable(written)
    assert (DOCS / page).read_text("utf-8") == written(), "write it again: python -m tests.docs.reference"


@pytest.mark.parametrize("page", FOLLOWED)
def test_page_does_what_it_says(page: str, tmp_path: Path, jingwen: Jingwen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    def shell(script: str, folder: Path) -> str:
        """Plain calls of `jingwen` are made in this process, which has read the rules; a shell does the others, and those of the READMEs."""
        lines = script.splitlines()
        if not all(re.fullmatch(r"jingwen [\w ./-]+", line) for line in lines):
            return bash(script, folder)
        with contextlib.chdir(folder):
            ran = [jingwen(*line.split()[1:]) for line in lines]
        assert [each.err for each in ran if each.code] == [], script
        return "".join(each.text for each in ran)

    copy_of_the_clone(tmp_path)
    assert follow(DOCS / f"{page}.md", tmp_path, shell) >= 3


def test_concepts_lists_every_flag() -> None:
    from pipeline.rules.rule import FLAGS

    text = (DOCS / "concepts.md").read_text("utf-8")
    assert [flag for flag in FLAGS if f"| `{flag}` |" not in text] == []


def test_rules_page_lists_every_key_that_a_rule_needs() -> None:
    text = (DOCS / "rules.md").read_text("utf-8")
    for key in ("id", "why", "kind", "where", "needs", "pattern", "action", "strength", "leaves", "sites", "removes", "rewrites", "keeps"):
        assert f"| `{key}` |" in text


def test_fences_are_recognised() -> None:
    languages = {block.language for page in FOLLOWED for block in blocks(DOCS / f"{page}.md")}
    assert {"sh", "python", "toml", "text"} <= languages


def test_the_map_of_the_code_names_every_room_and_no_file_that_is_not_there() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    package = ROOT / "pipeline"
    rooms = [path.name + ("/" if path.is_dir() else "") for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}`" not in text] == []
    named = re.findall(r"`((?:[\w.]+/)*\w+\.py|(?:\w+/)+)`", text)
    assert len(named) > 30
    assert [name for name in named if not any(place.joinpath(name).exists() or any(place.rglob(name)) for place in (ROOT, package))] == []
