"""Runs a corpus on this machine: in the calling process, or with worker processes, one thread of the driver for each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from pipeline.corpus.engine import Cleaner, Corpus
from pipeline.corpus.here import Here
from pipeline.corpus.pool import Worker
from pipeline.corpus.publish import publish
from pipeline.corpus.run_options import Progress, RunOptions
from pipeline.corpus.stopping import Stop, stoppable
from pipeline.corpus.summary import Summary
from pipeline.errors import CleaningError
from pipeline.options import Options

_BATCH = 50
"""Jobs that a worker gets at a time: enough to keep it busy, few enough that none waits long for the others at the end."""
_FEW, _SMALL = 16, 8 * 1024 * 1024
"""Files and raw bytes up to which one worker means the calling process: starting another takes longer than cleaning these."""
_AT_WORK = "in_process"


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
    with Corpus(paths, out, options, run_options, progress) as corpus:
        return run_corpus(corpus)


def run_corpus(corpus: Corpus) -> Summary:
    """Plan, clean and publish a corpus that is open."""
    stop = Stop()
    cleaners: list[Cleaner] = []

    def kill() -> None:
        for cleaner in cleaners:
            cleaner.kill()

    with stoppable(stop, kill):
        plan = corpus.plan()
        if plan.pending:
            cleaners += start(corpus)
            try:
                clean_all(corpus, cleaners, stop)
            finally:
                for cleaner in cleaners:
                    cleaner.close()
                corpus.manifest.set(_AT_WORK, None)
        return publish(corpus, interrupted=bool(stop))


def start(corpus: Corpus) -> list[Cleaner]:
    """Return the cleaners for a planned corpus."""
    plan, workers = corpus.planned, corpus.run_options.workers
    if workers == 1 and plan.pending <= _FEW and plan.bytes <= _SMALL and corpus.manifest.get(_AT_WORK) is None:
        # If this process dies of a document, the next run finds the note and takes a worker, which can be replaced.
        corpus.manifest.set(_AT_WORK, "yes")
        return [Here(corpus.setup, corpus.store)]
    return [Worker(corpus.setup, [corpus.lock]) for _ in range(min(workers, plan.pending))]


def clean_all(corpus: Corpus, cleaners: Sequence[Cleaner], stop: Stop) -> None:
    """Let the cleaners do all pending jobs. Raises what ended them before their time."""
    pending = corpus.planned.pending
    size = max(1, min(_BATCH, pending // (4 * len(cleaners))))
    starts = iter(range(0, pending, size))
    turn = threading.Lock()
    errors: list[CleaningError] = []

    def batches() -> Iterator[tuple[int, int]]:
        while not stop:
            with turn:
                first = next(starts, None)
            if first is None:
                return
            yield first, first + size

    def work(cleaner: Cleaner) -> None:
        try:
            for first, end in batches():
                clean_jobs(corpus, cleaner, first, end, stop)
        except CleaningError as error:
            errors.append(error)
            stop.set()

    if len(cleaners) == 1:
        work(cleaners[0])
    else:
        threads = [threading.Thread(target=work, args=(cleaner,), name=f"jingwen-{n}") for n, cleaner in enumerate(cleaners)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if errors:
        corpus.manifest.commit()
        raise errors[0]


def clean_jobs(corpus: Corpus, cleaner: Cleaner, first: int, end: int, stop: Stop) -> None:
    """Let one cleaner do the jobs numbered [first, end)."""
    for outcome in cleaner.clean(corpus.jobs(first, end)):
        corpus.take([outcome])
        if stop and isinstance(cleaner, Here):
            return
