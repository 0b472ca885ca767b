"""A run over many documents as its driver sees it: what there is to do, what became of it. The only one that writes the manifest."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from types import TracebackType
from typing import Self

import orjson

from pipeline.corpus.naming import shard_name
from pipeline.corpus.plan import Plan, Sizes, decide, find
from pipeline.corpus.quarantine import remove_record, write_record
from pipeline.corpus.records import Job, Outcome, Setup
from pipeline.corpus.run_options import Progress, RunOptions
from pipeline.corpus.shards import Finished, Unit
from pipeline.corpus.store import Store, is_remote, open_store
from pipeline.corpus.worklist import Worklist
from pipeline.corpus.workspace import Workspace
from pipeline.digest import VERSION, configuration_digest
from pipeline.errors import OptionsError, SourceError
from pipeline.options import Options
from pipeline.sources import is_output

COMMIT_SECONDS = 2.0
"""How much work a kill of the driver can cost at most: it is done again, and comes out the same."""
_SHARDS = "shards"


class Corpus:
    """One run from PATHs to OUT, a context manager that holds OUT's lock. First `plan`, then `take` what workers did, then publish."""

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
        self.planned = Plan(0, 0, 0, 0, (), {}, {})

    def __enter__(self) -> Self:
        check_places(self.paths, self.out)
        if self.options.rules:
            from pipeline.cleaning import check_sites  # what cleans is loaded by the workers alone where it can be

            check_sites(self.options)
        self.config = run_key(self.options, self.run_options)
        self.tool = {"name": "jingwen", "version": VERSION, "configuration": configuration_digest(self.options)}
        self.store: Store = open_store(self.out)
        with self._exit:
            self.space = self._exit.enter_context(Workspace(self.out, self.store, self.run_options.state, self.run_options.timeout + 10))
            self.manifest = self.space.manifest
            self.worklist = Worklist(self.manifest)
            self._exit = self._exit.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._exit.close()

    @property
    def sharded(self) -> bool:
        """Whether documents go into shards, not into files of their own: on object stores always, a put takes too long for one document."""
        return self.run_options.format == "jsonl" or is_remote(self.out)

    @property
    def setup(self) -> Setup:
        """What the workers of this run need to know."""
        chosen = self.run_options
        form = "jsonl" if self.sharded else chosen.format
        return Setup(self.out, self.options, form, chosen.timeout, chosen.encoding, chosen.fields, self.space.staging, self.sharded)

    def plan(self) -> Plan:
        """Find what there is to do. Raises SourceError when a URL among the PATHs is not there."""
        failed, skipped = find(self.paths, self.out, self.worklist)
        count = self._shard_count() if self.sharded else None
        reasons, size = decide(self.worklist, Sizes(self.store, self.manifest.shards()), self.config, self.run_options, count)
        unchanged = reasons.pop("unchanged", 0)
        pending = sum(reasons.values())
        if self.sharded:
            if self.run_options.prune:
                self.worklist.dirty_gone(stale=True)
            self.worklist.index()
        shards = self.worklist.shards() if self.sharded else range(-(-pending // self.run_options.shard_size))
        self.planned = Plan(
            pending + unchanged + len(failed), pending, size, unchanged, tuple(shards), dict(sorted(reasons.items())), skipped
        )
        self._done = unchanged
        self.take(Outcome(one.path, "failed", failures=(one,)) for one in failed)
        return self.planned

    def _shard_count(self) -> int:
        """The number of shards of OUT, fixed by the first run: another number would move every document."""
        if (fixed := self.manifest.get(_SHARDS)) is None:
            fixed = str(max(1, -(-self.worklist.count_found() // self.run_options.shard_size)))
            self.manifest.set(_SHARDS, fixed)
        return int(fixed)

    def jobs(self, shard: int) -> list[Job]:
        """Return the jobs of a planned work unit whose documents go into files of their own."""
        size = self.run_options.shard_size
        return self.worklist.jobs(shard * size, (shard + 1) * size)

    def unit(self, shard: int) -> Unit:
        """Return a planned work unit; it has no name if its documents go into files of their own."""
        if not self.sharded:
            return Unit(shard, "", tuple(self.jobs(shard)))
        name = shard_name(shard, ".jsonl.zst" if is_remote(self.out) else ".jsonl")
        prune = self.run_options.prune
        return Unit(shard, name, tuple(self.worklist.shard_jobs(shard)), tuple(self.worklist.kept(shard, prune=prune)), prune)

    def take(self, outcomes: Iterable[Outcome]) -> None:
        """Note what became of some files: manifest, quarantine, progress. May be called from any thread."""
        with self._mutex:
            for outcome in outcomes:
                self._take(outcome)
            if time.monotonic() - self._committed > COMMIT_SECONDS:
                self.manifest.commit()
                self._committed = time.monotonic()
            if self._progress:
                self._progress(Progress(self._done, self.planned.total, self._bytes, self.failed))

    def take_unit(self, finished: Finished) -> None:
        """Note what became of a shard."""
        self.take(finished.outcomes)
        if finished.name:
            self.manifest.set_shard(finished.shard, finished.name, finished.size)

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


def check_places(paths: Sequence[str], out: str) -> None:
    """Raise OptionsError or SourceError for PATHs that cannot be read or that do not go with OUT, before anything is done."""
    if not paths:
        raise OptionsError("no PATH", hint="give files or directories to clean")
    if not all((*paths, out)):  # as `"$UNSET"` leaves it in a script: it would mean the working directory
        raise OptionsError("a PATH or OUT is empty", hint="give its name, or . for the working directory")
    for path in paths:
        if not is_remote(path) and not os.path.lexists(path):
            raise SourceError("no such file or directory", where=path, hint="nothing was written")
        if is_remote(path) or is_remote(out):
            same = path.rstrip("/") == out.rstrip("/")
        else:
            same = os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(out)
        if same:
            raise OptionsError(
                "OUT is the folder that is to be read", hint="give another folder with -o; it may lie inside of this one"
            )
        if not is_remote(path) and is_output(path):
            raise OptionsError(
                "this folder is what a run wrote, not raw documents", where=path, hint="give the raw folder; jingwen explain tells of a run's changes"
            )


def run_key(options: Options, run_options: RunOptions) -> str:
    """Return the digest of all that decides what an output says and how it is written."""
    parts = [configuration_digest(options), run_options.format, run_options.encoding, asdict(run_options.fields)]
    return hashlib.sha256(orjson.dumps(parts)).hexdigest()[:32]
