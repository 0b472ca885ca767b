"""The top of the command line: an expected failure is one line and an exit code, a bug a log with versions and traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.errors import CleaningError, OptionsError, RuleError, UnknownEncodingError

OK, FAILED, USAGE, BUG = 0, 1, 2, 3
INTERRUPTED = 130
"""What a shell reports for a program that SIGINT ended."""


def guarded(command: Callable[..., object], arguments: Sequence[str]) -> int:
    """Run the command line with its arguments and return its exit code; never raises."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a character shows its escape
            stream.reconfigure(errors="backslashreplace")
    try:
        command(list(arguments), prog_name="jingwen")
        sys.stdout.flush()
    except SystemExit as stop:
        return _ended(stop.code)
    except OSError as error:
        return _environment(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except CleaningError as error:
        _say(f"jingwen: {error}")
        return USAGE if isinstance(error, OptionsError | RuleError | UnknownEncodingError) else FAILED
    except Exception as error:  # the boundary: whatever it is, the user gets one line and a log to send
        return _bug(error, arguments)
    return OK


def _open_closed_streams() -> None:
    """Put something in the place of a standard stream that the shell closed (`>&-`); writing to such a stdout fails as a full disk does."""
    for name, mode, access in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, access), mode, encoding="utf-8"))


def _ended(code: object) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        return _environment(error)
    return code if isinstance(code, int) else OK if code is None else FAILED


def _environment(error: OSError) -> int:
    """Say what the system refused: a full disk, a missing permission. A reader that went away (`jingwen … | head`) needs no word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
    if not isinstance(error, BrokenPipeError):
        place = f"{error.filename}: " if error.filename else ""
        _say(f"jingwen: {place}{error.strerror or error}")
    return FAILED


def _say(message: str) -> None:
    from pipeline.commands.terminal import say

    say(message)


def _bug(error: Exception, arguments: Sequence[str]) -> int:
    log = _write_log(error, arguments)
    _say(f"jingwen: unexpected {type(error).__name__}: {error}")
    _say(f"This is a bug in jingwen. The details are in {log}; please send them with your report." if log else "This is a bug in jingwen.")
    return BUG


def _write_log(error: Exception, arguments: Sequence[str]) -> Path | None:
    """Write versions and traceback to the user's cache directory; return the file, None (traceback on stderr) if that fails."""
    import platform
    import traceback
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"arguments: {list(arguments)!r}", f"python: {sys.version}", f"platform: {platform.platform()}"]
    for package in ("jingwen", "typer", "rich", "regex", "ahocorasick-rs", "selectolax", "orjson", "numpy", "prefect"):
        try:
            lines.append(f"{package}: {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package}: not installed")
    text = "\n".join([*lines, "", *traceback.format_exception(error)])
    path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jingwen" / "error.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError:
        print(text, file=sys.stderr)
        return None
    return path
