"""WARC files made by warcio, read by FastWARC."""

from __future__ import annotations

import gzip
import io
import random
import zlib

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import clean
from pipeline.sources import Failure, Limits, RawRecord, Tally, read_records

GBK = "<html><body><p>各位同志：今天开会。</p></body></html>".encode("gbk")
UTF8 = "<html><body><p>各位同志：今天开会。</p></body></html>".encode()


NOISE = UTF8.replace(b"</body>", b"<!-- " + bytes(random.Random(7).choices(range(65, 91), k=20_000)) + b" --></body>")


def brotlied(data: bytes) -> bytes:
    """A brotli stream of one uncompressed meta-block (RFC 7932, 9.2)."""
    return ((len(data) - 1) << 4 | 1 << 20).to_bytes(3, "little") + data + b"\x03"


def crawl(*responses: tuple[str, bytes, list[tuple[str, str]]], packed: bool = True) -> bytes:
    """A crawl with a warcinfo and a request before its responses, each (status, body, headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "test"}))
    request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
    writer.write_record(writer.create_warc_record("http://example.org/", "request", http_headers=request))
    for number, (status, body, headers) in enumerate(responses):
        head = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(f"http://example.org/{number}", "response", payload=io.BytesIO(body), http_headers=head)
        writer.write_record(record)
    return out.getvalue()


def read(data: bytes, tally: Tally | None = None, limits: Limits | None = None) -> list[RawRecord | Failure]:
    return list(read_records(io.BytesIO(data), "crawl.warc.gz", limits=limits, tally=tally))


def test_responses_become_records_with_their_http_charset() -> None:
    tally = Tally()
    html = [("Content-Type", "text/html; charset=GBK")]
    records = read(crawl(("200 OK", GBK, html), ("200 OK", UTF8, [("Content-Type", "text/html")])), tally)
    assert [type(record) for record in records] == [RawRecord, RawRecord]
    first, second = (record for record in records if isinstance(record, RawRecord))
    assert (first.data, first.declared, first.url, first.media_type) == (GBK, "gbk", "http://example.org/0", "text/html")
    assert (first.path, second.path) == ("crawl.warc.gz#3", "crawl.warc.gz#4")
    assert first.record is not None
    assert first.record.startswith("<urn:uuid:")
    assert second.declared is None
    assert tally.skipped == {"WARC warcinfo record": 1, "WARC request record": 1}


def bare(*records: tuple[str, str, str, bytes]) -> bytes:
    """Records without HTTP's headers, each (type, address, media type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for kind, address, media_type, body in records:
        writer.write_record(writer.create_warc_record(address, kind, payload=io.BytesIO(body), warc_content_type=media_type))
    return out.getvalue()


def test_texts_taken_from_pages_and_pages_without_http_are_records() -> None:
    tally = Tally()
    text = "各位同志：今天开会。".encode()
    records = read(
        bare(
            ("conversion", "http://example.org/a", "text/plain", text),
            ("resource", "https://example.org/b", "text/html; charset=GBK", GBK),
            ("resource", "urn:pageinfo:http://example.org/b", "text/plain", b"noted"),
            ("resource", "http://example.org/c.png", "image/png", b"\x89PNG"),
            ("metadata", "http://example.org/b", "text/plain", b"noted"),
            ("conversion", "http://example.org/d", "message/rfc822", b"Subject: hello\r\n\r\nno page"),
        ),
        tally,
    )
    assert [(r.data, r.url, r.media_type, r.declared) for r in records if isinstance(r, RawRecord)] == [
        (text, "http://example.org/a", "text/plain", None),
        (GBK, "https://example.org/b", "text/html", "gbk"),
    ]
    assert tally.skipped == {"WARC resource record": 1, "media type image/png": 1, "WARC metadata record": 1, "media type message/rfc822": 1}


def test_a_bare_record_that_is_too_large_is_a_failure() -> None:
    (failure,) = read(bare(("conversion", "http://example.org/a", "text/plain", b"x" * 100)), limits=Limits(max_bytes=50))
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        pytest.param("404 Not Found", [("Content-Type", "text/html")], "HTTP status 404", id="error page"),
        pytest.param("301 Moved", [("Content-Type", "text/html")], "HTTP status 301", id="redirect"),
        pytest.param("200 OK", [("Content-Type", "image/png")], "media type image/png", id="picture"),
    ],
)
def test_what_is_no_document_is_counted(status: str, headers: list[tuple[str, str]], reason: str) -> None:
    tally = Tally()
    assert read(crawl((status, UTF8, headers)), tally) == []
    assert tally.skipped[reason] == 1


@pytest.mark.parametrize(
    ("body", "header"),
    [
        pytest.param(gzip.compress(UTF8), ("Content-Encoding", "gzip"), id="gzip"),
        pytest.param(zlib.compress(UTF8), ("Content-Encoding", "deflate"), id="deflate"),
        pytest.param(zlib.compress(UTF8)[2:-4], ("Content-Encoding", "deflate"), id="deflate without zlib's header"),
        pytest.param(brotlied(UTF8), ("Content-Encoding", "br"), id="brotli"),
        pytest.param(b"%x\r\n" % len(UTF8) + UTF8 + b"\r\n0\r\n\r\n", ("Transfer-Encoding", "chunked"), id="chunked"),
    ],
)
def test_http_encodings_are_undone(body: bytes, header: tuple[str, str]) -> None:
    (record,) = read(crawl(("200 OK", body, [("Content-Type", "text/html"), header])))
    assert isinstance(record, RawRecord)
    assert record.data == UTF8


