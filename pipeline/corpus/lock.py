"""One run at a time in one OUT, and none before the workers of a killed one are gone."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import OutputError

_EVERY = 0.05  # seconds between two tries


@contextmanager
def locked(file: str, patience: float) -> Iterator[int]:
    """Hold the lock of a run and yield its descriptor; workers hold it too, so it is free when the last of them is gone.

    Raises OutputError at once when a living run holds it, and after `patience` seconds when workers of a dead one still do.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, patience)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace")
            if holder == str(os.getpid()) or _is_alive(holder) or time.monotonic() > deadline:
                hint = "wait for it, or give another OUT with -o"
                raise OutputError(f"another run (process {holder or 'unknown'}) writes here", hint=hint) from None
            time.sleep(_EVERY)
        else:
            return


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
