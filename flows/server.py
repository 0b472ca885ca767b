"""The Prefect server of one run: for runs without a configured one, and never longer than the run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import prefect
from prefect.server.api.server import SubprocessASGIServer  # the whole server: 2 s of CPU
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

from flows.guard import release, watch

APP = "prefect.server.api.server:create_app"
# What Prefect sets for such a server: no pages, no second server of its own, settings as they are.
_MARKS = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class RunServer(SubprocessASGIServer):
    """Prefect's temporary server, which a guard ends if this process is killed; Prefect's own clients find and use it."""

    guards: tuple[subprocess.Popen[bytes], ...] = ()

    def _run_uvicorn_command(self) -> subprocess.Popen[Any]:
        """Start the server as Prefect does, but in a session of its own.

        Ctrl-C at the terminal is for the run: it would try for minutes to tell a server that has ended before it.
        """
        package = str(Path(prefect.__file__).parent.parent)
        where = ("--host", "127.0.0.1", "--port", str(self.port))
        command = [sys.executable, "-m", "uvicorn", "--app-dir", package, "--factory", APP, *where, "--log-level", "error", "--lifespan", "on"]
        environment = {**os.environ, **_MARKS, **get_current_settings().to_environment_variables(exclude_unset=True)}
        process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own interpreter, Prefect's module
        self.guards = (*self.guards, watch(process.pid))
        return process

    def stop(self) -> None:
        """End the server, and the guards after it, so that a kill in between leaves nothing behind."""
        super().stop()
        guards, self.guards = self.guards, ()
        for guard in guards:
            release(guard)


@contextmanager
def run_server(*, shared: bool) -> Iterator[None]:
    """Let this process talk to a server of this run alone; `shared`: and the processes that it starts, each of which would start its own."""
    server = RunServer()
    server.start()
    if not shared:  # Prefect ends it when this process ends: until then it may have something to send
        yield
        return
    try:
        with temporary_settings({PREFECT_API_URL: server.api_url}):
            yield
    finally:
        server.stop()
