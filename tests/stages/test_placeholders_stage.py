"""Masks are recorded and written in one form in text, title and summary; what is left over of real names is reported."""

from __future__ import annotations

import itertools

import pytest

from pipeline.draft import Draft
from pipeline.options import Options
from pipeline.stages.leaks import leaks
from pipeline.stages.placeholders import placeholders

TEXT = "xx同志到XX县调研。全年完成税收亿元,增长%。"


def _masked(text: str, **options: object) -> Draft:
    return placeholders(Draft(text), Options(**options))  # type: ignore[arg-type]


def test_masks_become_tags_and_elisions_stay() -> None:
    draft = _masked(TEXT)
    assert draft.text == "[PERSON]同志到[LOCATION]县调研。全年完成税收亿元,增长%。"
    assert [(m.type, m.kind, m.raw, draft.source[m.start : m.end]) for m in draft.findings.masks] == [
        ("PERSON", "mask", "xx", "xx"),
        ("LOCATION", "mask", "XX", "XX"),
        ("NUMBER", "elided", "", ""),
        ("NUMBER", "elided", "", ""),
    ]
    assert "numbers_elided" in draft.findings.flags


def test_elisions_are_marked_on_request() -> None:
    assert _masked(TEXT, mark_elisions=True).text.endswith("完成税收[NUMBER]亿元,增长[NUMBER]%。")


@pytest.mark.parametrize(("form", "text"), [("keep", "xx同志"), ("<{type}>", "<PERSON>同志"), ("tag", "[PERSON]同志")])
def test_the_form_is_the_users(form: str, text: str) -> None:
    assert _masked("xx同志", placeholders=form).text == text


@pytest.mark.parametrize("form", ["tag", "<{type}>", "【{type}】"])
def test_twice_equals_once(form: str) -> None:
    once = _masked(TEXT + "王某1诉A公司,(20××)×民初××号。", placeholders=form)
    assert _masked(once.text, placeholders=form).text == once.text


def test_masks_are_never_numbered_and_tokens_keep_their_number() -> None:
    assert _masked("XX市与XX市、[PERSON_3]同志与[PHONE_1]").text == "[LOCATION]市与[LOCATION]市、[PERSON_3]同志与[PHONE_1]"


def test_title_and_summary_are_written_too() -> None:
    draft = Draft("正文。").with_findings(title="XX书记的讲话", metadata={"summary": "赴xx县、xx镇", "pages": 3})
    draft = placeholders(draft, Options())
    assert draft.findings.title == "[PERSON]书记的讲话"
    assert draft.findings.metadata == {"summary": "赴[LOCATION]县、[LOCATION]镇", "pages": 3}
    title, first, second = draft.findings.masks
    assert (title.part, title.start, title.end) == ("title", 0, 8)
    assert str(draft.findings.metadata["summary"])[second.start : second.end] == "[LOCATION]"
    assert (first.part, first.field) == ("metadata", "summary")


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        pytest.param("X市科技局表示,专家组不定期来平调研。", "平", id="one-character-place"),
        pytest.param("xx大学与兰州大学、XX公司联合攻关。", "兰州大学", id="regional-university"),
        pytest.param("XX书记说,我们邀请了庆茹教授作报告。", "庆茹", id="given-name-and-title"),
        pytest.param("XX同志主持,周建国副市长讲话。", "周建国", id="full-name-and-title"),
        pytest.param("xx镇党委组织村干部到静宁县学习。", "静宁县", id="county"),
    ],
)
def test_what_defeats_the_masks_is_reported(text: str, leak: str) -> None:
    draft = _masked(text)
    assert "residual_names" in draft.findings.flags
    assert any(str(reason).endswith(leak) for _, reason in draft.findings.notes)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("xx大学与清华大学、华为合作。", id="national-bodies"),
        pytest.param("专家组不定期来平调研,兰州大学参加,庆茹教授出席。", id="nothing-is-masked"),
        pytest.param("XX书记请专家来校指导、来京考察。", id="words-and-the-capital"),
        pytest.param("学习贯彻习近平总书记在XX大上的报告,XX同志主持。", id="public-figure"),
        pytest.param("XX局局长、各位主任、有关科长到XX县。", id="titles-alone"),
        pytest.param("水平为%,比兰州大学高个百分点。", id="elisions-hide-no-name"),
    ],
)
def test_what_gives_nothing_away_is_no_leak(text: str) -> None:
    assert "residual_names" not in _masked(text).findings.flags


def test_leaks_are_sorted_and_disjoint() -> None:
    text = "平凉市人民医院的王建国主任来平调研,兰州大学参加。"
    found = leaks(text, {"LOCATION", "PERSON", "ORGANIZATION"})
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert {text[leak.start : leak.end] for leak in found} >= {"王建国", "平", "兰州大学"}
    assert leaks(text, set()) == []


@pytest.mark.parametrize("line", ["来", "来平", "市", "平凉市", "大学", "人民医院", "同志", "王", "王建国书记", "作者:", "作者：李明、", "::", "邀请了庆茹教授"])
def test_leaks_of_hostile_lines_take_linear_time(line: str) -> None:
    """A guard against searches that explode: a tenth of a second is usual."""
    import time

    text = line * (10_000 // len(line))
    leaks(text, {"PERSON", "LOCATION", "ORGANIZATION"})
    start = time.process_time()
    found = leaks(text, {"PERSON", "LOCATION", "ORGANIZATION"})
    assert time.process_time() - start < 5
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_titles_and_labels_beside_one_another() -> None:
    text = "XX省:作者 ：李明华、王建国,记者:周建国 摄。理工大学院、交通大学医学院与兰州大学学院。"
    found = {text[leak.start : leak.end] for leak in leaks(text, {"PERSON", "ORGANIZATION"})}
    assert found == {"李明华", "王建国", "周建国", "兰州大学"}
