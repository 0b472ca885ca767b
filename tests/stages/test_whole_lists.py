"""A table or a list of an article is kept as a whole, however little its rows look like sentences."""

from __future__ import annotations

from pipeline import clean

LEAD = "为了让参保农户心中有数，现将今年各险种的保费和补贴标准公布如下，有疑问的可以到镇服务站咨询。"
NOTE = "以上标准从公布之日起执行，去年的标准同时停止使用，已经交费的农户多退少补。"


def page(body: str) -> bytes:
    return f"<html><head><title>补贴标准</title></head><body><ul><li><a href=/>首页</a></li><li><a href=/n>公告</a></li></ul><div>{body}</div><p>版权所有</p></body></html>".encode()


def test_all_rows_of_a_table_between_paragraphs() -> None:
    rows = [("险种", "保费", "补贴"), ("小麦", "18", "80%"), ("玉米", "18", "80%"), ("棉花", "30", "80%"), ("大棚", "240", "60%")]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = clean(page(f"<p>{LEAD}</p><table>{table}</table><p>{NOTE}</p>"), media_type="text/html").text
    assert text.split("\n") == [LEAD, *("\t".join(row) for row in rows), NOTE]


def test_the_last_items_of_a_list_of_definitions() -> None:
    items = [("办理时限", "自受理之日起十五日内办结并通知本人。"), ("收费标准", "首次办理不收费。"), ("办理地点", "镇便民大厅。")]
    body = f"<p>{LEAD}</p><p>{NOTE}</p><dl>" + "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in items) + "</dl>"
    text = clean(page(body), media_type="text/html").text
    assert text.split("\n")[-6:] == [part for item in items for part in item]
