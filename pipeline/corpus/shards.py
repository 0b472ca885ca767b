"""Files of many documents: a shard is rewritten whole, from the lines that stay and the lines that are new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import BinaryIO, Protocol

import orjson
import zstandard

from pipeline.corpus.records import Job, Outcome, Setup
from pipeline.corpus.storage_errors import explained
from pipeline.corpus.store import Store

_LEVEL = 6
"""Of zstd: half the size of level 1 for Chinese JSON, and still ten times as fast as cleaning."""


class Jobs(Protocol):
    """What does jobs: a worker process, or the calling process."""

    def clean(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Unit:
    """The work on one shard. `name` is its file in OUT, `kept` the documents whose lines stay (path, and the job that would make it again).

    prune: drop the old lines of documents that can no longer be cleaned.
    """

    shard: int
    name: str
    jobs: tuple[Job, ...]
    kept: tuple[tuple[str, Job | None], ...] = ()
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a shard: the outcomes of its jobs, and the size in bytes of its file (None: it holds nothing any more)."""

    shard: int
    name: str
    outcomes: tuple[Outcome, ...]
    size: int | None


def clean_unit(unit: Unit, setup: Setup, store: Store, cleaner: Jobs) -> Finished:
    """Clean what is new in a shard and write its file anew; runs wherever OUT can be reached. Raises StorageError."""
    with ExitStack() as stack:
        old = _Old(unit.name, setup, store, stack)
        # A line that ought to be there and is not (somebody changed the file) is made again.
        lost = [job for path, job in unit.kept if path not in old.places and job is not None]
        outcomes = {outcome.path: outcome for outcome in cleaner.clean(sorted((*unit.jobs, *lost), key=lambda job: job.path))}
        staged = {o.path: o.staged for o in outcomes.values() if o.staged}
        stays = {path for path, _ in unit.kept} | {
            o.path for o in outcomes.values() if o.status == "same" or (o.status == "failed" and not unit.prune)
        }
        size, written = _assemble(unit.name, staged, stays, old, setup, store)
    results = (_located(outcome, unit, written) for _, outcome in sorted(outcomes.items()))
    return Finished(unit.shard, unit.name, tuple(results), size)


def _located(outcome: Outcome, unit: Unit, written: bool) -> Outcome:
    if outcome.staged:
        return replace(outcome, output=unit.name, shard=unit.shard, written=written, staged=None)
    return replace(outcome, dropped=True) if outcome.status == "failed" and unit.prune else outcome


class _Old:
    """The lines of a shard as it stands, by the path of their document."""

    def __init__(self, name: str, setup: Setup, store: Store, stack: ExitStack) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        packed, plain = (os.path.join(setup.staging, f"{name}.{part}") for part in ("packed", "plain"))
        if not store.fetch(name, packed):
            return
        stack.callback(_remove, packed)
        if name.endswith(".zst"):
            with open(packed, "rb") as source, open(plain, "wb") as target:
                zstandard.ZstdDecompressor().copy_stream(source, target)
            stack.callback(_remove, plain)
        file = plain if name.endswith(".zst") else packed
        self._stream = open(file, "rb")  # noqa: SIM115 - closed by the stack
        stack.callback(self._stream.close)
        at = 0
        for line in self._stream:
            if path := _path_in(line):
                self.places[path] = (at, len(line))
            at += len(line)

    def copy(self, path: str, sink: BinaryIO) -> None:
        """Write the line of a document to a sink."""
        at, length = self.places[path]
        self._stream.seek(at)
        sink.write(self._stream.read(length))


def _path_in(line: bytes) -> str | None:
    try:
        return str(orjson.loads(line)["source"]["path"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None


def _assemble(name: str, staged: dict[str, str], stays: set[str], old: _Old, setup: Setup, store: Store) -> tuple[int | None, bool]:
    """Write the file of a shard: its lines in the order of paths. Return its size, and whether its bytes changed."""
    paths = sorted(staged.keys() | (stays & old.places.keys()))
    if not paths:
        store.remove(name)
        return None, False
    whole = os.path.join(setup.staging, f"{name}.new")
    try:
        with ExitStack() as stack:
            file = stack.enter_context(open(whole, "wb"))
            sink = (
                stack.enter_context(zstandard.ZstdCompressor(level=_LEVEL).stream_writer(file, closefd=False))
                if name.endswith(".zst")
                else file
            )
            for path in paths:
                if path in staged:
                    with open(staged[path], "rb") as line:
                        shutil.copyfileobj(line, sink)
                    os.unlink(staged[path])
                else:
                    old.copy(path, sink)
        size = os.stat(whole).st_size
        return size, store.adopt(name, whole)
    except OSError as error:
        raise explained(error, name) from error
    finally:
        _remove(whole)


def _remove(path: str) -> None:
    if os.path.exists(path):
        os.unlink(path)
