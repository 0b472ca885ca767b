"""Runs the command line in this process, as a shell would: arguments and stdin in; exit code, stdout and stderr out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from pipeline.cli import app
from pipeline.commands.boundary import guarded


class Ran(NamedTuple):
    """What a command left: exit code, stdout as bytes, stderr as text."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Stdout as text."""
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[Any]:
        """Stdout as JSON lines."""
        return [orjson.loads(line) for line in self.out.splitlines()]


Jingwen = Callable[..., Ran]


@pytest.fixture
def jingwen(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Jingwen:
    """A function that runs `jingwen` with its arguments."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capfdbinary.readouterr()
        code = guarded(app, [str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode("utf-8", "surrogateescape"))

    return run


BODY = "同志们:\n今天的会议很重要,请大家认真记录,会后抓好落实,按时报告进展情况,不得有丝毫懈怠。\n"
PAGE = "您好,欢迎访问某某文库\n" + BODY + "立即购买\n会后,请各位把今天的要求带回去,一件一件地办好,办实,让群众看到变化,得到实惠。\n版权所有 某某文库\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small raw page with chrome before, in and after its body."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one good page."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "good.txt").write_text(PAGE, "utf-8")
    return folder
