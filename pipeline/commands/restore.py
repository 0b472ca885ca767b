"""`jingwen restore`: the decoded source of a document, put back together from its JSON alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.commands.inputs import read_documents, shown
from pipeline.document import restore
from pipeline.errors import OptionsError, RestoreError


def write_source(path: str, map_file: str | None = None, wanted: str | None = None) -> int:
    """Write the source of a document to stdout, in UTF-8; return the exit code.

    path: a JSON document, or JSON lines of which `wanted` is the id. Raises RestoreError, SourceError or OptionsError.
    """
    document = _chosen(path, wanted)
    secrets = _secrets(map_file, document) if map_file else []
    try:
        text = restore(document, secrets)
    except RestoreError as error:
        raise error.at(shown(path)) from error
    _write(text)
    return 0


def _secrets(map_file: str, document: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    from pipeline.commands.maps import secrets_of

    secrets = secrets_of(map_file, document)
    if secrets is None:
        raise RestoreError(f"holds nothing for document {document.get('id')}", where=map_file, hint="give the map file of the same run")
    return secrets


def _chosen(path: str, wanted: str | None) -> Mapping[str, Any]:
    documents = read_documents(path)
    if wanted is not None:
        found = next((document for document in documents if document.get("id") == wanted), None)
        if found is None:
            raise OptionsError(f"no document {wanted}", where=shown(path), hint="ids stand in the key id of each line")
        return found
    first = next(documents)
    if any(document.get("id") != first.get("id") for document in documents):
        raise OptionsError("holds several documents", where=shown(path), hint="say which with --id")
    return first


def _write(text: str) -> None:
    if sys.stdout.isatty():
        from pipeline.commands.terminal import visible

        sys.stdout.write("\n".join(visible(line) for line in text.split("\n")))
        return
    # A source may hold lone surrogates (decoded text given to the library); they come out as they are.
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
