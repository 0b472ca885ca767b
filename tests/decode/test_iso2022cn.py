"""ISO-2022-CN: GB 2312 between shifts is read, other sets are given up, and a label alone does nothing."""

from __future__ import annotations

import pytest

from pipeline.decode import decode
from tests.decode.samples import SIMPLIFIED


def shifted(text: str, designation: bytes = b"\x1b$)A") -> bytes:
    """`text` in ISO-2022-CN, designation and shifts in each line."""
    lines: list[bytes] = []
    for line in text.split("\n"):
        out, inside = designation, False
        for char in line:
            code = char.encode("gb2312")
            if (len(code) == 2) != inside:
                inside = not inside
                out += b"\x0e" if inside else b"\x0f"
            out += bytes(byte & 0x7F for byte in code)
        lines.append(out + (b"\x0f" if inside else b"") if line else b"")
    return b"\n".join(lines)


TEXT = SIMPLIFIED + "第 3 章 ABC 的内容\n"


@pytest.mark.parametrize("override", [None, "iso-2022-cn"])
def test_gb2312_between_shifts(override: str | None) -> None:
    found = decode(shifted(TEXT), override=override)
    assert (found.text, found.encoding, found.replaced) == (TEXT, "iso-2022-cn", 0)


def test_designated_once_for_all_lines() -> None:
    data = b"\x1b$)A" + shifted(TEXT).replace(b"\x1b$)A", b"")
    assert decode(data).text == TEXT


def test_a_set_without_a_table_is_given_up_not_shown_as_letters() -> None:
    found = decode(b"Report\n" + shifted("简体\n", b"\x1b$)G"))
    assert (found.text, found.replaced) == ("Report\n\ufffd\ufffd\n", 4)


def test_japanese_with_its_own_designation_stays() -> None:
    text = "図書館は新しい建物に移りました。\n"
    assert decode(text.encode("iso2022_jp")).text == text


@pytest.mark.parametrize("data", [SIMPLIFIED.encode("gbk"), SIMPLIFIED.encode(), b"plain"])
def test_a_label_without_shifts_decides_nothing(data: bytes) -> None:
    found = decode(data, declared="iso-2022-cn")
    assert (found.text, found.encoding) in ((SIMPLIFIED, "gb18030"), (SIMPLIFIED, "utf-8"), ("plain", "utf-8"))


def test_unfinished_and_stray_shifts_do_no_harm() -> None:
    data = shifted("会议\n") + b"\x1b$)A\x0e\x3b\n\x1b\x0f\x0eA"
    assert decode(data).text.startswith("会议\n")


def test_latin_bytes_with_an_unknown_label_are_read() -> None:
    assert "caf" in decode("un café à la crème".encode("latin-1"), declared="iso-2022-cn").text
