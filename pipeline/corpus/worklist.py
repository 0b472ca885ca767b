"""What this run found and what it has to do, in temporary tables beside the manifest: they hold millions without growing the process."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.corpus.manifest import Manifest
from pipeline.corpus.records import Job

_SCHEMA = """
CREATE TEMP TABLE found (path TEXT PRIMARY KEY, location BLOB, size INTEGER, stamp TEXT) WITHOUT ROWID;
CREATE TEMP TABLE pending (number INTEGER PRIMARY KEY, shard INTEGER, path TEXT, location BLOB, sha256 TEXT, output_sha256 TEXT, output TEXT, size INTEGER, stamp TEXT);
CREATE TEMP TABLE dirty (shard INTEGER PRIMARY KEY);
CREATE TEMP TABLE unreadable (prefix TEXT PRIMARY KEY) WITHOUT ROWID;
"""
# A file is gone if it was not found, and the place where it lay could be looked at.
_GONE = (
    "NOT EXISTS (SELECT 1 FROM found n WHERE n.path = f.path) AND NOT EXISTS (SELECT 1 FROM unreadable u WHERE u.prefix = '.' OR f.path = u.prefix "
    "OR substr(f.path, 1, length(u.prefix) + 1) = u.prefix || '/')"
)


class Found(NamedTuple):
    """A raw file that a scan found; `size` is in bytes, `stamp` changes when the file does."""

    path: str
    location: str
    size: int
    stamp: str


class Known(NamedTuple):
    """A found file beside what the manifest knows about it (None where it knows nothing)."""

    path: str
    location: bytes
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
    shard: int | None
    tried: float | None
    code: str | None


class Pending(NamedTuple):
    """A file to clean; the digests are given when equal ones would mean that nothing is to be done."""

    number: int
    shard: int
    path: str
    location: bytes
    sha256: str | None
    output_sha256: str | None
    output: str | None
    size: int
    stamp: str


class Worklist:
    """The temporary tables of one run."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        with manifest.writing() as db:
            db.executescript(_SCHEMA)

    def add_found(self, files: Iterable[Found]) -> None:
        """Take in what a scan found; the first of two with one path wins."""
        rows = ((f.path, os.fsencode(f.location), f.size, f.stamp) for f in files)
        with self._manifest.writing() as db:
            db.executemany("INSERT OR IGNORE INTO found VALUES (?, ?, ?, ?)", rows)

    def location_of(self, path: str) -> str | None:
        """Return where the scan found a path, None if it did not."""
        with self._manifest.writing() as db:
            row = db.execute("SELECT location FROM found WHERE path = ?", (path,)).fetchone()
        return os.fsdecode(row[0]) if row else None

    def count_found(self) -> int:
        """Return the number of files found."""
        with self._manifest.writing() as db:
            return int(db.execute("SELECT count(*) FROM found").fetchone()[0])

    def add_unreadable(self, prefix: str) -> None:
        """Remember that nothing is known of what lies at or below a path, so nothing there counts as vanished."""
        with self._manifest.writing() as db:
            db.execute("INSERT OR IGNORE INTO unreadable VALUES (?)", (prefix,))

    def known(self) -> Iterator[Known]:
        """Yield every found file, in the order of paths, beside what is known of it."""
        query = (
            "SELECT n.path, n.location, n.size, n.stamp, f.size, f.stamp, f.sha256, f.config, f.status, f.output, f.output_size, f.output_sha256, f.shard, "
            "f.tried, CASE WHEN f.status = 'failed' THEN (SELECT code FROM failures x WHERE x.path = n.path) END "
            "FROM found n LEFT JOIN files f ON f.path = n.path ORDER BY n.path"
        )
        return map(Known._make, self._manifest.rows(query))

    def add_pending(self, rows: Iterable[Pending]) -> None:
        """Take in files to clean."""
        with self._manifest.writing() as db:
            db.executemany("INSERT INTO pending VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def index(self) -> None:
        """Get ready to be asked for shards."""
        with self._manifest.writing() as db:
            db.execute("CREATE INDEX IF NOT EXISTS temp.pending_by_shard ON pending (shard)")

    def jobs(self, first: int, end: int) -> list[Job]:
        """Return the jobs whose numbers are in [first, end), in the order of paths."""
        with self._manifest.writing() as db:
            return [
                _job(Pending(*row))
                for row in db.execute("SELECT * FROM pending WHERE number >= ? AND number < ? ORDER BY number", (first, end))
            ]

    def shard_jobs(self, shard: int) -> list[Job]:
        """Return the jobs of one shard, in the order of paths."""
        with self._manifest.writing() as db:
            return [_job(Pending(*row)) for row in db.execute("SELECT * FROM pending WHERE shard = ? ORDER BY number", (shard,))]

    def dirty_gone(self, *, stale: bool) -> None:
        """Mark the shards that hold documents whose raw file is gone (and, if `stale`, those that can no longer be cleaned)."""
        with self._manifest.writing() as db:
            db.execute(f"INSERT OR IGNORE INTO dirty SELECT shard FROM files f WHERE shard IS NOT NULL AND {_GONE}")  # noqa: S608
            if stale:
                db.execute("INSERT OR IGNORE INTO dirty SELECT shard FROM files WHERE shard IS NOT NULL AND status = 'failed'")

    def shards(self) -> list[int]:
        """Return the numbers of the shards that have something to do."""
        with self._manifest.writing() as db:
            return [row[0] for row in db.execute("SELECT shard FROM pending UNION SELECT shard FROM dirty ORDER BY 1")]

    def kept(self, shard: int, *, prune: bool) -> list[tuple[str, Job | None]]:
        """Return the paths of the documents of a shard that stay as they are, each with the job that would make it again (None: its raw file is gone)."""
        query = (
            "SELECT f.path, n.location, n.size, n.stamp FROM files f LEFT JOIN found n ON n.path = f.path WHERE f.shard IS NOT NULL AND f.shard = ? "
            "AND f.path NOT IN (SELECT path FROM pending WHERE shard = ?)"
        )
        if prune:
            query += f" AND f.status = 'done' AND NOT ({_GONE})"
        with self._manifest.writing() as db:
            rows = db.execute(query + " ORDER BY f.path", (shard, shard)).fetchall()
        return [
            (path, Job(path, os.fsdecode(place), size=size, stamp=stamp) if place is not None else None)
            for path, place, size, stamp in rows
        ]

    def vanished(self) -> list[tuple[str, str | None, int | None]]:
        """Return path, output and shard of the files that are gone."""
        return list(self._manifest.rows(f"SELECT path, output, shard FROM files f WHERE {_GONE} ORDER BY path"))  # noqa: S608

    def stale(self) -> list[tuple[str, str, int | None]]:
        """Return path, output and shard of files that can no longer be cleaned but could once."""
        return list(
            self._manifest.rows("SELECT path, output, shard FROM files WHERE status = 'failed' AND output IS NOT NULL ORDER BY path")
        )


def _job(row: Pending) -> Job:
    known = (row.sha256, row.output_sha256 or "") if row.sha256 else None
    return Job(row.path, os.fsdecode(row.location), known, row.output, row.size, row.stamp)
