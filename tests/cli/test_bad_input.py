"""Bad input, each kind: it is said what is wrong, the exit code is 1, the good file beside it is cleaned, and nothing is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import orjson
import pytest

from .conftest import BODY, PAGE, Jingwen, Ran

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


def _good(out: Path) -> bool:
    return "会后抓好落实" in orjson.loads((out / "good.txt.json").read_bytes())["text"]


def _record(out: Path, name: str) -> dict[str, str]:
    loaded: dict[str, str] = orjson.loads((out / "_jingwen" / "quarantine" / name).read_bytes())
    return loaded


def _one_failure(ran: Ran, out: Path, name: str, code: str) -> None:
    assert ran.code == 1, ran.err
    assert _good(out)
    record = _record(out, f"{name}.json")
    assert record["code"] == code
    assert f"[{code}]" in ran.err
    assert record["message"] in ran.err or record["message"].removeprefix(f"{name}: ") in ran.err


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(200), id="program"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4, id="pdf"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 4, id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, id="picture"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), id="word-97"),
    ],
)
def test_binary_files(jingwen: Jingwen, raw: Path, tmp_path: Path, data: bytes) -> None:
    (raw / "bad.txt").write_bytes(data)
    out = tmp_path / "out"
    _one_failure(jingwen("clean", raw, "-o", out), out, "bad.txt", "unsupported-format")


@pytest.mark.skipif(ROOT_USER, reason="root may read everything")
def test_unreadable_file(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "bad.txt").write_text(PAGE, "utf-8")
    (raw / "bad.txt").chmod(0)
    out = tmp_path / "out"
    _one_failure(jingwen("clean", raw, "-o", out), out, "bad.txt", "unreadable")


def test_link_that_leads_nowhere(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "bad.txt").symlink_to(tmp_path / "nowhere")
    out = tmp_path / "out"
    _one_failure(jingwen("clean", raw, "-o", out), out, "bad.txt", "unreadable")


def test_directory_loop(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "sub").mkdir()
    (raw / "sub" / "again").symlink_to(raw)
    out = tmp_path / "out"
    _one_failure(jingwen("clean", raw, "-o", out), out, "sub/again", "unreadable")
    assert len(list(out.rglob("good.txt.json"))) == 1


def test_odd_names(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    names = [b"line\nbreak.txt", b"\xff\xfe\xb0.txt", b"esc\x1b[31m.txt", "名字 100%.txt".encode(), b"back\\slash.txt", b"-o.txt"]
    for name in names:
        (raw / os.fsdecode(name)).write_text(PAGE, "utf-8")
    out = tmp_path / "out"
    ran = jingwen("clean", raw, "-o", out)
    assert (ran.code, ran.out) == (0, b"")
    documents = [orjson.loads(path.read_bytes()) for path in out.glob("*.json")]
    paths = {document["source"]["path"] for document in documents}
    assert {"line%0Abreak.txt", "%FF%FE%B0.txt", "esc%1B[31m.txt", "名字 100%25.txt", "back\\slash.txt", "-o.txt", "good.txt"} == paths
    assert "\x1b" not in ran.err


def test_odd_names_are_shown_escaped_when_they_fail(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "bad\x1b]0;x\x07\n.txt").write_bytes(b"PK\x03\x04" + bytes(500))
    ran = jingwen("clean", raw, "-o", tmp_path / "out")
    assert ran.code == 1
    assert not set(ran.err) & set("\x1b\x07")


def test_name_too_long_with_json(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    name = "长" * 83 + ".txt"  # 253 bytes
    (raw / name).write_text(PAGE, "utf-8")
    out = tmp_path / "out"
    ran = jingwen("clean", raw, "-o", out)
    assert ran.code == 0
    assert {orjson.loads(path.read_bytes())["source"]["path"] for path in out.glob("*.json")} == {name, "good.txt"}
    assert "renamed" in ran.err


def test_names_that_could_collide(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "A.txt", "a.html", "a", "a.json"):
        (raw / name).write_text(f"{name}\n" + BODY, "utf-8")
    out = tmp_path / "out"
    assert jingwen("clean", raw, "-o", out).code == 0
    documents = {orjson.loads(path.read_bytes())["source"]["path"] for path in out.glob("*.json")}
    assert documents == {"a.txt", "A.txt", "a.html", "a", "a.json", "good.txt"}


def test_two_directories_with_the_same_name_in_them(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "good.txt").write_text("别的内容。\n" + BODY, "utf-8")
    out = tmp_path / "out"
    assert jingwen("clean", raw, other, "-o", out).code == 0
    documents = [orjson.loads(path.read_bytes()) for path in out.glob("*.json")]
    assert len({document["id"] for document in documents}) == 2


def test_out_inside_raw(jingwen: Jingwen, raw: Path) -> None:
    out = raw / "out"
    assert jingwen("clean", raw, "-o", out).code == 0
    ran = jingwen("clean", raw, "-o", out)
    assert ran.code == 0
    assert _good(out)
    assert not (out / "out").exists()


def test_out_is_raw(jingwen: Jingwen, raw: Path) -> None:
    ran = jingwen("clean", raw, "-o", raw)
    assert ran.code == 2
    assert sorted(path.name for path in raw.iterdir()) == ["good.txt"]


def test_document_named_like_the_runs_own_folder(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "_jingwen").write_text("文件。\n" + BODY, "utf-8")
    (raw / "sub" / "_jingwen").mkdir(parents=True)
    (raw / "sub" / "_jingwen" / "summary").write_text("文件夹。\n" + BODY, "utf-8")
    out = tmp_path / "out"
    assert jingwen("clean", raw, "-o", out).code == 0
    assert _good(out)
    assert orjson.loads((out / "_jingwen" / "summary.json").read_bytes())["documents"] == 3


def test_folder_named_like_the_runs_own_folder(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "_jingwen").mkdir()
    (raw / "_jingwen" / "summary").write_text("文件夹。\n" + BODY, "utf-8")
    out = tmp_path / "out"
    assert jingwen("clean", raw, "-o", out).code == 0
    assert orjson.loads((out / "_jingwen" / "summary.json").read_bytes())["documents"] == 2
    assert len(list(out.rglob("summary*.json"))) == 2


def test_out_is_a_file(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("something")
    ran = jingwen("clean", raw, "-o", out)
    assert ran.code == 1
    assert str(out) in ran.err
    assert out.read_text() == "something"


@pytest.mark.skipif(ROOT_USER, reason="root may write everywhere")
def test_read_only_out(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    ran = jingwen("clean", raw, "-o", out)
    assert ran.code == 1
    assert str(out) in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_disk_full_on_stdout(raw: Path) -> None:
    command = f'"{sys.executable}" -c "from pipeline.cli import main; main()" clean {raw} -o - > /dev/full'
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_path(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    ran = jingwen("clean", raw, tmp_path / "missing", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "missing: no such file or directory" in ran.err
    streamed = jingwen("clean", tmp_path / "missing", raw, "-o", "-")
    assert streamed.code == 1
    assert len(streamed.lines) == 1


def test_too_large(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "bad.txt").write_text(BODY * 100, "utf-8")
    out = tmp_path / "out"
    _one_failure(jingwen("clean", raw, "-o", out, "--max-bytes", "2000"), out, "bad.txt", "too-large")


def test_broken_archive(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    (raw / "bad.gz").write_bytes(b"\x1f\x8b\x08\x00" + bytes(30))
    ran = jingwen("clean", raw, "-o", tmp_path / "out")
    assert ran.code == 1
    assert _good(tmp_path / "out")
    assert "bad.gz" in ran.err


def test_streams_fail_document_by_document_too(jingwen: Jingwen, raw: Path) -> None:
    (raw / "bad.txt").write_bytes(b"PK\x03\x04" + bytes(500))
    ran = jingwen("clean", raw, "-o", "-")
    assert ran.code == 1
    assert [document["source"]["path"] for document in ran.lines] == ["good.txt"]
    assert re.match(r"jingwen: bad\.txt: ", ran.err)
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b" \r\n\t"], ids=["nothing", "newline", "bom", "blanks"])
def test_empty_files_are_documents_without_a_body(jingwen: Jingwen, raw: Path, tmp_path: Path, data: bytes) -> None:
    (raw / "empty.txt").write_bytes(data)
    out = tmp_path / "out"
    assert jingwen("clean", raw, "-o", out).code == 0
    document = orjson.loads((out / "empty.txt.json").read_bytes())
    assert document["flags"] == ["no_body"]
    assert document["text"] == ""


@pytest.mark.parametrize(
    ("piece", "chars"),
    [
        pytest.param("同志们,今天的会议很重要,请大家认真记录,会后抓好落实。", 500_000, id="sentences"),
        pytest.param("\u3000", 500_000, id="blanks"),
        pytest.param("x", 500_000, id="mask"),
        pytest.param("1、", 500_000, id="numbers"),
        pytest.param("隐藏内容", 500_000, id="words-of-rules"),
        pytest.param("<div>", 500_000, id="tags"),
        pytest.param("\r", 100_000, id="carriage-returns"),
        pytest.param("20xx年x月x日", 100_000, id="masked-dates"),
    ],
)
def test_one_huge_line_is_cleaned(jingwen: Jingwen, tmp_path: Path, piece: str, chars: int) -> None:
    """50 MB of each were tried by hand. The guard is generous: these need one to five seconds, what is quadratic needs hours."""
    path = tmp_path / "huge.txt"
    path.write_text(piece * (chars // len(piece)), "utf-8")
    before = time.process_time()
    ran = jingwen("clean", path, "-o", "-")
    assert ran.code == 0
    assert time.process_time() - before < 60
    assert ran.lines[0]["source"]["bytes"] == path.stat().st_size


def test_a_file_that_vanishes_or_changes_while_it_is_read(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    moving = raw / "moving.txt"
    moving.write_text(BODY * 2000, "utf-8")
    stop = threading.Event()

    def disturb() -> None:
        while not stop.is_set():
            moving.write_text(BODY * 2000, "utf-8")
            moving.unlink()

    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        ran = jingwen("clean", raw, "-o", tmp_path / "out")
    finally:
        stop.set()
        thread.join()
    assert ran.code in (0, 1)
    assert _good(tmp_path / "out")
    document = tmp_path / "out" / "moving.txt.json"
    if ran.code == 0 and document.exists():
        assert len(orjson.loads(document.read_bytes())["text"]) % len(BODY) in (0, len(BODY) - 1)
    else:
        assert re.search(r"changing|vanished|unreadable|0 failed|cleaned", ran.err)
