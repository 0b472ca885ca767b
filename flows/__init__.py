"""Jingwen as Prefect flows: thin decorators around `pipeline`, no logic.

Importing this package keeps Prefect offline and private, unless the user has said otherwise; Prefect itself is imported when a function is called.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.corpus import RunOptions, Summary
    from pipeline.options import Options

PRIVATE = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
"""Environment of Prefect that keeps it from calling home, and gives its server time on a busy machine."""
for _name, _value in PRIVATE.items():
    os.environ.setdefault(_name, _value)

__all__ = ["deploy", "run", "serve"]


def run(
    raw: Sequence[str],
    out: str,
    options: Options | None = None,
    run_options: RunOptions | None = None,
    *,
    dask: str | None = None,
) -> Summary:
    """Run the corpus flow once, with the Prefect server that is configured or else without one, and return its summary.

    dask: None (worker processes of this machine), "local" (a Dask cluster of this machine) or a scheduler's address such as `tcp://host:8786`.
    Raises what `pipeline.corpus.run` raises.
    """
    # What goes wrong is raised; what happens is in the run's log in Prefect, not on this terminal.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    from flows.starting import run_once

    return run_once(raw, out, options, run_options, dask)


def serve(
    raw: Sequence[str],
    out: str,
    options: Options | None = None,
    run_options: RunOptions | None = None,
    *,
    cron: str | None = None,
    name: str = "jingwen",
    dask: str | None = None,
) -> None:
    """Stay in the foreground and run the corpus flow whenever `cron` (or somebody in the UI) says so. Needs a Prefect server.

    The schedule is paused when the process ends and goes on when it is started again.
    """
    from flows.starting import serve_forever

    serve_forever(raw, out, options, run_options, cron=cron, name=name, dask=dask)


def deploy(
    raw: Sequence[str],
    out: str,
    options: Options | None = None,
    run_options: RunOptions | None = None,
    *,
    cron: str | None = None,
    name: str = "jingwen",
    work_pool: str = "jingwen",
    dask: str | None = None,
) -> str:
    """Register the corpus flow for the workers of a work pool (made if there is none) and return its name. Needs a Prefect server."""
    from flows.starting import register

    return register(raw, out, options, run_options, cron=cron, name=name, work_pool=work_pool, dask=dask)
