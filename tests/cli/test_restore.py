"""`jingwen restore`: the decoded source comes back from the JSON alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PAGE, Jingwen


def test_restore_gives_the_source_back(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    written = tmp_path / "page.txt.json"
    written.write_bytes(jingwen("clean", page, "-o", "-").out)
    ran = jingwen("restore", written)
    assert (ran.code, ran.text, ran.err) == (0, PAGE, "")


def test_restore_reads_stdin(jingwen: Jingwen, page: Path) -> None:
    assert jingwen("restore", "-", stdin=jingwen("clean", page, "-o", "-").out).text == PAGE


def test_a_document_of_many_is_chosen_by_its_id(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("另一篇文章。\n", "utf-8")
    ran = jingwen("clean", page, other, "-o", "-")
    many = tmp_path / "all.jsonl"
    many.write_bytes(ran.out)
    assert jingwen("restore", many, "--id", ran.lines[1]["id"]).text == "另一篇文章。\n"
    for arguments, said in ((["restore", many], "say which with --id"), (["restore", many, "--id", "0" * 16], "no document")):
        failed = jingwen(*arguments)
        assert failed.code == 2
        assert said in failed.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("not json", "no document of schema jingwen/1", id="no-json"),
        pytest.param('{"schema": "other/1"}', "no document of schema jingwen/1", id="other-schema"),
        pytest.param('{"schema": "jingwen/1", "text": ""}', "no key 'edits'", id="key-missing"),
        pytest.param('{"schema": "jingwen/1", "text": "a", "edits": [{"text": 3}]}', "no document of schema jingwen/1", id="key-of-wrong-type"),
    ],
)
def test_what_is_no_document_is_refused(jingwen: Jingwen, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    ran = jingwen("restore", path)
    assert (ran.code, ran.out) == (1, b"")
    assert said in ran.err
    assert "x.json" in ran.err
