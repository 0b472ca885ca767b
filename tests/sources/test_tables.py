"""CSV and TSV with a column of texts, a record a row; tables of anything else are plain text."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.sources import Failure, RawRecord, read_records

SAID = ["河边的老茶馆重新开张了，来的多半是老街坊。\n大家说，茶还是那个味道。", "镇上修了新路，赶集的人“方便多了”,连外村的也来了。"]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(data: bytes, name: str) -> list[RawRecord | Failure]:
    return list(read_records(io.BytesIO(data), name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "name"), [(",", "x.csv"), ("\t", "x.tsv"), (";", "x.csv")])
def test_rows_are_records(encoding: str, delimiter: str, name: str) -> None:
    rows = [["标题", "正文", "链接"], *[[f"第{i}篇", said, f"http://example.org/{i}"] for i, said in enumerate(SAID)]]
    found = read(table(rows, delimiter).encode(encoding), name)
    assert [record.data.decode() for record in found if isinstance(record, RawRecord)] == SAID
    assert [(record.path, record.url, record.stated) for record in found if isinstance(record, RawRecord)] == [
        (f"{name}#{i + 1}", f"http://example.org/{i}", {"title": f"第{i}篇"}) for i in range(2)
    ]


@pytest.mark.parametrize("head", ["姓名,职务,电话", "正文", "content of the box,a long name that says more than a column's name ever would,x"], ids=["no text", "one column", "no names"])
def test_other_tables_are_plain_text(head: str) -> None:
    (found,) = read((head + "\n" + "\n".join(SAID)).encode(), "x.csv")
    assert isinstance(found, RawRecord)
    assert found.media_type == "text/plain"
    (found,) = read(table([["title", "content"], ["一", SAID[0]]]).encode(), "x.txt")
    assert found.path == "x.txt"


def test_a_row_with_too_many_cells_fails_alone() -> None:
    data = table([["title", "content"], ["一", SAID[0]]]) + "二,河边,茶馆\r\n" + table([["三", SAID[1]]])
    found = read(data.encode(), "x.csv")
    assert [isinstance(each, Failure) for each in found] == [False, True, False]
