"""Words that are counted in one pass."""

from __future__ import annotations

from pipeline.readers.page_words import PageWords


def test_each_word_counts_where_it_stands_inside_another_too() -> None:
    counts = PageWords(("回复", "楼", "eply", "Reply all", "下一页")).count("3楼 回复\n4楼 Reply all\n下一页")
    assert counts == {"楼": 2, "回复": 1, "eply": 1, "Reply all": 1, "下一页": 1}
    assert counts["引用"] == 0