@pytest.mark.parametrize("encoding", ["deflate", "br"])
def test_text_that_was_unpacked_before_it_was_stored_is_taken_as_it_is(encoding: str) -> None:
    for body in ("各位同志：今天开会。".encode(), b"\xef\xbb\xbf" + UTF8):
        (record,) = read(crawl(("200 OK", body, [("Content-Type", "text/html"), ("Content-Encoding", encoding)])))
        assert isinstance(record, RawRecord)
        assert record.data == body


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        (("Content-Encoding", "gzip"), gzip.compress(NOISE)),
        (("Content-Encoding", "deflate"), zlib.compress(NOISE)),
        (("Content-Encoding", "br"), brotlied(NOISE)),
        (("Transfer-Encoding", "chunked"), b"%x\r\n" % len(NOISE) + NOISE),
    ],
    ids=["gzip", "deflate", "brotli", "chunked"],
)
def test_of_a_body_that_was_cut_short_what_is_there_is_read(header: tuple[str, str], packed: bytes) -> None:
    tally = Tally()
    record, whole = read(crawl(("200 OK", packed[: len(packed) // 2], [("Content-Type", "text/html"), header]), ("200 OK", UTF8, [("Content-Type", "text/html")])), tally)
    assert isinstance(record, RawRecord)
    assert isinstance(whole, RawRecord)
    assert (record.cut, whole.cut) == (True, False)
    assert NOISE.startswith(record.data)
    assert len(record.data) > 300
    assert tally.skipped["end of a response that was cut short"] == 1
    assert "truncated" in clean(record.data, truncated=record.cut).flags


def test_a_body_of_which_nothing_can_be_unpacked_fails() -> None:
    (failure,) = read(crawl(("200 OK", gzip.compress(UTF8)[:10], [("Content-Type", "text/html"), ("Content-Encoding", "gzip")])))
    assert isinstance(failure, Failure)
    assert "too soon" in str(failure.error)


def test_a_response_without_http_is_no_empty_document() -> None:
    payload = UTF8 * 9
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
    (failure,) = read(head.encode() + payload + b"\r\n\r\n")
    assert isinstance(failure, Failure)
    assert "no HTTP response" in str(failure.error)


def test_a_broken_record_fails_alone() -> None:
    html = ("Content-Type", "text/html")
    broken = gzip.compress(UTF8)[:-12] + b"\x00" * 12
    records = read(crawl(("200 OK", broken, [html, ("Content-Encoding", "gzip")]), ("200 OK", UTF8, [html])))
    assert isinstance(records[0], Failure)
    assert records[0].error.code == "unreadable"
    assert isinstance(records[1], RawRecord)


def test_a_record_beyond_the_limit_fails_alone() -> None:
    html = [("Content-Type", "text/html")]
    records = read(crawl(("200 OK", UTF8 * 100, html), ("200 OK", UTF8, html)), limits=Limits(max_bytes=1000))
    assert [type(record).__name__ for record in records] == ["Failure", "RawRecord"]


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_truncated_file_gives_what_it_still_holds(keep: float) -> None:
    data = crawl(*[("200 OK", UTF8 + bytes(str(n), "ascii") * 50, [("Content-Type", "text/html")]) for n in range(20)])
    records = read(data[: int(len(data) * keep)])
    assert isinstance(records[-1], Failure)
    assert sum(isinstance(record, RawRecord) for record in records) > 5
    assert "crawl.warc.gz" in str(records[-1].error)


def test_unpacked_and_zstd_files_read_the_same() -> None:
    plain = crawl(("200 OK", GBK, [("Content-Type", "text/html; charset=gb2312")]), packed=False)
    wrapped = zstandard.ZstdCompressor().compress(plain)
    one, two = read(plain)[0], read(wrapped)[0]
    assert isinstance(one, RawRecord)
    assert isinstance(two, RawRecord)
    assert (one.data, one.declared) == (two.data, two.declared)
    assert one.data == GBK


@pytest.mark.parametrize("cut", [1, 4, 30, 90, 250, 330], ids=lambda cut: f"{cut} bytes")
def test_a_file_that_was_cut_short_ends_with_a_failure(cut: int) -> None:
    data = crawl(*[("200 OK", UTF8, [("Content-Type", "text/html")])] * 3, packed=False)
    whole, records = read(data), read(data[:-cut])
    assert [type(record) for record in whole] == [RawRecord] * 3
    if cut == 4:  # the blank lines after the last record: nothing is lost
        assert records == whole
        return
    failure = records[-1]
    assert isinstance(failure, Failure)
    assert failure.path == "crawl.warc.gz"
    assert "in the middle of a record" in str(failure.error)
    assert records[:2] == whole[:2]


SAVED = b"--x\r\nContent-Type: text/html; charset=gbk\r\nContent-Location: http://e.cn/saved.html\r\n\r\n" + GBK + b"\r\n--x\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        pytest.param("message/rfc822", b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n' + SAVED, id="a mail"),
        pytest.param('multipart/related; boundary="x"; type="text/html"', SAVED, id="its headers are those of HTTP"),
        pytest.param('multipart/related; boundary="x"', b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n' + SAVED, id="both"),
    ],
)
def test_a_response_may_be_a_saved_page(kind: str, body: bytes) -> None:
    (record,) = read(crawl(("200 OK", body, [("Content-Type", kind)])))
    assert isinstance(record, RawRecord)
    assert (record.path, record.url, record.data, record.declared, record.media_type) == ("crawl.warc.gz#3", "http://example.org/0", GBK, "gbk", "text/html")


def test_a_mail_without_a_page_is_counted() -> None:
    tally = Tally()
    mail = b"From: a\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
    assert read(crawl(("200 OK", mail, [("Content-Type", "message/rfc822")])), tally) == []
    assert tally.skipped["media type message/rfc822"] == 1
