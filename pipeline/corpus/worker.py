"""The process that cleans: gets jobs from its driver, answers with outcomes. Run as `python -m pipeline.corpus.worker`.

A process of its own, not one of `multiprocessing`: it needs no importable main module, can be started from any thread and from a daemon.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection

from pipeline.cleaning import clean
from pipeline.corpus.records import READY, SLOT, Job, Outcome, Setup
from pipeline.corpus.storage_errors import StorageError
from pipeline.corpus.store import open_store
from pipeline.corpus.work import clean_job

_FLUSH_COUNT, _FLUSH_SECONDS = 64, 0.2


def main(arguments: Sequence[str]) -> None:
    """Serve one driver until it hangs up or dies. Arguments: file descriptors of the connection and of the slot, the driver's process id."""
    descriptor, slot_descriptor, driver = (int(argument) for argument in arguments)
    connection, slot = Connection(descriptor), mmap.mmap(slot_descriptor, SLOT.size)
    try:
        setup: Setup = connection.recv()
        clean("准备", options=setup.options)  # loads rules and compiles patterns, on nobody's time
        connection.send(READY)
        while True:
            _serve(connection.recv(), setup, connection, slot, driver)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the driver has gone


def _serve(jobs: Sequence[Job], setup: Setup, connection: Connection, slot: mmap.mmap, driver: int) -> None:
    """Do some jobs; outcomes are sent a few at a time, since each message wakes the driver."""
    store = open_store(setup.out)
    ready: list[Outcome] = []
    sent = time.monotonic()
    for index, job in enumerate(jobs):

        def mark(record: int, index: int = index) -> None:
            if os.getppid() != driver:
                os._exit(0)  # an orphan must not write into a folder that another run owns by now
            SLOT.pack_into(slot, 0, index, record)
            # Nobody catches this signal, so the kernel ends even a loop inside a C library.
            signal.setitimer(signal.ITIMER_REAL, setup.timeout)

        try:
            ready.append(clean_job(job, setup, store, mark))
        except StorageError as error:
            connection.send(error)
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        if len(ready) >= _FLUSH_COUNT or time.monotonic() - sent > _FLUSH_SECONDS or index + 1 == len(jobs):
            connection.send(ready)
            ready, sent = [], time.monotonic()


if __name__ == "__main__":
    main(sys.argv[1:])
