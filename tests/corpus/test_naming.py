"""Names of outputs: one for each raw file, none too long, none in the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corpus.naming import distinct, is_shortened, output_name, quarantine_name, shard_name, shard_of

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=300).filter(
    lambda name: name not in (".", "..")
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("path", "output"),
    [
        pytest.param("a.txt", "a.txt.json", id="the ending is added, not replaced"),
        pytest.param("讲话/第一稿.html", "讲话/第一稿.html.json", id="folders and Chinese stay"),
        pytest.param("_jingwen", "_jingwen.json", id="a document of that name is no folder"),
        pytest.param("sub/_jingwen/a.txt", "sub/_jingwen/a.txt.json", id="only the top folder is the run's"),
    ],
)
def test_usual_names(path: str, output: str) -> None:
    assert output_name(path, ".json") == output
    assert not is_shortened(path, output)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("_jingwen/a.txt", id="the run's own folder"),
        pytest.param("_JINGWEN/a.txt", id="the same on a file system without case"),
        pytest.param("a.txt.json/b.txt", id="a folder that is named like the output of a file"),
        pytest.param("长" * 84 + ".txt", id="256 bytes, 261 with the ending"),
    ],
)
def test_names_that_must_differ(path: str) -> None:
    name = output_name(path, ".json")
    assert is_shortened(path, name)
    assert not name.startswith(("_jingwen/", "_JINGWEN/", "a.txt.json/"))
    assert all(len(part.encode()) <= 255 for part in name.split("/"))


@given(PATHS)
def test_no_name_is_too_long(path: str) -> None:
    name = output_name(path, ".json")
    assert all(len(part.encode()) <= 255 for part in name.split("/"))
    assert len(name.encode()) <= 1024
    assert name.endswith(".json")


@given(st.lists(PATHS, unique=True, min_size=2, max_size=6))
def test_different_paths_have_different_outputs(paths: list[str]) -> None:
    assert len({output_name(path, ".json") for path in paths}) == len(paths)
    assert len({quarantine_name(path) for path in paths}) == len(paths)


def test_a_document_named_like_a_shard_keeps_out_of_its_way() -> None:
    assert output_name("documents-00001", ".jsonl") != shard_name(1, ".jsonl")


def test_the_shard_of_a_document_depends_on_its_path_alone() -> None:
    counts = [0] * 8
    for number in range(8000):
        counts[shard_of(f"crawl/{number}.html", 8)] += 1
    assert all(800 < count < 1200 for count in counts)


def test_distinct_keeps_the_ending() -> None:
    assert distinct("a/b.txt", "1").startswith("a/b~")
    assert distinct("a/b.txt", "1").endswith(".txt")
    assert distinct("a.b/c", "1").startswith("a.b/c~")
    assert distinct("a", "1") != distinct("a", "2")
