"""Chinese characters that stand as numbers are read; examples of such numbers, and other scripts' escapes, stay."""

from __future__ import annotations

import pytest

from pipeline import Options, clean, restore

SAID = "村口的石桥修好以后，孩子们上学再也不用绕路了。"


def cleaned(text: str) -> str:
    document = clean(text.encode(), media_type="text/plain", options=Options(mode="rules"))
    assert restore(document) == text
    return document.text


@pytest.mark.parametrize("form", ["&#{0};", "&#x{0:X};", "&amp;#{0};", "\\u{0:04x}"])
def test_numbers_are_read(form: str) -> None:
    assert cleaned("".join(form.format(ord(char)) for char in SAID)) == SAID


def test_one_dash_in_a_sentence() -> None:
    assert cleaned("桥修好了&#8212;&#8212;孩子们说，再也不用绕路了。") == "桥修好了——孩子们说，再也不用绕路了。"


@pytest.mark.parametrize(
    "text",
    [
        "网页里写成 &#20013;&#25991; 的两个字，浏览器会显示为中文。",
        'In JSON the name is written "\\u4e2d\\u6587", which any parser reads as two characters.',
        "Track &#8470;5 of the album was recorded at home in a single night.",
        "路径 C:\\users\\u1234 下面放着上个月的全部备份文件。",
    ],
)
def test_examples_stay(text: str) -> None:
    assert cleaned(text) == text


def test_a_surrogate_pair_is_one_character() -> None:
    escaped = "".join(f"\\u{ord(char):04x}" for char in SAID) + "\\ud83d\\ude00"
    assert cleaned(escaped) == SAID + "😀"


def test_no_hostile_line_takes_long() -> None:
    for text in ("&#" * 5_000, "&#20013" * 2_000, "\\u4e2" * 2_000, "&amp;" * 3_000):
        assert cleaned(text) is not None
