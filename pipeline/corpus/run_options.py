"""What a caller can choose about a run; unlike `Options` nothing here changes what a document says."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import OptionsError
from pipeline.sources import FieldNames
from pipeline.writers import WRITERS

_LONGEST = 365 * 24 * 3600
"""Seconds of a timeout at most: the system's timers take no infinity."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes. Raises OptionsError for a value that makes no sense.

    format: "json" (a file per document) or "jsonl" (shards of many documents); an object store always gets shards.
    workers: processes that clean; 1 cleans a few files in the calling process and more in one worker, so that a crash cannot end the run.
    timeout: seconds after which a document is given up and quarantined.
    encoding: overrules detection for every file.
    rehash: compare contents, not sizes and times, to tell what is unchanged.
    prune: remove the outputs of raw files that are gone (or that can no longer be cleaned).
    force: clean everything again. retry: try again what was quarantined.
    shard_size: documents per shard: per task of a flow, and per file of format "jsonl" when the output is new.
    state: local directory for the manifest when the output is an object store.
    fields: which fields of JSON records hold what.
    """

    format: str = "json"
    workers: int = 1
    timeout: float = 60.0
    encoding: str | None = None
    rehash: bool = False
    prune: bool = False
    force: bool = False
    retry: bool = False
    shard_size: int = 500
    state: str | None = None
    fields: FieldNames = field(default_factory=FieldNames)

    def __post_init__(self) -> None:
        if self.format not in WRITERS:
            raise OptionsError(f"unknown format {self.format!r}", hint="use one of " + ", ".join(WRITERS))
        for name, least in (("workers", 1), ("shard_size", 1)):
            if getattr(self, name) < least:
                raise OptionsError(f"{name} is {getattr(self, name)}", hint=f"give {least} or more")
        if not 0 < self.timeout <= _LONGEST:
            raise OptionsError(f"timeout is {self.timeout}", hint=f"give a positive number of seconds, {_LONGEST} at most")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: raw files done and in all (None while they are counted), raw bytes read, records that failed."""

    done: int
    total: int | None
    bytes: int
    failed: int
