"""A run over many documents: find, skip what is unchanged, clean in workers, write atomically, quarantine, sum up."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.corpus.engine import check_places
    from pipeline.corpus.run_options import Progress, RunOptions
    from pipeline.corpus.running import run
    from pipeline.corpus.summary import Summary

__all__ = ["Progress", "RunOptions", "Summary", "check_places", "run"]

_HOMES = {"Progress": "run_options", "RunOptions": "run_options", "Summary": "summary", "check_places": "engine", "run": "running"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: one document to stdout needs neither manifest nor worker processes."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
