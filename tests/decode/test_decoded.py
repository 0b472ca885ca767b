"""Provenance: evidence, labels, override, faithfulness, and what no bytes may do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decode import decode, plausibility
from pipeline.decode.webcodec import GB_FIXES, encode
from pipeline.errors import UnknownEncodingError
from tests.decode.samples import SIMPLIFIED, TRADITIONAL, page


def test_a_label_that_lies_is_recorded_and_not_believed() -> None:
    found = decode(page(SIMPLIFIED, "big5").encode("gbk"))
    assert (found.declared, found.encoding) == ("big5", "gb18030")


@pytest.mark.parametrize(("codec", "label"), [("gbk", "gb2312"), ("gbk", "GB18030"), ("big5", "Big5"), ("utf-8", "UTF8")], ids=str)
def test_label_of_a_subset_is_kept_as_it_stands(codec: str, label: str) -> None:
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    found = decode(text.encode(codec), declared=label)
    assert (found.declared, found.text) == (label, text)


def test_label_from_outside_comes_before_that_of_the_page() -> None:
    assert decode(page(SIMPLIFIED, "big5").encode("gbk"), declared="gbk").declared == "gbk"


def test_ascii_contradicts_no_label() -> None:
    found = decode(b"plain", declared="big5")
    assert (found.text, found.encoding, found.declared) == ("plain", "utf-8", "big5")


def test_override_decides_alone() -> None:
    found = decode(SIMPLIFIED.encode("gbk"), override="latin1")
    assert (found.encoding, found.evidence) == ("windows-1252", "override")
    assert found.text == SIMPLIFIED.encode("gbk").decode("latin-1").translate({0x80: "€"}) or found.faithful


def test_unknown_override_is_an_error_with_its_name() -> None:
    with pytest.raises(UnknownEncodingError, match="utf-4"):
        decode(b"x", override="utf-4")


def test_unknown_label_is_only_recorded() -> None:
    found = decode(SIMPLIFIED.encode("gbk"), declared="utf-4")
    assert (found.text, found.declared) == (SIMPLIFIED, "utf-4")


@pytest.mark.parametrize(
    ("pair", "char"),
    [(b"\xa3\xa0", "\u3000"), (b"\xa6\xd9", "\ufe10"), (b"\xa6\xda", "\ufe12"), (b"\xa6\xdb", "\ufe11"), (b"\xa8\xbc", "\u1e3f"), (b"\xfe\x59", "\u9fb4")],
)
def test_gb18030_as_in_browsers(pair: bytes, char: str) -> None:
    head, tail = SIMPLIFIED[:40].encode("gbk"), SIMPLIFIED[40:].encode("gbk")
    found = decode(head + pair + tail)
    assert found.text == SIMPLIFIED[:40] + char + SIMPLIFIED[40:]
    assert found.faithful == (char != "\u3000")


@pytest.mark.parametrize(("pair", "char"), [(b"\xa1\x45", "‧"), (b"\xa2\x41", "∕"), (b"\xa1\xfe", "／"), (b"\xa2\x44", "￥"), (b"\xa1\xe3", "～")])
def test_big5_as_in_browsers(pair: bytes, char: str) -> None:
    head, tail = TRADITIONAL[:30].encode("big5"), TRADITIONAL[30:].encode("big5")
    assert decode(head + pair + tail).text == TRADITIONAL[:30] + char + TRADITIONAL[30:]


def test_euro_of_gbk() -> None:
    found = decode(SIMPLIFIED.encode("gbk") + b"\x80 100")
    assert found.text == SIMPLIFIED + "€ 100"
    assert (found.replaced, found.faithful) == (0, False)


def test_every_four_byte_form_of_gb18030_comes_back() -> None:
    """The reason why a clean gb18030 reading is faithful without encoding it again."""
    for plane in (range(0x80, 0xD800), range(0xE000, 0x10000), range(0x10000, 0x110000, 97)):
        text = "".join(map(chr, plane))
        assert text.encode("gb18030").decode("gb18030") == text
    assert not any(web in GB_FIXES for web in GB_FIXES.values())


def test_newlines_are_not_translated() -> None:
    text = "第一行，今天\r\n第二行，明天\r第三行，后天\n"
    assert decode(text.encode("gbk")).text == decode(text.encode()).text == text


def test_plausibility_separates() -> None:
    assert plausibility(SIMPLIFIED) > 0.8
    assert plausibility(TRADITIONAL) > 0.8
    assert plausibility(SIMPLIFIED.encode("gbk").decode("big5hkscs", "replace")) < 0.3
    assert plausibility("no evidence") == 0.0


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "gbk", "utf-8", "big5", "shift_jis", "windows-1251", "utf-16", "nonsense"]))
def test_any_bytes_are_read(data: bytes, label: str | None) -> None:
    found = decode(data, declared=label)
    assert found.evidence in {"bom", "utf-8", "declared", "score", "detector", "mixed", "fallback"}
    assert not any("\ud800" <= char <= "\udfff" for char in found.text)
    assert found == decode(data, declared=label)
    if found.faithful and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\x84\x31\x95\x33")):
        assert encode(found.source, found.encoding) == data


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=20).filter(lambda text: len(text.encode()) - len(text) >= 18 and "\0" not in text))
def test_utf8_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode())
    if not text.startswith("\ufeff") and "\x1b" not in text and "~" not in text:
        assert found.source == text
