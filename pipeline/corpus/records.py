"""What driver and workers tell each other: small, picklable, never a text (the wording of a possible leak is a few characters)."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.document import Document
from pipeline.options import Options
from pipeline.sources import FieldNames

READY = "ready"
"""What a worker says when it can take jobs."""
SLOT = struct.Struct("<qq")
"""Shared memory of one worker: index of the job that it works on, number of that job's records that are finished."""
WHOLE = -1
"""Number that stands in `Job.skip` for the whole file: reading it ends the worker, whatever its records are."""
LISTED = 1000
"""Entries of a list that the summary holds; the manifest, the quarantine and the documents hold all."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same for every job of a run. `out` is a local folder or a URL, `staging` a local folder for unfinished files.

    sharded: documents are left in `staging`, a line each, for whoever writes their shard.
    """

    out: str
    options: Options
    format: str
    timeout: float
    encoding: str | None = None
    fields: FieldNames = field(default_factory=FieldNames)
    staging: str = ""
    sharded: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file to clean.

    path: its name in records. location: where it is, a local path or a URL. known: (sha256 of the raw file, sha256 of the output) when equal contents mean
    that there is nothing to do. output: what the last run wrote for it, when that is to be checked too. size, stamp: as the scan saw them. skip: numbers of records that killed a worker (or WHOLE), with the reason.
    """

    path: str
    location: str
    known: tuple[str, str] | None = None
    output: str | None = None
    size: int = -1
    stamp: str = ""
    skip: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A record that could not be cleaned: its path, a code, a message of one line, and a traceback if it was a bug."""

    path: str
    code: str
    message: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a raw file: `status` is "done", "same" (its content had not changed) or "failed".

    output, its size in bytes and its digest; shard: the number of the shard that holds it. written: bytes in OUT changed. staged: the local file
    that holds its line until its shard is written. dropped: it failed, and what an earlier run wrote for it is gone too.
    """

    path: str
    status: str
    size: int = 0
    stamp: str = ""
    sha256: str = ""
    output: str | None = None
    output_size: int = 0
    output_sha256: str = ""
    shard: int | None = None
    written: bool = False
    staged: str | None = None
    dropped: bool = False
    failures: tuple[Failed, ...] = ()
    counts: Mapping[str, Any] | None = None


class Counts:
    """Counts over documents that add up: kept per raw file in the manifest, summed for the summary.

    `possible_leaks` lists the first possible leaks, each as [path of the document, rule, wording]; the group `leaks` counts them all by rule.
    """

    GROUPS = ("rules", "edits", "gaps", "flags", "encodings", "evidence", "placeholders", "languages", "leaks", "skipped")

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.groups: dict[str, Counter[str]] = {name: Counter() for name in self.GROUPS}
        self.possible_leaks: list[list[str]] = []

    def add(self, document: Document) -> None:
        """Count one document: `rules` counts the documents in which a rule fired, `edits` how often it did."""
        source, groups = document.source, self.groups
        removed = sum(edit["source"][1] - edit["source"][0] for edit in document.edits)
        self.numbers.update(
            documents=1, bytes=source["bytes"], chars_source=source["chars"], chars_text=len(document.text), chars_edited=removed
        )
        fired = Counter(rule for edit in document.edits for rule in edit["rules"])
        groups["edits"].update(fired)
        groups["rules"].update(fired.keys())
        groups["gaps"].update(gap["reason"] for gap in document.gaps)
        groups["flags"].update(document.flags)
        groups["encodings"].update(source["encodings"] or [source["encoding"]])
        groups["evidence"][source["encoding_evidence"]] += 1
        groups["placeholders"].update(mask["type"] for mask in document.placeholders)
        groups["languages"][document.language] += 1
        leaks = document.leaks
        groups["leaks"].update(rule for _, rule, _ in leaks)
        path = str(source["path"])
        self._name([path, rule, wording] for _, rule, wording in leaks)

    def merge(self, other: Mapping[str, Any]) -> None:
        """Add counts in the form of `to_dict`."""
        for name, value in other.items():
            if name in self.groups:
                group = self.groups[name]
                for key, count in value.items():  # Counter.update takes three times as long for a few keys
                    group[key] = group.get(key, 0) + count
            elif name == "possible_leaks":
                self._name(value)
            else:
                self.numbers[name] += value

    def _name(self, leaks: Iterable[list[str]]) -> None:
        self.possible_leaks += islice(leaks, LISTED - len(self.possible_leaks))

    def to_dict(self) -> dict[str, Any]:
        """Return the counts in JSON form, empty groups left out, names sorted."""
        groups = {name: dict(sorted(group.items())) for name, group in self.groups.items() if group}
        return {**self.numbers, **groups, **({"possible_leaks": self.possible_leaks} if self.possible_leaks else {})}
