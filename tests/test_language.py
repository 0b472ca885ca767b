"""Scripts are counted as expressions for their blocks count them, and the commonest one names the language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import _scripts, language_of

_BLOCKS = ("[\u4e00-\u9fff]", "[\u3041-\u30ff]", "[\uac00-\ud7a3]", "[A-Za-z]")
_EDGES = "\u4dff\u4e00\u9fff\ua000\u3040\u3041\u30ff\u3100\uabff\uac00\ud7a3\ud7a4@AZ[`az{\U00020000。，"


@given(st.text(alphabet=st.one_of(st.sampled_from(_EDGES), st.characters())))
def test_scripts_are_counted_as_expressions_count_them(text: str) -> None:
    assert _scripts(text) == tuple(len(re.findall(block, text)) for block in _BLOCKS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们学习会议精神。", "zh-Hans"),
        ("我們學習會議精神。", "zh-Hant"),
        ("山水如一，日月同天。", "zh-Hans"),
        ("これはひらがなの文です。", "ja"),
        ("한국어 문장입니다.", "ko"),
        ("This is the end of the story, and that is that for the day.", "en"),
        ("12:30", "und"),
    ],
)
def test_the_commonest_script_names_the_language(text: str, language: str) -> None:
    assert language_of(text) == language
