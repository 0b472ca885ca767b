"""A work unit done away from its driver, on another machine that reaches RAW and OUT by the same names."""

from __future__ import annotations

import tempfile
from dataclasses import replace

from pipeline.corpus.pool import Worker
from pipeline.corpus.records import Setup
from pipeline.corpus.shards import Finished, Unit, clean_unit
from pipeline.corpus.store import open_store


def clean_remotely(unit: Unit, setup: Setup) -> Finished:
    """Do a work unit in a worker process of its own, so that a document that kills ends neither the unit nor its host. Raises StorageError."""
    with tempfile.TemporaryDirectory(prefix="jingwen-") as staging:
        here = replace(setup, staging=staging)
        worker = Worker(here)
        try:
            if unit.name:
                return clean_unit(unit, here, open_store(setup.out), worker)
            return Finished(unit.shard, "", tuple(worker.clean(unit.jobs)), None)
        finally:
            worker.close()
