"""Chinese in every encoding it comes in: whole, short, cut, damaged, mixed, and with labels that lie."""

from __future__ import annotations

import random

import pytest

from pipeline.decode import decode
from tests.decode.samples import CHINESE, SIMPLIFIED, chinese, page, without_marks


@pytest.mark.parametrize("codec", CHINESE)
def test_whole_text_reads_back(codec: str) -> None:
    text = chinese(codec)
    found = decode(text.encode(codec))
    assert found.text == found.source == text
    assert (found.replaced, found.faithful, found.flags) == (0, True, ())


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16le"),
        ("utf-16-be", b"\xfe\xff", "utf-16be"),
        ("utf-32-le", b"\xff\xfe\0\0", "utf-32le"),
        ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_byte_order_mark_belongs_to_decoding(codec: str, mark: bytes, name: str) -> None:
    found = decode(mark + SIMPLIFIED.encode(codec))
    assert (found.text, found.encoding, found.evidence, found.faithful) == (SIMPLIFIED, name, "bom", True)


def test_mark_in_mid_text_stays() -> None:
    found = decode(("甲方\ufeff乙方，" + SIMPLIFIED).encode())
    assert found.text.startswith("甲方\ufeff乙方")


def test_mark_of_another_encoding_does_not_decide() -> None:
    found = decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk"))
    assert (found.text, found.encoding, found.evidence) == (SIMPLIFIED, "gb18030", "score")


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [8, 16, 32])
def test_windows(codec: str, length: int) -> None:
    text = chinese(codec).replace("\n", "")
    for start in range(0, len(text) - length, 3):
        window = text[start : start + length]
        assert decode(window.encode(codec)).text == window


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "big5", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("label", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis", "no-such-label"])
def test_a_label_never_garbles(codec: str, label: str | None) -> None:
    text = page(chinese(codec), label)
    assert decode(text.encode(codec)).text == text
    assert decode(chinese(codec).encode(codec), declared=label).text == chinese(codec)


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-8"])
def test_ascii_head_then_few_characters(codec: str) -> None:
    text = "<script>var page = 1;</script>\n" * 200 + chinese(codec)[:24]
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-8"])
def test_cut_tail(codec: str) -> None:
    text = chinese(codec)[:50]
    found = decode(text.encode(codec)[:-1])
    assert without_marks(found.text) == text[:-1]
    assert "truncated" in found.flags
    assert found.replaced > 0
    assert not found.faithful


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "big5", "utf-8", "hz"])
@pytest.mark.parametrize("seed", range(5))
def test_stray_bytes_are_marked_and_nothing_else_is_lost(codec: str, seed: int) -> None:
    text = chinese(codec) * 3
    data, rng = bytearray(text.encode(codec)), random.Random(seed)
    for _ in range(3):
        data.insert(rng.randrange(4, len(data) - 4), 0xFF)
    found = decode(bytes(data))
    assert without_marks(found.text) == text
    assert found.replaced == found.text.count("\ufffd") == 3


@pytest.mark.parametrize("place", range(3, 60, 4))
def test_a_missing_byte_garbles_no_line(place: int) -> None:
    """Where exactly it is missing is a guess; what must not happen is that everything up to the end of the line is shifted."""
    lines = SIMPLIFIED.splitlines(keepends=True)
    broken = lines[1].encode("gbk")
    found = decode(lines[0].encode("gbk") + broken[:place] + broken[place + 1 :] + "".join(lines[2:]).encode("gbk"))
    assert found.text.startswith(lines[0] + lines[1][: max(0, place // 2 - 3)])
    assert found.text.endswith(lines[1][place // 2 + 4 :] + "".join(lines[2:]))
    assert found.replaced == 1


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-8"])
def test_nul_between_characters_is_kept_and_flagged(codec: str) -> None:
    text = chinese(codec)
    found = decode((text[:9] + "\0" + text[9:]).encode(codec))
    assert found.text == text[:9] + "\0" + text[9:]
    assert found.flags == ("nul",)


@pytest.mark.parametrize(("first", "second"), [("utf-8", "gbk"), ("gbk", "utf-8")])
def test_lines_in_two_encodings(first: str, second: str) -> None:
    lines = SIMPLIFIED.splitlines(keepends=True)
    for pattern in ([0, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 0, 1]):
        data = b"".join(line.encode((first, second)[which]) for line, which in zip(lines, pattern, strict=True))
        found = decode(data)
        assert found.text == SIMPLIFIED
        assert (found.evidence, set(found.encodings)) == ("mixed", {"utf-8", "gb18030"})


@pytest.mark.parametrize("codec", ["gbk", "big5"])
def test_utf8_advert_inside_a_legacy_page(codec: str) -> None:
    start, end = page(chinese(codec), None).split("<body>")
    advert = "<div>欢迎访问本站，请收藏</div>"
    found = decode((start + "<body>").encode(codec) + advert.encode() + end.encode(codec))
    assert found.text == start + "<body>" + advert + end


def test_surrogate_pairs_in_utf8_are_joined() -> None:
    found = decode("吉野家".encode() * 4 + b"\xed\xa1\x82\xed\xbe\xb7")
    assert found.text == "吉野家" * 4 + "𠮷"
    assert (found.encoding, found.faithful) == ("utf-8", False)


def test_broken_utf8_of_another_language_stays_utf8() -> None:
    text = "Une journée d’été à la forêt, déjà passée, très agréable. " * 4
    data = text.encode()
    found = decode(data[:60] + b"\xff" + data[60:])
    assert found.encoding == "utf-8"
    assert without_marks(found.text) == text


def test_a_stretch_of_utf8_inside_a_line_of_gbk_does_not_make_the_page_western() -> None:
    quoted = "老图书馆搬进新楼以后,借书的人反而少了。馆长想了很久,决定把借阅室的门一直开到夜里十点,还摆了一排可以坐着看书的长椅。"
    rest = "大家都点头,觉得有道理,又坐了一会儿才散。\n" + "做豆腐最要紧的是选豆子。要挑当年的新豆,颗粒饱满,泡上六个钟头,用手一捏能分成两瓣就可以磨了。\n" * 2
    found = decode("他说:".encode("gbk") + quoted.encode() + rest.encode("gbk"))
    assert (found.encoding, found.evidence) == ("gb18030", "mixed")
    assert found.text.endswith(rest)
