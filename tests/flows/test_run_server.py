"""The server of one run ends with the run, however that ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from flows.guard import release, watch
from tests.flows.conftest import child_environment

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
RUN = (
    "import subprocess, sys, time; from flows.guard import watch; "
    f"server = subprocess.Popen({SLEEP!r}); watch(server.pid); print(server.pid, flush=True); time.sleep(600)"
)
_PATIENCE = 60  # seconds: a guard, not a bar


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


def test_the_server_of_a_run_has_a_guard_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch, server: subprocess.Popen[bytes]) -> None:
    from flows.server import RunServer

    monkeypatch.setattr(RunServer.__mro__[1], "_run_uvicorn_command", lambda _: server)  # fails when Prefect calls it otherwise
    monkeypatch.setattr(RunServer, "_instances", {})
    running = RunServer()
    running.server_process = running._run_uvicorn_command()
    (guard,) = running.guards
    assert guard.poll() is None
    running.stop()
    assert server.poll() is not None
    assert (guard.poll(), running.guards) == (0, ())
