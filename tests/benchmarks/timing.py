"""How long a call takes, for all benchmarks alike."""

from __future__ import annotations

import time
from collections.abc import Callable


def milliseconds(work: Callable[[], object], *, rounds: int, batches: int = 5) -> float:
    """Return the CPU time of one call in milliseconds: the least of some batches, each of so many rounds."""
    best = float("inf")
    for _ in range(batches):
        start = time.process_time()
        for _ in range(rounds):
            work()
        best = min(best, (time.process_time() - start) / rounds)
    return 1000 * best
