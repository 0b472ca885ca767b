"""Worker processes as the driver sees them: started when needed, replaced when they die, and what killed them found out."""

from __future__ import annotations

import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from pipeline.corpus.records import READY, SLOT, WHOLE, Job, Outcome, Setup
from pipeline.errors import CleaningError

_DEATHS = 2
"""Deaths of a worker on the same record after which the record is given up: the first may be an accident, or somebody else's memory."""
_STARTS = 3
"""Times that a process is started in place of one that a signal killed before it was ready: want of memory passes, a faulty installation does not."""
_GONE = (EOFError, ConnectionResetError, BrokenPipeError)


class WorkerStartError(CleaningError):
    """A worker process ends before it does anything."""

    code = "worker"


class AbandonedError(CleaningError):
    """The worker was ended on purpose in the middle of its jobs."""

    code = "abandoned"


class Worker:
    """One worker process and the jobs that it was given. Not thread-safe: each belongs to one thread at a time.

    `keep_open`: descriptors that the process holds too; with the run's lock among them no other run begins before the last worker is gone.
    """

    def __init__(self, setup: Setup, keep_open: Sequence[int] = ()) -> None:
        self._setup, self._keep_open = setup, tuple(keep_open)
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._slot_file = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._slot_file.truncate(SLOT.size)
        self._slot = mmap.mmap(self._slot_file.fileno(), SLOT.size)
        self._deaths: Counter[tuple[str, int]] = Counter()
        self._ended = False

    def clean(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order, whatever happens to the process. Raises StorageError, WorkerStartError or AbandonedError."""
        waiting = list(jobs)
        while waiting:
            connection = self._started()
            done = 0
            try:
                SLOT.pack_into(self._slot, 0, 0, 0)
                connection.send(waiting)
                while done < len(waiting):
                    answer = connection.recv()
                    if isinstance(answer, CleaningError):
                        raise answer
                    yield from answer
                    done += len(answer)
            except _GONE:
                if self._ended:
                    raise AbandonedError("the worker was ended") from None
                waiting = self._blame(waiting[:], done)
            else:
                return
            waiting = waiting[done:]

    def _blame(self, waiting: list[Job], done: int) -> list[Job]:
        """Return the jobs with the one changed on which the process died, if it is known to be at fault."""
        index, record = SLOT.unpack_from(self._slot, 0)
        code = self._reap()
        if not done <= index < len(waiting):
            return waiting
        job = waiting[index]
        if code == -signal.SIGALRM:
            verdict = (record, "timeout", f"took longer than {self._setup.timeout:g} s")
        else:
            self._deaths[(job.path, record)] += 1
            if self._deaths[(job.path, record)] < _DEATHS:
                return waiting
            verdict = (record, "killed", f"the worker that cleaned it {_cause(code)}, {_DEATHS} times")
        if any(skipped == record for skipped, _, _ in job.skip):  # it dies without cleaning that record: while the file is read
            verdict = (WHOLE, *verdict[1:])
        waiting[index] = replace(job, skip=(*job.skip, verdict))
        return waiting

    def _started(self) -> Connection:
        """The connection to a living process; a new one is started if need be."""
        if self._connection is not None:
            return self._connection
        for attempt in count(1):
            if self._ended:
                raise AbandonedError("the worker was ended")
            connection = self._start()
            try:
                connection.send(self._setup)
                if connection.recv() != READY:
                    raise WorkerStartError("a worker process answered nonsense")
                break
            except _GONE as error:
                code = self._reap()
                if code >= 0 or attempt == _STARTS:
                    raise WorkerStartError(f"a worker process could not start: it {_cause(code)}", hint="its own words are above") from error
        return connection

    def _start(self) -> Connection:
        """Start the process, and return the connection to it."""
        ours, theirs = Pipe()
        keep = (theirs.fileno(), self._slot_file.fileno(), *self._keep_open)
        command = [sys.executable, "-m", "pipeline.corpus.worker", str(theirs.fileno()), str(self._slot_file.fileno()), str(os.getpid())]
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        # A session of its own: Ctrl-C at the terminal reaches the driver alone, which lets each worker finish what it is at.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            pass_fds=keep,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._connection = ours
        return ours

    def _reap(self) -> int:
        """End the process if it has not ended, and return its exit code (negative: the signal)."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is None:
            return 0
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._process = None
        return code

    def kill(self) -> None:
        """End the process at once; what it was at is abandoned. May be called from another thread."""
        self._ended = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Let the process end, and free what it held."""
        self._reap()
        self._slot.close()
        self._slot_file.close()


def _cause(code: int) -> str:
    if code >= 0:
        return f"ended by itself with exit code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"
