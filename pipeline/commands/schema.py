"""`jingwen schema`: the JSON Schema of what `jingwen clean` writes."""

from __future__ import annotations

import sys

import orjson

from pipeline.schema import json_schema


def print_schema() -> int:
    """Print the JSON Schema; return the exit code."""
    sys.stdout.buffer.write(orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2) + b"\n")
    return 0
