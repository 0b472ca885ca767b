"""The features: as many columns as names, finite whatever the text, counted right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.scoring import line_features, markup_features, neighbourhood, page_features
from pipeline.scoring.characters import KIND, KINDS, count_characters
from pipeline.scoring.context import MarkupContext
from pipeline.scoring.lexicon import GROUPS, count_words
from pipeline.scoring.patterns import NAMES, match_patterns
from pipeline.scoring.scorer import document_features
from pipeline.scoring.weights import Kind, feature_names

LINES = ["首页 > 通知公告", "各乡镇人民政府：", "请于2021年3月5日前将回执报送办公室，逾期不候。", "Read more about us", "第3页 / 共12页", "下载"]
PATHS = [("body", "div", "p"), ("body", "div", "ul", "li"), ("body",)]


def column(names: tuple[str, ...], matrix: np.ndarray[tuple[int, ...], np.dtype[np.float64]], name: str) -> list[float]:
    values: list[float] = matrix[:, names.index(name)].tolist()
    return values


@pytest.mark.parametrize("kind", ["text", "html"])
def test_names_are_unique(kind: Kind) -> None:
    _, names = feature_names(kind)
    assert len(set(names)) == len(names)


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool), min_size=1, max_size=12), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_feature_is_finite_and_named(lines: list[str], markup: bool) -> None:
    context = [MarkupContext(PATHS[n % 3], ("", "a", "b", "c")[: len(PATHS[n % 3])], tuple(range(len(PATHS[n % 3])))) for n in range(len(lines))]
    features = document_features(lines, context if markup else None)
    second = features.second(np.zeros(len(lines)))
    first_names, second_names = feature_names("html" if markup else "text")
    assert features.matrix.shape == (len(lines), len(first_names))
    assert second.shape == (len(lines), len(second_names))
    assert np.isfinite(second).all()


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n"), min_size=1), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_counts_of_all_lines_at_once_equal_those_of_each_alone(lines: list[str]) -> None:
    together = count_characters(lines)
    for number, line in enumerate(lines):
        alone = count_characters([line])
        assert together.counts[number].tolist() == alone.counts[0].tolist()
        assert together.counts[number].sum() == len(line)


@pytest.mark.parametrize(
    ("character", "kind"),
    [("文", "wide"), ("的", "particle"), ("。", "stop"), (".", "dot"), ("，", "comma"), ("，"[0], "comma"), ("：", "colon"), ("【", "square"),
     ("（", "round"), ("《", "book"), ("“", "quote"), ("｜", "bar"), ("›", "arrow"), ("●", "bullet"), ("*", "star"), ("A", "upper"), ("é", "lower"),
     ("７", "digit"), ("\u3000", "space"), ("😀", "other"), ("\ud800", "other"), ("Ａ", "wide"), ("、", "comma"), ("々", "wide")],
)  # fmt: skip
def test_kind_of_character(character: str, kind: str) -> None:
    assert KINDS[int(count_characters([character]).counts[0].argmax())] == kind


def test_words_are_found_in_both_scripts_and_within_words() -> None:
    lines = ["网站首页", "关于我们", "Privacy Policy", "Sharepoint", "首都"]
    found, words = count_words(count_characters(lines), lines)
    groups = [{GROUPS[g] for g in np.flatnonzero(row)} for row in found]
    assert groups == [{"navigation", "contact"}, {"contact"}, {"legal"}, set(), set()]
    assert words.tolist() == [0, 0, 2, 1, 0]


@pytest.mark.parametrize(
    ("line", "name"),
    [("2021-03-05", "date"), ("发布于 2021年3月", "date"), ("第 3 页", "counter"), ("3/12", "counter"), ("3 of 12", "counter"), ("0311-88886666", "contact"),
     ("bgs@example.com", "contact"), ("www.example", "address"), ("见 http://x", "address"), ("news.example.com", "address"), ("（一）总则", "numbered"),
     ("12、附则", "numbered"), ("尊敬的各位代表：", "salutation"), ("附件：1.名单", "signature"), ("20xx年x月x日", "signature"), ("某县人民政府办公室", "signature"),
     ("（此件公开发布）", "signature"), ("特此通知。", "signature")],
)  # fmt: skip
def test_pattern(line: str, name: str) -> None:
    assert name in {NAMES[n] for n in np.flatnonzero(match_patterns(count_characters([line]), [line])[0])}


@pytest.mark.parametrize("line", ["0.3:48.6:51.1", "增长3.5%", "同志关系", "A/B", "等等。", "第三页"])
def test_no_pattern(line: str) -> None:
    assert not match_patterns(count_characters([line]), [line]).any()


def test_masks_are_no_bullets() -> None:
    matrix = line_features.line_features(["20**年，**市"]).matrix
    assert column(line_features.NAMES, matrix, "count_bullet") == [0.0]


def test_a_long_line_is_measured_by_its_density() -> None:
    sentence = "我们要把工作做实，把责任压实。"
    matrix = line_features.line_features([sentence * 20, sentence * 200]).matrix
    short, long = (matrix[n].tolist() for n in (0, 1))
    assert short == pytest.approx(long, rel=0.05, abs=0.05)


def test_neighbours_and_repetitions() -> None:
    lines = ["更多", "今天下午，全市召开了防汛抗旱工作会议，安排部署有关工作。", "更多"]
    own = line_features.line_features(lines)
    matrix = page_features.page_features(lines, own)
    assert column(page_features.NAMES, matrix, "copies")[0] > 0
    assert column(page_features.NAMES, matrix, "copies")[1] == 0
    assert column(page_features.NAMES, matrix, "sentence+1") == [1, 0, 0]
    assert column(page_features.NAMES, matrix, "sentence-1") == [0, 0, 1]
    assert column(page_features.NAMES, matrix, "sentences_before") == [0, 0, 1]


def test_shared_pairs_do_not_count_the_line_itself() -> None:
    lines = ["防汛抗旱工作", "今天下午，全市召开了防汛抗旱工作会议，安排部署有关事宜。", "春眠不觉晓"]
    matrix = page_features.page_features(lines, line_features.line_features(lines))
    shared = column(page_features.NAMES, matrix, "shared")
    assert shared[0] > 0.7
    assert shared[1] < 0.2
    assert shared[2] == 0


def test_container_of_the_paragraphs_is_found() -> None:
    article = [MarkupContext(("body", "div", "p"), ("", "article", ""), (0, 1, n)) for n in (10, 11, 12)]
    menu = [MarkupContext(("body", "ul", "li"), ("", "nav", ""), (0, 2, n), link_density=1.0, links=1) for n in (20, 21)]
    lines = ["首页", "新闻", *["今天下午，全市召开了防汛抗旱工作会议，安排部署有关工作，要求各地严阵以待。"] * 3]
    features = document_features(lines, [*menu, *article])
    names, _ = feature_names("html")
    assert column(names, features.matrix, "in_best") == [0, 0, 1, 1, 1]
    assert column(names, features.matrix, "near_furniture") == [1, 1, 0, 0, 0]
    assert column(names, features.matrix, "in_li") == [1, 1, 0, 0, 0]
    second = features.second(np.array([-3.0, -3.0, 3.0, 3.0, 3.0]))
    assert column(feature_names("html")[1], second, "in_best_p") == [0, 0, 1, 1, 1]


def test_lines_without_context_stand_in_the_root() -> None:
    features = document_features(["首页", "文"], [None, MarkupContext(("body", "p"), ("", ""), (0, 1))])
    assert features.table is not None
    assert column(feature_names("html")[0], features.matrix, "depth") == [0, 1]


def test_second_names_follow_the_first() -> None:
    assert set(neighbourhood.NAMES).isdisjoint(line_features.NAMES)
    assert set(markup_features.SECOND_NAMES).isdisjoint(markup_features.NAMES)
    assert len(KIND) == len(KINDS)
