"""The headline of a page in Latin script: what tells it from the lines around, and what is never one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import Options, clean
from pipeline.scoring.train.headline import main, read_pages
from pipeline.stages.scored_units import Unit
from pipeline.stages.title.likeliest import NAMES, candidates, is_latin, likeliest_headline

MENU = ("Skip to main content", "Home", "News", "Sport", "Weather", "Subscribe to our newsletter", "Sign in")
BODY = (
    "The river rose by two metres during the night, and the council closed both bridges before dawn.",
    "Engineers who inspected the older bridge in the morning said that its piers had held, but that the railings were gone.",
    "Families from the lower streets spent the night in the school hall, where volunteers served soup until the power came back.",
    "The mayor thanked the crews and said that the bridges would open again when the river had fallen below its banks.",
)
FOOT = ("Share this article", "Related stories", "Copyright 2021 The Example Gazette. All rights reserved.", "Privacy policy", "Terms of use")


def page(*head: str) -> str:
    return "\n".join([*MENU, *head, *BODY, *FOOT])


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(("Council closes both bridges as river rises",), id="right above the body"),
        pytest.param(("Local", "Council closes both bridges as river rises", "By Ann Example", "Updated 12 March 2021 09:30"), id="over a by-line"),
        pytest.param(("Council closes both bridges as river rises", "Three Recipes For A Cold Evening"), id="a teaser between: it shares no word with the text"),
    ],
)
def test_the_line_that_the_text_speaks_of_is_the_headline(head: tuple[str, ...]) -> None:
    document = clean(page(*head), media_type="text/plain", options=Options(placeholders="keep"))
    assert document.title == "Council closes both bridges as river rises"
    assert [line for line in BODY if line not in document.text.split("\n")] == []


def test_no_line_is_a_headline_where_none_fits() -> None:
    assert clean(page("12 March 2021", "Listen", "3 min read"), media_type="text/plain").title is None


def units_of(*lines: str) -> list[Unit]:
    places, at = [], 0
    for line in lines:
        places.append(Unit(at, at + len(line), line, found=False, gone=False))
        at += len(line) + 1
    return places


def test_questions_of_a_list_are_no_headline() -> None:
    asked = ("Who closed the bridges?", "When will the bridges open?", "Where can families from the lower streets stay?")
    units = units_of("The flood in the lower streets", asked[0], BODY[0], asked[1], BODY[1], asked[2], BODY[2])
    places = [place for place, _ in candidates(units, [1.0] * len(units), 1, len(units))]
    assert places == [0]


def test_a_text_without_a_sentence_has_no_headline() -> None:
    units = units_of("One", "Two words", "Three short words")
    assert likeliest_headline(units, [1.0] * 3, 0, 3) is None


def test_features_have_names() -> None:
    units = units_of("The flood in the lower streets", *BODY)
    (_, features), *_ = candidates(units, [1.0] * len(units), 0, len(units))
    named = dict(zip(NAMES, features, strict=True))
    assert named["words_in_body"] == pytest.approx(2 / 3)  # streets and lower, but no flood
    assert (named["nothing_between"], named["ends_sentence"]) == (1.0, 0.0)


@pytest.mark.parametrize(("text", "latin"), [("The river rose.", True), ("Die Brücke ist geschlossen.", True), ("河水上涨，桥梁封闭。", False), ("Река поднялась.", False), ("", False)])
def test_scripts(text: str, latin: bool) -> None:
    assert is_latin(text) is latin


def records(folder: Path, count: int) -> Path:
    path = folder / "pairs.jsonl"
    titles = [f"Council closes both bridges as river rises for day {number}" for number in range(count)]
    rows = [{"text": page("Local", title, "By Ann Example"), "title": title, "body": "\n".join(BODY), "site": f"s{n}.example"} for n, title in enumerate(titles)]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def test_training_learns_from_pairs_and_says_what_it_learned_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs, out = records(tmp_path, 12), tmp_path / "weights.json"
    assert [page.labels.sum() for page in read_pages(pairs)] == [1.0] * 12
    assert main([str(pairs), "-o", str(out), "--without", "s3.example"]) == 0
    written = json.loads(out.read_bytes())
    assert list(written["regression"]["features"]) == list(NAMES)
    assert (written["about"]["corpora"], written["about"]["left_out"]) == ({"pairs": 11}, ["s3.example"])
    assert written["about"]["folds"] == {"pages": 12, "given": 12, "right": 12}
    first = out.read_bytes()
    assert main([str(pairs), "-o", str(out), "--without", "s3.example"]) == 0
    assert out.read_bytes() == first
    capsys.readouterr()


@pytest.mark.parametrize("content", ["not json", '{"text": "河水上涨。", "title": "河水", "body": ""}'])
def test_training_refuses_what_teaches_nothing(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(content, "utf-8")
    assert main([str(pairs), "-o", str(tmp_path / "weights.json")]) == 2
    assert "train: " in capsys.readouterr().err
