"""Ctrl-C and SIGTERM: the first lets each worker finish the document batch it is at, the second ends at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether the run is to end before it is done, and the signal that said so."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self.signal: int | None = None

    def __bool__(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        """End the run as soon as nothing is half done."""
        self._event.set()


@contextmanager
def stoppable(stop: Stop, kill: Callable[[], None]) -> Iterator[None]:
    """Within the block signals set `stop`, a second one calls `kill`; after it the signal takes its usual course.

    Python allows handlers in the main thread alone: in any other the block is left to its caller.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.signal is not None:
            kill()
            raise KeyboardInterrupt
        stop.signal = number
        stop.set()

    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if stop.signal is not None:
            os.kill(os.getpid(), stop.signal)
