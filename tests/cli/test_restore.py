"""`jingwen restore`: the decoded source comes back from the JSON alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from .conftest import PAGE, Jingwen


def test_restore_gives_the_source_back(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    written = tmp_path / "page.txt.json"
    written.write_bytes(jingwen("clean", page, "-o", "-").out)
    ran = jingwen("restore", written)
    assert (ran.code, ran.text, ran.err) == (0, PAGE, "")


def test_a_document_from_before_the_digest_is_restored_too(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    document = jingwen("clean", page, "-o", "-").lines[0]
    del document["source"]["text_sha256"]
    written = tmp_path / "old.json"
    written.write_bytes(orjson.dumps(document))
    assert jingwen("restore", written).text == PAGE


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
        pytest.param('{"schema": "jingwen/1", "source": {"chars": 1, "text_sha256": ""}, "text": "a", "edits": [{"text": 3}]}', "no document of schema jingwen/1", id="key-of-wrong-type"),
    ],
)
def test_what_is_no_document_is_refused(jingwen: Jingwen, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    ran = jingwen("restore", path)
    assert (ran.code, ran.out) == (1, b"")
    assert said in ran.err
    assert "x.json" in ran.err


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d.update(text=d["text"][:3] + "啊" + d["text"][3:]), id="text"),
        pytest.param(lambda d: d.update(text=d["text"][:3] + chr(ord(d["text"][3]) + 1) + d["text"][4:]), id="another character in the text"),
        pytest.param(lambda d: d["edits"][0].update(was=d["edits"][0]["was"][:-1] + "\u3000"), id="another character that was removed"),
        pytest.param(lambda d: d["edits"].pop(1), id="an edit is gone"),
        pytest.param(lambda d: d["edits"].reverse(), id="order"),
        pytest.param(lambda d: d["edits"][0].update(was="x"), id="what was removed"),
        pytest.param(lambda d: d["edits"][1].update(text=[-5, 3]), id="a negative place"),
        pytest.param(lambda d: d["edits"][-1].update(text=[10**9, 10**9]), id="a place beyond the end"),
        pytest.param(lambda d: d["source"].update(chars=5), id="length"),
        pytest.param(lambda d: d.update(edits=None), id="no edits"),
        pytest.param(lambda d: d.update(edits=["a"]), id="edits of another kind"),
    ],
)
def test_a_document_that_was_changed_is_never_put_together_wrongly(
    jingwen: Jingwen, page: Path, tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    document = jingwen("clean", page, "-o", "-").lines[0]
    change(document)
    file = tmp_path / "changed.json"
    file.write_bytes(orjson.dumps(document))
    for command in ("restore", "explain"):
        ran = jingwen(command, file)
        assert (ran.code, ran.out) == (1, b""), (command, ran.err)
        assert "changed.json" in ran.err
