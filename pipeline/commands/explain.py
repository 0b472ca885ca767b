"""`jingwen explain`: why each piece of a document was changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import orjson

from pipeline.commands.evidence import Explanation, Row, explanation
from pipeline.commands.inputs import open_input, shown, written_documents
from pipeline.commands.reasons import reasons
from pipeline.commands.terminal import console, emit, say
from pipeline.corpus.naming import RUN_FOLDER
from pipeline.errors import CleaningError, SourceError
from pipeline.options import Options

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.sources import RawRecord


def explain(paths: Sequence[str], options: Options, *, encoding: str | None = None, as_json: bool = False, full: bool = False) -> int:
    """Explain raw files, documents that were written before, or directories of either; return the exit code. `full` shows edits of white space too."""
    why = reasons(options)
    first: Explanation | None = None
    rows: list[Row] = []
    failed = False
    for result in _all(paths, options, why, encoding):
        if isinstance(result, CleaningError):
            say(f"jingwen: {result}")
            failed = True
        elif as_json:
            emit(orjson.dumps(result.to_dict()))
        else:
            first = first or result
            rows.append(Row.of(result))
    if first is not None:
        _show(first, rows, full=full)
    return int(failed)


def _all(paths: Sequence[str], options: Options, why: dict[str, str], encoding: str | None) -> Iterator[Explanation | CleaningError]:
    for path in paths:
        try:
            yield from explain_path(path, options, why, encoding)
        except CleaningError as error:
            yield error.at(shown(path))


def explain_path(path: str, options: Options, why: dict[str, str], encoding: str | None = None) -> Iterator[Explanation | CleaningError]:
    """Yield the explanation of each document at a path: a file (raw, a container, or one of `jingwen clean`) or a directory; raises SourceError.

    What lies below a directory's own `_jingwen` is passed over: it belongs to the run, and holds no document.
    """
    if not os.path.isdir(path):
        yield from _in_file(path, shown(path), options, why, encoding)
        return
    from pipeline.sources import Failure, Tally, find_files

    empty = True
    for found in find_files(path, Tally(), skip=frozenset({os.path.realpath(os.path.join(path, RUN_FOLDER))})):
        empty = False
        if isinstance(found, Failure):
            yield found.error
            continue
        name = f"{path.rstrip('/')}/{found.name}"
        try:
            yield from _in_file(found.path, name, options, why, encoding)
        except CleaningError as error:
            yield error.at(name)
    if empty:
        yield SourceError("holds no file to explain", where=path, hint="give raw files, or what jingwen clean wrote")


def _in_file(file: str, name: str, options: Options, why: dict[str, str], encoding: str | None) -> Iterator[Explanation | CleaningError]:
    with open_input(file) as stream:
        written = written_documents(stream, name)
        if (first := next(written, None)) is not None:
            second = next(written, None)
            for document in chain((first,), () if second is None else (second,), written):
                yield explanation(name if second is None else f"{name}: {document['source']['path']}", document, why)
            return
        stream.seek(0)
        yield from _raw(stream, name, options, why, encoding)


def _raw(stream: BinaryIO, name: str, options: Options, why: dict[str, str], encoding: str | None) -> Iterator[Explanation | CleaningError]:
    from pipeline.sources import Failure, Limits, read_records

    for record in read_records(stream, name, limits=Limits(max_bytes=options.max_bytes)):
        if isinstance(record, Failure):
            yield record.error
            continue
        try:
            document = _cleaned(record, options, encoding)
        except CleaningError as error:
            yield error.at(record.path)
            continue
        yield explanation(record.path, document.to_dict(), why, document.notes, document.leaks)


def _cleaned(record: RawRecord, options: Options, encoding: str | None) -> Document:
    """The document of a raw record, as `jingwen clean` makes it; raises CleaningError."""
    from pipeline.cleaning import clean

    return clean(
        record.data,
        path=record.path,
        url=record.url,
        media_type=record.media_type,
        encoding=record.encoding or encoding,
        declared=record.declared,
        options=options,
    )


def _show(first: Explanation, rows: Sequence[Row], *, full: bool) -> None:
    from pipeline.commands.explain_report import show_document, show_table

    out = console()
    if len(rows) == 1:
        show_document(out, first, full=full)
    else:
        show_table(out, rows)
