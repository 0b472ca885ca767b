"""The Prefect server of one run: for runs without a configured one, and never longer than the run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect.server.api.server import SubprocessASGIServer  # the whole server: 2 s of CPU
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.guard import release, watch


class RunServer(SubprocessASGIServer):
    """Prefect's temporary server, which a guard ends if this process is killed; Prefect's own clients find and use it."""

    guards: tuple[subprocess.Popen[bytes], ...] = ()

    def _run_uvicorn_command(self) -> subprocess.Popen[Any]:
        process = super()._run_uvicorn_command()
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
