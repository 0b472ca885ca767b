"""Golden documents: a raw text with one fault beside what comes out. JINGWEN_UPDATE_GOLDEN=1 writes the expectations anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline import clean, restore

FOLDER = Path(__file__).parent / "golden" / "text"
CASES = sorted(FOLDER.glob("*.txt"))


def _outcome(raw: bytes) -> dict[str, Any]:
    """What a reviewer reads: everything but provenance and what follows from the rest."""
    document = clean(raw).to_dict()
    shown = {key: document[key] for key in ("title", "metadata", "gaps", "flags") if document[key]}
    shown["text"] = document["text"].split("\n")
    shown["blocks"] = [f"{b['kind']} {b['level']}" for b in document["blocks"]]
    shown["placeholders"] = [f"{p['type']} {p['kind']} {p.get('raw', '')}".rstrip() for p in document["placeholders"]]
    shown["edits"] = [f"{'+'.join(e['rules'])}: {e['was']!r} -> {document['text'][slice(*e['text'])]!r}" for e in document["edits"]]
    return shown


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_golden(path: Path) -> None:
    outcome = _outcome(path.read_bytes())
    expected = path.with_suffix(".json")
    if os.environ.get("JINGWEN_UPDATE_GOLDEN"):
        expected.write_text(json.dumps(outcome, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert outcome == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_golden_restores_and_settles(path: Path) -> None:
    document = clean(path.read_bytes())
    assert restore(document) == path.read_bytes().decode()
    assert clean(document.text).text == document.text


def test_there_is_a_case_for_each_kind_of_fault() -> None:
    assert len(CASES) >= 25
