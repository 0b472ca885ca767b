"""What a page says about its document becomes metadata of one form."""

from __future__ import annotations

import pytest

from pipeline.stages.lift import iso_date, lift


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("2021-03-05", "2021-03-05", id="figures"),
        pytest.param("2021年3月5日 09:30", "2021-03-05T09:30:00", id="chinese-with-clock"),
        pytest.param("2021/3/5 9:05:07", "2021-03-05T09:05:07", id="slashes-year-first"),
        pytest.param("March 5, 2021", "2021-03-05", id="english"),
        pytest.param("5 March 2021", "2021-03-05", id="english-day-first"),
        pytest.param("Feb. 3, 2021 at 4:05 p.m.", "2021-02-03T16:05:00", id="afternoon"),
        pytest.param("Feb. 3, 2021 12:05 AM", "2021-02-03T00:05:00", id="midnight"),
        pytest.param("113-12-26", "2024-12-26", id="year-of-the-republic"),
        pytest.param("民國110年3月5日", "2021-03-05", id="year-of-the-republic-named"),
        pytest.param("16/03/2021", "2021-03-16", id="only-one-reading"),
        pytest.param("06/02/2022", None, id="two-readings"),
        pytest.param("2021年13月1日", None, id="no-such-month"),
        pytest.param("每周五", None, id="no-date"),
    ],
)
def test_dates_of_many_customs_become_iso_8601(text: str, wanted: str | None) -> None:
    assert iso_date(text) == wanted


def test_the_way_to_a_page_is_a_list_of_steps() -> None:
    assert lift({}, [("breadcrumbs", "首页 > 政务动态 -> 正文")])["breadcrumbs"] == ("首页", "政务动态", "正文")
    assert lift({}, [("breadcrumbs", "首页｜专题｜人物")])["breadcrumbs"] == ("首页", "专题", "人物")


def test_what_was_found_first_stays() -> None:
    assert lift({"source": "某某日报"}, [("source", "别的报")]) == {"source": "某某日报"}


def test_a_documents_own_number_keeps_its_form() -> None:
    assert lift({}, [("x_document_number", "某政办发〔2021〕8号"), ("x_written", "2021年5月8日")]) == {
        "x-document-number": "某政办发〔2021〕8号",
        "x-written": "2021-05-08",
    }
