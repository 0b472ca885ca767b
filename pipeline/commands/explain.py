"""`jingwen explain`: why each piece of a document was changed."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from pipeline.commands.evidence import Explanation, explanation
from pipeline.commands.inputs import parse_documents, read_bytes, shown
from pipeline.commands.reasons import reasons
from pipeline.commands.terminal import console, emit, say
from pipeline.errors import CleaningError
from pipeline.options import Options


def explain(paths: Sequence[str], options: Options, *, encoding: str | None = None, as_json: bool = False) -> int:
    """Explain raw files, or documents that were written before; return the exit code."""
    why = reasons(options)
    found: list[Explanation] = []
    failed = False
    for path in paths:
        try:
            found += explain_file(path, options, why, encoding)
        except CleaningError as error:
            say(f"jingwen: {error.at(shown(path))}")
            failed = True
    if as_json:
        for explained in found:
            emit(orjson.dumps(explained.to_dict()))
    elif found:
        _show(found)
    return int(failed)


def explain_file(path: str, options: Options, why: dict[str, str], encoding: str | None = None) -> list[Explanation]:
    """Return the explanation of one raw file, or of each document that a file of `jingwen clean` holds; raises CleaningError."""
    data = read_bytes(path)
    if written := parse_documents(data):
        return [explanation(str(document["source"]["path"] or shown(path)), document, why) for document in written]
    from pipeline.cleaning import clean

    document = clean(data, path=shown(path), encoding=encoding, options=options)
    return [explanation(shown(path), document.to_dict(), why, document.notes)]


def _show(found: Sequence[Explanation]) -> None:
    from pipeline.commands.explain_report import show_document, show_table

    out = console()
    if len(found) == 1:
        show_document(out, found[0])
    else:
        show_table(out, found)
