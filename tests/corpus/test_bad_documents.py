"""What cannot be cleaned becomes a record, and the run goes on."""

from __future__ import annotations

import errno
import gzip
import os
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from pipeline.cleaning import clean as clean_one
from pipeline.corpus import RunOptions, reading, run
from pipeline.corpus.engine import Corpus
from pipeline.corpus.local_store import LocalStore
from pipeline.corpus.storage_errors import StorageError
from pipeline.errors import CleaningError, OutputError, UnknownEncodingError
from pipeline.options import Options
from tests.corpus.conftest import Clean, leftovers, outputs, quarantined, speech

CLEAN, MARK = "pipeline.corpus.work.clean", "pipeline.corpus.work.mark_of"
TIMEOUT = 10.0
"""Seconds that one document may take here: far more than the first one of a worker needs, on a busy machine too."""


def record(out: Path, name: str) -> dict[str, Any]:
    return dict(orjson.loads((out / "_jingwen" / "quarantine" / f"{name}.json").read_bytes()))


def planned(raw: Path, out: Path, **chosen: Any) -> Mapping[str, int]:
    """Return why a run would clean what it would clean."""
    with Corpus([str(raw)], str(out), Options(), RunOptions(**chosen)) as corpus:
        return corpus.plan().reasons


def test_bad_files_become_records_and_the_others_are_cleaned(raw: Path, out: Path, clean: Clean) -> None:
    (raw / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (raw / "empty.txt").write_bytes(b"")
    (raw / "head.txt.gz").write_bytes(gzip.compress(speech(1).encode())[:10])
    (raw / "cut.txt.gz").write_bytes(gzip.compress(speech(1).encode())[:-20])
    summary = clean()
    assert [(path, code) for path, code, _ in summary.failures] == [("head.txt.gz", "unreadable"), ("picture.txt", "unsupported-format")]
    assert (summary.ok, summary.failed, summary.documents) == (False, 2, 8)
    assert (summary.flags["no_body"], summary.flags["truncated"]) == (1, 1)
    assert summary.skipped == {"end of a compressed file that was cut short": 1}
    assert quarantined(out) == ["head.txt.gz.json", "picture.txt.json"]
    assert record(out, "picture.txt")["code"] == "unsupported-format"
    assert "image" in record(out, "picture.txt")["message"]


def test_a_pipe_is_refused_and_not_waited_for(raw: Path, out: Path) -> None:
    os.mkfifo(raw / "pipe")
    summary = run([str(raw / "pipe")], str(out), Options(), RunOptions(workers=1))
    assert [(path, code) for path, code, _ in summary.failures] == [("pipe", "unreadable")]
    assert "jingwen clean -" in record(out, "pipe")["message"]


def test_a_mended_file_leaves_quarantine_and_one_that_breaks_keeps_its_last_output(raw: Path, out: Path, clean: Clean) -> None:
    (raw / "0.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    clean()
    assert quarantined(out) == ["0.txt.json"]
    (raw / "0.txt").write_text(speech(0), "utf-8")
    (raw / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = outputs(out)
    summary = clean()
    assert (quarantined(out), summary.stale) == (["2.txt.json"], ("2.txt",))
    assert outputs(out)["2.txt.json"] == before["2.txt.json"]
    assert summary.documents == 5
    summary = clean(prune=True)
    assert (summary.pruned, summary.stale) == (("2.txt",), ())
    assert "2.txt.json" not in outputs(out)


def test_a_bad_file_that_has_not_changed_is_not_tried_again_but_still_fails_the_run(raw: Path, clean: Clean) -> None:
    (raw / "0.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    clean()
    summary = clean()
    assert (summary.run["failed"], summary.run["unchanged"], summary.failed, summary.ok) == (0, 6, 1, False)
    assert clean(retry=True).run["why"] == {"retry": 1}


def test_too_large_a_file_is_refused(raw: Path, out: Path) -> None:
    summary = run([str(raw)], str(out), Options(max_bytes=200))
    assert summary.failed_by_code == {"too-large": 6}


def test_a_file_that_kills_while_it_is_read_is_given_up(raw: Path, out: Path, clean: Clean, faulty: None) -> None:
    (raw / "1-deadly.txt").write_text("读死", "utf-8")
    (raw / "crawl.jsonl").write_text('{"text": "读死"}\n', "utf-8")
    summary = clean(workers=2)
    assert {path: code for path, code, _ in summary.failures} == {"1-deadly.txt": "killed", "crawl.jsonl": "killed"}
    assert summary.documents == 6
    assert planned(raw, out) == {"retry": 2}


def test_a_refused_file_is_not_read_to_its_end(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    (raw / "film.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(1 << 20))
    sizes: list[int] = []
    read = reading.Hashed.read

    def counting(self: reading.Hashed, size: int = -1) -> bytes:
        data = read(self, size)
        sizes.append(len(data))
        return data

    monkeypatch.setattr(reading.Hashed, "read", counting)
    assert clean().failed_by_code == {"unsupported-format": 1}
    assert sum(sizes) < 1 << 18


def test_documents_that_kill_hang_or_break_a_worker(raw: Path, out: Path, clean: Clean, faulty: None) -> None:
    (raw / "1-killer.txt").write_text("杀死", "utf-8")
    (raw / "2-hanging.txt").write_text("死循环", "utf-8")
    (raw / "3-bug.txt").write_text("出错", "utf-8")
    (raw / "crawl.jsonl").write_text("\n".join(f'{{"text": "{speech(1)}{bad}"}}'.replace("\n", "\\n") for bad in ("", "杀死", "")), "utf-8")
    summary = clean(workers=2, timeout=TIMEOUT)
    found = {path: (code, message) for path, code, message in summary.failures}
    assert {path: code for path, (code, _) in found.items()} == {
        "1-killer.txt": "killed",
        "2-hanging.txt": "timeout",
        "3-bug.txt": "bug",
        "crawl.jsonl#2": "killed",
    }
    assert "SIGSEGV" in found["1-killer.txt"][1]
    assert f"{TIMEOUT:g} s" in found["2-hanging.txt"][1]
    assert "ZeroDivisionError" in record(out, "3-bug.txt")["details"]
    assert summary.documents == 8
    assert leftovers(out) == []
    # What may pass is tried again, the rest is not.
    assert planned(raw, out, timeout=TIMEOUT) == {"retry": 1}


def test_a_hanging_document_in_the_calling_process_is_given_up(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(data: bytes, **known: Any) -> Any:
        while known["path"] == "2.txt":
            pass
        return clean_one(data, **known)

    monkeypatch.setattr(CLEAN, hang)
    summary = clean(timeout=0.5)
    assert [(path, code) for path, code, _ in summary.failures] == [("2.txt", "timeout")]
    assert summary.documents == 5
    monkeypatch.undo()
    assert clean(timeout=0.4).run["why"] == {}
    assert clean(timeout=60.0).ok


def test_a_bug_is_recorded_without_the_text_where_it_is_anonymised(raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "张" + "三"

    def fail(data: bytes, **_: Any) -> Any:
        raise ValueError(secret)

    monkeypatch.setattr(CLEAN, fail)
    run([str(raw / "0.txt")], str(out), Options(anonymize=("person",)))
    assert record(out, "0.txt")["message"] == "ValueError"
    assert secret not in record(out, "0.txt")["details"]
    run([str(raw / "0.txt")], str(out), Options())
    assert record(out, "0.txt")["message"] == f"ValueError: {secret}"


def test_a_file_that_vanishes_is_recorded_and_tried_again(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(location: str, path: str) -> Any:
        if path == "0.txt":
            os.unlink(location)
        return reading.open_raw(location, path)

    monkeypatch.setattr("pipeline.corpus.work.open_raw", vanish)
    assert [(path, code) for path, code, _ in clean().failures] == [("0.txt", "vanished")]
    monkeypatch.undo()
    (raw / "0.txt").write_text(speech(0), "utf-8")
    assert clean().ok


def test_a_file_that_changes_while_it_is_read_is_read_again(raw: Path, out: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []

    def change(stream: Any) -> Any:
        if len(times) < 1 and stream.name.endswith("0.txt"):
            times.append(1)
            mark = reading.mark_of(stream)
            Path(stream.name).write_text(speech(8), "utf-8")
            os.utime(stream.name, ns=(7, 7))
            return mark
        return reading.mark_of(stream)

    monkeypatch.setattr(MARK, change)
    assert clean().ok
    assert "第8次" in outputs(out)["0.txt.json"].decode()
    monkeypatch.undo()
    assert clean().run["unchanged"] == 6


def test_a_file_that_never_holds_still_is_recorded(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = iter(range(10**6))
    monkeypatch.setattr(MARK, lambda stream: (1, str(next(marks))))
    assert clean().failed_by_code == {"changing": 6}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(raw: Path, out: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace
    calls: list[str] = []

    def full(source: str, target: str) -> None:
        if "quarantine" not in target and len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        calls.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        clean()
    assert leftovers(out) == []
    monkeypatch.undo()
    summary = clean()
    assert (summary.ok, summary.documents, summary.run["unchanged"]) == (True, 6, 3)


def test_a_disk_that_is_full_for_a_worker_ends_the_run(raw: Path, out: Path, clean: Clean, faulty: None) -> None:
    (raw / "0.txt").write_text(speech(0, extra="磁盘满"), "utf-8")
    with pytest.raises(OutputError, match="No space left"):
        clean(workers=2)
    assert leftovers(out) == []


def test_a_document_that_makes_its_worker_leave_quietly(raw: Path, clean: Clean, faulty: None) -> None:
    (raw / "0.txt").write_text(speech(0, extra="退出"), "utf-8")
    summary = clean(workers=2)
    assert summary.failed_by_code == {"killed": 1}
    assert "exit code 0" in summary.failures[0][2]
    assert summary.documents == 5


@pytest.mark.parametrize("kind", [OutputError, UnknownEncodingError, StorageError])
def test_errors_reach_the_driver_as_they_were(kind: type[CleaningError]) -> None:
    error = pickle.loads(pickle.dumps(kind("what", where="where", hint="hint")))
    assert type(error) is kind
    assert str(error) == str(kind("what", where="where", hint="hint"))


def test_an_output_that_cannot_be_written_is_one_failure(raw: Path, out: Path, clean: Clean) -> None:
    (out / "0.txt.json" / "in the way").mkdir(parents=True)
    summary = clean()
    assert [(path, code) for path, code, _ in summary.failures] == [("0.txt", "unwritable")]
    assert summary.documents == 5


def test_text_that_json_cannot_hold_is_one_failure(raw: Path, clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(data: bytes, **known: Any) -> Any:
        return replace(clean_one(data, **known), title="\ud800" if known["path"] == "0.txt" else None)

    monkeypatch.setattr(CLEAN, spoil)
    assert clean().failed_by_code == {"unwritable": 1}


def test_unchanged_bytes_are_not_rewritten(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    assert store.write("a/b", b"1")
    assert not store.write("a/b", b"1")
    assert store.write("a/b", b"2")
    store.remove("a/b")
    assert not (tmp_path / "a").exists()


def test_a_spoiled_manifest_is_begun_anew(out: Path, clean: Clean) -> None:
    clean()
    before = {name: (out / name).stat().st_mtime_ns for name in outputs(out)}
    (out / "_jingwen" / "manifest.sqlite").write_bytes(b"no database" * 100)
    summary = clean()
    assert summary.notes
    assert (summary.run["cleaned"], summary.run["written"]) == (6, 0)
    assert {name: (out / name).stat().st_mtime_ns for name in outputs(out)} == before


def test_a_process_that_died_of_a_document_does_not_try_it_again_itself(raw: Path, out: Path, clean: Clean, faulty: None) -> None:
    (raw / "0.txt").write_text("杀死", "utf-8")
    with Corpus([str(raw)], str(out), Options(), RunOptions()) as corpus:
        corpus.manifest.set("in_process", "yes")
    assert clean().failed_by_code == {"killed": 1}
