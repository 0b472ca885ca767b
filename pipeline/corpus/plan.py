"""Decides what a run has to do, file by file, and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.corpus.manifest import Found, Known, Manifest
from pipeline.corpus.records import Failed
from pipeline.corpus.run_options import RunOptions
from pipeline.corpus.scan import apart, scan
from pipeline.corpus.store import Store
from pipeline.sources import Tally

_CHUNK = 1000
PASSING = ("unreadable", "vanished", "changing", "killed", "unwritable", "worker")
"""Codes of failures that may be gone the next time: they are tried again by every run."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do. `reasons` says for how many files why; `shards` is the number of work units, numbered from 0."""

    total: int
    pending: int
    bytes: int
    unchanged: int
    shards: int
    reasons: dict[str, int]
    skipped: dict[str, int]


def find(paths: Sequence[str], out: str, manifest: Manifest) -> tuple[list[Failed], dict[str, int]]:
    """Put every raw file into the manifest's list of found files; return what could not be read, and what was passed over by reason."""
    tally, failed = Tally(), []
    rows: list[Found] = []
    # Only several PATHs can hold two files of one name.
    several = len(paths) > 1
    for found in scan(paths, out, tally):
        if isinstance(found, Failed):
            failed.append(found)
            manifest.add_unreadable(found.path)
            continue
        if several and (other := manifest.is_found(found.path)) is not None and other != found.location:
            found = apart(found)
        rows.append(found)
        if several or len(rows) >= _CHUNK:
            manifest.add_found(rows)
            rows = []
    manifest.add_found(rows)
    return failed, dict(sorted(tally.skipped.items()))


def decide(manifest: Manifest, store: Store, config: str, options: RunOptions) -> tuple[Counter[str], int]:
    """List the files to clean; return for how many files which reason, and the raw bytes."""
    reasons: Counter[str] = Counter()
    size = number = 0
    rows: list[tuple[int, str, str, str | None, str | None, str | None]] = []
    for known in manifest.known():
        why = reason(known, store, config, options)
        reasons[why or "unchanged"] += 1
        if why is None:
            continue
        compare = known.sha256 if why in ("changed", "rehash") and known.config == config and known.status == "done" else None
        output = known.output if why == "rehash" else None
        rows.append((number, known.path, known.location, compare, known.output_sha256, output))
        size += known.size
        number += 1
        if len(rows) >= _CHUNK:
            manifest.add_pending(rows)
            rows = []
    manifest.add_pending(rows)
    return reasons, size


def reason(known: Known, store: Store, config: str, options: RunOptions) -> str | None:
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
        if known.output is None or store.size(known.output) != known.output_size:
            return "output missing"
        return "rehash" if options.rehash else None
    if known.code == "timeout":
        return "retry" if options.retry or options.timeout > (known.tried or 0) else None
    return "retry" if options.retry or known.code in PASSING else None
