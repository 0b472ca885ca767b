"""Character damage is mended where the fault is certain, and Chinese typography is left alone."""

from __future__ import annotations

import pytest

from pipeline.draft import Draft
from pipeline.rules.load import rule_set
from pipeline.stages.repair import repair


def _mend(text: str) -> str:
    return repair(Draft(text), rule_set("repair")).text


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        pytest.param("⾏政公⽂", "行政公文", id="radicals-of-a-pdf"),
        pytest.param("戶\uf9dd說", "戶" + "利" + "說", id="compatibility-ideograph"),
        pytest.param("第一行\r\n第二行\r\n", "第一行\n第二行\n", id="windows-line-ends"),
        pytest.param("第一行\r第二行", "第一行\n第二行", id="macintosh-line-ends"),
        pytest.param("科\u200b技\ufeff创新", "科技创新", id="zero-width"),
        pytest.param("\ue60b 收藏 \ue60c", " 收藏 ", id="icon-font"),
        pytest.param("全\x00面", "全面", id="null"),
        pytest.param("建设&ldquo;双高&rdquo;校&mdash;&mdash;出发", "建设“双高”校——出发", id="entities"),
    ],
)
def test_damage_is_mended(damaged: str, mended: str) -> None:
    assert _mend(damaged) == mended


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("部首有 ⼀ 和 ⼁ 等二百一十四个", id="radicals-alone-are-what-they-are"),
        pytest.param("ＡＢＣ，１２３；“引号”‘单引号’（括号）", id="widths-and-quotes-stay"),
        pytest.param("①②③ ㎡ ℃ … ·", id="no-compatibility-folding"),
        pytest.param("👩\u200d🌾 的一天", id="emoji"),
        pytest.param("他叫王\ue863,是老师。", id="private-use-in-a-word-may-be-a-rare-hanzi"),
        pytest.param("C 语言写作 &amp; 和 &lt;br&gt;", id="a-text-about-html"),
    ],
)
def test_what_is_no_damage_stays(text: str) -> None:
    assert _mend(text) == text
