"""Read training pairs: JSON Lines with a raw document and its clean body."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from pipeline.readers import html as html_reader
from pipeline.scoring.train.align import align, squeeze
from pipeline.scoring.train.examples import CHROME, UNSURE, Example, flattened, glued, trimmed
from pipeline.scoring.units import split_units
from pipeline.scoring.weights import Kind

_ALIGNED = 0.8  # of a body's characters; a pair below this has another page's body, or a layout that lines cannot follow

_BESIDE_TITLE = 12  # code points, blanks apart, that a line may hold beside the title: a number, a file's ending, a bracket


def read_records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each record of a `.jsonl` or `.jsonl.gz` file, and the record. Raises ValueError with file and line for what is none."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield f"{path.stem}:{number}", dict(json.loads(line))
                except (ValueError, TypeError) as error:
                    raise ValueError(f"{path}, line {number}: not a training pair ({error}); it needs html or text, and body") from error


def site_of(record: Mapping[str, Any], name: str) -> str:
    """Return the site of a record, by which folds are made: what it says, the host of its address, or its name."""
    return str(record.get("site") or urlsplit(record.get("url") or "").netloc.removeprefix("www.") or name)


def read_pairs(path: Path, kind: Kind) -> Iterator[Example]:
    """Yield an example for each record of a `.jsonl` or `.jsonl.gz` file.

    A record has `html` or `text` (the raw document, decoded), `body`, and, if known, `title`, `site` (or `url`), `corpus` and `name`.
    Lines outside the body that repeat the title are neither body nor chrome. Records without HTML are left out for kind "html". Raises ValueError with file and line for a record that is none.
    """
    for name, record in read_records(path):
        try:
            example = _example(record, kind, name)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}, line {name.rpartition(':')[2]}: not a training pair ({error}); it needs html or text, and body") from error
        if example:
            yield example


def _example(record: dict[str, Any], kind: Kind, name: str) -> Example | None:
    raw, body = record.get("html"), record["body"]
    if not isinstance(body, str) or not isinstance(record["text"] if raw is None else raw, str):
        raise TypeError("a text that is no string")
    context = None
    if raw is not None:
        page = html_reader.read(raw)
        spans = [(line.start, line.end) for line in page.lines if page.source[line.start : line.end].strip()]
        found = [line.context for line in page.lines if page.source[line.start : line.end].strip()]
        source, context = page.source, tuple(found)
    elif kind == "html":
        return None
    else:
        source = record["text"]
        spans = split_units(source)
    lines = tuple(source[start:end].strip() for start, end in spans)
    labels, covered = align(lines, body)
    if covered < _ALIGNED or not lines:
        return None
    if title := squeeze(record.get("title") or ""):
        labels = [UNSURE if label == CHROME and _repeats(squeeze(line), title) else label for line, label in zip(lines, labels, strict=True)]
    kept = context if kind == "html" else None
    return Example(record.get("corpus", "pairs"), site_of(record, name), lines, tuple(labels), kept, body, record.get("name", name))  # type: ignore[arg-type]


def _repeats(line: str, title: str) -> bool:
    return title in line and len(line) < len(title) + _BESIDE_TITLE


def copies(example: Example, random: Random) -> list[Example]:
    """Return what a text document may look like by the time it is scored: flat, menus glued, and trimmed to body and little chrome."""
    result = [trimmed(example, random), trimmed(example, random)]
    result.append(glued(trimmed(example, random), random))
    result.append(glued(example, random) if random.random() < 0.5 else flattened(example))
    return result
