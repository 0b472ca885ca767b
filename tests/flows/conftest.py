"""A Prefect of our own: its home in a temporary folder, one server on loopback for these tests, nothing reported to anybody."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

# Before Prefect is imported by any test module, so that ~/.prefect is never read or written.
HOME = tempfile.TemporaryDirectory(prefix="jingwen-prefect-")
PRIVATE = {
    "PREFECT_HOME": HOME.name,
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "NO_PROXY": "127.0.0.1",
}
os.environ.update(PRIVATE)
os.environ.pop("PREFECT_API_URL", None)
PREFECT = [sys.executable, "-m", "prefect"]
_PATIENCE = 120  # seconds: a guard, not a bar; a server starts in 6 on an idle machine


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a URL answers."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"no answer from {url}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process in order, or with force if that takes too long."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def child_environment(**more: str) -> dict[str, str]:
    """The environment of a process that a test starts: it finds the packages where this one does."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return {**os.environ, **PRIVATE, "PYTHONPATH": path, **more}


@pytest.fixture(scope="package")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The API address of a real Prefect server, and a copy of its database as it was before the first run."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    database = tmp_path_factory.mktemp("prefect") / "prefect.db"
    with tempfile.TemporaryDirectory(prefix="jingwen-prefect-") as home:
        command = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
        environment = child_environment(PREFECT_HOME=home, PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS="1")
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"{url}/health", process)
            with closing(sqlite3.connect(Path(home) / "prefect.db")) as made, closing(sqlite3.connect(database)) as copy:
                made.backup(copy)
            yield url, database
        finally:
            end(process)


@pytest.fixture(scope="package")
def api(prefect_server: tuple[str, Path]) -> str:
    """The API address of a real Prefect server."""
    return prefect_server[0]


@pytest.fixture
def used_home(prefect_server: tuple[str, Path], tmp_path: Path) -> Path:
    """A home of Prefect in which a server has been before: one in a new home first makes its database, which takes longer than a run."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(prefect_server[1], home)
    return home


@pytest.fixture
def on_server(api: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This process and those it starts talk to the session's server."""
    from prefect.settings import PREFECT_API_URL, PREFECT_LOGGING_LEVEL, temporary_settings

    monkeypatch.setenv("PREFECT_API_URL", api)
    with temporary_settings({PREFECT_API_URL: api, PREFECT_LOGGING_LEVEL: "CRITICAL"}):
        yield api


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with documents, one of them bad, and a folder for what is clean."""
    from tests.corpus.conftest import speech

    raw = tmp_path / "raw"
    (raw / "sub").mkdir(parents=True)
    for number in range(12):
        (raw / "sub" / f"{number}.txt").write_text(speech(number), "utf-8")
    (raw / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return raw, tmp_path / "out"
