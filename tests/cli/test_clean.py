"""`jingwen clean`: files, directories and stdin in; a directory or stdout out; exit codes; data on stdout, talk on stderr."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from pipeline import clean, restore
from pipeline.digest import configuration_digest
from pipeline.options import Options

from .conftest import BODY, PAGE, Jingwen


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of three pages, one of them in a folder of its own and in GB 18030."""
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(PAGE, "utf-8")
    (folder / "b.txt").write_text("另一页。\n" + BODY, "utf-8")
    (folder / "sub" / "c.txt").write_bytes(PAGE.encode("gb18030"))
    return folder


def test_a_file_to_stdout_is_one_line_of_json(jingwen: Jingwen, page: Path) -> None:
    ran = jingwen("clean", page, "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count(b"\n") == 1
    (document,) = ran.lines
    assert document["source"]["path"] == "page.txt"
    assert document["text"] == clean(PAGE.encode()).text
    assert restore(document) == PAGE


def test_stdin_to_stdout(jingwen: Jingwen) -> None:
    (document,) = jingwen("clean", "-", "-o", "-", stdin=PAGE.encode("gb18030")).lines
    assert document["source"]["encoding"] == "gb18030"
    assert document["source"]["path"] == "stdin"


def test_stdin_into_a_directory(jingwen: Jingwen, tmp_path: Path) -> None:
    ran = jingwen("clean", "-", "-o", tmp_path / "out", stdin=PAGE.encode())
    assert (ran.code, ran.out) == (0, b"")
    assert json.loads((tmp_path / "out" / "stdin.json").read_text("utf-8"))["source"]["path"] == "stdin"
    assert not (tmp_path / "out" / "_jingwen" / "stdin").exists()


def test_stdin_cannot_be_given_twice(jingwen: Jingwen) -> None:
    assert jingwen("clean", "-", "-", "-o", "-").code == 2


def test_a_directory_into_a_directory(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = jingwen("clean", raw, "-o", out)
    assert (ran.code, ran.out) == (0, b"")
    assert "3 cleaned" in ran.err
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json") if "_jingwen" not in path.parts)
    assert written == ["a.txt.json", "b.txt.json", "sub/c.txt.json"]
    data = (out / "a.txt.json").read_bytes()
    assert data == orjson.dumps(orjson.loads(data), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    assert orjson.loads((out / "_jingwen" / "summary.json").read_bytes())["documents"] == 3


def test_stdout_and_directory_hold_the_same_documents(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    streamed = jingwen("clean", raw, "-o", "-").lines
    jingwen("clean", raw, "-o", tmp_path / "out")
    assert streamed == [orjson.loads((tmp_path / "out" / f"{document['source']['path']}.json").read_bytes()) for document in streamed]


def test_workers_write_the_same_bytes(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    for workers in ("1", "2"):
        assert jingwen("clean", raw, "-o", tmp_path / workers, "--workers", workers).code == 0
    for path in (tmp_path / "1").rglob("*.txt.json"):
        assert path.read_bytes() == (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes()


def test_jsonl_into_a_directory(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    assert jingwen("clean", raw, "-o", tmp_path / "out", "--format", "jsonl").code == 0
    files = [path for path in (tmp_path / "out").rglob("*.jsonl") if "_jingwen" not in path.parts]
    documents = [orjson.loads(line) for path in files for line in path.read_bytes().splitlines()]
    assert sorted(document["source"]["path"] for document in documents) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_second_run_cleans_nothing_and_a_change_one(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    jingwen("clean", raw, "-o", out)
    assert "0 cleaned, 3 unchanged" in jingwen("clean", raw, "-o", out).err
    (raw / "b.txt").write_text(PAGE + BODY, "utf-8")
    assert "1 cleaned, 2 unchanged" in jingwen("clean", raw, "-o", out).err


def test_prune_removes_what_is_gone(jingwen: Jingwen, raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    jingwen("clean", raw, "-o", out)
    (raw / "a.txt").unlink()
    kept = jingwen("clean", raw, "-o", out)
    assert (out / "a.txt.json").exists()
    assert "a.txt" in kept.err
    jingwen("clean", raw, "-o", out, "--prune")
    assert not (out / "a.txt.json").exists()


def test_options_reach_the_document(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "masked.txt"
    path.write_text("同志们:\n今天,我们在xx镇召开现场会,主要任务是交流春耕经验,安排抗旱工作。\n", "utf-8")
    (tagged,) = jingwen("clean", path, "-o", "-").lines
    (kept,) = jingwen("clean", path, "-o", "-", "--placeholders", "keep").lines
    (own,) = jingwen("clean", path, "-o", "-", "--placeholders", "<{type}>").lines
    assert "[LOCATION]镇" in tagged["text"]
    assert "xx镇" in kept["text"]
    assert "<LOCATION>镇" in own["text"]
    assert kept["tool"]["configuration"] == configuration_digest(Options(placeholders="keep"))


def test_encoding_overrules_detection(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode("big5", "ignore"))
    (document,) = jingwen("clean", path, "-o", "-", "--encoding", "big5").lines
    assert (document["source"]["encoding"], document["source"]["encoding_evidence"]) == ("big5hkscs", "override")
    ran = jingwen("clean", path, "-o", "-", "--encoding", "klingon")
    assert (ran.code, ran.out) == (2, b"")
    assert "klingon" in ran.err


def _on_a_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Run `jingwen` with stdout and stderr on a terminal; return exit code and what the terminal got."""
    primary, replica = pty.openpty()
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    with subprocess.Popen(command, stdout=replica, stderr=replica, env={**os.environ, "TERM": "xterm", "COLUMNS": "200"}) as process:
        os.close(replica)
        got = b""
        try:
            while data := os.read(primary, 65536):
                got += data
        except OSError:  # how Linux reports the end of a terminal
            pass
        os.close(primary)
        return process.wait(), got.decode("utf-8", "replace")


def test_control_characters_never_reach_a_terminal(jingwen: Jingwen, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全面\x9b31m落实\u202e好各项工作,请大家认真记录,会后抓好落实,不得懈怠。\n", "utf-8")
    code, got = _on_a_terminal("clean", path, "-o", "-")
    assert code == 0
    assert not set(got) & set("\x9b\u202e\x1b")
    assert json.loads(got) == jingwen("clean", path, "-o", "-").lines[0]
    assert jingwen("clean", path, "-o", "-").code == 0
    written = tmp_path / "a.json"
    written.write_bytes(jingwen("clean", path, "-o", "-").out)
    assert not set(_on_a_terminal("restore", written)[1]) & set("\x9b\u202e\x1b")


def test_a_run_on_a_terminal_shows_its_progress(raw: Path, tmp_path: Path) -> None:
    code, got = _on_a_terminal("clean", raw, "-o", tmp_path / "out")
    assert code == 0
    assert "cleaning" in got
    assert "3 cleaned" in got


def test_explain_has_colours_on_a_terminal_only(jingwen: Jingwen, page: Path) -> None:
    assert "\x1b[31m- 您好,欢迎访问某某文库" in _on_a_terminal("explain", page)[1]
    assert "\x1b" not in jingwen("explain", page).text


def test_map_file_is_for_its_owner_alone(jingwen: Jingwen, tmp_path: Path) -> None:
    path, secrets = tmp_path / "a.txt", tmp_path / "map.jsonl"
    text = "联系电话13912345678,请大家认真记录,会后抓好落实,按时报告进展情况,不得懈怠。\n"
    path.write_text(text, "utf-8")
    ran = jingwen("clean", path, "-o", "-", "--anonymize", "phone", "--map", secrets)
    assert ran.code == 0
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    written = tmp_path / "a.json"
    written.write_bytes(ran.out)
    assert b"13912345678" not in ran.out
    assert jingwen("restore", written).code == 1
    assert jingwen("restore", written, "--map", secrets).text == text


def test_map_file_of_a_directory_run(jingwen: Jingwen, tmp_path: Path) -> None:
    folder, secrets, out = tmp_path / "raw", tmp_path / "map.jsonl", tmp_path / "out"
    folder.mkdir()
    texts = {f"{n}.txt": f"联系电话1391234567{n},请大家认真记录,会后抓好落实,按时报告进展情况,不得懈怠。\n" for n in range(3)}
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    for _ in range(2):  # the second run finds everything unchanged and keeps the map
        assert jingwen("clean", folder, "-o", out, "--anonymize", "phone", "--map", secrets).code == 0
        assert len(secrets.read_bytes().splitlines()) == 3
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    for name, text in texts.items():
        assert jingwen("restore", out / f"{name}.json", "--map", secrets).text == text


def test_map_without_anonymize_is_refused(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    ran = jingwen("clean", page, "-o", "-", "--map", tmp_path / "m")
    assert ran.code == 2
    assert "--anonymize" in ran.err


def test_a_map_file_never_replaces_another_file(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "important.txt"
    other.write_text("not a map\n")
    ran = jingwen("clean", page, "-o", "-", "--anonymize", "all", "--map", other)
    assert ran.code == 1
    assert other.read_text() == "not a map\n"


def test_allow_file_must_be_text(jingwen: Jingwen, page: Path, tmp_path: Path) -> None:
    (tmp_path / "names").write_bytes(b"\xff\xfe\xff")
    assert jingwen("clean", page, "-o", "-", "--anonymize", "person", "--allow", tmp_path / "names").code == 2


@pytest.mark.skipif(os.name == "nt", reason="processes and signals differ")
def test_a_closed_pipe_ends_quietly(raw: Path) -> None:
    script = "from pipeline.cli import main; main()"
    command = f'"{sys.executable}" -c "{script}" clean {raw} -o - | head -c 10'
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr


def test_the_field_that_holds_the_text_can_be_named(jingwen: Jingwen, tmp_path: Path) -> None:
    crawl, secrets = tmp_path / "crawl.jsonl", tmp_path / "map.jsonl"
    crawl.write_bytes(orjson.dumps({"content": "栏目", "story": PAGE}) + b"\n")
    (guessed,) = jingwen("clean", crawl, "-o", "-").lines
    (named,) = jingwen("clean", crawl, "-o", "-", "--content-field", "story").lines
    assert guessed["text"] == "栏目"
    assert named["text"] == clean(PAGE.encode()).text
    chosen = ("--content-field", "story", "--anonymize", "person", "--map", secrets)
    assert jingwen("clean", crawl, "-o", tmp_path / "out", *chosen).code == 0
    written = tmp_path / "out" / "crawl.jsonl.jsonl"
    assert orjson.loads(written.read_bytes())["text"] == named["text"]
    assert jingwen("restore", written, "--map", secrets).text == PAGE
    (explained,) = jingwen("explain", "--json", "--content-field", "story", crawl).lines
    assert explained["chars"]["source"] == len(PAGE)
    ran = jingwen("clean", crawl, "-o", "-", "--content-field", "nothing")
    assert (ran.code, ran.out) == (1, b"")
    assert "no field holds a text (fields: content, story) (name it with --content-field)" in ran.err


def test_after_ctrl_c_it_is_said_how_to_go_on(jingwen: Jingwen, raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.corpus.running.run", stopped)
    ran = jingwen("clean", raw, "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (130, f"interrupted: what was cleaned is in {tmp_path / 'out'}; the same command goes on from there\n")
