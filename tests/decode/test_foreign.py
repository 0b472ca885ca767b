"""Text that is not Chinese keeps its language, with and without a label."""

from __future__ import annotations

import pytest

from pipeline.decode import decode
from tests.decode.samples import FOREIGN, LEGACY, fitting, page

CASES = [(language, codec) for language, codecs in LEGACY.items() for codec in codecs]


@pytest.mark.parametrize(("language", "codec"), CASES)
def test_text(language: str, codec: str) -> None:
    text = fitting(FOREIGN[language] * 3, codec)
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(("language", "codec"), [case for case in CASES if case[1] not in ("mac_roman", "mac_cyrillic", "iso2022_jp")])
def test_page_with_its_label(language: str, codec: str) -> None:
    label = {"cp932": "shift_jis", "cp949": "euc-kr", "koi8_r": "koi8-r", "cp874": "windows-874"}.get(codec, codec.replace("iso8859_", "iso-8859-").replace("_", "-"))
    text = page(fitting(FOREIGN[language], codec), label)
    found = decode(text.encode(codec))
    assert found.text == text
    assert found.declared is not None


@pytest.mark.parametrize("language", list(FOREIGN))
def test_utf8(language: str) -> None:
    found = decode(FOREIGN[language].encode())
    assert (found.text, found.evidence, found.repairs, found.flags) == (FOREIGN[language], "utf-8", (), ())
