"""What a file is, from its bytes."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile

import pytest

from pipeline.errors import UnsupportedFormatError
from pipeline.sources import Failure, media_type, read_records, sniff

SPEECH = "各位同志：\n今天的会议很重要，请大家做好记录。\n"


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(SPEECH.encode(), "text", id="utf-8"),
        pytest.param(SPEECH.encode("gb18030"), "text", id="gb18030"),
        pytest.param(SPEECH.encode("big5hkscs", "ignore"), "text", id="big5"),
        pytest.param(SPEECH.encode("utf-16"), "text", id="utf-16 with a mark"),
        pytest.param(SPEECH.encode("utf-16-le"), "text", id="utf-16 without a mark"),
        pytest.param(b"", "text", id="empty"),
        pytest.param(b"<!DOCTYPE html><p>x", "html", id="doctype"),
        pytest.param(b"\xef\xbb\xbf\r\n <html><body>x", "html", id="mark and blanks"),
        pytest.param("<html>".encode("utf-16") + "<p>净</p>".encode("utf-16-le"), "html", id="utf-16 page"),
        pytest.param(b"<!-- saved from url -->\n<div class=a>x</div>", "html", id="comment first"),
        pytest.param(b"<?xml version='1.0'?>\n<html xmlns='x'><body>x</body></html>", "html", id="xhtml"),
        pytest.param(b"HTTP junk\n<html><body><p>x</p></body></html>", "html", id="junk before the page"),
        pytest.param("使用 <div> 标签时，请写 </div> 结束。".encode(), "text", id="text about markup"),
        pytest.param(b"<<\xe5\x85\xb3\xe4\xba\x8e>> \xe7\x9a\x84\xe9\x80\x9a\xe7\x9f\xa5", "text", id="angle brackets"),
        pytest.param(b'{"text": "x"}\n{"text": "y"}\n', "jsonl", id="json lines"),
        pytest.param(b'[\n{"text": "x"},\n{"text": "y"}\n]', "jsonl", id="array of records"),
        pytest.param(b"{\xe6\xb3\xa8} \xe6\xad\xa3\xe6\x96\x87", "text", id="brace in text"),
        pytest.param("[摘要] 本文认为……\n[关键词] 乡村".encode(), "text", id="bracket in text"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "warc", id="warc"),
        pytest.param(b"%PDF-1.7\n", "pdf", id="pdf"),
        pytest.param(zipped("[Content_Types].xml", "word/document.xml"), "docx", id="docx"),
        pytest.param(zipped("[Content_Types].xml", "xl/workbook.xml"), "office", id="xlsx"),
        pytest.param(zipped("a.txt"), "zip", id="zip"),
        pytest.param(tarred(), "tar", id="tar"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "ole", id="doc"),
        pytest.param(bytes(range(256)) * 20, "binary", id="no text"),
    ],
)
def test_sniff(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


def test_the_name_breaks_ties_only() -> None:
    fragment = "前言</p>".encode()
    assert sniff(fragment, "a.html") == "html"
    assert sniff(fragment, "a.txt") == "text"
    assert sniff(b"%PDF-1.4", "a.html") == "pdf"
    assert sniff(SPEECH.encode(), "a.html") == "text"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(zipped("word/document.xml"), "pandoc", id="docx"),
        pytest.param(b"%PDF-1.4", "pdftotext", id="pdf"),
        pytest.param(zipped("a.txt"), "unzip", id="zip"),
        pytest.param(tarred(), "tar -xf", id="tar"),
    ],
)
def test_refusals_are_one_line_that_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnsupportedFormatError) as raised:
        media_type(data, "x")
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    (failure,) = read_records(io.BytesIO(data), "dir/x.bin")
    assert isinstance(failure, Failure)
    assert str(failure.error).startswith("dir/x.bin: ")


def test_json_over_several_lines_is_json() -> None:
    assert sniff(json.dumps([{"a": 1}], indent=2).encode(), "a.json") == "jsonl"


@pytest.mark.parametrize(
    "text",
    ["RIFFs and solos.\n", "BZhang wrote this.\n", "PAR1 is a format.\n", "%PDF- begins a file.\n", "GIF8 is no picture.\n", "WARC/1.0 is a format.\n"],
)
def test_prose_may_begin_with_the_letters_of_a_signature(text: str) -> None:
    assert sniff(text.encode()) == "text"


def test_a_skippable_frame_may_come_before_the_first_of_zstd() -> None:
    assert sniff(b"\x50\x2a\x4d\x18\x04\0\0\0size" + b"\x28\xb5\x2f\xfd") == "zstd"
