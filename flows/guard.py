"""Ends the server that Prefect starts for one run when that run is gone. Run as `python guard.py PID`, stdin held open by the run.

A process of its own, since a run that is killed with SIGKILL can end nothing any more; a pipe, since every system closes it then.
Imports the standard library alone: it waits beside every run without a server of its own, in 10 MB.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 10.0  # seconds that a server gets to end in order, before it is killed
_EVERY = 0.1  # seconds between two looks


def watch(process: int) -> subprocess.Popen[bytes]:
    """Start a guard over a process: it ends that process as soon as this one has ended without a word to `release`."""
    command = [sys.executable, "-I", "-S", str(Path(__file__).resolve()), str(process)]
    # A session of its own: Ctrl-C at the terminal is for the run, and the guard must outlive it.
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own interpreter and module


def release(guard: subprocess.Popen[bytes]) -> None:
    """Let a guard go; what it watched over is left to the caller."""
    try:
        guard.communicate(b"done\n")
    except BrokenPipeError:  # somebody has ended it
        guard.wait()


def main(arguments: Sequence[str]) -> None:
    """Wait for the end of stdin; if nothing was said before it, end the process whose id is given."""
    (process,) = map(int, arguments)
    if not sys.stdin.buffer.read():
        end(process)


def end(process: int) -> None:
    """Ask a process to end, and kill it if it does not."""
    deadline = time.monotonic() + _PATIENCE
    try:
        os.kill(process, signal.SIGTERM)
        while time.monotonic() < deadline:
            time.sleep(_EVERY)
            os.kill(process, 0)
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    main(sys.argv[1:])
