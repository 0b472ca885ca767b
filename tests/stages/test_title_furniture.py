"""Lines that only a site says are no titles."""

from __future__ import annotations

import pytest

from pipeline.stages.title.furniture import says_furniture


@pytest.mark.parametrize("line", ["Filed under: City, Housing", "Filed Under Gardens", "Tags: garden", "首页", "首页博文目录图片关于我", "welcome to our site"])
def test_furniture(line: str) -> None:
    assert says_furniture(line)


@pytest.mark.parametrize("line", ["A case filed under seal", "山村豆腐坊", "首页设计说明", "首页的来历", "Filing cabinets of the old library"])
def test_titles(line: str) -> None:
    assert not says_furniture(line)
