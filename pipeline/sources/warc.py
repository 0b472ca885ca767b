"""WARC files: the pages of a crawl, with the charset that HTTP declared, and the texts that somebody took from them (WET)."""

from __future__ import annotations

from io import BufferedReader
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.errors import CleaningError, SourceError, TooLargeError
from pipeline.sources.enclosed import enclosed_pages
from pipeline.sources.http_body import decoded_body
from pipeline.sources.record import Failure, Limits, RawRecord, Records, Tally
from pipeline.sources.sniff import SNIFFED, is_mhtml

_TAIL = 64  # bytes of a stream's end that are compared
_TEXT_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_MAIL_TYPES = ("message/rfc822", "multipart/related")  # a page saved with its pictures


def read_warc(stream: BufferedReader, path: str, limits: Limits, tally: Tally) -> Records:
    """Yield the documents of a WARC file (FastWARC sees by itself whether it is compressed) one by one.

    Documents are successful responses that may be text, and pages without HTTP's headers: texts converted from pages (as in Common Crawl's WET files) and
    resources with a web address. All other records are counted in `tally` by reason and passed over.
    A broken record is a Failure; a broken file, or one that was cut short, ends with one after all that it still gave.
    """
    number = 0
    last = b""
    forward = _Forward(stream)
    records = ArchiveIterator(cast(BinaryIO, forward), record_types=WarcRecordType.any_type, parse_http=False)
    while True:
        try:
            record = next(records, None)
        except (OSError, ValueError, EOFError) as error:
            place = f"{path}#{number + 1}"
            yield Failure(place, SourceError(f"the WARC file is broken here: {error}", where=place, hint="fetch it again"))
            return
        if record is None or forward.error is not None:
            if forward.error is not None:
                yield Failure(path, forward.error)
            elif number and not forward.ends_after(last):
                what = f"the WARC file ends in the middle of a record, after the beginning of record {number}"
                yield Failure(path, SourceError(what, where=path, hint="what was there is read; fetch it again"))
            return
        number += 1
        last = b""
        if not _is_page(record):
            tally.skipped[f"WARC {record.headers.get('WARC-Type') or 'unnamed'} record"] += 1
            continue
        read = _response if record.record_type == WarcRecordType.response else _bare
        found, last = read(record, f"{path}#{number}", limits, tally)
        if isinstance(found, RawRecord):
            yield from enclosed_pages(found, limits)
        elif found is not None:
            yield found


def _is_page(record: WarcRecord) -> bool:
    """Whether a record may hold a page. Crawlers also write what they note about pages as resources, under addresses of their own (`urn:pageinfo:`)."""
    if record.record_type == WarcRecordType.resource:
        return (record.headers.get("WARC-Target-URI") or "").strip("<>").startswith(("http://", "https://"))
    return record.record_type in (WarcRecordType.response, WarcRecordType.conversion)


class _Forward:
    """A stream that can only be read on, as FastWARC wants it: it panics when a stream raises, so an error is kept and ends the file."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self._at, self._tail = stream, 0, b""
        self.error: CleaningError | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none after an error."""
        if self.error is not None:
            return b""
        try:
            data = self._stream.read1(size)  # a plain read loses what came before an error
        except CleaningError as error:
            self.error = error
            return b""
        except OSError as error:
            self.error = SourceError(f"cannot read: {error.strerror or error}")
            return b""
        self._at += len(data)
        self._tail = (self._tail + data[-_TAIL:])[-_TAIL:]
        return data

    def ends_after(self, body: bytes) -> bool:
        """Return whether the stream ended where a record does: with a blank line, or (some writers leave that out) with the whole body `body`."""
        return self._tail.rstrip(b"\0").endswith((b"\r\n\r\n", b"\n\n")) or (body != b"" and self._tail.endswith(body[-_TAIL:]))

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at


def _response(record: WarcRecord, place: str, limits: Limits, tally: Tally) -> tuple[RawRecord | Failure | None, bytes]:
    """The document of one response, None if it is none, and its body as it stands in the file, empty if that is not whole."""
    if record.content_length > limits.max_bytes:
        return Failure(place, TooLargeError(f"a record of {record.content_length} bytes", where=place, hint="raise --max-bytes")), b""
    try:
        record.parse_http()
        headers = record.http_headers
        if headers is not None and not (headers.status_line or "").startswith("HTTP/"):
            return Failure(place, SourceError("the record holds no HTTP response", where=place, hint="see what wrote it")), b""
        status = headers.status_code if headers else None
        kind = (record.http_content_type or "").lower()
        if status is not None and not 200 <= status < 300:
            tally.skipped[f"HTTP status {status}"] += 1
            return None, b""
        if kind and kind not in _TEXT_TYPES + _MAIL_TYPES:
            tally.skipped[f"media type {kind}"] += 1
            return None, b""
        size = record.content_length  # what is left of it after HTTP's headers
        body = record.reader.read()
        transfer, content = (headers.get(name) or "" if headers else "" for name in ("Transfer-Encoding", "Content-Encoding"))
        data, cut = decoded_body(body, transfer, content, place, limits)
        if kind in _MAIL_TYPES and not is_mhtml(data[:SNIFFED]):
            page = _with_headers(data, kind, (headers.get("Content-Type") or "") if headers else "")
            if page is None:
                tally.skipped[f"media type {kind}"] += 1
                return None, b""
            data = page
    except (OSError, ValueError, EOFError) as error:
        return Failure(place, SourceError(f"the record is broken: {error}", where=place)), b""
    except CleaningError as error:
        return Failure(place, error), b""
    if cut:
        tally.skipped["end of a response that was cut short"] += 1
    return _record(record, place, data, kind, record.http_charset, cut=cut), body if len(body) == size else b""


def _bare(record: WarcRecord, place: str, limits: Limits, tally: Tally) -> tuple[RawRecord | Failure | None, bytes]:
    """The same of a record whose body is the page itself."""
    if record.content_length > limits.max_bytes:
        return Failure(place, TooLargeError(f"a record of {record.content_length} bytes", where=place, hint="raise --max-bytes")), b""
    kind, _, parameters = (record.headers.get("Content-Type") or "").lower().partition(";")
    if (kind := kind.strip()) not in _TEXT_TYPES + _MAIL_TYPES:
        tally.skipped[f"media type {kind or 'unnamed'}"] += 1
        return None, b""
    try:
        size, body = record.content_length, record.reader.read()
    except (OSError, ValueError, EOFError) as error:
        return Failure(place, SourceError(f"the record is broken: {error}", where=place)), b""
    if kind in _MAIL_TYPES and not is_mhtml(body[:SNIFFED]):
        tally.skipped[f"media type {kind}"] += 1
        return None, b""
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
    return _record(record, place, body, kind, charset), body if len(body) == size else b""


def _record(record: WarcRecord, place: str, data: bytes, kind: str, charset: str | None, *, cut: bool = False) -> RawRecord:
    return RawRecord(
        data=data,
        path=place,
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>") or None,
        media_type="text/html" if "html" in kind else "text/plain" if kind == "text/plain" else None,
        declared=charset,
        record=record.record_id,
        cut=cut,
    )


def _with_headers(body: bytes, kind: str, stated: str) -> bytes | None:
    """A multipart body behind the header that HTTP gave it, None for a mail that holds no page."""
    if kind != "multipart/related" or not body.lstrip().startswith(b"--"):
        return None
    return b"MIME-Version: 1.0\r\nContent-Type: " + stated.encode("latin-1", "replace") + b"\r\n\r\n" + body
