"""`jingwen explain`: why each piece of a document was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import orjson

from pipeline.commands.explain_document import explain_document
from pipeline.commands.explanation import Explanation, Row
from pipeline.commands.inputs import files_of, open_input, written_documents
from pipeline.commands.reasons import reasons
from pipeline.commands.terminal import console, emit, say
from pipeline.errors import CleaningError
from pipeline.options import Options

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.sources import RawRecord


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked of `explain`: how raw documents are read and cleaned, and every rule's reason by its id."""

    options: Options
    reasons: Mapping[str, str]
    encoding: str | None = None
    content_field: str | None = None


def explain(
    paths: Sequence[str], options: Options, *, encoding: str | None = None, content_field: str | None = None, as_json: bool = False, full: bool = False
) -> int:
    """Explain raw files, documents that were written before, or directories of either; return the exit code. `full` shows edits of white space too."""
    wish = Wish(options, reasons(options), encoding, content_field)
    first: Explanation | None = None
    rows: list[Row] = []
    failed = False
    for result in _all(paths, wish):
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


def _all(paths: Sequence[str], wish: Wish) -> Iterator[Explanation | CleaningError]:
    for path in paths:
        for found in files_of(path):
            yield from [found] if isinstance(found, CleaningError) else _in_file(*found, wish)


def _in_file(file: str, name: str, wish: Wish) -> Iterator[Explanation | CleaningError]:
    """What a file holds, raw or written; an error comes last and leaves the documents before it."""
    try:
        with open_input(file) as stream:
            written = False
            for document in written_documents(stream, name):
                written = True
                yield explain_document(f"{name}: {document['source']['path']}" if ".jsonl" in name else name, document, wish.reasons)
            if not written:
                stream.seek(0)
                yield from _raw(stream, name, wish)
    except CleaningError as error:
        yield error.at(name)


def _raw(stream: BinaryIO, name: str, wish: Wish) -> Iterator[Explanation | CleaningError]:
    from pipeline.sources import Failure, FieldNames, Limits, read_records

    names, limits = FieldNames(content=wish.content_field), Limits(max_bytes=wish.options.max_bytes)
    for record in read_records(stream, name, names=names, limits=limits):
        if isinstance(record, Failure):
            yield record.error
            continue
        try:
            document = _cleaned(record, wish)
        except CleaningError as error:
            yield error.at(record.path)
            continue
        yield explain_document(record.path, document.to_dict(), wish.reasons, document.notes, document.leaks)


def _cleaned(record: RawRecord, wish: Wish) -> Document:
    """The document of a raw record, as `jingwen clean` makes it; raises CleaningError."""
    from pipeline.cleaning import clean

    return clean(
        record.data,
        path=record.path,
        url=record.url,
        media_type=record.media_type,
        encoding=record.encoding or wish.encoding,
        declared=record.declared,
        stated=record.stated,
        truncated=record.cut,
        options=wish.options,
    )


def _show(first: Explanation, rows: Sequence[Row], *, full: bool) -> None:
    from pipeline.commands.explain_report import show_document, show_table

    out = console()
    if len(rows) == 1:
        show_document(out, first, full=full)
    else:
        show_table(out, rows)
