"""Decides what a run has to do, file by file, and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.corpus.naming import shard_of
from pipeline.corpus.records import Failed
from pipeline.corpus.run_options import RunOptions
from pipeline.corpus.scan import apart, scan
from pipeline.corpus.store import Store
from pipeline.corpus.worklist import Found, Known, Pending, Worklist
from pipeline.sources import Tally

_CHUNK = 1000
PASSING = ("unreadable", "vanished", "changing", "killed", "unwritable", "worker")
"""Codes of failures that may be gone the next time: they are tried again by every run."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do. `reasons` says for how many files why; `shards` are the numbers of the work units."""

    total: int
    pending: int
    bytes: int
    unchanged: int
    shards: Sequence[int]
    reasons: dict[str, int]
    skipped: dict[str, int]


def find(paths: Sequence[str], out: str, worklist: Worklist) -> tuple[list[Failed], dict[str, int]]:
    """Put every raw file into the list of found files; return what could not be read, and what was passed over by reason."""
    tally, failed = Tally(), []
    rows: list[Found] = []
    # Only several PATHs can hold two files of one name.
    several = len(paths) > 1
    for number, found in scan(paths, out, tally):
        if isinstance(found, Failed):
            failed.append(found)
            worklist.add_unreadable(found.path)
            continue
        if several and (other := worklist.location_of(found.path)) is not None and other != found.location:
            found = apart(found, number)
        rows.append(found)
        if several or len(rows) >= _CHUNK:
            worklist.add_found(rows)
            rows = []
    worklist.add_found(rows)
    return failed, dict(sorted(tally.skipped.items()))


def decide(worklist: Worklist, sizes: Sizes, config: str, options: RunOptions, shards: int | None) -> tuple[Counter[str], int]:
    """List the files to clean; return for how many files which reason, and the raw bytes. `shards`: how many there are, None without."""
    reasons: Counter[str] = Counter()
    size = number = 0
    rows: list[Pending] = []
    for known in worklist.known():
        why = reason(known, sizes, config, options)
        reasons[why or "unchanged"] += 1
        if why is None:
            continue
        compare = known.sha256 if why in ("changed", "rehash") and known.config == config and known.status == "done" else None
        output = known.output if why == "rehash" and known.shard is None else None
        shard = number // options.shard_size if shards is None else shard_of(known.path, shards)
        rows.append(Pending(number, shard, known.path, known.location, compare, known.output_sha256, output, known.size, known.stamp))
        size += known.size
        number += 1
        if len(rows) >= _CHUNK:
            worklist.add_pending(rows)
            rows = []
    worklist.add_pending(rows)
    return reasons, size


class Sizes:
    """Tells whether outputs are there as they were written; each shard is looked at once."""

    def __init__(self, store: Store, shards: Iterable[tuple[int, str, int]]) -> None:
        self._store = store
        self._shards = {shard: store.size(name) == size for shard, name, size in shards}

    def hold(self, known: Known) -> bool:
        """Return whether the output of a file is there, as large as it was written."""
        if known.shard is not None:
            return self._shards.get(known.shard, False)
        return known.output is not None and self._store.size(known.output) == known.output_size


def reason(known: Known, sizes: Sizes, config: str, options: RunOptions) -> str | None:
    """Return why a file must be cleaned, None if it need not."""
    if known.status is None:
        return "new"
    if options.force:
        return "forced"
    if known.config != config:
        return "configuration"
    if (known.size, known.stamp) != (known.old_size, known.old_stamp):
        return "changed"
    if known.status == "done":
        if not sizes.hold(known):
            return "output missing"
        return "rehash" if options.rehash else None
    if known.code == "timeout":
        return "retry" if options.retry or options.timeout > (known.tried or 0) else None
    return "retry" if options.retry or known.code in PASSING else None
