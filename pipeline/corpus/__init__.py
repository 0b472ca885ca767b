"""A run over many documents: find, skip what is unchanged, clean in workers, write atomically, quarantine, sum up."""

from pipeline.corpus.run_options import Progress, RunOptions
from pipeline.corpus.running import run
from pipeline.corpus.summary import Summary

__all__ = ["Progress", "RunOptions", "Summary", "run"]
