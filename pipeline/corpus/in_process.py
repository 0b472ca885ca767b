"""Cleans in the calling process: no start-up, for the few files of an everyday call, and for stores that live in this process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from pipeline.corpus.records import Job, Outcome, Setup
from pipeline.corpus.store import Store
from pipeline.corpus.work import DocumentTimeout, clean_job


class InProcessCleaner:
    """Has the methods of a Worker. A document over its time is given up as soon as Python code runs again; outside the main thread, not at all."""

    def __init__(self, setup: Setup, store: Store) -> None:
        self._setup, self._store = setup, store

    def clean(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order. Raises StorageError."""
        with _alarm() as has_alarm:
            for job in jobs:
                yield self._clean(job, has_alarm)

    def _clean(self, job: Job, has_alarm: bool) -> Outcome:
        def mark(_: int) -> None:
            if has_alarm:
                signal.setitimer(signal.ITIMER_REAL, self._setup.timeout)

        try:
            return clean_job(job, self._setup, self._store, mark)
        finally:
            if has_alarm:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def kill(self) -> None:
        """Do nothing: there is no other process."""

    def close(self) -> None:
        """Do nothing: there is no other process."""


@contextmanager
def _alarm() -> Iterator[bool]:
    """Let SIGALRM raise DocumentTimeout; yields False where that is not possible."""
    if threading.current_thread() is not threading.main_thread():
        yield False
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise DocumentTimeout

    before = signal.signal(signal.SIGALRM, ring)
    try:
        yield True
    finally:
        signal.signal(signal.SIGALRM, before)
