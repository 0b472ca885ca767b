"""Who cleans the shards of a flow: worker processes of this machine, or a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, Protocol

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.tasks import Task

from pipeline.corpus.engine import Corpus
from pipeline.corpus.records import Setup
from pipeline.corpus.remote_worker import clean_remotely
from pipeline.corpus.running import Cleaner, clean_shard, finish, start
from pipeline.corpus.shards import Finished, Unit
from pipeline.errors import OptionsError, OutputError


class ShardExecutor(Protocol):
    """Where shards are handed in. `width`: how many are worked on at a time."""

    width: int

    def submit(self, shard: int) -> PrefectFuture[Any]:
        """Start the task that cleans a shard."""
        ...

    def take(self, result: Any) -> None:
        """Note what a task returned."""
        ...


def is_storage_error(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Return whether a task failed because a store did not take or give something: only that is worth another try."""
    return isinstance(state.result(raise_on_failure=False), OutputError | OSError)


@task(
    name="clean shard",
    task_run_name="clean shard {shard}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=is_storage_error,
)
def clean_shard_locally(shard: int, executor: LocalExecutor) -> None:
    """Clean the documents of one shard with a worker process of this machine."""
    executor.clean(shard)


@task(
    name="clean shard far away",
    task_run_name="clean shard {shard}",
    cache_policy=NO_CACHE,
    retries=2,
    retry_delay_seconds=[2, 10],
    retry_condition_fn=is_storage_error,
)
def clean_shard_remotely(shard: int, unit: Unit, setup: Setup) -> Finished:
    """Clean the documents of one shard on a machine of the cluster; returns counts and paths."""
    return clean_remotely(unit, setup)


@contextmanager
def open_executor(corpus: Corpus, dask: str | None) -> Iterator[ShardExecutor]:
    """Start what cleans a planned corpus, and end it in order. Raises OptionsError when Dask is asked for and not installed."""
    if not corpus.planned.shards:
        yield IdleExecutor()
    elif dask is None:
        cleaners = start(corpus, in_process=False)
        try:
            with _threads(len(cleaners)) as runner:
                done = False
                try:
                    yield LocalExecutor(corpus, cleaners, runner)
                    done = True
                finally:
                    for cleaner in () if done else cleaners:  # the threads wait for them
                        cleaner.kill()
        finally:
            finish(corpus, cleaners)
    else:
        with _dask_runner(dask, corpus.run_options.workers) as runner:
            yield DaskExecutor(corpus, runner)


class IdleExecutor:
    """Nothing is to be done."""

    width = 1

    def submit(self, shard: int) -> PrefectFuture[Any]:
        """Refuse."""
        raise RuntimeError(f"shard {shard} of a run that has none")

    def take(self, result: Any) -> None:
        """Do nothing."""


class LocalExecutor:
    """A Prefect task in a thread for each shard, which drives one worker process of the pipeline."""

    def __init__(self, corpus: Corpus, cleaners: list[Cleaner], runner: ThreadPoolTaskRunner[Any]) -> None:
        self.width = len(cleaners)
        self._corpus, self._runner = corpus, runner
        self._free: SimpleQueue[Cleaner] = SimpleQueue()
        for cleaner in cleaners:
            self._free.put(cleaner)

    def submit(self, shard: int) -> PrefectFuture[Any]:
        """Start the task that cleans a shard."""
        return self._runner.submit(clean_shard_locally, {"shard": shard, "executor": self})

    def clean(self, shard: int) -> None:
        """Clean a shard with a worker that is free; its outcomes are noted as they come."""
        cleaner = self._free.get()
        try:
            clean_shard(self._corpus, cleaner, shard)
        finally:
            self._free.put(cleaner)

    def take(self, result: Any) -> None:
        """Do nothing: all is noted."""


class DaskExecutor:
    """A Prefect task on the cluster for each shard, which returns what became of its documents."""

    def __init__(self, corpus: Corpus, runner: Any) -> None:
        self._corpus, self._runner = corpus, runner
        self.width = max(1, sum(runner.client.nthreads().values()))

    def submit(self, shard: int) -> PrefectFuture[Any]:
        """Start the task that cleans a shard."""
        parameters = {"shard": shard, "unit": self._corpus.unit(shard), "setup": self._corpus.setup}
        future: PrefectFuture[Any] = self._runner.submit(clean_shard_remotely, parameters)
        return future

    def take(self, result: Finished) -> None:
        """Note what became of a shard: the driver alone writes the manifest."""
        self._corpus.take_unit(result)


def _threads(count: int) -> ThreadPoolTaskRunner[Any]:
    return ThreadPoolTaskRunner(max_workers=count)


def _dask_runner(dask: str, workers: int) -> Any:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise OptionsError("Dask is not installed", hint="pip install 'jingwen[dask]'") from error
    if dask != "local":
        return DaskTaskRunner(address=dask)
    # Loopback and no dashboard: a run asks for no port that somebody else could reach.
    kwargs = {"n_workers": workers, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None, "processes": True}
    return DaskTaskRunner(cluster_kwargs={**kwargs, "local_directory": os.environ.get("DASK_TEMPORARY_DIRECTORY")})
