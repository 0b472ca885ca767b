"""Scores: one for each line, finite, the same on every run, and explained by the features that made them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.scoring import LineScore, MarkupContext, score_lines
from pipeline.scoring.scorer import document_features
from pipeline.scoring.weights import Kind, feature_names, load_weights, parse_weights

PAGE = [
    "首页 > 通知公告 > 正文", "来源：县水务局 发布时间：2021-06-01 浏览次数：88", "各乡镇人民政府：",
    "入汛以来，我县连续出现强降雨，部分水库水位偏高，防汛形势十分严峻。现就有关事项通知如下，请认真贯彻执行。",
    "一、强化值班值守",
    "各单位要严格落实领导带班制度，值班人员必须坚守岗位，发现险情第一时间报告，并立即组织群众转移，确保不漏一户、不落一人。",
    "二、备足抢险物资", "要对沙袋、编织袋、救生衣等物资逐一清点，不足的抓紧补齐，做到随调随用，绝不能等到洪水来了才四处求援。",
    "县防汛抗旱指挥部", "2021年6月1日", "上一篇：没有了", "下一篇：关于开展安全检查的通知", "版权所有 某某网 备案号：00000000",
]  # fmt: skip
CHROME = {0, 1, 10, 11, 12}
LONG = {3, 5, 7}


def markup(lines: Sequence[str]) -> list[MarkupContext]:
    return [MarkupContext(("body", "div", "p"), ("", "main" if n not in CHROME else "foot", ""), (0, 1 + (n in CHROME), 10 + n)) for n in range(len(lines))]


@pytest.mark.parametrize("with_markup", [False, True], ids=["text", "html"])
def test_body_scores_above_chrome(with_markup: bool) -> None:
    scores = [score.logit for score in score_lines(PAGE, markup(PAGE) if with_markup else None)]
    assert min(scores[n] for n in LONG) > 0
    assert max(scores[n] for n in CHROME) < min(scores[n] for n in LONG)
    assert scores[12] < 0


@pytest.mark.parametrize("kind", ["text", "html"])
def test_shipped_scores_can_be_recomputed_from_the_file(kind: Kind) -> None:
    """The two passes by hand, from the numbers in the JSON file, give what the scorer gives."""
    data = json.loads(files("pipeline.scoring").joinpath(f"weights_{kind}.json").read_bytes())
    context = markup(PAGE) if kind == "html" else None
    features = document_features(PAGE, context)
    first_names, second_names = feature_names(kind)
    first, second = data["first"], data["second"]
    logits = [
        first["intercept"] + sum(first["features"][name][0] * value for name, value in zip(first_names, row, strict=True))
        for row in features.matrix.tolist()
    ]
    expected = [
        second["intercept"] + sum(second["features"][name][0] * value for name, value in zip(second_names, row, strict=True))
        for row in features.second(np.array(logits)).tolist()
    ]
    assert [score.logit for score in score_lines(PAGE, context)] == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.text(max_size=60), max_size=15))
@settings(max_examples=80, deadline=None)
def test_one_finite_score_for_each_line(lines: list[str]) -> None:
    scores = score_lines(lines)
    assert len(scores) == len(lines)
    assert all(np.isfinite(score.logit) for score in scores)
    assert [score.logit for score in score_lines(lines)] == [score.logit for score in scores]
    assert all(score == LineScore(0.0) for score, line in zip(scores, lines, strict=True) if not line.strip())


def test_blank_lines_and_blanks_do_not_count() -> None:
    spaced = [row for line in PAGE for row in ("", f"\u3000\u3000{line} ")]
    assert [score.logit for score in score_lines(spaced)][1::2] == [score.logit for score in score_lines(PAGE)]


def test_reasons_add_up_to_the_difference_from_an_average_line() -> None:
    weights = load_weights("text").second
    average = weights.logits(weights.means[None, :])[0]
    for score in score_lines(PAGE):
        reasons = score.explain(len(weights.names))
        assert score.logit == pytest.approx(average + sum(part for _, part in reasons))
        assert [abs(part) for _, part in reasons] == sorted((abs(part) for _, part in reasons), reverse=True)
        assert reasons[:5] == score.explain()


def test_a_blank_line_has_no_reasons() -> None:
    assert score_lines(["", "甲"])[0].explain() == ()


def test_context_none_for_all_lines_means_text() -> None:
    assert [s.logit for s in score_lines(PAGE, [None] * len(PAGE))] == [s.logit for s in score_lines(PAGE)]


@pytest.mark.parametrize("change", ["lost", "new"])
def test_weights_that_do_not_fit_are_refused(change: str) -> None:
    data = json.loads(files("pipeline.scoring").joinpath("weights_text.json").read_bytes())
    if change == "lost":
        del data["first"]["features"]["size"]
    else:
        data["second"]["features"]["colour"] = [1.0, 0.0]
    with pytest.raises(ValueError, match=r"size|colour"):
        parse_weights(data)


@pytest.mark.parametrize("line", ["一" * 100_000, "1" * 100_000, "<a" * 50_000, "第1页" * 30_000, "@." * 50_000, "首页" * 50_000, "a " * 50_000], ids=lambda line: line[:3])
def test_hostile_lines_end(line: str) -> None:
    assert len(score_lines([line, "甲", line])) == 3
