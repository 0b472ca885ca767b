"""Lines that were wrapped before their full-width marks were folded to ASCII are joined by the width that they had."""

from __future__ import annotations

from pipeline import clean
from pipeline.stages.wrapping import display_width, folded_width

COLUMN = 24
TEXT = (
    "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，修补涵洞，加固堤坝，"
    "为明年春灌打下了基础。从各村报来的情况看，支渠还剩下三条没有清完，主要是路远、人少、石头多，"
    "机器上不去，只能靠人挑，靠人抬，一天清不了几丈。下一步，各村要把人手凑到一起，先难后易，"
    "一条一条地清，开春以前全部通水，不误一亩地，不欠一个工，也不许虚报一尺渠。"
)
LINES = [TEXT[at : at + COLUMN] for at in range(0, len(TEXT), COLUMN)]


def _folded(text: str) -> str:
    return text.replace("，", ",")


def test_a_folded_mark_is_as_wide_as_it_was() -> None:
    assert folded_width(_folded(LINES[0])) == display_width(LINES[0]) == COLUMN
    assert folded_width("共1,200元") == display_width("共1,200元")


def test_folded_lines_are_joined() -> None:
    assert clean(_folded("\n".join(LINES))).text == _folded(TEXT)
