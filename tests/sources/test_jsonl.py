"""JSON lines, by Scrapy's own exporters and by hand."""

from __future__ import annotations

import base64
import gzip
import io
import json
from typing import Any

import pytest
from scrapy.exporters import JsonItemExporter, JsonLinesItemExporter

from pipeline import clean
from pipeline.sources import Failure, FieldNames, Limits, RawRecord, read_records

PAGE = "<html><body><p>各位同志：今天开会。</p></body></html>"
ITEMS = [{"url": f"http://example.org/{n}", "status": 200, "html": PAGE.replace("今天", f"{n}日")} for n in range(3)]


def lines(*items: object) -> bytes:
    return b"".join(json.dumps(item, ensure_ascii=False).encode() + b"\n" for item in items)


def read(data: bytes, names: FieldNames | None = None, limits: Limits | None = None) -> list[RawRecord | Failure]:
    return list(read_records(io.BytesIO(data), "items.jsonl", names=names, limits=limits))


def only(data: bytes, names: FieldNames | None = None) -> RawRecord:
    (record,) = read(data, names)
    assert isinstance(record, RawRecord), record
    return record


@pytest.mark.parametrize("exporter", [JsonLinesItemExporter, JsonItemExporter])
@pytest.mark.parametrize("options", [{}, {"encoding": "utf-8"}, {"indent": 0}], ids=["escaped", "utf-8", "indent 0"])
def test_scrapy_exports_are_read(exporter: Any, options: dict[str, Any]) -> None:
    out = io.BytesIO()
    writer = exporter(out, **options)
    writer.start_exporting()
    for item in ITEMS:
        writer.export_item(item)
    writer.finish_exporting()
    records = read(out.getvalue())
    assert [record.data.decode() for record in records if isinstance(record, RawRecord)] == [item["html"] for item in ITEMS]
    assert [record.path for record in records] == ["items.jsonl#1", "items.jsonl#2", "items.jsonl#3"]
    assert all(isinstance(record, RawRecord) and record.url and record.encoding == "utf-8" for record in records)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param({"text": "净文", "metadata": {"url": "http://e.org/a"}}, ("净文", "http://e.org/a"), id="text with metadata"),
        pytest.param({"content": "净文", "warc_headers": {"warc-target-uri": "http://e.org/b"}}, ("净文", "http://e.org/b"), id="OSCAR"),
        pytest.param({"URL": "http://e.org/c", "Text": "净文"}, ("净文", "http://e.org/c"), id="capitals"),
        pytest.param({"text": "正文", "html": "<p>正文"}, ("<p>正文", None), id="the page before its text"),
        pytest.param({"text": "", "content": "有"}, ("有", None), id="an empty field is none"),
        pytest.param({"正文": ["第一段", "第二段"]}, ("第一段\n第二段", None), id="list of paragraphs"),
    ],
)
def test_fields_are_guessed(item: dict[str, Any], expected: tuple[str, str | None]) -> None:
    record = only(lines(item))
    assert (record.data.decode(), record.url) == expected


def test_fields_can_be_named() -> None:
    item = {"text": "不是", "payload": {"zh": "是"}, "from": "http://e.org/", "key": 7}
    record = only(lines(item), FieldNames(content="payload.zh", url="from", identity="key"))
    assert (record.data.decode(), record.url, record.record) == ("是", "http://e.org/", "7")


@pytest.mark.parametrize(
    "extra", [{"encoding": "gbk"}, {"content_type": "text/html; charset=gbk"}, {"headers": {"Content-Type": ["text/html; charset=gbk"]}}]
)
def test_base64_keeps_its_bytes_and_its_declared_charset(extra: dict[str, Any]) -> None:
    record = only(lines({"body_base64": base64.b64encode(PAGE.encode("gbk")).decode(), **extra}))
    assert (record.data, record.declared, record.encoding) == (PAGE.encode("gbk"), "gbk", None)


def test_broken_lines_fail_one_by_one() -> None:
    data = lines({"text": "一"}) + b'{"text": "\n' + b'{"url": "http://e.org"}\n' + b'["text"]\n' + b'{"text": 5}\n' + lines({"text": "二"})
    records = read(data)
    assert [type(record).__name__ for record in records] == ["RawRecord", "Failure", "Failure", "Failure", "Failure", "RawRecord"]
    assert records[-1].path == "items.jsonl#6"
    failures = [str(record.error) for record in records if isinstance(record, Failure)]
    assert "not JSON" in failures[0]
    assert "--content-field" in failures[1]
    assert "items.jsonl#2" in failures[0]


