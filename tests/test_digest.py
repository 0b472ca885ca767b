"""The configuration digest changes with whatever decides what a document says, and with nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline

_PRINT = "from pipeline.digest import configuration_digest; from pipeline.options import Options; print(configuration_digest(Options()))"


def _digest(root: Path) -> str:
    ran = subprocess.run([sys.executable, "-c", _PRINT], cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.mark.parametrize(
    ("file", "decides"),
    [
        ("stages/reflow.py", True),
        ("rules/heuristics/doubled.py", True),
        ("scoring/weights_text.json", True),
        ("scoring/train/folds.py", False),
        ("commands/explain.py", False),
        ("corpus/pool.py", False),
        ("cli.py", False),
    ],
)
def test_code_that_decides_a_text_is_in_the_digest(tmp_path: Path, file: str, decides: bool) -> None:
    shutil.copytree(Path(pipeline.__file__).parent, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    before = _digest(tmp_path)
    with (tmp_path / "pipeline" / file).open("a", encoding="utf-8") as sink:
        sink.write("\n")
    assert (_digest(tmp_path) != before) == decides
