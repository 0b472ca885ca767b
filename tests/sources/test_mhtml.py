"""Saved web pages (MHTML) as Chrome, Internet Explorer and Word write them, and broken ones."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Options, clean, restore
from pipeline.corpus import RunOptions, run
from pipeline.sources import Failure, Limits, RawRecord, read_records, sniff

PAGE = "<html><head><title>关于防汛工作的通知</title></head><body><p>各乡镇要落实防汛值班制度，确保安全度汛。</p><img src=a.png></body></html>"
PICTURE = b"\x89PNG\r\n" + bytes(range(256))


def part(body: str, headers: str) -> bytes:
    return (headers.replace("\n", "\r\n") + "\r\n\r\n").encode() + body.encode()


def mhtml(*parts: bytes, headers: str = "", boundary: str = "b", closed: bool = True) -> bytes:
    """The parts in a multipart/related, with the headers that Chrome writes before its own."""
    top = f'From: <Saved by Blink>\nSnapshot-Content-Location: https://e.gov.cn/a.html\nMIME-Version: 1.0\n{headers}Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="{boundary}"'
    start = top.replace("\n", "\r\n").encode() + b"\r\n\r\n\r\n"
    middle = b"".join(f"--{boundary}\r\n".encode() + each + b"\r\n" for each in parts)
    return start + middle + (f"--{boundary}--\r\n".encode() if closed else b"")


def html(page: str = PAGE, encoding: str = "utf-8", transfer: str = "quoted-printable", *, more: str = "", charset: str | None = None) -> bytes:
    raw = page.encode(encoding)
    body = quopri.encodestring(raw) if transfer == "quoted-printable" else base64.encodebytes(raw) if transfer == "base64" else raw
    kind = "text/html" + (f'; charset="{charset}"' if charset else "")
    return part("", f"Content-Type: {kind}\nContent-Transfer-Encoding: {transfer}{more}") + body


def picture() -> bytes:
    return part("", "Content-Type: image/png\nContent-Transfer-Encoding: binary") + PICTURE


def read(data: bytes, path: str = "a.mht", limits: Limits | None = None) -> list[RawRecord | Failure]:
    return list(read_records(io.BytesIO(data), path, limits=limits))


def only(data: bytes) -> RawRecord:
    (record,) = read(data)
    assert isinstance(record, RawRecord), record
    return record


def shown(record: RawRecord) -> str:
    return clean(record.data, media_type=record.media_type, declared=record.declared, path=record.path, url=record.url).text


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(("encoding", "charset"), [("utf-8", None), ("gb18030", "gb2312"), ("big5", "big5"), ("utf-16", "unicode")])
def test_a_page_in_any_encoding(transfer: str, encoding: str, charset: str | None) -> None:
    page = PAGE.replace("关于", "").replace("乡镇要落实", "年") if encoding == "big5" else PAGE
    page = page.replace("防汛工作的通知", "年度").replace("值班制度，确保安全", "") if encoding == "big5" else page
    if transfer == "8bit" and encoding == "utf-16":
        pytest.skip("bytes of two would be torn at line ends")
    record = only(mhtml(html(page, encoding, transfer, charset=charset), picture()))
    assert (record.path, record.media_type, record.declared, record.sole) == ("a.mht#1", "text/html", charset, True)
    assert record.data.rstrip(b"\r\n").decode(encoding) == page
    assert record.url == "https://e.gov.cn/a.html"


def test_what_the_standard_library_writes() -> None:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "通知"
    message.set_content(PAGE, subtype="html", charset="gb18030", cte="base64")
    message.add_related(PICTURE, "image", "png", cid="<a@b>")
    record = only(bytes(message))
    assert (record.data.decode("gb18030").strip(), record.declared) == (PAGE, "gb18030")


def test_word_writes_a_document() -> None:
    word = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:Author>某某</o:Author></xml><![endif]--><style>p.MsoNormal '
        "{mso-style-parent:\"\"}</style></head><body lang=ZH-CN><div class=Section1><p class=MsoNormal><span style='mso-spacerun:yes'>&nbsp;</span>第一段写的是"
        "<span lang=EN-US>2020<o:p></o:p></span>年的工作。</p><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>第二段写的是"
        "明年的打算。<o:p>&nbsp;</o:p></p></div></body></html>"
    )
    top = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01\"\r\n\r\n此文档为“单个文件网页”。\r\n\r\n".encode()
    location = "\nContent-Location: file:///C:/9A8B/a.files/header.htm"
    parts = (html(word, "gb18030", charset="gb2312", more="\nContent-Location: file:///C:/9A8B/a.htm"), html("<html><body>页眉</body></html>", more=location))
    body = b"".join(b"------=_NextPart_01\r\n" + each + b"\r\n" for each in parts) + b"------=_NextPart_01--\r\n"
    record = only(top + body)
    assert (record.url, record.path) == (None, "a.mht#1")
    assert shown(record) == "第一段写的是2020年的工作。\n一、第二段写的是明年的打算。"


def test_the_root_is_the_part_that_the_file_names() -> None:
    data = mhtml(html("<p>边栏"), html(PAGE, more="\nContent-ID: <root@x>"))
    assert only(data.replace(b'type="text/html";', b'type="text/html"; start="<root@x>";')).data.decode().strip() == PAGE
    assert only(data).path == "a.mht#1"


def test_parts_within_parts() -> None:
    inner = mhtml(part("本页需要浏览器", "Content-Type: text/plain; charset=utf-8"), html(), headers="").split(b"MIME-Version: 1.0\r\n", 1)[1]
    record = only(mhtml(inner.replace(b'"b"', b'"in"').replace(b"--b", b"--in"), picture()))
    assert (record.data.decode().strip(), record.path) == (PAGE, "a.mht#2")


def test_a_page_alone_and_a_text_alone() -> None:
    assert only(b"MIME-Version: 1.0\r\n" + html()).data.decode() == PAGE
    record = only(mhtml(part("只有文字。", "Content-Type: text/plain; charset=utf-8")))
    assert (record.data.decode(), record.media_type) == ("只有文字。", "text/plain")


def test_frames_are_records_of_their_own() -> None:
    frames = html("<html><frameset cols=1,2><frame src=1.htm><frame src=2.htm></frameset></html>")
    records = read(mhtml(frames, html("<p>表一"), picture(), html("<p>表二")))
    assert [(record.path, isinstance(record, RawRecord) and record.sole) for record in records] == [("a.mht#2", False), ("a.mht#4", False)]


def test_an_address_may_be_folded_and_encoded() -> None:
    assert only(mhtml(html(more="\nContent-Location: =?utf-8?Q?http://e.cn/?=\n =?utf-8?Q?b.html?="))).url == "http://e.cn/b.html"
    assert only(mhtml(html(more="\nContent-Location: =?x-none?Q?http://e.cn/?="))).url == "https://e.gov.cn/a.html"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(mhtml(picture()), "image/png", id="no page"),
        pytest.param(mhtml(), "holds no page", id="no parts"),
        pytest.param(mhtml(html()).replace(b"--b", b"--c"), "holds no page", id="another boundary"),
        pytest.param(mhtml(*[picture()] * 20_002), "more than 20000 parts", id="too many"),
    ],
)
def test_what_holds_no_page_is_one_failure(data: bytes, words: str) -> None:
    (failure,) = read(data)
    assert isinstance(failure, Failure)
    assert failure.path == "a.mht"
    assert words in str(failure.error)


def test_a_file_that_was_cut_gives_what_is_there() -> None:
    whole = mhtml(html(PAGE.replace("制度", "制度" * 500), transfer="base64"))
    record, failure = read(whole[:2000])
    assert isinstance(record, RawRecord)
    assert "值班" in record.data.decode("utf-8", "ignore")
    assert isinstance(failure, Failure)
    assert "ends in the middle" in str(failure.error)


def test_a_file_cut_after_its_page_is_whole() -> None:
    assert only(mhtml(html(), picture(), closed=False)[:-100]).data.decode().strip() == PAGE


def test_limits_are_those_of_any_file() -> None:
    data = mhtml(html(), picture())
    for packed in (data, gzip.compress(data)):
        (failure,) = read(packed, limits=Limits(max_bytes=500))
        assert isinstance(failure, Failure)
        assert failure.error.code == "too-large"
    (record,) = read(gzip.compress(data), "a.mht.gz")
    assert record.path == "a.mht.gz#1"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        pytest.param(mhtml(html()), "mhtml", id="Chrome"),
        pytest.param(b"\r\n" + mhtml(html()).replace(b"\r\n", b"\n"), "mhtml", id="blank first line, LF"),
        pytest.param(b"\xef\xbb\xbf" + mhtml(html()), "mhtml", id="byte order mark"),
        pytest.param('From: "由 IE 保存"\r\nSubject: 页\r\n'.encode("gb18030") + mhtml(html()).split(b"\r\n", 1)[1], "mhtml", id="Internet Explorer"),
        pytest.param("From: 办公室\nContent-Type: text/html\n\n各位同志".encode(), "text", id="no MIME version"),
        pytest.param(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "text", id="a mail of text"),
        pytest.param("MIME-Version: 1.0 是邮件的头。\n\n各位同志".encode(), "text", id="text about mails"),
        pytest.param(b"A" * 60_000 + b"\n" + b"a: b\n" * 100, "text", id="long line"),
    ],
)
def test_what_is_taken_for_one(head: bytes, kind: str) -> None:
    assert sniff(head, "a.txt") == kind


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("\nContent-Location: =?utf-8?b?a?=", id="address in broken base64"),
        pytest.param("\nContent-Location: " + "=?a?q?" * 2_000, id="address of encoded words without end"),
        pytest.param("; charset*0=a; charset*=b", id="charset with and without a number"),
        pytest.param("; charset*=a\0''b", id="charset in no encoding"),
        pytest.param("; charset*" + "9" * 5_000 + "=b", id="charset with a number of thousands of digits"),
        pytest.param('; a="' + ";" * 60_000, id="quotation without end"),
        pytest.param("\nContent-Type: image/png", id="two media types"),
    ],
)
def test_odd_headers_cost_no_page(more: str) -> None:
    data = mhtml(part(PAGE, "Content-Type: text/html" + more))
    assert only(data).data == PAGE.encode()
    assert only(data).media_type == "text/html"


@pytest.mark.parametrize("boundary", ["boundary*=idna''b", 'boundary*0="b"; boundary*="y"', "boundary*=a\0''b"])
def test_odd_boundaries_are_one_failure(boundary: str) -> None:
    assert [type(each) for each in read(mhtml(html()).replace(b'boundary="b"', boundary.encode()))] == [Failure]


def test_boundaries_are_read_quoted_or_not() -> None:
    for written in (b'boundary="b"', b"boundary=b", b"BOUNDARY = b ;charset=x", b'x="a;boundary=c"; boundary="\\b"'):
        assert only(mhtml(html()).replace(b'boundary="b"', written)).data.decode() == PAGE


@pytest.mark.parametrize("body", ["\r\n第一段。\r\n\r\n第二段。", "第一段。\r\n\r\n第二段。"])
def test_a_part_without_headers_keeps_its_first_paragraph(body: str) -> None:
    assert only(mhtml(body.encode())).data.decode().split() == ["第一段。", "第二段。"]


def test_base64_written_in_pieces_is_read_to_its_end() -> None:
    pieces = [base64.b64encode(piece.encode()) for piece in ("<p>第一段。\n", "<p>第二段文字。")]
    assert pieces[0].endswith(b"=")  # what makes it break off
    data = mhtml(part("", "Content-Type: text/html\nContent-Transfer-Encoding: base64") + b"\r\n".join(pieces))
    assert only(data).data.decode() == "<p>第一段。\n<p>第二段文字。"


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_bytes_make_it_fail(noise: bytes, at: int) -> None:
    data = mhtml(html(), picture())
    for hostile in (data[:at] + noise + data[at:], data[:at] + noise, mhtml(noise, boundary="a+(b"), mhtml(noise, noise)):
        assert all(isinstance(each, RawRecord | Failure) for each in read(hostile))


def test_boundaries_within_each_other_end() -> None:
    level = html()
    for depth in range(60):
        level = mhtml(level, boundary=f"b{depth}")
    assert [type(each) for each in read(level)] == [Failure]


def test_a_run_writes_its_document_as_that_of_the_file(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.mht").write_bytes(mhtml(html(), picture()))
    (raw / "b.mht").write_bytes(mhtml(picture()))
    (raw / "c.doc").write_bytes(mhtml(html(transfer="base64"))[:400])
    summary = run([str(raw)], str(out), Options(), RunOptions(workers=1))
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json") if "summary" not in path.name)
    assert written == ["_jingwen/quarantine/b.mht.json", "_jingwen/quarantine/c.doc.json", "a.mht.json", "c.doc.json"]
    assert len(summary.failures) == 2


def test_its_document_gives_its_source_back() -> None:
    record = only(mhtml(html(charset="utf-8")))
    document = clean(record.data, path=record.path, url=record.url, media_type=record.media_type, declared=record.declared)
    assert document.source["path"] == "a.mht#1"
    assert restore(document.to_dict()) == "各乡镇要落实防汛值班制度，确保安全度汛。"
    assert (document.title, document.metadata["site"]) == ("关于防汛工作的通知", "e.gov.cn")


def test_a_page_with_carriage_returns_alone() -> None:
    data = mhtml(html()).replace(b"\r\n", b"\r").replace(b"\n", b"\r")
    assert b"\n" not in data
    assert sniff(data) == "mhtml"
    assert "各乡镇要落实防汛值班制度" in shown(only(data))


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_field_of_json_may_hold_a_saved_page(transfer: str) -> None:
    page = mhtml(html(transfer=transfer, encoding="utf-8" if transfer == "8bit" else "gbk", charset="gb2312")).decode()
    lines = [{"id": "a", "html": page}, {"url": "https://e.cn/own.html", "text": page}, {"text": "Subject: 通知\n\n各乡镇要落实防汛值班制度。"}]
    first, second, third = read(b"\n".join(map(orjson.dumps, lines)), "crawl.jsonl")
    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert isinstance(third, RawRecord)
    assert (first.path, first.url, first.record, first.media_type, first.sole) == ("crawl.jsonl#1", "https://e.gov.cn/a.html", "a", "text/html", False)
    assert (second.path, second.url) == ("crawl.jsonl#2", "https://e.cn/own.html")
    assert third.data.startswith(b"Subject")
    for record in (first, second):
        text = clean(record.data, media_type=record.media_type, declared=record.declared, encoding=record.encoding).text
        assert "各乡镇要落实防汛值班制度" in text


def test_a_broken_saved_page_in_json_fails_alone() -> None:
    broken = mhtml(picture()).decode("latin-1")
    records = read(b"\n".join(map(orjson.dumps, [{"html": broken}, {"html": PAGE}])), "crawl.jsonl")
    assert [type(record) for record in records] == [Failure, RawRecord]
    assert isinstance(records[0], Failure)
    assert records[0].path == "crawl.jsonl#1"


def test_frames_in_json_are_documents_of_their_own() -> None:
    frames = "<html><frameset><frame src=cid:b></frameset></html>"
    data = orjson.dumps({"html": mhtml(html(frames), html("<p>左栏的文字</p>"), html()).decode()})
    records = [record for record in read(data + b"\n", "crawl.jsonl") if isinstance(record, RawRecord)]
    assert [record.path for record in records] == ["crawl.jsonl#1#2", "crawl.jsonl#1#3"]
