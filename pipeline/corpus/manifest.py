"""What earlier runs did, in an embedded SQLite file that only the driver writes; memory stays flat however many rows it has."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import orjson

from pipeline.corpus.records import Counts, Failed, Outcome
from pipeline.errors import OutputError

VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER, stamp TEXT, sha256 TEXT, config TEXT, status TEXT,
    output TEXT, output_size INTEGER, output_sha256 TEXT, tried REAL, counts BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (path TEXT PRIMARY KEY, file TEXT, code TEXT, message TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failures_by_file ON failures (file);
CREATE TEMP TABLE found (path TEXT PRIMARY KEY, location TEXT, size INTEGER, stamp TEXT) WITHOUT ROWID;
CREATE TEMP TABLE pending (number INTEGER PRIMARY KEY, path TEXT, location TEXT, sha256 TEXT, output_sha256 TEXT, output TEXT);
CREATE TEMP TABLE unreadable (prefix TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Found(NamedTuple):
    """A raw file that a scan found; `size` is in bytes, `stamp` changes when the file does."""

    path: str
    location: str
    size: int
    stamp: str


class Known(NamedTuple):
    """A found file beside what the manifest knows about it (None where it knows nothing)."""

    path: str
    location: str
    size: int
    stamp: str
    old_size: int | None
    old_stamp: str | None
    sha256: str | None
    config: str | None
    status: str | None
    output: str | None
    output_size: int | None
    output_sha256: str | None
    tried: float | None
    code: str | None


class Pending(NamedTuple):
    """A file to clean; the digests are given when equal ones would mean that nothing is to be done."""

    path: str
    location: str
    sha256: str | None
    output_sha256: str | None
    output: str | None


class Aftermath(NamedTuple):
    """What an outcome leaves to be tidied: quarantine records that hold no more, and an output that another one has replaced."""

    recovered: tuple[str, ...]
    orphaned: str | None


class Manifest:
    """The manifest of one OUT. Methods may be called from several threads; they raise OutputError when the file cannot be written."""

    def __init__(self, file: str) -> None:
        self._lock = threading.RLock()
        self.was_broken = False
        with _explained(file):
            try:
                self._db = _connect(file)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                # A power cut can spoil it. Without it everything is cleaned again, and what comes out the same is not rewritten.
                os.replace(file, file + ".broken")
                self.was_broken, self._db = True, _connect(file)

    def get(self, name: str) -> str | None:
        """Return a value of the run's own, such as the number of shards."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str | None) -> None:
        """Keep a value of the run's own, durably; None forgets it."""
        with self._writing():
            if value is None:
                self._db.execute("DELETE FROM meta WHERE name = ?", (name,))
            else:
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._db.commit()

    def add_found(self, files: Iterable[Found]) -> None:
        """Take in what a scan found; the first of two with one path wins."""
        with self._writing():
            self._db.executemany("INSERT OR IGNORE INTO found VALUES (?, ?, ?, ?)", files)

    def is_found(self, path: str) -> str | None:
        """Return the location of a file that the scan has found under this path."""
        row = self._db.execute("SELECT location FROM found WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else None

    def add_unreadable(self, prefix: str) -> None:
        """Remember that nothing is known of what lies at or below a path, so nothing there counts as vanished."""
        with self._writing():
            self._db.execute("INSERT OR IGNORE INTO unreadable VALUES (?)", (prefix,))

    def known(self) -> Iterator[Known]:
        """Yield every found file, in the order of paths, beside what is known of it."""
        query = (
            "SELECT n.path, n.location, n.size, n.stamp, f.size, f.stamp, f.sha256, f.config, f.status, f.output, f.output_size, f.output_sha256, f.tried, "
            "CASE WHEN f.status = 'failed' THEN (SELECT code FROM failures x WHERE x.path = n.path) END "
            "FROM found n LEFT JOIN files f ON f.path = n.path ORDER BY n.path"
        )
        cursor = self._db.execute(query)
        while rows := cursor.fetchmany(1000):
            yield from (Known(*row) for row in rows)

    def add_pending(self, rows: Iterable[tuple[int, str, str, str | None, str | None, str | None]]) -> None:
        """Take in files to clean: their number, and the fields of Pending."""
        with self._writing():
            self._db.executemany("INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?)", rows)

    def pending(self, first: int, end: int) -> list[Pending]:
        """Return the files to clean whose numbers are in [first, end), in the order of paths."""
        with self._lock:
            query = "SELECT path, location, sha256, output_sha256, output FROM pending WHERE number >= ? AND number < ? ORDER BY number"
            return [Pending(*row) for row in self._db.execute(query, (first, end))]

    def failed_records(self, file: str) -> list[str]:
        """Return the records of a file that stand in quarantine."""
        with self._lock:
            return [row[0] for row in self._db.execute("SELECT path FROM failures WHERE file = ? ORDER BY path", (file,))]

    def record(self, outcome: Outcome, config: str, timeout: float) -> Aftermath:
        """Note what became of a file. Not durable before `commit`."""
        with self._writing():
            if outcome.status == "same":
                if outcome.size >= 0:
                    self._db.execute("UPDATE files SET size = ?, stamp = ? WHERE path = ?", (outcome.size, outcome.stamp, outcome.path))
                return Aftermath((), None)
            query = "SELECT output, output_size, output_sha256 FROM files WHERE path = ?"
            before = self._db.execute(query, (outcome.path,)).fetchone() or (None, 0, "")
            recovered = self._replace_failures(outcome)
            # What an earlier run wrote for a file that fails now stays, and stays known.
            now = before if outcome.status == "failed" else (outcome.output, outcome.output_size, outcome.output_sha256)
            counts = orjson.dumps(outcome.counts) if outcome.counts else None
            values = (outcome.path, outcome.size, outcome.stamp, outcome.sha256, config, outcome.status, *now, timeout, counts)
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            return Aftermath(recovered, before[0] if before[0] != now[0] else None)

    def _replace_failures(self, outcome: Outcome) -> tuple[str, ...]:
        """Put a file's failures in the place of those it had; return the records that fail no more."""
        before = {row[0] for row in self._db.execute("SELECT path FROM failures WHERE file = ?", (outcome.path,))}
        self._db.executemany("DELETE FROM failures WHERE path = ?", [(path,) for path in before])
        rows = [(failed.path, outcome.path, failed.code, failed.message) for failed in outcome.failures]
        self._db.executemany("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", rows)
        return tuple(sorted(before - {failed.path for failed in outcome.failures}))

    def commit(self) -> None:
        """Make what was recorded durable."""
        with self._writing():
            self._db.commit()

    def forget(self, path: str) -> None:
        """Drop a file from the manifest, with its failures."""
        with self._writing():
            self._db.execute("DELETE FROM files WHERE path = ?", (path,))
            self._db.execute("DELETE FROM failures WHERE file = ?", (path,))

    def forget_output(self, path: str) -> None:
        """Note that a file has no output any more."""
        with self._writing():
            self._db.execute("UPDATE files SET output = NULL, output_size = 0, output_sha256 = '' WHERE path = ?", (path,))

    def vanished(self) -> Iterator[tuple[str, str | None]]:
        """Yield path and output of files that the scan did not find although it could have."""
        query = (
            "SELECT path, output FROM files f WHERE NOT EXISTS (SELECT 1 FROM found n WHERE n.path = f.path) AND NOT EXISTS "
            "(SELECT 1 FROM unreadable u WHERE f.path = u.prefix OR substr(f.path, 1, length(u.prefix) + 1) = u.prefix || '/' OR u.prefix = '.') ORDER BY path"
        )
        yield from self._rows(query)

    def stale(self) -> Iterator[tuple[str, str]]:
        """Yield path and output of files that can no longer be cleaned but could once."""
        yield from self._rows("SELECT path, output FROM files WHERE status = 'failed' AND output IS NOT NULL ORDER BY path")

    def failures(self) -> Iterator[Failed]:
        """Yield what stands in quarantine, in the order of paths."""
        for row in self._rows("SELECT path, code, message FROM failures ORDER BY path"):
            yield Failed(*row)

    def failures_by_code(self) -> dict[str, int]:
        """Return how many records stand in quarantine, by code."""
        query = "SELECT code, count(*) FROM failures GROUP BY code ORDER BY code"
        return {str(code): int(count) for code, count in self._db.execute(query)}

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Yield path and output of all files that have one."""
        yield from self._rows("SELECT path, output FROM files WHERE output IS NOT NULL ORDER BY path")

    def counts(self) -> Counts:
        """Return the counts over all files whose output is current."""
        total = Counts()
        for (counts,) in self._rows("SELECT counts FROM files WHERE status = 'done'"):
            if counts:
                total.merge(orjson.loads(counts))
        return total

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self._db.close()

    def _rows(self, query: str) -> Iterator[Any]:
        cursor = self._db.execute(query)
        while rows := cursor.fetchmany(1000):
            yield from rows

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, _explained("manifest"):
            yield


def _connect(file: str) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=30, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")  # with synchronous NORMAL a commit costs no fsync, and a kill loses nothing
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_SCHEMA)
        version = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if version is None:
            db.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
            db.commit()
        elif version[0] != VERSION:
            raise sqlite3.DatabaseError(f"version {version[0]}")
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"the manifest cannot be written: {error}", where=where, hint="see that OUT is writable and not full") from error
