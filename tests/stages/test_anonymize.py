"""Real identifiers are replaced on request, the same by the same token, and their values stand nowhere but in the map."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Options, clean, restore
from pipeline.draft import Draft
from pipeline.rules.divisions import divisions
from pipeline.stages.anonymize import RECOGNIZERS, anonymize, hidden
from pipeline.stages.identifiers import is_bank_card, is_id_card
from pipeline.stages.placeholders import placeholders
from pipeline.stages.recognizing import Entity

ALL = Options(anonymize=("all",))
TEXT = (
    "关于表彰周建国同志的决定\n"
    "平凉市第二人民医院周建国主任、李晓燕医生(电话13893312345)在抗洪中表现突出。\n"
    "李晓燕的身份证号11010519491231002X,银行卡号6222021001116245702,汽车甘L·12345。\n"
    "XX书记对周建国表示感谢,来信请寄zhou@example.com,详见https://www.example.com/a/b?c=1。\n"
)
RAW = ("周建国", "李晓燕", "平凉市第二人民医院", "13893312345", "11010519491231002X", "6222021001116245702", "甘L·12345", "zhou@example.com", "example.com/a/b")


def _done(text: str, options: Options = ALL) -> Draft:
    return anonymize(placeholders(Draft(text), options), options)


def test_nothing_happens_unless_asked() -> None:
    draft = placeholders(Draft(TEXT), Options())
    assert anonymize(draft, Options()) is draft


def test_the_same_value_has_the_same_token() -> None:
    text = _done(TEXT).text
    assert text.count("[PERSON_1]") == 3
    assert "[ORGANIZATION_1][PERSON_1]主任、[PERSON_2]医生(电话[PHONE_1])" in text
    assert "[PERSON_2]的身份证号[ID_1],银行卡号[BANK_CARD_1],汽车[PLATE_1]" in text
    assert "[PERSON]书记对[PERSON_1]表示感谢,来信请寄[EMAIL_1],详见[URL_1]" in text


def test_twice_equals_once() -> None:
    once = _done(TEXT).text
    assert _done(once).text == once


def test_no_value_is_left_in_the_document_its_log_or_its_path(caplog: pytest.LogCaptureFixture) -> None:
    page = f"上传人:周建国 文档编号:66\n{TEXT}免费下载请联系13893312345\n"
    with caplog.at_level(logging.DEBUG):
        document = clean(page.encode(), path="平凉市/周建国.txt", url="https://www.example.com/a/b?c=1", options=ALL)
    written = json.dumps(document.to_dict(), ensure_ascii=False) + caplog.text
    assert [raw for raw in RAW if raw in written] == []
    assert not any("was" in edit for edit in document.edits)
    assert not any("raw" in found for found in document.placeholders if found["kind"] == "pii")
    assert {entry["value"] for entry in document.secrets if "value" in entry} >= {"周建国", "13893312345"}
    assert restore(document, document.secrets) == page


def test_pii_records_point_at_their_tokens() -> None:
    document = clean(TEXT.encode(), options=ALL)
    for found in document.placeholders:
        if found["kind"] == "pii" and found["in"] == "text":
            assert document.text[found["start"] : found["end"]].startswith(f"[{found['type']}_")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("合同金额13800000000元", "13800000000", id="amount-is-no-phone"),
        pytest.param("产量达13912345678吨", "13912345678", id="weight-is-no-phone"),
        pytest.param("编号110105194912310021", "110105194912310021", id="identity-number-with-a-wrong-check"),
        pytest.param("编号11010519491331002X", "11010519491331002X", id="identity-number-with-month-13"),
        pytest.param("卡号6222021001116245703", "6222021001116245703", id="card-that-fails-luhn"),
        pytest.param("习近平总书记强调", "习近平", id="public-figure"),
        pytest.param("清华大学与华为", "清华大学", id="national-body"),
        pytest.param("各位来宾,大家好", "来宾", id="prefecture-that-is-a-word"),
        pytest.param("财政局局长、有关主任、全体老师参加", "有关主任", id="titles-alone"),
        pytest.param("该公司与多家有限公司签约", "该公司", id="no-name-of-a-company"),
        pytest.param("日本人、韩国人都来了", "韩国人", id="peoples-are-no-people"),
        pytest.param("村民毛笔书法展,居民文明公约,任何同志、许多同学", "村民毛笔书法展,居民文明公约,任何同志、许多同学", id="words-after-roles"),
        pytest.param("温度为3.14159,占比45.67%", "3.14159", id="numbers"),
    ],
)
def test_what_is_no_identifier_stays(text: str, kept: str) -> None:
    assert kept in _done(text).text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("手机138 9331 2345、13893312345、+86-138-9331-2345", "手机[PHONE_1]、[PHONE_1]、[PHONE_1]", id="one-phone-three-ways"),
        pytest.param("座机0933-8612345", "座机[PHONE_1]", id="landline"),
        pytest.param("热线400-123-4567", "热线[PHONE_1]", id="service-number"),
        pytest.param("甘肃省平凉市崆峒区", "[LOCATION_1][LOCATION_2][LOCATION_3]", id="divisions-one-by-one"),
        pytest.param("甘肃华亭矿业有限责任公司供煤", "[ORGANIZATION_1]供煤", id="company"),
        pytest.param("联系人:欧阳明 电话", "联系人:[PERSON_1] 电话", id="compound-surname"),
        pytest.param("编号[PERSON_4],周建国主任", "编号[PERSON_4],[PERSON_5]主任", id="numbers-that-are-taken"),
        pytest.param("会上,副市长陈国梁通报情况", "会上,副市长[PERSON_1]通报情况", id="role-before"),
        pytest.param("记者 孙晓梅 通讯员 吴建华", "记者 [PERSON_1] 通讯员 [PERSON_2]", id="byline-with-blanks"),
        pytest.param("马晓东、林志国、赵敏等同志到会", "[PERSON_1]、[PERSON_2]、[PERSON_3]等同志到会", id="row"),
        pytest.param("蔡永福,男,56岁", "[PERSON_1],男,56岁", id="before-the-sex"),
        pytest.param("原告张丽诉被告刘军离婚纠纷一案", "原告[PERSON_1]诉被告[PERSON_2]离婚纠纷一案", id="verb-after-a-short-name"),
        pytest.param("我叫郑小龙,经办人:邓超伟 复核:谢芳", "我叫[PERSON_1],经办人:[PERSON_2] 复核:[PERSON_3]", id="labels"),
        pytest.param("X市周建国主任", "[LOCATION]市[PERSON_1]主任", id="beside-a-mask"),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    assert _done(text).text == written


def test_only_the_kinds_that_are_asked_for() -> None:
    text = _done(TEXT, Options(anonymize=("phone", "email"))).text
    assert "[PHONE_1]" in text
    assert "[EMAIL_1]" in text
    assert "周建国" in text
    assert "甘L·12345" in text


def test_allowed_names_stay() -> None:
    text = _done(TEXT, Options(anonymize=("all",), allow=("周建国",))).text
    assert "周建国主任" in text
    assert "[PERSON_1]医生" in text


def test_title_and_metadata_share_the_tokens() -> None:
    draft = Draft("周建国主任讲话。XX书记到会。").with_findings(
        title="XX书记与周建国主任座谈", metadata={"author": "林晓", "uploader": "lin_88", "breadcrumbs": ("首页", "平凉市"), "url": "http://a.cn/b", "pages": 2}
    )
    done = anonymize(placeholders(draft, ALL), ALL)
    assert done.findings.title == "[PERSON]书记与[PERSON_1]主任座谈"
    assert done.findings.metadata == {
        "author": "[PERSON_2]", "uploader": "[UPLOADER_1]", "breadcrumbs": ("首页", "[LOCATION_1]"), "url": "[URL_1]", "pages": 2,
    }  # fmt: skip
    mask = next(m for m in done.findings.masks if m.part == "title" and m.kind == "mask")
    assert str(done.findings.title)[mask.start : mask.end] == "[PERSON]"


def test_a_masked_uploader_is_no_secret() -> None:
    draft = Draft("正文。").with_findings(metadata={"uploader": "g****t", "author": "佚名"})
    assert anonymize(draft, ALL).findings.metadata == {"uploader": "g****t", "author": "佚名"}


def test_values_from_outside_are_hidden_by_token_or_by_kind() -> None:
    done = _done(TEXT)
    assert hidden("平凉/周建国 13893312345 刘大海同志.txt", done, ALL) == "[LOCATION]/[PERSON_1] [PHONE_1] [PERSON]同志.txt"
    assert hidden("平凉/周建国.txt", done, Options()) == "平凉/周建国.txt"


class _Model:
    """A recogniser that stands in for a model."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterator[Entity]:
        if "PERSON" in kinds and (at := text.find("阿兰")) >= 0:
            yield Entity(at, at + 2, "PERSON", "model.ner")


