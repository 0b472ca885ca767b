"""Odd names and odd places: none is read twice, none is overwritten by another, none is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import orjson
import pytest

from pipeline.corpus import run
from pipeline.errors import OptionsError, OutputError
from pipeline.options import Options
from tests.corpus.conftest import Clean, outputs, quarantined, speech


def path_in(data: bytes) -> str:
    return str(orjson.loads(data)["source"]["path"])


def test_out_inside_raw_is_not_read(raw: Path) -> None:
    out = raw / "clean"
    for _ in range(2):
        summary = run([str(raw)], str(out), Options())
        assert (summary.run["found"], summary.documents) == (6, 6)


def test_out_that_is_raw_is_refused(raw: Path) -> None:
    with pytest.raises(OptionsError, match="is to be read"):
        run([str(raw)], str(raw / "sub" / ".."), Options())


def test_what_another_run_wrote_is_no_source(raw: Path, out: Path) -> None:
    run([str(raw)], str(raw / "earlier"), Options())
    summary = run([str(raw)], str(out), Options())
    assert (summary.run["found"], summary.documents) == (6, 6)
    assert summary.run["skipped"]["output directory"] == 1
    with pytest.raises(OptionsError, match="what a run wrote"):
        run([str(raw / "earlier")], str(out), Options())


def test_names_that_are_nearly_the_same_do_not_collide(tmp_path: Path, out: Path) -> None:
    raw = tmp_path / "odd"
    names = [
        "a.txt",
        "A.txt",
        "a.html",
        "a",
        "a.txt.json",
        "_jingwen",
        "_jingwen.json",
        "documents-00000",
        "b.json/a.txt",
        "b",
        "_jingwen.d/manifest.sqlite",
    ]
    for number, name in enumerate(names):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_text(speech(number), "utf-8")
    summary = run([str(raw)], str(out), Options())
    assert summary.ok
    assert sorted(path_in(data) for data in outputs(out).values()) == sorted(names)
    assert all(f"第{number}次" in {path_in(d): d for d in outputs(out).values()}[name].decode() for number, name in enumerate(names))


def test_a_folder_of_raw_files_named_like_the_run_s_own(tmp_path: Path, out: Path) -> None:
    raw = tmp_path / "odd"
    (raw / "_jingwen" / "quarantine").mkdir(parents=True)
    for name in ("_jingwen/summary.json", "_jingwen/manifest.sqlite", "_jingwen/quarantine/a.txt.json"):
        (raw / name).write_text(speech(1), "utf-8")
    summary = run([str(raw)], str(out), Options())
    assert summary.documents == 3
    assert len(summary.shortened) == 3
    assert orjson.loads((out / "_jingwen" / "summary.json").read_bytes())["schema"] == "jingwen-summary/1"
    assert quarantined(out) == []


@pytest.mark.skipif(sys.platform == "darwin", reason="APFS takes no names that are not UTF-8")
def test_names_of_any_bytes(tmp_path: Path, out: Path) -> None:
    raw = tmp_path / "odd"
    raw.mkdir()
    names = [
        "新\n行.txt".encode(),
        "乱".encode("gbk") + b".txt",
        b"tab\t.txt",
        b"100%.txt",
        b"%FF.txt",
        b"\xff.txt",
        ("长" * 83).encode() + b".txt",
    ]
    for number, name in enumerate(names):
        with open(os.path.join(os.fsencode(raw), name), "wb") as file:
            file.write(speech(number).encode())
    for workers in (1, 2):
        summary = run([str(raw)], str(out), Options(), progress=None) if workers == 1 else run([str(raw)], f"{out}2", Options())
        assert summary.ok
    assert len(outputs(out)) == len(names)
    assert len({path_in(data) for data in outputs(out).values()}) == len(names)
    assert outputs(out) == outputs(Path(f"{out}2"))


def test_two_paths_with_files_of_one_name(tmp_path: Path, out: Path) -> None:
    for number, folder in enumerate(("2023", "2024")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(speech(number), "utf-8")
    summary = run([str(tmp_path / "2023"), str(tmp_path / "2024")], str(out), Options())
    assert summary.documents == 2
    first, second = sorted(outputs(out), key=len)
    assert first == "a.txt.json"
    assert second.startswith("a~")
    assert "第1次" in outputs(out)[second].decode()
    assert run([str(tmp_path / "2023"), str(tmp_path / "2024")], str(out), Options()).run["unchanged"] == 2


def test_a_path_given_twice_is_read_once(raw: Path, clean: Clean) -> None:
    assert clean(raw, raw).documents == 6
    assert clean(raw / "0.txt", raw / "0.txt").run["found"] == 1


def test_links_are_followed_but_not_in_circles(raw: Path, out: Path, clean: Clean) -> None:
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "linked.txt").symlink_to(raw / "0.txt")
    (raw / "broken.txt").symlink_to(raw / "nothing")
    summary = clean()
    assert [(path, code) for path, code, _ in summary.failures] == [("broken.txt", "unreadable"), ("loop", "unreadable")]
    assert summary.documents == 7
    assert "linked.txt.json" in outputs(out)
    (raw / "broken.txt").unlink()
    (raw / "loop").unlink()
    assert clean().ok
    assert quarantined(out) == []


def test_a_pipe_is_passed_over(raw: Path, clean: Clean) -> None:
    os.mkfifo(raw / "pipe")
    summary = clean()
    assert summary.ok
    assert sum(summary.run["skipped"].values()) == 1


def test_what_lies_in_an_unreadable_folder_is_not_pruned(raw: Path, out: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    clean()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    summary = clean(prune=True)
    monkeypatch.undo()
    assert (summary.pruned, summary.vanished) == ((), ())
    assert [(path, code) for path, code, _ in summary.failures] == [("sub", "unreadable")]
    assert "sub/1.txt.json" in outputs(out)
    assert clean(prune=True).ok
    assert len(outputs(out)) == 6


def test_out_that_cannot_be_written_is_said_at_once(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        run([str(raw)], str(tmp_path / "file"), Options())


def test_a_second_run_at_the_same_time_is_refused(raw: Path, out: Path) -> None:
    from pipeline.corpus.engine import Corpus

    with Corpus([str(raw)], str(out), Options()), pytest.raises(OutputError, match="another run"):
        run([str(raw)], str(out), Options())
