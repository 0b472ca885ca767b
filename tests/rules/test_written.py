"""Lines that are an author's by their shape."""

from __future__ import annotations

import pytest

from pipeline.rules.view import View
from pipeline.rules.written import written


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("表\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| 一 | 二 | 三 |\n完", {1, 2, 3}),
        ("| 甲 | 乙 | 丙 |\n\n| 一 | 二 | 三 |\n\n| 四 | 五 | 六 |\n\n| 七 | 八 | 九 |", {0, 2, 4, 6}),
        ("例\n```sh\n首页 | 登录\n```\n完", {1, 2, 3}),
        ("> 一切从实际出发，理论联系实际，实事求是。\n> 要闻", {0, 1}),
        ("渡口的黄昏\n==========\n太阳落了。", {1}),
        ("---\ntitle: 甲\ntags: 乙\n---\n正文", {0, 1, 2, 3}),
    ],
    ids=["table", "table-with-blank-lines", "code", "quotation", "underline", "front-matter"],
)
def test_the_shapes_of_authors_are_known(text: str, lines: set[int]) -> None:
    assert written(View("\n" + text)) - {0} == {line + 1 for line in lines}


@pytest.mark.parametrize(
    "text",
    ["| 首页 | 新闻 | 公告 |", "首页 | 新闻\n登录 | 注册", "> 要闻\n> 正文", "最后一句到这里为止。\n==========", "---\n---\n正文", "```\n没有收尾"],
    ids=["one-bar", "bars", "steps", "rule-off", "rows-of-dashes", "lone-fence"],
)
def test_the_shapes_of_sites_are_not(text: str) -> None:
    assert written(View(text)) == set()