def test_a_model_can_stand_in() -> None:
    draft = anonymize(Draft("昨天阿兰来了,阿兰没说话。"), ALL, recognizers=(*RECOGNIZERS, _Model()))
    assert draft.text == "昨天[PERSON_1]来了,[PERSON_1]没说话。"


def test_checks() -> None:
    assert is_id_card("11010519491231002X")
    assert not is_id_card("110105194912310021")
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112")
    assert not is_bank_card("0000000000000000")


def test_divisions() -> None:
    known = divisions()
    assert {"甘肃省", "平凉市", "静宁县", "崆峒区", "临夏回族自治州", "新疆维吾尔自治区", "锡林郭勒盟"} <= known.full
    assert {"甘肃", "平凉", "临夏", "新疆", "锡林郭勒", "内蒙古", "广西"} <= known.short
    assert len(known.provinces) == 34
    assert len(known.full) > 2900
    assert "平" in known.initials


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*TEXT.splitlines(keepends=True), "X市", "[PERSON_2]", "周建国", "13893312345 ", "水平为%。", "甲:", "\n"]), max_size=12))
def test_restore_and_secrecy_hold_for_any_mixture(pieces: list[str]) -> None:
    source = "".join(pieces)
    draft = _done(source)
    back, at = [], 0
    for index, edit in enumerate(draft.edits):
        start, end = draft.text_span(index)
        back += [draft.text[at:start], source[edit.start : edit.end]]
        at = end
    assert "".join([*back, draft.text[at:]]) == source
    assert [raw for _, raw in draft.findings.secrets if raw in draft.text] == []
