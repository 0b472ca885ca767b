"""Saved web pages (MHTML) as records of a crawl: in a field of JSON, or as the response of a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pipeline.errors import CleaningError
from pipeline.sources.mhtml import read_mhtml
from pipeline.sources.record import Failure, Limits, RawRecord
from pipeline.sources.sniff import SNIFFED, is_mhtml


def enclosed_pages(record: RawRecord, limits: Limits) -> Iterator[RawRecord | Failure]:
    """Yield a record, or in its place the page of the MHTML that it holds, named as the record is; frames are `record#part`.

    What the crawl knows (address, name of the record) goes before what the page says.
    """
    if not is_mhtml(record.data[:SNIFFED]):
        yield record
        return
    try:
        for found in read_mhtml(BytesIO(record.data), record.path, limits, record.encoding):
            if isinstance(found, Failure):
                yield found
            else:
                path = record.path if found.sole else found.path
                yield replace(found, path=path, url=record.url or found.url, record=record.record or found.record, sole=False)
    except CleaningError as error:
        yield Failure(record.path, error.at(record.path))
