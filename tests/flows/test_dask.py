"""A Dask cluster: same bytes as here, also when one of its workers is killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.corpus import RunOptions, run
from pipeline.options import Options
from tests.corpus.conftest import FAULTS, leftovers, outputs, quarantined, speech
from tests.flows.conftest import child_environment, free_port

pytestmark = pytest.mark.skipif(not find_spec("prefect_dask"), reason="prefect-dask is not installed")
FLOW = (
    "import sys, flows; from pipeline.corpus import RunOptions; "
    "s = flows.run([sys.argv[1]], sys.argv[2], run_options=RunOptions(format=sys.argv[3], shard_size=6), dask=sys.argv[4]); sys.exit(s.failed)"
)


def spawn(arguments: list[str], api: str) -> subprocess.Popen[bytes]:
    environment = child_environment(PREFECT_API_URL=api)
    environment["PYTHONPATH"] = os.pathsep.join([str(FAULTS), environment["PYTHONPATH"]])
    return subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster(on_server: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own; the workers may be killed."""
    address = f"tcp://127.0.0.1:{free_port()}"
    scheduler = spawn(["-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"], on_server)
    quiet = ["--no-nanny", "--no-dashboard", "--nthreads", "1"]
    workers = [spawn(["-m", "distributed.cli.dask_worker", address, "--host", "127.0.0.1", *quiet], on_server) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.parametrize("form", ["jsonl"])
def test_a_killed_worker_changes_no_byte(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], on_server: str, tmp_path: Path, form: str
) -> None:
    address, workers = cluster
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(24):
        (raw / f"{number}.txt").write_text(speech(number, extra="慢"), "utf-8")
    flow = spawn(["-c", FLOW, str(raw), str(out), form, address], on_server)
    deadline = time.monotonic() + 120
    while flow.poll() is None and not list(out.glob("documents-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    workers[0].kill()
    assert flow.wait() == 0
    run([str(raw)], str(tmp_path / "here"), Options(), RunOptions(format=form, shard_size=6))
    assert outputs(out) == outputs(tmp_path / "here")
    assert len(outputs(out)) > 3
    assert leftovers(out) == []
    assert quarantined(out) == []
