"""Lines that only a site says are no titles."""

from __future__ import annotations

import pytest

from pipeline.stages.title.form import is_headline
from pipeline.stages.title.furniture import says_furniture


@pytest.mark.parametrize("line", ["Filed under: City, Housing", "Filed Under Gardens", "Tags: garden", "首页", "首页博文目录图片关于我", "welcome to our site", "《山村報導》讀者點閱總人次", "访客人数：1203"])
def test_furniture(line: str) -> None:
    assert says_furniture(line)


@pytest.mark.parametrize("line", ["A case filed under seal", "山村豆腐坊", "首页设计说明", "首页的来历", "Filing cabinets of the old library"])
def test_titles(line: str) -> None:
    assert not says_furniture(line)


@pytest.mark.parametrize("line", ["❶ 公文标题怎么写", "① 公文标题怎么写", "采购项目名称 山村小学课桌椅采购项目", "合同编号 QT-2021-003 补充协议", "（山村大学图书馆 某市 100000）"])
def test_points_and_rows_of_a_table_are_no_headlines(line: str) -> None:
    assert not is_headline(line)


@pytest.mark.parametrize("line", ["公文标题怎么写", "春灌記者會發言內容", "渠道防渗技术研究进展", "访客人数统计办法", "项目名称的拟定方法", "山村小学课桌椅采购项目"])
def test_headlines(line: str) -> None:
    assert is_headline(line)
