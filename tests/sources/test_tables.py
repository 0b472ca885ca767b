"""CSV and TSV with a column of texts, a record a row; tables of anything else are plain text."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.sources import Failure, FieldNames, RawRecord, Tally, read_records

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


LONG = [f"{said}这一年里，河边的柳树又粗了一圈，渡口的石阶也换过两回。".replace("\n", "") * 5 for said in SAID]


def test_a_column_of_running_text_is_taken_for_the_texts_and_that_is_told() -> None:
    tally = Tally()
    data = table([["标题", "详细说明", "备注"], *[[f"第{i}篇", said, "已审"] for i, said in enumerate(LONG)]])
    found = list(read_records(io.BytesIO(data.encode()), "x.csv", tally=tally))
    assert [(record.data.decode(), record.stated) for record in found if isinstance(record, RawRecord)] == [(said, {"title": f"第{i}篇"}) for i, said in enumerate(LONG)]
    (told,) = tally.skipped
    assert "'详细说明'" in told
    assert "--content-field" in told


@pytest.mark.parametrize("rows", [[["词条", "释义"], ["埠头", "水边停船的地方。也叫码头。"], ["石阶", "用石头砌成的台阶。"]], [["原文", "译文"], LONG, LONG]], ids=["short", "two alike"])
def test_a_table_in_which_no_column_is_the_text_is_plain_text_and_that_is_told(rows: list[list[str]]) -> None:
    tally = Tally()
    (found,) = read_records(io.BytesIO(table(rows).encode()), "x.csv", tally=tally)
    assert isinstance(found, RawRecord)
    assert found.media_type == "text/plain"
    (told,) = tally.skipped
    assert "--content-field" in told


def test_a_named_column_makes_a_table() -> None:
    data = table([["词条", "释义"], ["埠头", "水边停船的地方。"], ["石阶", "用石头砌成的台阶。"]])
    found = list(read_records(io.BytesIO(data.encode()), "x.csv", names=FieldNames(content="释义")))
    assert [record.data.decode() for record in found if isinstance(record, RawRecord)] == ["水边停船的地方。", "用石头砌成的台阶。"]


def test_lines_with_commas_are_no_table() -> None:
    tally = Tally()
    list(read_records(io.BytesIO("河边,茶馆\n街坊们都来了,说说笑笑,坐到天黑\n".encode()), "x.csv", tally=tally))
    assert not tally.skipped
