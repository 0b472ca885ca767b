"""Exit codes, messages of one line, and the log of a bug."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.commands.boundary import guarded
from pipeline.errors import OptionsError, RuleError, SourceError

from .conftest import BODY, Jingwen


def _raising(error: BaseException) -> int:
    def command(arguments: Sequence[str], prog_name: str) -> None:
        raise error

    return guarded(command, ["clean", "x"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(SystemExit(0), 0, id="done"),
        pytest.param(SourceError("cannot be read", where="a.txt"), 1, id="failed"),
        pytest.param(OptionsError("unknown mode 'x'"), 2, id="usage"),
        pytest.param(RuleError("kind: missing", where="a.toml, rule a.b"), 2, id="rule"),
        pytest.param(KeyboardInterrupt(), 130, id="interrupted"),
    ],
)
def test_exit_codes(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert _raising(error) == code
    assert capsys.readouterr().err.count("\n") <= 1


def test_a_bug_leaves_a_log_with_versions_and_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert _raising(ZeroDivisionError("division by zero\x1b[2J")) == 3
    err = capsys.readouterr().err
    assert "unexpected ZeroDivisionError: division by zero\\x1b[2J" in err
    log = (tmp_path / "jingwen" / "error.log").read_text("utf-8")
    assert str(tmp_path) in err
    for word in ("arguments: ['clean', 'x']", "python: 3.", "regex: ", "Traceback", "test_boundary.py"):
        assert word in log


def test_a_log_that_cannot_be_written_goes_to_stderr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert _raising(ZeroDivisionError("x")) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "x"], "'-o' / '--out'"),
        (["clean", "-o", "-"], "PATH..."),
        (["clean", "x", "-o", "-", "--mode", "wild"], "unknown mode 'wild' (use one of rules, cautious, article)"),
        (["clean", "x", "-o", "-", "--placeholders", "hide"], "unknown placeholder form"),
        (["clean", "x", "-o", "-", "--anonymize", "shoes"], "cannot anonymize shoes"),
        (["clean", "x", "-o", "-", "--format", "xml"], "unknown format 'xml'"),
        (["clean", "x", "-o", "-", "--max-bytes", "0"], "--max-bytes"),
        (["clean", "x", "-o", "-", "--rules", "/nonexistent"], "no such file or directory"),
        (["nonsense"], "No such command"),
    ],
    ids=lambda value: "-".join(value[-2:]) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2_and_says_what_to_do(jingwen: Jingwen, arguments: list[str], said: str) -> None:
    ran = jingwen(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err


def test_version_has_the_configuration_digest(jingwen: Jingwen) -> None:
    lines = jingwen("--version").text.splitlines()
    assert lines[0].startswith("jingwen ")
    assert len(lines[1].removeprefix("configuration ")) == 64


@pytest.mark.parametrize("command", [[], ["clean"], ["explain"], ["restore"], ["schema"], ["rules"], ["rules", "list"], ["flow"], ["flow", "run"]])
def test_every_command_has_help(jingwen: Jingwen, command: list[str]) -> None:
    ran = jingwen(*command, "--help")
    assert ran.code == 0
    assert ran.text.startswith("Usage: jingwen")


def _imported(*arguments: str) -> set[str]:
    """The top-level modules that a run of the command line imports."""
    script = f"""
import sys
from pipeline.cli import app
from pipeline.commands.boundary import guarded
code = guarded(app, {list(arguments)!r})
print("\\n".join(sorted({{name.split(".")[0] for name in sys.modules}})), file=sys.stderr)
sys.exit(code)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_imports_nothing_heavy() -> None:
    assert not _imported("--help") & {"rich", "regex", "ahocorasick_rs", "orjson", "selectolax", "bs4", "numpy", "prefect", "fsspec"}


def test_cleaning_a_small_text_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, "utf-8")
    unneeded = {"prefect", "bs4", "numpy", "distributed", "charset_normalizer", "markdown_it", "fsspec", "rich"}
    assert not _imported("clean", str(tmp_path / "a.txt"), "-o", "-") & unneeded


def test_completion_is_offered_for_bash(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from pipeline.cli import main; main()"
    environment = {"_JINGWEN_COMPLETE": "complete_bash", "COMP_WORDS": "jingwen ex", "COMP_CWORD": "1", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert done.stdout.split() == ["explain"]


@pytest.mark.parametrize(("closed", "arguments", "code"), [("<&-", "clean - -o -", 0), (">&-", "schema", 1), (">&- 2>&-", "clean page.txt -o out", 0)])
def test_streams_that_the_shell_closed_are_no_bug(page: Path, closed: str, arguments: str, code: int) -> None:
    program = f"{sys.executable} -c 'from pipeline.cli import main; main()'"
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    ran = subprocess.run(f"{program} {arguments} {closed}", shell=True, cwd=page.parent, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False)
    assert ran.returncode == code, ran.stderr
    assert b"bug" not in ran.stderr
    assert (page.parent / "out" / "page.txt.json").exists() == ("out" in arguments.split())
