"""Many documents in one file: compact JSON, a document a line."""

from __future__ import annotations

import orjson

from pipeline.document import Document
from pipeline.errors import OutputError

SUFFIX = ".jsonl"


def dump(document: Document) -> bytes:
    """Return a document as one line of JSON in UTF-8; raises OutputError for text that UTF-8 cannot hold (a lone surrogate)."""
    try:
        return orjson.dumps(document.to_dict(), option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError as error:
        raise OutputError(f"the document is no valid JSON: {error}", where=str(document.source.get("path") or "")) from error
