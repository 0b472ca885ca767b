"""`jingwen clean`: documents into a directory by the corpus engine, or to stdout as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.inputs import STDIN
from pipeline.errors import OptionsError, OutputError, UnknownEncodingError
from pipeline.options import Options

if TYPE_CHECKING:
    from pipeline.corpus import Progress, RunOptions, Summary
    from pipeline.sources import FieldNames

    Report = Callable[[Progress], None]

STDOUT = "-"
FEW = 16
"""Files up to which a run without --workers stays in this process."""
FORMATS = ("json", "jsonl")


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asked for, apart from how documents are cleaned."""

    paths: tuple[str, ...]
    out: str
    form: str = "json"
    encoding: str | None = None
    content_field: str | None = None
    map_file: str | None = None
    workers: int | None = None
    timeout: float = 60.0
    rehash: bool = False
    prune: bool = False


def clean_all(request: Request, options: Options) -> int:
    """Clean what the request names; return the exit code. Raises OptionsError, RuleError, SourceError or OutputError before anything is cleaned."""
    _check(request, options)
    if request.out == STDOUT:
        from pipeline.commands.stream import write_stream

        return write_stream(request.paths, options, _names(request), request.encoding, request.map_file)
    return _into_directory(request, options)


def _check(request: Request, options: Options) -> None:
    """Refuse what cannot work before the first document is read."""
    if request.form not in FORMATS:
        raise OptionsError(f"unknown format {request.form!r}", hint="use one of " + ", ".join(FORMATS))
    check_encoding(request.encoding)
    if request.map_file and not options.anonymize:
        raise OptionsError("--map without --anonymize keeps nothing", hint="say what to replace, such as --anonymize all")
    if request.map_file:
        from pipeline.commands.maps import check_map

        check_map(request.map_file)
    if request.paths.count(STDIN) > 1:
        raise OptionsError("stdin can be read once only", hint="give - once")
    from pipeline.digest import configuration_digest

    configuration_digest(options)  # reads every rule file: a broken one ends the run here


def check_encoding(label: str | None) -> None:
    """Raise UnknownEncodingError for a label that nobody knows."""
    from pipeline.decode.labels import encoding_of

    if label is not None and encoding_of(label) is None:
        raise UnknownEncodingError(label)


def _into_directory(request: Request, options: Options) -> int:
    from pipeline.commands.maps import write_missing
    from pipeline.commands.progress import reporting
    from pipeline.commands.run_summary import resumable, show_summary
    from pipeline.corpus import run

    with resumable(request.out), _spooled(request) as paths, reporting() as report:
        summary = run(paths, request.out, options, _run_options(request), report)
        if request.map_file and not summary.interrupted:
            write_missing(request.map_file, paths, options, _names(request), request.encoding, _given_up(request.out, summary))
    show_summary(summary, request.out)
    if summary.interrupted:
        return 130
    return 0 if summary.ok else 1


def _run_options(request: Request) -> RunOptions:
    from pipeline.corpus import RunOptions

    return RunOptions(
        format=request.form,
        workers=request.workers or (1 if _is_small(request.paths) else processors()),
        timeout=request.timeout,
        encoding=request.encoding,
        rehash=request.rehash,
        prune=request.prune,
        fields=_names(request),
    )


def _given_up(out: str, summary: Summary) -> Callable[[str], bool]:
    """What says of a path whether the run gave its document up, for this process would hang or die of it as a worker did."""
    from pipeline.corpus.quarantine import GIVEN_UP, code_of
    from pipeline.corpus.store import open_store

    if GIVEN_UP.isdisjoint(summary.failed_by_code):
        return lambda path: False
    store = open_store(out)
    return lambda path: code_of(store, path) in GIVEN_UP


def _names(request: Request) -> FieldNames:
    from pipeline.sources import FieldNames

    return FieldNames(content=request.content_field)


def _is_small(paths: Sequence[str]) -> bool:
    """Whether there are so few files that starting workers takes longer than cleaning them: the engine then works in this process."""
    from pipeline.sources import Tally, find_files

    tally = Tally()
    files = (file for path in paths if "://" not in path for file in find_files(path, tally, ordered=False))
    return not any("://" in path for path in paths) and sum(1 for _ in islice(files, FEW + 1)) <= FEW


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _spooled(request: Request) -> Iterator[Sequence[str]]:
    """The paths, with a file that holds stdin in the place of `-`: the engine reads a file more than once. Its name becomes `stdin`."""
    if STDIN not in request.paths:
        yield request.paths
        return
    spool = Path(request.out) / "_jingwen" / "stdin"
    try:
        spool.parent.mkdir(parents=True, exist_ok=True)
        spool.write_bytes(sys.stdin.buffer.read())
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=str(spool)) from error
    try:
        yield [str(spool) if path == STDIN else path for path in request.paths]
    finally:
        spool.unlink(missing_ok=True)
