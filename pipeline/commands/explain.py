"""`jingwen explain`: why each piece of a document was changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import orjson

from pipeline.commands.evidence import Explanation, explanation
from pipeline.commands.inputs import parse_documents, read_bytes, shown
from pipeline.commands.reasons import reasons
from pipeline.commands.terminal import console, emit, say
from pipeline.errors import CleaningError
from pipeline.options import Options

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.sources import RawRecord


def explain(paths: Sequence[str], options: Options, *, encoding: str | None = None, as_json: bool = False, full: bool = False) -> int:
    """Explain raw files, or documents that were written before; return the exit code. `full` shows edits of white space too."""
    why = reasons(options)
    found: list[Explanation] = []
    failed = False
    for result in _all(paths, options, why, encoding):
        if isinstance(result, CleaningError):
            say(f"jingwen: {result}")
            failed = True
        else:
            found.append(result)
    if as_json:
        for explained in found:
            emit(orjson.dumps(explained.to_dict()))
    elif found:
        _show(found, full=full)
    return int(failed)


def _all(paths: Sequence[str], options: Options, why: dict[str, str], encoding: str | None) -> Iterator[Explanation | CleaningError]:
    for path in paths:
        try:
            yield from explain_file(path, options, why, encoding)
        except CleaningError as error:
            yield error.at(shown(path))


def explain_file(path: str, options: Options, why: dict[str, str], encoding: str | None = None) -> Iterator[Explanation | CleaningError]:
    """Yield the explanation of each document at a path: a raw file, a container, a directory, or what `jingwen clean` wrote; raises SourceError."""
    written = parse_documents(read_bytes(path)) if path.endswith((".json", ".jsonl")) and not os.path.isdir(path) else []
    if written:
        for loaded in written:
            yield explanation(path if len(written) == 1 else str(loaded["source"]["path"]), loaded, why)
        return
    from pipeline.commands.stream import records
    from pipeline.sources import Failure

    for record in records([path], options):
        name = f"{path.rstrip('/')}/{record.path}" if os.path.isdir(path) else shown(path)
        if isinstance(record, Failure):
            yield record.error.at(name)
            continue
        try:
            document = _cleaned(record, options, encoding)
        except CleaningError as error:
            yield error.at(name)
            continue
        number = record.path.rpartition("#")[2] if record.record is not None else ""
        yield explanation(name + (f"#{number}" if number and not os.path.isdir(path) else ""), document.to_dict(), why, document.notes)


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


def _show(found: Sequence[Explanation], *, full: bool) -> None:
    from pipeline.commands.explain_report import show_document, show_table

    out = console()
    if len(found) == 1:
        show_document(out, found[0], full=full)
    else:
        show_table(out, found)
