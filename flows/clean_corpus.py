"""Many documents as a flow: plan, clean the shards, publish. What each step does is in `pipeline.corpus`."""

from __future__ import annotations

from queue import SimpleQueue
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run

import flows  # noqa: F401 - before Prefect, which reads the environment when it is imported
from flows.artifacts import ProgressBar, leave_artifacts
from flows.crashed import mark_crashed
from flows.executors import ShardExecutor, open_executor
from pipeline.corpus import RunOptions, Summary
from pipeline.corpus.engine import Corpus
from pipeline.corpus.plan import Plan
from pipeline.corpus.publish import publish
from pipeline.options import Options

IN_FLIGHT = 4
"""Shards that are handed out for each worker: enough that none waits, few enough that results never pile up."""


@task(name="plan", cache_policy=NO_CACHE)
def plan(corpus: Corpus) -> Plan:
    """Find what is new, changed or broken; nothing is read that has not changed."""
    return corpus.plan()


@task(name="publish", cache_policy=NO_CACHE)
def finish(corpus: Corpus) -> Summary:
    """Write the summary, and prune if that was asked for."""
    return publish(corpus)


def run_name() -> str:
    """Return what a run of the flow is called: what it reads and where it writes."""
    given = flow_run.parameters
    return f"clean {', '.join(given['raw'])} into {given['out']}"


@flow(name="clean-corpus", flow_run_name=run_name, validate_parameters=True)
def clean_corpus(
    raw: list[str],
    out: str,
    options: Options = Options(),  # noqa: B008 - frozen
    run_options: RunOptions = RunOptions(),  # noqa: B008 - frozen
    dask: str | None = None,
) -> Summary:
    """Clean all raw files at or below the paths of `raw` into `out`, as far as they are not clean already.

    dask: None (worker processes of this machine), "local" (a Dask cluster here) or a scheduler's address such as tcp://host:8786.
    """
    with Corpus(raw, out, options, run_options) as corpus:
        for crashed in mark_crashed(out):
            get_run_logger().info("marked as crashed: %s", crashed)
        planned = plan(corpus)
        get_run_logger().info(
            "%d raw files, %d to clean in %d shards: %s", planned.total, planned.pending, len(planned.shards), planned.reasons
        )
        with open_executor(corpus, dask) as executor:
            _clean_all(planned, executor)
        summary = finish(corpus)
    get_run_logger().info(
        "%d cleaned, %d failed, %d outputs written", summary.run["cleaned"], summary.run["failed"], summary.run["written"]
    )
    leave_artifacts(summary, out)
    return summary


def _clean_all(planned: Plan, executor: ShardExecutor) -> None:
    """Hand out the shards, a few ahead of the workers. Raises what ended a shard."""
    done: SimpleQueue[PrefectFuture[Any]] = SimpleQueue()
    handed_out = finished = 0
    with ProgressBar(len(planned.shards)) as bar:
        for shard in planned.shards:
            if handed_out - finished >= IN_FLIGHT * executor.width:
                executor.take(done.get().result(raise_on_failure=True))
                finished += 1
                bar.show(finished)
            executor.submit(shard).add_done_callback(done.put)
            handed_out += 1
        while finished < handed_out:
            executor.take(done.get().result(raise_on_failure=True))
            finished += 1
            bar.show(finished)
