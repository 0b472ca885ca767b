"""A run over many documents: plan, clean, publish. Driver of the workers, and the only one that writes the manifest."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from types import TracebackType
from typing import Protocol, Self

import orjson

from pipeline.corpus.lock import locked
from pipeline.corpus.manifest import Manifest
from pipeline.corpus.naming import RUN_FOLDER
from pipeline.corpus.plan import Plan, decide, find
from pipeline.corpus.quarantine import remove_record, write_record
from pipeline.corpus.records import Job, Outcome, Setup
from pipeline.corpus.run_options import Progress, RunOptions
from pipeline.corpus.store import Store, explained, is_remote, open_store
from pipeline.digest import VERSION, configuration_digest
from pipeline.errors import OptionsError
from pipeline.options import Options

COMMIT_SECONDS = 2.0
"""How much work a kill of the driver can cost at most: it is done again, and comes out the same."""


class Cleaner(Protocol):
    """What does jobs: a worker process, or the calling process."""

    def clean(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """Yield the outcome of each job, in order."""
        ...

    def kill(self) -> None:
        """End at once."""
        ...

    def close(self) -> None:
        """End in order."""
        ...


class Corpus:
    """One run from PATHs to OUT, a context manager that holds its lock. `plan` first, then `take` outcomes, then `publish`."""

    def __init__(
        self,
        paths: Sequence[str],
        out: str,
        options: Options,
        run_options: RunOptions | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self.paths, self.out, self.options, self.run_options = tuple(paths), out, options, run_options or RunOptions()
        self._progress = progress
        self._exit = ExitStack()
        self._mutex = threading.Lock()
        self._committed = time.monotonic()
        self._done = self._bytes = self.failed = self.written = self.same = self.cleaned = 0
        self.planned = Plan(0, 0, 0, 0, 0, {}, {})

    def __enter__(self) -> Self:
        self._check_places()
        self.config = run_key(self.options, self.run_options)
        self.tool = {"name": "jingwen", "version": VERSION, "configuration": configuration_digest(self.options)}
        self.store: Store = open_store(self.out)
        with self._exit:
            self.folder = os.path.join(self.out, RUN_FOLDER)
            self.staging = os.path.join(self.folder, "tmp")
            try:
                os.makedirs(self.staging, exist_ok=True)
                self.lock = self._exit.enter_context(locked(os.path.join(self.folder, "lock"), self.run_options.timeout + 10))
                for name in os.listdir(self.staging):
                    os.unlink(os.path.join(self.staging, name))
            except OSError as error:
                raise explained(error, self.out) from error
            self.manifest = Manifest(os.path.join(self.folder, "manifest.sqlite"))
            self._exit.callback(self.manifest.close)
            self._exit = self._exit.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._exit.close()

    @property
    def setup(self) -> Setup:
        """What the workers of this run need to know."""
        chosen = self.run_options
        return Setup(self.out, self.options, chosen.format, chosen.timeout, chosen.encoding, chosen.fields, self.staging)

    def plan(self) -> Plan:
        """Find what there is to do. Raises SourceError when a PATH is not there."""
        failed, skipped = find(self.paths, self.out, self.manifest)
        reasons, size = decide(self.manifest, self.store, self.config, self.run_options)
        unchanged = reasons.pop("unchanged", 0)
        pending = sum(reasons.values())
        shards = -(-pending // self.run_options.shard_size)
        self.planned = Plan(pending + unchanged + len(failed), pending, size, unchanged, shards, dict(sorted(reasons.items())), skipped)
        self._done = unchanged
        for one in failed:
            self.take([Outcome(one.path, "failed", failures=(one,))])
        return self.planned

    def jobs(self, first: int, end: int) -> list[Job]:
        """Return the jobs whose numbers are in [first, end)."""
        found = self.manifest.pending(first, end)
        return [Job(p.path, p.location, (p.sha256, p.output_sha256 or "") if p.sha256 else None, p.output) for p in found]

    def take(self, outcomes: Sequence[Outcome]) -> None:
        """Note what became of some files: manifest, quarantine, progress. May be called from any thread."""
        with self._mutex:
            for outcome in outcomes:
                self._take(outcome)
            if time.monotonic() - self._committed > COMMIT_SECONDS:
                self.manifest.commit()
                self._committed = time.monotonic()
            if self._progress:
                self._progress(Progress(self._done, self.planned.total, self._bytes, self.failed))

    def _take(self, outcome: Outcome) -> None:
        after = self.manifest.record(outcome, self.config, self.run_options.timeout)
        for path in after.recovered:
            remove_record(self.store, path)
        if after.orphaned:
            self.store.remove(after.orphaned)
        for failed in outcome.failures:
            write_record(self.store, failed, file=outcome.path, tool=self.tool)
        self._done += 1
        self._bytes += max(outcome.size, 0)
        self.failed += len(outcome.failures)
        self.written += outcome.written
        self.same += outcome.status == "same"
        self.cleaned += outcome.status == "done"

    def _check_places(self) -> None:
        if not self.paths:
            raise OptionsError("no PATH", hint="give files or directories to clean")
        if is_remote(self.out):
            return
        for path in self.paths:
            if not is_remote(path) and os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(self.out):
                raise OptionsError(
                    "OUT is the folder that is to be read", hint="give another folder with -o; it may lie inside of this one"
                )


def run_key(options: Options, run_options: RunOptions) -> str:
    """Return the digest of all that decides what an output says and how it is written."""
    parts = [configuration_digest(options), run_options.format, run_options.encoding, asdict(run_options.fields)]
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()[:32]
