"""The server of one run ends with the run, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from flows.guard import release, watch
from tests.corpus.conftest import FAULTS, speech
from tests.flows.conftest import child_environment, free_port

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
RUN = (
    "import subprocess, sys, time; from flows.guard import watch; "
    f"server = subprocess.Popen({SLEEP!r}); watch(server.pid); print(server.pid, flush=True); time.sleep(600)"
)
_PATIENCE = 180  # seconds: a guard, not a bar


@pytest.fixture
def server() -> Iterator[subprocess.Popen[bytes]]:
    """A process that stands for the server."""
    with subprocess.Popen(SLEEP) as process:
        yield process
        process.kill()


def test_the_server_of_a_run_that_was_killed_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", RUN], stdout=subprocess.PIPE, env=child_environment()) as run:
        assert run.stdout is not None
        server = psutil.Process(int(run.stdout.readline()))
        assert server.is_running()
        run.kill()
    gone, alive = psutil.wait_procs([server], _PATIENCE)
    for process in alive:
        process.kill()
    assert (gone, alive) == ([server], [])


def test_a_guard_that_is_let_go_ends_nothing(server: subprocess.Popen[bytes]) -> None:
    guard = watch(server.pid)
    release(guard)
    assert guard.returncode == 0
    assert server.poll() is None


def test_the_server_of_a_run_has_a_guard_and_a_session_of_its_own_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.server.api.server import SubprocessASGIServer

    from flows import server

    monkeypatch.setattr(server, "APP", "no.such.module:app")  # uvicorn ends at once: this is about what is started, and how
    monkeypatch.setattr(server.RunServer, "_instances", {})
    assert "_run_uvicorn_command" in vars(SubprocessASGIServer)  # what Prefect calls
    running = server.RunServer()
    running.port = free_port()
    running.server_process = running._run_uvicorn_command()
    (guard,) = running.guards
    assert guard.poll() is None
    assert os.getpgid(guard.pid) == guard.pid
    running.stop()
    assert (guard.poll(), running.guards) == (0, ())


def test_ctrl_c_ends_a_run_without_a_server_in_order(used_home: Path, tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(40):
        (raw / f"{number}.txt").write_text(speech(number, extra="慢"), "utf-8")
    environment = child_environment(PREFECT_HOME=str(used_home))
    environment["PYTHONPATH"] = os.pathsep.join([str(FAULTS), environment["PYTHONPATH"]])
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "flow", "run", str(raw), str(out), "--workers", "1"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True) as run:
        deadline = time.monotonic() + _PATIENCE
        while run.poll() is None and not list(out.glob("*.json")) and time.monotonic() < deadline:
            time.sleep(0.05)
        children = psutil.Process(run.pid).children(recursive=True)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the whole foreground group
        _, said = run.communicate(timeout=_PATIENCE)
    assert run.returncode == 130
    assert said.decode() == f"interrupted: what was cleaned is in {out}; the same command goes on from there\n"
    assert psutil.wait_procs(children, _PATIENCE)[1] == []
