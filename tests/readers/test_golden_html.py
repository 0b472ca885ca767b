"""Golden pairs: one markup fault each, the page beside the text that a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.readers import READERS

GOLDEN = Path(__file__).parents[1] / "golden" / "html"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.html"))


def test_there_are_enough_pairs() -> None:
    assert len(NAMES) >= 40
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_rendered_text(name: str) -> None:
    page = READERS["html"]((GOLDEN / f"{name}.html").read_text(encoding="utf-8"))
    assert page.source == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")
    assert [page.source[line.start : line.end] for line in page.lines] == (page.source.split("\n") if page.lines else [])
