"""What earlier runs did, in an embedded SQLite file that only the driver writes; memory stays flat however many rows it has."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
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
    output TEXT, output_size INTEGER, output_sha256 TEXT, shard INTEGER, tried REAL, counts BLOB
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_shard ON files (shard) WHERE shard IS NOT NULL;
CREATE TABLE IF NOT EXISTS failures (path TEXT PRIMARY KEY, file TEXT, code TEXT, message TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS failures_by_file ON failures (file);
CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, name TEXT, size INTEGER);
"""


class Aftermath(NamedTuple):
    """What an outcome leaves to be tidied: quarantine records that hold no more, and an output that another one has replaced."""

    recovered: tuple[str, ...]
    orphaned: str | None


class Manifest:
    """The manifest of one OUT. Methods may be called from several threads; they raise OutputError when the file cannot be written."""

    def __init__(self, file: str) -> None:
        self._lock = threading.RLock()
        self._file = file
        self.was_broken = False
        with _explained(file):
            try:
                self.db = _connect(file)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                # A power cut can spoil it. Without it everything is cleaned again, and what comes out the same is not rewritten.
                _put_aside(file)
                self.was_broken, self.db = True, _connect(file)

    def get(self, name: str) -> str | None:
        """Return a value of the run's own, such as the number of shards."""
        with self._lock:
            row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str | None) -> None:
        """Keep a value of the run's own, durably; None forgets it."""
        with self.writing() as db:
            if value is None:
                db.execute("DELETE FROM meta WHERE name = ?", (name,))
            else:
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            db.commit()

    def record(self, outcome: Outcome, config: str, timeout: float) -> Aftermath:
        """Note what became of a file. Not durable before `commit`."""
        with self.writing() as db:
            if outcome.status == "same":
                db.execute("UPDATE files SET size = ?, stamp = ? WHERE path = ?", (outcome.size, outcome.stamp, outcome.path))
                return Aftermath((), None)
            query = "SELECT output, output_size, output_sha256, shard FROM files WHERE path = ?"
            before = db.execute(query, (outcome.path,)).fetchone() or (None, 0, "", None)
            recovered = self._replace_failures(outcome)
            now = (outcome.output, outcome.output_size, outcome.output_sha256, outcome.shard)
            if outcome.status == "failed" and not outcome.dropped:
                now = before  # what an earlier run wrote stays, and stays known
            counts = orjson.dumps(outcome.counts) if outcome.counts else None
            values = (outcome.path, outcome.size, outcome.stamp, outcome.sha256, config, outcome.status, *now, timeout, counts)
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            has_own = before[0] is not None and before[3] is None
            return Aftermath(recovered, before[0] if has_own and before[0] != now[0] else None)

    def _replace_failures(self, outcome: Outcome) -> tuple[str, ...]:
        """Put a file's failures in the place of those it had; return the records that fail no more."""
        before = {row[0] for row in self.db.execute("SELECT path FROM failures WHERE file = ?", (outcome.path,))}
        self.db.executemany("DELETE FROM failures WHERE path = ?", [(path,) for path in before])
        rows = [(failed.path, outcome.path, failed.code, failed.message) for failed in outcome.failures]
        self.db.executemany("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", rows)
        return tuple(sorted(before - {failed.path for failed in outcome.failures}))

    def set_shard(self, shard: int, name: str, size: int | None) -> None:
        """Note how large the file of a shard is in bytes; None forgets the shard."""
        with self.writing() as db:
            if size is None:
                db.execute("DELETE FROM shards WHERE shard = ?", (shard,))
            else:
                db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", (shard, name, size))

    def shards(self) -> list[tuple[int, str, int]]:
        """Return number, file name and size in bytes of every shard."""
        with self._lock:
            return list(self.db.execute("SELECT shard, name, size FROM shards ORDER BY shard"))

    def empty_shards(self) -> list[tuple[int, str]]:
        """Return number and file name of the shards that hold no document any more."""
        query = "SELECT shard, name FROM shards s WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.shard IS NOT NULL AND f.shard = s.shard)"
        with self._lock:
            return list(self.db.execute(query))

    def commit(self) -> None:
        """Make what was recorded durable."""
        with self.writing() as db:
            db.commit()

    def forget(self, path: str) -> None:
        """Drop a file from the manifest, with its failures."""
        with self.writing() as db:
            db.execute("DELETE FROM files WHERE path = ?", (path,))
            db.execute("DELETE FROM failures WHERE file = ?", (path,))

    def forget_output(self, path: str) -> None:
        """Note that a file has no output any more."""
        with self.writing() as db:
            db.execute("UPDATE files SET output = NULL, output_size = 0, output_sha256 = '', shard = NULL WHERE path = ?", (path,))

    def failed_records(self, file: str) -> list[str]:
        """Return the records of a file that stand in quarantine."""
        with self._lock:
            return [row[0] for row in self.db.execute("SELECT path FROM failures WHERE file = ? ORDER BY path", (file,))]

    def failures(self) -> Iterator[Failed]:
        """Yield what stands in quarantine, in the order of paths."""
        for row in self.rows("SELECT path, code, message FROM failures ORDER BY path"):
            yield Failed(*row)

    def failures_by_code(self) -> dict[str, int]:
        """Return how many records stand in quarantine, by code."""
        query = "SELECT code, count(*) FROM failures GROUP BY code ORDER BY code"
        return {str(code): int(count) for code, count in self.rows(query)}

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Yield path and output of all files that have an output of their own."""
        yield from self.rows("SELECT path, output FROM files WHERE output IS NOT NULL AND shard IS NULL ORDER BY path")

    def counts(self) -> Counts:
        """Return the counts over all files whose output is current."""
        total = Counts()
        for (counts,) in self.rows("SELECT counts FROM files WHERE status = 'done' ORDER BY path"):
            if counts:
                total.merge(orjson.loads(counts))
        return total

    def snapshot(self, file: str) -> None:
        """Write a copy, all in one file, to a path where nothing stands yet."""
        with self.writing() as db:
            db.commit()
            db.execute("VACUUM INTO ?", (file,))

    def close(self) -> None:
        """Close the file; what was not committed is lost."""
        self.db.close()

    def rows(self, query: str) -> Iterator[Any]:
        """Yield the rows of a query, a thousand held at a time."""
        with self._lock:
            cursor = self.db.execute(query)
            rows = cursor.fetchmany(1000)
        while rows:
            yield from rows
            with self._lock:
                rows = cursor.fetchmany(1000)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection for one thread; an SQLite error becomes an OutputError."""
        with self._lock, _explained(self._file):
            yield self.db


def read_meta(file: str, name: str) -> str | None:
    """Return a value of the run's own from a manifest that nobody has open, None if there is none."""
    if not os.path.exists(file):
        return None
    db = sqlite3.connect(file)
    try:
        row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        db.close()
    return str(row[0]) if row else None


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


def _put_aside(file: str) -> None:
    os.replace(file, file + ".broken")
    for ending in ("-wal", "-shm"):
        if os.path.exists(file + ending):
            os.unlink(file + ending)


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(f"the manifest cannot be written: {error}", where=where, hint="see that OUT is writable and not full") from error
