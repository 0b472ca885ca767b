"""`jingwen --version`."""

from __future__ import annotations

from pipeline.digest import VERSION, configuration_digest
from pipeline.options import Options


def print_version() -> int:
    """Print the version and the configuration digest of the default options; return the exit code."""
    print(f"jingwen {VERSION}")
    print(f"configuration {configuration_digest(Options())}")
    return 0
