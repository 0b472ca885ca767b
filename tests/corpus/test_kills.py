"""Killed and interrupted runs: the next one ends with the same bytes, and nothing lies about. Many more kills: tests/benchmarks/bench_corpus.py."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.corpus import RunOptions, run
from pipeline.options import Options
from tests.corpus.conftest import FAULTS, leftovers, outputs, quarantined, speech

DRIVER = (
    "import sys; from pipeline.corpus import run, RunOptions; from pipeline.options import Options; "
    "s = run([sys.argv[1]], sys.argv[2], Options(), RunOptions(workers=2, format=sys.argv[3], shard_size=10)); sys.exit(0 if s.ok else 1)"
)
COUNT = 60


@pytest.fixture(scope="module")
def slow_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents that take 50 ms each, so that a kill hits a run in the middle."""
    folder = tmp_path_factory.mktemp("slow") / "raw"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number}.txt").write_text(speech(number, extra="慢"), "utf-8")
    return folder


@pytest.fixture(scope="module", params=["json", "jsonl"])
def undisturbed(request: pytest.FixtureRequest, slow_raw: Path) -> tuple[str, dict[str, bytes]]:
    """The format, and what a run that nobody disturbs writes in it."""
    out = slow_raw.parent / f"undisturbed-{request.param}"
    run([str(slow_raw)], str(out), Options(), RunOptions(format=request.param, shard_size=10))
    return request.param, dict(outputs(out))


def start(raw: Path, out: Path, form: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(FAULTS), *(entry or os.getcwd() for entry in sys.path)])
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(raw), str(out), form], env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while not workers_of(process.pid) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    return process


def workers_of(driver: int) -> Sequence[int]:
    """The process ids of a driver's workers."""
    psutil = pytest.importorskip("psutil")
    try:
        return [child.pid for child in psutil.Process(driver).children() if "pipeline.corpus.worker" in " ".join(child.cmdline())]
    except psutil.Error:
        return []


def wait_for_documents(out: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the run has written something."""
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if any(out.glob("*.json")) or any(out.glob("_jingwen/tmp/*")):
            return
        time.sleep(0.02)


def finish(raw: Path, out: Path, form: str) -> None:
    summary = run([str(raw)], str(out), Options(), RunOptions(format=form, shard_size=10))
    assert summary.ok, summary.failures
    assert summary.documents == COUNT


def test_a_killed_driver(slow_raw: Path, out: Path, undisturbed: tuple[str, dict[str, bytes]]) -> None:
    form, expected = undisturbed
    process = start(slow_raw, out, form)
    wait_for_documents(out, process)
    time.sleep(random.Random(form).uniform(0, 0.5))
    process.kill()
    process.wait()
    finish(slow_raw, out, form)
    assert outputs(out) == expected
    assert leftovers(out) == []


def test_killed_workers(slow_raw: Path, out: Path, undisturbed: tuple[str, dict[str, bytes]]) -> None:
    form, expected = undisturbed
    process = start(slow_raw, out, form)
    wait_for_documents(out, process)
    time.sleep(0.1)
    for worker in workers_of(process.pid):  # at once: a document that is killed a second time goes to quarantine
        os.kill(worker, signal.SIGKILL)
    assert process.wait() == 0
    assert outputs(out) == expected
    assert leftovers(out) == []
    assert quarantined(out) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_stop_ends_in_order_and_the_next_goes_on(slow_raw: Path, out: Path, number: signal.Signals) -> None:
    process = start(slow_raw, out, "json")
    wait_for_documents(out, process)
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert process.returncode == -number
    assert b"KeyboardInterrupt" in error or number == signal.SIGTERM
    done = len(outputs(out))
    assert 0 < done < COUNT
    assert leftovers(out) == []
    assert b'"interrupted": true' in (out / "_jingwen" / "summary.json").read_bytes()
    summary = run([str(slow_raw)], str(out), Options(), RunOptions())
    assert (summary.run["unchanged"], summary.documents, summary.interrupted) == (done, COUNT, False)
