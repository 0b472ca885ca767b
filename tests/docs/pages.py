"""Follows a page of the documentation word for word: writes its files, runs its commands and its Python, compares what it shows.

A fenced block with a title (```toml title="my-rules/banner.toml") is a file; `sh` is run; `python` is run, all blocks of a page in one
namespace; `text` without a title, after `sh`, is what the output holds, line by line in that order.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 300
"""A hang guard for one block; they need seconds."""


class Block(NamedTuple):
    """A fenced block: its language, its file name if it is a file, and what stands in it."""

    language: str
    title: str | None
    body: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page, in order."""
    for match in _FENCE.finditer(page.read_text("utf-8")):
        yield Block(match[1], match[2], match[3])


def copy_of_the_clone(folder: Path) -> None:
    """Put what a clone has and the pages speak of into a folder; `.venv` is the one that runs the tests."""
    for name in ("raw", "Makefile", "pyproject.toml", "constraints.txt"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy2(source, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)


def follow(page: Path, folder: Path, shell: Callable[[str, Path], str] | None = None) -> int:
    """Follow a page in a folder; return how many blocks were run. Raises AssertionError where it does not say what happens.

    shell: runs the `sh` blocks in a folder and returns their stdout; bash if it is None.
    """
    output, done, namespace = "", 0, {"__name__": "__main__"}
    for block in blocks(page):
        if block.title:
            (folder / block.title).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.title).write_text(block.body, "utf-8")
        elif block.language == "sh":
            output = (shell or bash)(block.body, folder)
            done += 1
        elif block.language == "python":
            _python(block.body, folder, namespace)
            done += 1
        elif block.language == "text" and output:
            _shown(block.body, output)
    return done


def prefect_home(folder: Path) -> Path:
    """Where Prefect keeps its things when a page is followed in a folder."""
    return folder / ".prefect"


def bash(script: str, folder: Path) -> str:
    """Run a script in a folder and return its stdout. Raises AssertionError if it fails."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PREFECT_HOME": str(prefect_home(folder)),
        "COLUMNS": "200",
    }
    environment.pop("MAKEFLAGS", None)  # of a `make test` around this
    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _python(code: str, folder: Path, namespace: dict[str, str]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        exec(compile(code, "documentation", "exec"), namespace)
    finally:
        os.chdir(before)


def _shown(expected: str, output: str) -> None:
    at = 0
    for line in filter(None, map(str.strip, expected.splitlines())):
        found = output.find(line, at)
        assert found >= 0, f"not in the output, or not in this order: {line}\n{output}"
        at = found + len(line)
