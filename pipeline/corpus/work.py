"""Cleans one raw file: read, clean each record, write. The per-document boundary: whatever goes wrong here becomes a record."""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from pipeline.cleaning import clean
from pipeline.corpus.naming import output_name
from pipeline.corpus.reading import ChangingError, Hashed, digest_of, mark_of, open_raw, unreadable
from pipeline.corpus.records import WHOLE, Counts, Failed, Job, Outcome, Setup
from pipeline.corpus.storage_errors import StorageError, explained
from pipeline.corpus.store import Store, is_remote
from pipeline.document import Document
from pipeline.errors import CleaningError
from pipeline.sources import Failure, Limits, RawRecord, Tally, read_records
from pipeline.writers import WRITERS

_ATTEMPTS = 3
"""How often a file that changes while it is read is read again."""

Mark = Callable[[int], None]
"""Called with the number of records that are finished, before each record: sets the clock and says where a crash would have happened."""


class DocumentTimeout(BaseException):
    """A document took longer than the run allows. No Exception, so that no library on the way swallows it."""


class _Tried(NamedTuple):
    outcome: Outcome
    steady: bool


def clean_job(job: Job, setup: Setup, store: Store, mark: Mark) -> Outcome:
    """Return what became of one raw file; its documents are written. Raises StorageError when OUT takes nothing more."""
    if (given_up := dict(_skips(job)).get(WHOLE)) is not None:
        return replace(_failed(job, replace(given_up, path=job.path)), size=job.size, stamp=job.stamp)
    mark(0)
    try:
        if job.known and _is_same(job, store):
            return Outcome(job.path, "same", *_current(job))
        for _ in range(_ATTEMPTS):
            tried = _attempt(job, setup, store, mark)
            if tried.steady:
                return tried.outcome
        error: CleaningError = ChangingError("it changed while it was read", where=job.path, hint="run again when nobody writes to it")
    except StorageError:
        raise
    except CleaningError as raised:
        error = raised
    except OSError as raised_by_system:
        error = unreadable(raised_by_system, job.path)
    except DocumentTimeout:
        return _failed(job, Failed(job.path, "timeout", f"took longer than {setup.timeout:g} s"))
    return _failed(job, Failed(job.path, error.code, _one_line(str(error.at(job.path)))))


def _is_same(job: Job, store: Store) -> bool:
    """Whether raw file and output hold what the manifest says they held."""
    raw, written = job.known or ("", "")
    if digest_of(job.location, job.path) != raw:
        return False
    return job.output is None or store.sha256(job.output) == written


def _current(job: Job) -> tuple[int, str]:
    if is_remote(job.location):
        return job.size, job.stamp
    status = os.stat(job.location)
    return status.st_size, str(status.st_mtime_ns)


def _attempt(job: Job, setup: Setup, store: Store, mark: Mark) -> _Tried:
    with open_raw(job.location, job.path) as stream:
        before = mark_of(stream)
        hashed = Hashed(stream)
        outcome = _read(job, setup, store, mark, hashed)
        digest = "" if outcome.status == "failed" else hashed.digest()  # a film is refused by its first bytes
        steady = before == mark_of(stream)
    size, stamp = before or (job.size, job.stamp)
    return _Tried(replace(outcome, size=size, stamp=stamp, sha256=digest), steady)


def _read(job: Job, setup: Setup, store: Store, mark: Mark, stream: Hashed) -> Outcome:
    tally = Tally()
    limits = Limits(max_bytes=setup.options.max_bytes)
    records = read_records(_as_binary(stream), job.path, names=setup.fields, limits=limits, tally=tally)
    first = next(records, None)
    if first is not None and first.path == job.path:
        if isinstance(first, Failure):
            return _failed(job, _failure(first))
        return _single(job, setup, store, first, tally)
    if isinstance(first, RawRecord) and first.sole:
        outcome = _single(job, setup, store, first, tally)
        return replace(outcome, failures=(*outcome.failures, *(_failure(rest) for rest in records if isinstance(rest, Failure))))
    return _container(job, setup, store, mark, first, records, tally)


def _as_binary(stream: Hashed) -> BinaryIO:
    return stream  # type: ignore[return-value]


