"""A worker that a signal ends before it is ready is started again; one that ends by itself is not, for it would do so for ever."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.corpus import RunOptions, pool, run
from pipeline.options import Options
from tests.corpus.conftest import speech

KILLED = "import os; os.kill(os.getpid(), 9)"


def first_end_with(monkeypatch: pytest.MonkeyPatch, code: str, number: int) -> list[int]:
    """Let the first `number` worker processes run `code` instead; return the list that gets the id of each process."""
    started: list[int] = []
    popen = subprocess.Popen

    def start(command: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        process = popen([sys.executable, "-c", code] if len(started) < number else command, **settings)
        started.append(process.pid)
        return process

    monkeypatch.setattr("pipeline.corpus.pool.subprocess.Popen", start)
    return started


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(speech(number), "utf-8")
    return folder


def test_a_worker_that_is_killed_while_it_starts_is_started_again(monkeypatch: pytest.MonkeyPatch, raw: Path, out: Path) -> None:
    started = first_end_with(monkeypatch, KILLED, 2)
    summary = run([str(raw)], str(out), Options(), RunOptions(workers=2))
    assert (summary.ok, summary.documents) == (True, 4)
    assert len(started) == 4


@pytest.mark.parametrize(
    ("code", "processes", "said"), [(KILLED, pool._STARTS, signal.SIGKILL.name), ("import sys; sys.exit(3)", 1, "exit code 3")]
)
def test_workers_that_never_start_end_the_run(
    monkeypatch: pytest.MonkeyPatch, raw: Path, out: Path, code: str, processes: int, said: str
) -> None:
    started = first_end_with(monkeypatch, code, 99)
    with pytest.raises(pool.WorkerStartError, match=said):
        run([str(raw)], str(out), Options(), RunOptions(workers=2))
    assert processes <= len(started) <= 2 * processes
