"""Starts the corpus flow: once, in the foreground on a schedule, or as a deployment for workers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from typing import Any, cast

from prefect import serve, tags
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL, PREFECT_SERVER_EPHEMERAL_ENABLED
from prefect.types.entrypoint import EntrypointType

from flows.clean_corpus import clean_corpus
from pipeline.corpus import RunOptions, Summary
from pipeline.corpus.store import is_remote
from pipeline.errors import OptionsError
from pipeline.options import Options

TAG = "jingwen"


def run_once(raw: Sequence[str], out: str, options: Options | None, run_options: RunOptions | None, dask: str | None) -> Summary:
    """Run the flow in this process."""
    with _server(shared=dask is not None), tags(TAG):
        summary: Summary = clean_corpus(**_parameters(raw, out, options or Options(), run_options or RunOptions(), dask))
    return summary


def serve_forever(
    raw: Sequence[str], out: str, options: Options | None, run_options: RunOptions | None, *, cron: str | None, name: str, dask: str | None
) -> None:
    """Serve the flow until the process ends; runs start in processes of their own."""
    _require_server()
    serve(_deployment(raw, out, options, run_options, cron=cron, name=name, dask=dask))


def register(
    raw: Sequence[str],
    out: str,
    options: Options | None,
    run_options: RunOptions | None,
    *,
    cron: str | None,
    name: str,
    work_pool: str,
    dask: str | None,
) -> str:
    """Make the work pool if there is none, register the deployment, and return its full name."""
    _require_server()
    with get_client(sync_client=True) as client:
        try:
            client.read_work_pool(work_pool)
        except ObjectNotFound:
            client.create_work_pool(WorkPoolCreate(name=work_pool, type="process"))
    deployment = _deployment(raw, out, options, run_options, cron=cron, name=name, dask=dask, work_pool=work_pool)
    deployment.apply()
    return f"{clean_corpus.name}/{name}"


def _deployment(
    raw: Sequence[str],
    out: str,
    options: Options | None,
    run_options: RunOptions | None,
    *,
    cron: str | None,
    name: str,
    dask: str | None,
    work_pool: str | None = None,
) -> RunnerDeployment:
    chosen = _parameters(raw, out, options or Options(), run_options or RunOptions(), dask)
    parameters = {**chosen, "options": asdict(chosen["options"]), "run_options": asdict(chosen["run_options"])}
    # By module, not by file: whoever runs it has Jingwen installed, and no checkout.
    deployment = clean_corpus.to_deployment(
        name,
        cron=cron,
        parameters=parameters,
        tags=[TAG],
        work_pool_name=work_pool,
        entrypoint_type=EntrypointType.MODULE_PATH,
        # A run that begins while the last one still writes to OUT would be refused by its lock; it is left out instead.
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
    )
    return cast(RunnerDeployment, deployment)


def _parameters(raw: Sequence[str], out: str, options: Options, run_options: RunOptions, dask: str | None) -> dict[str, Any]:
    """The flow's parameters; local paths become absolute, since a run may start in another folder."""
    rooted = replace(options, rules=tuple(map(os.path.abspath, options.rules)))
    return {"raw": [_absolute(path) for path in raw], "out": _absolute(out), "options": rooted, "run_options": run_options, "dask": dask}


def _require_server() -> None:
    """Raise OptionsError without a server: Prefect would then start one that carries out no schedule, and say nothing."""
    if not PREFECT_API_URL.value():
        hint = "start one with `prefect server start`, and set PREFECT_API_URL=http://127.0.0.1:4200/api"
        raise OptionsError("schedules need a Prefect server", hint=hint)
    _require_answer("start it with `prefect server start`, or set PREFECT_API_URL to the one that runs")


def _require_answer(hint: str) -> None:
    """Raise OptionsError when the configured server does not answer: Prefect would try for long, and fail in the middle."""
    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error is not None:
        raise OptionsError(f"no Prefect server answers at {PREFECT_API_URL.value()}: {error}", hint=hint)


def _absolute(place: str) -> str:
    return place if is_remote(place) else os.path.abspath(place)


def _server(*, shared: bool) -> AbstractContextManager[None]:
    """The Prefect server that is configured, or one for this run alone."""
    if PREFECT_API_URL.value():
        _require_answer("start it with `prefect server start`, or unset PREFECT_API_URL: a single run needs none")
        return nullcontext()
    from flows.server import run_server

    return run_server(shared=shared or not PREFECT_SERVER_EPHEMERAL_ENABLED.value())