def test_a_line_beyond_the_limit_fails_alone() -> None:
    data = lines({"text": "一"}, {"text": "长" * 5_000}, {"text": "二"})
    records = read(data, limits=Limits(max_bytes=1_000))
    assert [type(record).__name__ for record in records] == ["RawRecord", "Failure", "RawRecord"]


def test_blank_lines_and_a_missing_last_terminator_are_fine() -> None:
    assert len(read(b"\n" + lines({"text": "一"}) + b"\n\n" + lines({"text": "二"}).strip())) == 2


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_any_length_is_streamed(indent: int | None) -> None:
    items = [{"text": f'第{n}篇 "引号" {{括号}} \\ 反斜线' * 3_000, "nested": {"n": [n]}} for n in range(12)]
    records = read(json.dumps(items, ensure_ascii=False, indent=indent).encode())
    assert [record.data.decode() for record in records if isinstance(record, RawRecord)] == [item["text"] for item in items]


def test_a_truncated_array_ends_with_a_failure() -> None:
    records = read(json.dumps([{"text": "一"}, {"text": "二"}]).encode()[:-10])
    assert [type(record).__name__ for record in records] == ["RawRecord", "Failure"]


def test_a_truncated_gzip_gives_its_whole_lines_first() -> None:
    packed = gzip.compress(lines(*({"text": f"第{n}篇" * 50} for n in range(2_000))))
    records = read(packed[: len(packed) // 2])
    assert isinstance(records[-1], Failure)
    assert "too soon" in str(records[-1].error)
    assert len(records) > 100
    assert all(isinstance(record, RawRecord) for record in records[:-1])


def test_what_stands_between_objects_is_not_passed_over_in_silence() -> None:
    array = json.dumps([{"text": "一"}, "字", {"text": "二"}], ensure_ascii=False).encode()
    for data in (array, '{\n"text": "一"\n}\n正文\n{\n"text": "二"\n}\n'.encode()):
        assert [type(record).__name__ for record in read(data)] == ["RawRecord", "Failure", "RawRecord"]


@pytest.mark.parametrize("content", [[{"type": "link", "text": "一"}], ["一", {"type": "text", "text": "二"}]], ids=["objects", "mixed"])
@pytest.mark.parametrize("names", [None, FieldNames(content="content")], ids=["guessed", "named"])
def test_a_list_that_holds_more_than_texts_is_no_text(content: list[Any], names: FieldNames | None) -> None:
    (failure,) = read(lines({"id": 1, "content": content}), names)
    assert isinstance(failure, Failure)
    assert "--content-field" in str(failure.error)
    assert only(lines({"content": content, "article": "另一"})).data.decode() == "另一"


def test_a_field_of_blanks_is_taken_only_when_there_is_no_other() -> None:
    assert only(lines({"html": " \n", "text": "有"})).data.decode() == "有"
    assert only(lines({"text": " \n"})).data == b" \n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param('{"text": "净文", "score": NaN}', "净文", id="NaN"),
        pytest.param('{"text": "净\t文"}', "净\t文", id="a raw tab"),
        pytest.param('{"text": "净文", "number": 1e999}', "净文", id="a number out of range"),
    ],
)
def test_json_as_lax_writers_make_it_is_read(line: str, expected: str) -> None:
    assert only(line.encode()).data.decode() == expected


def test_half_a_surrogate_pair_is_counted_and_not_fatal() -> None:
    record = only(b'{"text": "ab\\ud83d", "url": "http://e.org/\\ud83d"}')
    document = clean(record.data, encoding=record.encoding, url=record.url)
    assert document.source["replaced"] > 0
    assert document.text.startswith("ab")


TEXT = "同志们：今天的会议很重要，请大家认真记录，会后抓好落实，许多事情要从细处做起。"


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("array", [False, True], ids=["lines", "array"])
def test_json_in_another_encoding(encoding: str, array: bool) -> None:
    text = TEXT if encoding != "big5hkscs" else "各位先生：今天的會議很重要，請大家認真記錄，許多事情要從細處做起，功課不可少。"
    items = [{"text": text, "url": f"http://example.com/{n}"} for n in range(3)]
    written = json.dumps(items, ensure_ascii=False, indent=1) if array else "\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    records = read(written.encode(encoding))
    assert [record.data.decode() for record in records if isinstance(record, RawRecord)] == [text] * 3


