"""What is left of a page, and whether it is a body."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline import Options, clean

HEAD, FOOT = "当前位置：首页 > 诗歌 > 正文", "关于我们 | 联系我们 | 网站地图"


def _flags(text: str) -> Sequence[str]:
    return clean(text, media_type="text/plain", options=Options(placeholders="keep")).flags


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        pytest.param("船不在\n水在\n风把芦苇\n一根一根\n按下去\n又一根一根地放开", False, id="verse"),
        pytest.param("石坝村 12户\n河湾村 30户\n柳林村 8户\n南沟村 41户", False, id="rows"),
        pytest.param("要闻\n乡村\n视频\n评论\n图片\n专题\n论坛\n文化", True, id="menu"),
        pytest.param("要闻\n乡村", True, id="two-labels"),
        pytest.param("", True, id="nothing"),
        pytest.param("今天大家都到齐了，会也开得很好，那就散会吧。", False, id="one-sentence"),
    ],
)
def test_short_lines_are_a_body_and_a_menu_is_none(body: str, empty: bool) -> None:
    assert ("no_body" in _flags(f"{HEAD}\n{body}\n{FOOT}")) is empty


def test_names_below_a_byline_are_a_body() -> None:
    assert "no_body" not in _flags(f"{HEAD}\n2021-04-20 08:15 来源：河湾日报\n王建国\n李秀兰\n张大山\n责任编辑：李小华\n{FOOT}")


def test_a_short_text_without_chrome_is_a_document() -> None:
    assert _flags("天晴了") == []
