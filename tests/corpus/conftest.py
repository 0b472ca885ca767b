"""Raw files to run over, and what a run wrote."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.corpus import RunOptions, Summary, run
from pipeline.options import Options

FAULTS = Path(__file__).parent / "faults"

Clean = Callable[..., Summary]


def speech(number: int, extra: str = "") -> str:
    """A short page with chrome on it, different for each number."""
    return (
        f"您好,欢迎访问某某文库\n第{number}次会议上的讲话\n同志们:\n今天的会议很重要,主要是部署第{number}季度的工作。{extra}\n"
        f"一、要统一思想,把各项任务落到实处。全市共完成投资{number}xx万元,比去年同期有较大增长。\n谢谢大家。\n"
    )


def outputs(out: Path) -> Mapping[str, bytes]:
    """What stands in OUT apart from the run's own files, by POSIX path."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {name: data for name, data in sorted(found.items()) if not name.startswith("_jingwen/")}


def quarantined(out: Path) -> list[str]:
    """The paths of the quarantine records in OUT."""
    folder = out / "_jingwen" / "quarantine"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def leftovers(out: Path) -> list[Path]:
    """Unfinished files in OUT."""
    return [path for path in out.rglob("*") if path.is_file() and ("tmp" in path.relative_to(out).parts or path.suffix in (".tmp", ".new"))]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with six documents in two folders."""
    folder = tmp_path / "raw"
    for number in range(6):
        file = folder / ("sub" if number % 2 else ".") / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(speech(number), "utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "out"


@pytest.fixture
def clean(raw: Path, out: Path) -> Clean:
    """Runs the corpus engine from `raw` to `out` with the run options that are given."""

    def call(*paths: Path, **chosen: object) -> Summary:
        return run([str(path) for path in paths or (raw,)], str(out), Options(), RunOptions(**chosen))  # type: ignore[arg-type]

    return call


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes do what texts tell them (see faults/sitecustomize.py)."""
    monkeypatch.setenv("PYTHONPATH", str(FAULTS))
    monkeypatch.syspath_prepend(str(FAULTS))
    assert os.path.isfile(FAULTS / "sitecustomize.py")
