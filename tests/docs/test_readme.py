"""Both READMEs: the before/after is what comes out, and one says what the other says (tests/flows/test_readme_commands.py runs what they say)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from pipeline import clean

from .pages import ROOT, SECONDS, blocks

READMES = ("README.md", "README.zh.md")


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench", "docs"])
def test_make_has_the_targets(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", READMES)
def test_before_and_after_are_real(name: str) -> None:
    """The first `text` block is the raw sample (… stands for what is left out), the first `json` block part of its document."""
    found = list(blocks(ROOT / name))
    before = next(block.body for block in found if block.language == "text")
    after = json.loads(next(block.body for block in found if block.language == "json"))
    raw = (ROOT / "raw" / "netizen-post.txt").read_bytes()
    lines = raw.decode("gb18030").splitlines()
    for line in filter(None, before.splitlines()):
        assert any(_matches(line, real) for real in lines), line
    document = clean(raw, path="netizen-post.txt").to_dict()
    for key, value in after.items():
        assert _agrees(value, document[key]), (key, document[key])


def test_examples_of_the_concepts_are_real() -> None:
    edit, gap = (json.loads(block.body) for block in blocks(ROOT / "docs" / "concepts.md") if block.language == "json")
    documents = [clean((ROOT / "raw" / name).read_bytes()).to_dict() for name in ("netizen-post.txt", "paywall.txt")]
    assert edit in documents[0]["edits"]
    assert any(_agrees(gap, real) for real in documents[1]["gaps"])


def _matches(shown: str, real: str) -> bool:
    return re.fullmatch(".*?".join(map(re.escape, shown.split("…"))), real, re.DOTALL) is not None


def _agrees(shown: Any, real: Any) -> bool:
    if isinstance(shown, str) and isinstance(real, str):
        return _matches(shown, real)
    if isinstance(shown, dict):
        return all(key in real and _agrees(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list) and shown and isinstance(shown[0], dict):  # some of the objects
        return all(any(_agrees(value, other) for other in real) for value in shown)
    return bool(shown == real)


def test_both_have_the_same_commands_and_links() -> None:
    english, chinese = ([block for block in blocks(ROOT / name) if block.language != "text"] for name in READMES)
    assert english == chinese
    links = [sorted(set(re.findall(r"\]\((docs/[^)]*|[A-Z]+[^)]*)\)", (ROOT / name).read_text("utf-8")))) for name in READMES]
    assert [link for link in links[0] if "README" not in link] == [link for link in links[1] if "README" not in link]


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("name", READMES)
def test_a_screen_and_a_half(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= 100