def _single(job: Job, setup: Setup, store: Store, record: RawRecord, tally: Tally) -> Outcome:
    cleaned = clean_record(record, setup, dict(_skips(job)).get(0))
    if isinstance(cleaned, Failed):
        return _failed(job, cleaned)
    counts = Counts()
    counts.add(cleaned)
    counts.groups["skipped"].update(tally.skipped)
    writer = WRITERS[setup.format]
    data = writer.dump(cleaned)
    outcome = Outcome(job.path, "done", output_size=len(data), output_sha256=hashlib.sha256(data).hexdigest(), counts=counts.to_dict())
    if setup.sharded:
        return replace(outcome, staged=_stage(data, job.path, setup))
    name = output_name(job.path, writer.suffix)
    return replace(outcome, output=name, written=store.write(name, data))


def _stage(line: bytes, path: str, setup: Setup) -> str:
    """Keep a document's line in a local file until its shard is written."""
    file = os.path.join(setup.staging, hashlib.sha256(path.encode()).hexdigest()[:32])
    try:
        with open(file, "wb") as stream:
            stream.write(line)
    except OSError as error:
        raise explained(error, path) from error
    return file


def _container(
    job: Job, setup: Setup, store: Store, mark: Mark, first: RawRecord | Failure | None, rest: Iterator[RawRecord | Failure], tally: Tally
) -> Outcome:
    """The records of a container, one by one, into one file of JSON lines."""
    skips, counts, failures, hashed, size = dict(_skips(job)), Counts(), [], hashlib.sha256(), 0
    temp = os.path.join(setup.staging, f"{os.getpid()}-container")
    try:
        with open(temp, "wb") as sink:
            number, record = 0, first
            while record is not None:
                mark(number)
                cleaned = _failure(record) if isinstance(record, Failure) else clean_record(record, setup, skips.get(number))
                if isinstance(cleaned, Failed):
                    failures.append(cleaned)
                else:
                    counts.add(cleaned)
                    data = WRITERS["jsonl"].dump(cleaned)
                    sink.write(data)
                    hashed.update(data)
                    size += len(data)
                number, record = number + 1, next(rest, None)
        counts.groups["skipped"].update(tally.skipped)
        name = output_name(job.path, WRITERS["jsonl"].suffix)
        written = store.adopt(name, temp)
    except OSError as error:
        raise explained(error, job.path) from error
    finally:
        if os.path.exists(temp):
            os.unlink(temp)
    return Outcome(
        job.path,
        "done",
        output=name,
        output_size=size,
        output_sha256=hashed.hexdigest(),
        written=written,
        failures=tuple(failures),
        counts=counts.to_dict(),
    )


def _skips(job: Job) -> Iterator[tuple[int, Failed]]:
    for number, code, message in job.skip:
        yield number, Failed("", code, message)


def clean_record(record: RawRecord, setup: Setup, skip: Failed | None = None) -> Document | Failed:
    """Return the document of one record, or why there is none; `skip` is what an earlier attempt at it died of."""
    if skip is not None:
        return Failed(record.path, skip.code, skip.message)
    try:
        return clean(
            record.data,
            path=record.path,
            url=record.url,
            media_type=record.media_type,
            declared=record.declared,
            stated=record.stated,
            truncated=record.cut,
            encoding=record.encoding or setup.encoding,
            options=setup.options,
        )
    except CleaningError as error:
        return Failed(record.path, error.code, _one_line(str(error.at(record.path))))
    except DocumentTimeout:
        return Failed(record.path, "timeout", f"took longer than {setup.timeout:g} s")
    except Exception as error:  # the boundary: one document's fault, even ours, must not end a run over millions
        return _bug(record.path, error, secret=bool(setup.options.anonymize))


def _bug(path: str, error: Exception, *, secret: bool) -> Failed:
    """The record of an unexpected error; messages may quote the document, so they are left out when it is anonymised."""
    name = type(error).__name__
    trace = "".join(traceback.format_tb(error.__traceback__))
    message = name if secret else _one_line(f"{name}: {error}")
    return Failed(path, "bug", message, trace + message)


def _failure(failure: Failure) -> Failed:
    return Failed(failure.path, failure.error.code, _one_line(str(failure.error)))


def _failed(job: Job, failed: Failed) -> Outcome:
    return Outcome(job.path, "failed", failures=(failed,))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text[:500]).split())