def test_a_record_with_a_bad_byte_keeps_its_text_as_bytes() -> None:
    record = only(json.dumps({"text": TEXT + TEXT}, ensure_ascii=False).encode().replace("记录".encode(), b"\xff", 1))
    assert record.encoding is None
    document = clean(record.data)
    assert document.source["replaced"] == 1
    assert document.text.replace("\ufffd", "") == (TEXT + TEXT).replace("记录", "", 1)


def test_json_in_no_encoding_says_so() -> None:
    (failure,) = read(b'{"text": "\xff\xfe\\u4e00"}')
    assert isinstance(failure, Failure)
    assert "iconv" in str(failure.error)


@pytest.mark.parametrize(
    "item",
    [
        {"_index": "news", "_id": 7, "_source": {"content": TEXT, "url": "http://example.com/7", "title": "讲话"}},
        {"code": 0, "data": {"content": TEXT, "url": "http://example.com/7", "title": "讲话"}},
    ],
    ids=["Elasticsearch", "API"],
)
def test_a_wrapped_record(item: dict[str, Any]) -> None:
    record = only(lines(item))
    assert (record.data.decode(), record.url, dict(record.stated)) == (TEXT, "http://example.com/7", {"title": "讲话"})


@pytest.mark.parametrize(
    "item",
    [
        {"total": 2, "items": [{"text": "一"}, {"text": "二"}]},
        {"code": 0, "data": {"page": 1, "list": [{"text": "一"}, {"text": "二"}]}},
        {"took": 3, "hits": {"hits": [{"_source": {"text": "一"}}, {"_source": {"text": "二"}}]}},
    ],
    ids=["items", "API", "Elasticsearch"],
)
def test_a_wrapped_list(item: dict[str, Any]) -> None:
    records = [record for record in read(lines(item)) if isinstance(record, RawRecord)]
    assert [(record.data.decode(), record.path) for record in records] == [("一", "items.jsonl#1#1"), ("二", "items.jsonl#1#2")]


@pytest.mark.parametrize(
    ("item", "stated"),
    [
        ({"title": " 讲话 ", "publish_date": "2020-05-06", "author": ["何某", "周某"]}, {"title": "讲话", "published": "2020-05-06", "author": "何某、周某"}),
        ({"标题": "讲话", "发布时间": "2020-05-06 07:08", "来源": "县政府办"}, {"title": "讲话", "published": "2020-05-06 07:08", "source": "县政府办"}),
        ({"authors": [{"name": "何某"}], "date": "2020-05-06"}, {"published": "2020-05-06", "author": "何某"}),
        ({"date": "2020-05-06T07:08:09Z", "dump": "CC-MAIN-2020-24", "title": "字" * 400}, {}),
        ({"title": None, "author": 7, "source": "news"}, {}),
    ],
)
def test_what_other_fields_state(item: dict[str, Any], stated: dict[str, str]) -> None:
    assert dict(only(lines({**item, "text": TEXT})).stated) == stated


SAID = "河边的老茶馆重新开张了，来的多半是老街坊。大家说，茶还是那个味道，话还是那些话。"


@pytest.mark.parametrize(
    "record",
    [
        {"articleTitle": "茶馆", "articleContent": SAID},
        {"news-body": SAID},
        {"title": "茶馆", "paragraphs": [SAID]},
        {"段落": [{"行号": 1, "内容": SAID}]},
        {"content": [{"type": "text", "text": SAID}]},
        {"brief": "茶馆重新开张", "wenben": SAID * 6},
    ],
    ids=["camel case", "hyphen", "paragraphs", "numbered paragraphs", "objects of text", "unknown name"],
)
def test_names_of_the_text(record: dict[str, Any]) -> None:
    (found,) = read(lines(record))
    assert isinstance(found, RawRecord)
    assert set(found.data.decode().replace(SAID, "")) == set()


def test_two_long_fields_of_unknown_names_are_no_guess() -> None:
    (failure,) = read(lines({"eins": SAID * 6, "zwei": SAID * 7}))
    assert isinstance(failure, Failure)


def test_a_sequence_with_record_separators() -> None:
    found = read(b"".join(b"\x1e" + json.dumps({"text": SAID}).encode() + b"\n" for _ in range(3)))
    assert [record.data.decode() for record in found if isinstance(record, RawRecord)] == [SAID] * 3
