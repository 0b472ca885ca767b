"""The end of a run on the command line: what it says of outputs without raw files and of an interrupted run, and what the map file then holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from pipeline.commands.run_summary import summary_lines
from pipeline.commands.terminal import emit
from pipeline.corpus import RunOptions, Summary, run
from pipeline.corpus.quarantine import write_record
from pipeline.corpus.records import LISTED, Failed
from pipeline.corpus.store import open_store
from pipeline.options import Options
from tests.cli.conftest import Jingwen


def _phones(folder: Path, count: int = 3) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"联系电话1391234567{number},请大家认真记录,会后抓好落实,按时报告进展情况,不得懈怠。\n", "utf-8")
    return folder


def _ending_as(changed: Callable[[Summary, str], Summary], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs end with a summary that `changed` makes of the true one."""

    def ended(paths: list[str], out: str, options: Options, run_options: RunOptions, progress: None = None) -> Summary:
        return changed(run(paths, out, options, run_options, progress), out)

    monkeypatch.setattr("pipeline.corpus.running.run", ended)


def _mapped(file: Path) -> list[str]:
    return sorted(orjson.loads(line)["path"] for line in file.read_bytes().splitlines())


def test_what_is_gone_is_counted_and_prune_is_named(jingwen: Jingwen, tmp_path: Path) -> None:
    raw, out = _phones(tmp_path / "raw"), tmp_path / "out"
    jingwen("clean", raw, "-o", out)
    (raw / "1.txt").unlink()
    assert "  gone         1 output whose raw file is gone (--prune removes them): 1.txt\n" in jingwen("clean", raw, "-o", out).err
    assert "  removed      1 output whose raw file is gone or can no longer be cleaned: 1.txt\n" in jingwen("clean", raw, "-o", out, "--prune").err


def test_all_that_is_gone_is_counted_though_not_all_is_listed(tmp_path: Path) -> None:
    count, raw, out = LISTED + 5, tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "many.txt").write_text("同志们:\n", "utf-8")
    for number in range(count):
        (raw / f"{number}.txt").touch()
    run([str(raw)], str(out), Options(), RunOptions(workers=1, format="jsonl"))
    for number in range(count):
        (raw / f"{number}.txt").unlink()
    summary = run([str(raw)], str(out), Options(), RunOptions(workers=1, format="jsonl"))
    assert (summary.run["vanished"], len(summary.vanished)) == (count, LISTED)
    assert any(f" {count} outputs whose raw file is gone" in line for line in summary_lines(summary, "out"))


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    summary = run([str(_phones(tmp_path / "raw"))], str(tmp_path / "out"), Options(), RunOptions(workers=1))
    assert next(iter(summary_lines(summary, "out"))) == "3 cleaned; out holds 3 documents"
    said = next(iter(summary_lines(replace(summary, interrupted=True), "out")))
    assert said == "interrupted: 3 cleaned; out holds 3 documents; the same command goes on from there"


def test_an_interrupted_run_cleans_nothing_for_the_map_and_the_next_one_fills_it(
    jingwen: Jingwen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, secrets = _phones(tmp_path / "raw"), tmp_path / "map.jsonl"
    command = ("clean", raw, "-o", tmp_path / "out", "--anonymize", "phone", "--map", secrets)
    with monkeypatch.context() as patch:
        _ending_as(lambda summary, out: replace(summary, interrupted=True), patch)
        assert jingwen(*command).code == 130
    assert not secrets.exists()
    assert jingwen(*command).code == 0
    assert _mapped(secrets) == ["0.txt", "1.txt", "2.txt"]


@pytest.mark.parametrize("code", ["timeout", "killed"])
def test_what_ended_a_worker_is_not_cleaned_again_for_the_map(jingwen: Jingwen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def given_up(summary: Summary, out: str) -> Summary:
        write_record(open_store(out), Failed("1.txt", code, "too much"), file="1.txt", tool={})
        return replace(summary, failed=1, failed_by_code={code: 1})

    raw, secrets = _phones(tmp_path / "raw"), tmp_path / "map.jsonl"
    _ending_as(given_up, monkeypatch)
    assert jingwen("clean", raw, "-o", tmp_path / "out", "--anonymize", "phone", "--map", secrets).code == 1
    assert _mapped(secrets) == ["0.txt", "2.txt"]


def test_the_map_holds_what_reached_stdout_before_ctrl_c(jingwen: Jingwen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[bytes] = []

    def stopping(line: bytes) -> None:
        if sent:
            raise KeyboardInterrupt
        sent.append(line)
        emit(line)

    monkeypatch.setattr("pipeline.commands.stream.emit", stopping)
    raw, secrets = _phones(tmp_path / "raw"), tmp_path / "map.jsonl"
    ran = jingwen("clean", raw, "-o", "-", "--anonymize", "phone", "--map", secrets)
    assert (ran.code, len(ran.lines)) == (130, 1)
    assert "0.txt" in _mapped(secrets)
