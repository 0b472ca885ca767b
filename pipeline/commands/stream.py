"""Documents to stdout, one line of JSON each, as they come: what `jingwen clean … -o -` does, in this process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence

from pipeline.commands.inputs import STDIN
from pipeline.commands.maps import write_map
from pipeline.commands.terminal import emit, say
from pipeline.corpus.records import Failed, Setup
from pipeline.corpus.work import clean_record
from pipeline.document import Document
from pipeline.errors import CleaningError, SourceError
from pipeline.options import Options
from pipeline.sources import Failure, FieldNames, Limits, RawRecord, Tally, find_files, read_file, read_records
from pipeline.writers import WRITERS


def write_stream(
    paths: Sequence[str], options: Options, names: FieldNames, encoding: str | None = None, map_file: str | None = None
) -> int:
    """Write the documents of all paths to stdout; return the exit code. Raises OutputError if the map file cannot be written."""
    failed = 0
    secrets: list[Document] = []
    tally = Tally()
    try:
        for result in stream(paths, options, names, encoding, tally):
            if isinstance(result, Failed):
                say(f"jingwen: {result.message if result.message.startswith(result.path) else f'{result.path}: {result.message}'}")
                failed += 1
                continue
            if map_file:
                secrets.append(result)
            emit(WRITERS["jsonl"].dump(result).rstrip(b"\n"))
    finally:  # whatever ends it: what was written to stdout has no other key
        if map_file:
            write_map(map_file, secrets)
    if tally.skipped:
        say("jingwen: passed over: " + ", ".join(f"{reason} {count}" for reason, count in sorted(tally.skipped.items())))
    return int(failed > 0)


def stream(
    paths: Sequence[str], options: Options, names: FieldNames, encoding: str | None = None, tally: Tally | None = None
) -> Iterator[Document | Failed]:
    """Yield the document of every record that the paths hold, or the reason why there is none; what is passed over is counted in `tally`."""
    for found in records(paths, options, names, tally):
        if isinstance(found, Failure):
            yield Failed(found.path, found.error.code, str(found.error.at(found.path)))
            continue
        result = clean_one(found, options, encoding)
        yield _writable(result) if isinstance(result, Document) else result


def clean_one(record: RawRecord, options: Options, encoding: str | None = None) -> Document | Failed:
    """Return the document of one record as the corpus engine makes it, or why there is none."""
    return clean_record(record, Setup(out="", options=options, format="jsonl", timeout=0, encoding=encoding))


def _writable(document: Document) -> Document | Failed:
    """The document, if JSON can hold it."""
    try:
        WRITERS["jsonl"].dump(document)
    except CleaningError as error:
        return Failed(str(document.source["path"]), error.code, str(error))
    return document


def records(
    paths: Sequence[str], options: Options, names: FieldNames, tally: Tally | None = None, skip: Callable[[str], bool] = lambda name: False
) -> Iterator[RawRecord | Failure]:
    """Yield the raw records of files, directories and stdin (`-`), containers opened; what is passed over is counted in `tally`.

    Files of which `skip` says so by their names are not opened.
    """
    limits, tally = Limits(max_bytes=options.max_bytes), tally or Tally()
    for path in paths:
        if path == STDIN:
            yield from read_records(sys.stdin.buffer, "stdin", names=names, limits=limits, tally=tally)
        elif not os.path.lexists(path):
            yield Failure(path, SourceError("no such file or directory", where=path))
        else:
            for found in find_files(path, tally):
                if isinstance(found, Failure):
                    yield found
                elif not skip(found.name):
                    yield from read_file(found.path, found.name, names=names, limits=limits, tally=tally)
