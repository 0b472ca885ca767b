"""Runs a corpus on this machine: in the calling process, or with worker processes, one thread of the driver for each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pipeline.corpus.engine import Corpus
from pipeline.corpus.pool import AbandonedError, Worker
from pipeline.corpus.publish import publish
from pipeline.corpus.quarantine import GIVEN_UP
from pipeline.corpus.records import Job, Outcome
from pipeline.corpus.run_options import Progress, RunOptions
from pipeline.corpus.shards import clean_unit
from pipeline.corpus.stopping import Stop, stoppable
from pipeline.corpus.summary import Summary
from pipeline.options import Options

_BATCH = 50
"""Jobs that a worker gets at a time: enough to keep it busy, few enough that none waits long for the others at the end."""
_FEW, _SMALL = 16, 8 * 1024 * 1024
"""Files and raw bytes up to which one worker means the calling process: starting another takes longer than cleaning these."""
_AT_WORK = "in_process"


class Cleaner(Protocol):
    """What does jobs: a worker process, or the calling process."""

    def clean(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order."""
        ...

    def kill(self) -> None:
        """End at once."""
        ...

    def close(self) -> None:
        """End in order."""
        ...


def run(
    paths: Sequence[str],
    out: str,
    options: Options,
    run_options: RunOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Clean all raw files at or below `paths` (files, folders, URLs) into `out`, as far as they are not clean already, and return the summary.

    What cannot be cleaned is quarantined and the run goes on. Ctrl-C and SIGTERM end it in order; the next run goes on from there.
    Raises OptionsError, RuleError, SourceError (a path that is not there) or OutputError (OUT cannot be written).
    """
    stop, cleaners = Stop(), list[Cleaner]()

    def kill() -> None:
        for cleaner in cleaners:
            cleaner.kill()

    with stoppable(stop, kill), Corpus(paths, out, options, run_options, progress) as corpus:
        if corpus.plan().shards:
            cleaners += start(corpus)
            try:
                clean_all(corpus, cleaners, stop)
            finally:
                finish(corpus, cleaners)
        return publish(corpus, interrupted=bool(stop))


def start(corpus: Corpus, *, in_process: bool = True) -> list[Cleaner]:
    """Return the cleaners for a planned corpus; `finish` ends them.

    in_process: the caller is the main thread, the only one in which a document over its time can be given up without a process of its own.
    """
    plan, workers = corpus.planned, corpus.run_options.workers
    unreachable = any(place.startswith("memory://") for place in (*corpus.paths, corpus.out))
    few = workers == 1 and plan.pending <= _FEW and plan.bytes <= _SMALL
    # What ended a worker would end this process too.
    dangerous = corpus.manifest.get(_AT_WORK) is not None or not GIVEN_UP.isdisjoint(corpus.manifest.failures_by_code())
    if unreachable or (few and in_process and not dangerous):
        from pipeline.corpus.in_process import InProcessCleaner  # what cleans is not loaded where workers do it

        # If this process dies of a document, the next run finds the note and takes a worker, which can be replaced.
        corpus.manifest.set(_AT_WORK, "yes")
        return [InProcessCleaner(corpus.setup, corpus.store)]
    return [Worker(corpus.setup, [corpus.space.lock]) for _ in range(max(1, min(workers, plan.pending)))]


def finish(corpus: Corpus, cleaners: Sequence[Cleaner]) -> None:
    """End the cleaners of a corpus."""
    for cleaner in cleaners:
        cleaner.close()
    corpus.manifest.set(_AT_WORK, None)


def clean_all(corpus: Corpus, cleaners: Sequence[Cleaner], stop: Stop) -> None:
    """Let the cleaners do all that is planned. Raises what ended them before their time."""
    turns = _shard_turns(corpus) if corpus.sharded else _batch_turns(corpus, len(cleaners))
    turn = threading.Lock()

    def work(cleaner: Cleaner) -> None:
        finished = False
        try:
            while not stop:
                with turn:
                    task = next(turns, None)
                if task is None:
                    break
                task(cleaner, stop)
            finished = True
        except AbandonedError:
            return
        finally:
            if not finished:  # whatever ended this one ends them all
                stop.set()

    if len(cleaners) == 1:
        work(cleaners[0])
        return
    try:
        with ThreadPoolExecutor(len(cleaners), "jingwen") as threads:
            for ended in [threads.submit(work, cleaner) for cleaner in cleaners]:
                ended.result()
    finally:
        corpus.manifest.commit()


Task = Callable[[Cleaner, Stop], None]


def _batch_turns(corpus: Corpus, cleaners: int) -> Iterator[Task]:
    pending = corpus.planned.pending
    size = max(1, min(_BATCH, pending // (4 * cleaners)))
    for first in range(0, pending, size):

        def task(cleaner: Cleaner, stop: Stop, first: int = first) -> None:
            clean_jobs(corpus, cleaner, corpus.worklist.jobs(first, first + size), stop)

        yield task


def _shard_turns(corpus: Corpus) -> Iterator[Task]:
    for shard in corpus.planned.shards:

        def task(cleaner: Cleaner, stop: Stop, shard: int = shard) -> None:
            clean_shard(corpus, cleaner, shard)

        yield task


def clean_jobs(corpus: Corpus, cleaner: Cleaner, jobs: Sequence[Job], stop: Stop) -> None:
    """Let one cleaner do some jobs whose documents go into files of their own; the calling process stops between two of them."""
    in_process = not isinstance(cleaner, Worker)
    for outcome in cleaner.clean(jobs):
        corpus.take([outcome])
        if stop and in_process:
            return


def clean_shard(corpus: Corpus, cleaner: Cleaner, shard: int) -> None:
    """Let one cleaner do one planned work unit, whatever becomes of its documents."""
    if corpus.sharded:
        corpus.take_unit(clean_unit(corpus.unit(shard), corpus.setup, corpus.store, cleaner))
    else:
        clean_jobs(corpus, cleaner, corpus.jobs(shard), Stop())
