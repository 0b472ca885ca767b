"""One document in one file: JSON with an indent of 2 and a final newline."""

from __future__ import annotations

import orjson

from pipeline.document import Document
from pipeline.errors import OutputError

SUFFIX = ".json"


def dump(document: Document) -> bytes:
    """Return a document as indented JSON in UTF-8; raises OutputError for text that UTF-8 cannot hold (a lone surrogate)."""
    try:
        return orjson.dumps(document.to_dict(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError as error:
        raise OutputError(f"the document is no valid JSON: {error}", where=str(document.source.get("path") or "")) from error
