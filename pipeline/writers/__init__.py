"""How a document is written: one module per format, listed in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.document import Document
from pipeline.writers import json, jsonl


class Writer(NamedTuple):
    """An output format: the ending of its files, and the function that turns a document into bytes (raises OutputError)."""

    suffix: str
    dump: Callable[[Document], bytes]


WRITERS: Mapping[str, Writer] = {"json": Writer(json.SUFFIX, json.dump), "jsonl": Writer(jsonl.SUFFIX, jsonl.dump)}
"""The formats that `--format` knows."""

__all__ = ["WRITERS", "Writer"]
