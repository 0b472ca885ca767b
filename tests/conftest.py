"""What holds for all tests: property tests try the same cases each time, processes share byte code, and two workers share the work evenly."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The run that guards main tries the same cases each time, `--hypothesis-profile=search` new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None, print_blob=True)
settings.load_profile("same")

# The processes that tests start, a hundred, would each compile the package anew: a third of what they need.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

SERVER = ("flows",)
"""Folders whose tests share a Prefect server; each xdist worker that runs any of them starts one."""
PROCESSES = ("cli", "corpus", "docs")
"""Folders whose tests start processes and wait for them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first in each half: `--dist worksteal` gives each of two xdist workers a half, and then moves quick tests only."""
    room = {item: item.path.relative_to(Path(__file__).parent).parts[0] for item in items}
    server, processes = ([item for item in items if room[item] in names] for names in (SERVER, PROCESSES))
    quick = [item for item in items if room[item] not in SERVER + PROCESSES]
    first = max(0, len(items) // 2 - len(server))
    items[:] = [*server, *quick[:first], *processes, *quick[first:]]
