"""UTF-8 inside a line of GBK or Big5, and the other way round."""

from __future__ import annotations

import pytest

from pipeline.decode import decode
from pipeline.decode.interleave import interleaved, may_interleave
from tests.decode.samples import FOREIGN, LEGACY, SIMPLIFIED, TRADITIONAL

HEAD, INSIDE, TAIL = "本页由站点模板生成，正文如下：", "雨停以后，孩子们把小船推进河里，慢慢地漂向对岸。", "以上内容摘自镇里的年鉴，仅供参考。"


@pytest.mark.parametrize("head", [HEAD, HEAD[:4], HEAD[:9], ""])
@pytest.mark.parametrize("tail", [TAIL, TAIL[:4], ""])
def test_utf8_inside_a_line_of_gbk(head: str, tail: str) -> None:
    found = decode(head.encode("gbk") + INSIDE.encode() + tail.encode("gbk"))
    assert (found.text, found.replaced) == (head + INSIDE + tail, 0)
    assert {*found.encodings} == ({"gb18030", "utf-8"} if head or tail else {"utf-8"})


@pytest.mark.parametrize("head", [HEAD, HEAD[:8]])
def test_gbk_inside_a_line_of_utf8(head: str) -> None:
    text = SIMPLIFIED + head + INSIDE + TAIL + "\n" + SIMPLIFIED
    data = (SIMPLIFIED + head).encode() + INSIDE.encode("gbk") + (TAIL + "\n" + SIMPLIFIED).encode()
    assert decode(data).text == text
    assert decode(head.encode() + INSIDE.encode("gbk") + TAIL.encode()).text == head + INSIDE + TAIL


def test_a_line_of_both_in_a_document_of_one() -> None:
    data = (SIMPLIFIED + HEAD).encode("gbk") + INSIDE.encode() + (TAIL + "\n" + SIMPLIFIED).encode("gbk")
    found = decode(data)
    assert (found.text, found.evidence, found.encodings) == (SIMPLIFIED + HEAD + INSIDE + TAIL + "\n" + SIMPLIFIED, "mixed", ("gb18030", "utf-8"))


def test_utf8_inside_big5() -> None:
    line = "雨停以後，孩子們把小船推進河裡，慢慢地漂向對岸。"
    data = TRADITIONAL.rstrip().encode("big5") + line.encode() + TRADITIONAL.encode("big5")
    assert decode(data).text == TRADITIONAL.rstrip() + line + TRADITIONAL


@pytest.mark.parametrize("text", ["词条：羖羝翦翯翾，见字典。", SIMPLIFIED, "铁链锛子与錾子，都挂在墙上。"])
def test_gbk_alone_stays(text: str) -> None:
    assert decode((SIMPLIFIED + text).encode("gbk")).text == SIMPLIFIED + text


def test_broken_utf8_is_not_filled_up_with_hanzi() -> None:
    data = INSIDE.encode()
    for cut in range(1, len(data) - 1):
        assert interleaved(data[:cut] + data[cut + 1 :], "utf-8") is None
    assert not may_interleave("雨".encode(), "gb18030")


@pytest.mark.parametrize(("language", "codec"), [(language, codec) for language, codecs in LEGACY.items() for codec in codecs])
def test_bytes_of_other_languages_never_read_as_both(language: str, codec: str) -> None:
    data = FOREIGN[language].encode(codec, "ignore")
    for encoding in ("gb18030", "big5hkscs"):
        assert not may_interleave(data, encoding) or interleaved(data, encoding) is None
