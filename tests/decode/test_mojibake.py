"""Reversible mojibake is repaired as recorded edits, lossy mojibake only flagged, clean text left alone."""

from __future__ import annotations

import pytest

from pipeline.decode import Decoded, decode
from tests.decode.samples import FOREIGN, SIMPLIFIED, TRADITIONAL


def misread(data: bytes) -> str:
    """Bytes as Windows-1252 shows them, Latin-1 for the five that it lacks."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def applied(found: Decoded) -> str:
    text, last = "", 0
    for repair in found.repairs:
        assert repair.start >= last
        text += found.source[last : repair.start] + repair.replacement
        last = repair.end
    return text + found.source[last:]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [(misread(SIMPLIFIED.encode()), "repair.mojibake-cp1252"), (SIMPLIFIED.encode("gbk").decode("latin-1"), "repair.mojibake-latin1")],
)
def test_reversed_as_recorded_edits(wrong: str, rule: str) -> None:
    found = decode(wrong.encode())
    assert (found.source, found.text) == (wrong, SIMPLIFIED)
    assert applied(found) == SIMPLIFIED
    assert {repair.rule for repair in found.repairs} == {rule}
    assert found.flags == ("mojibake",)


def test_one_misread_line_in_a_sound_document() -> None:
    line = "欢迎访问本站，请登录后下载"
    found = decode((SIMPLIFIED + misread(line.encode()) + "\n" + SIMPLIFIED).encode())
    assert found.text == SIMPLIFIED + line + "\n" + SIMPLIFIED


def test_utf8_read_as_gbk_is_flagged_only() -> None:
    wrong = SIMPLIFIED.encode().decode("gb18030", "replace")
    found = decode(wrong.encode())
    assert (found.text, found.repairs, found.flags) == (wrong, (), ("mojibake",))


@pytest.mark.parametrize(
    "text",
    [
        *FOREIGN.values(),
        SIMPLIFIED,
        TRADITIONAL,
        "La liberté », dit-il, « n’est pas à vendre » : voilà tout.\n",
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ\n",
        "Größe: 5 µm ± 3 % (½ l) – Ärger über Öl; naïve façade, piñata.\n",
        "zwykłych użytkowników) i zapisów w grafie zapisów\n",
        "卡尔·马克思说：“évolution”一词来自法语；价格为 £30、¥200。\n",
    ],
)
def test_clean_text_stays(text: str) -> None:
    found = decode((text * 3).encode())
    assert (found.text, found.repairs) == (text * 3, ())


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_misread_and_saved_twice(codec: str) -> None:
    def once(data: bytes) -> str:
        return misread(data) if codec == "cp1252" else data.decode(codec)

    wrong = once(once(SIMPLIFIED.encode()).encode())
    found = decode(wrong.encode())
    assert (found.text, applied(found)) == (SIMPLIFIED, SIMPLIFIED)
    assert {repair.rule for repair in found.repairs} == {"repair.mojibake-cp1252"}
    line = "欢迎访问本站，请登录后下载"
    found = decode((SIMPLIFIED + once(once(line.encode()).encode()) + "\n" + SIMPLIFIED).encode())
    assert found.text == SIMPLIFIED + line + "\n" + SIMPLIFIED


@pytest.mark.parametrize("text", [*FOREIGN.values()], ids=[*FOREIGN])
def test_misread_text_of_another_language_is_left_the_same(text: str) -> None:
    twice = misread(misread(text.encode()).encode())
    assert all(char < "\u4e00" for repair in decode(twice.encode()).repairs for char in repair.replacement)


def test_three_layers() -> None:
    wrong = SIMPLIFIED
    for _ in range(3):
        wrong = misread(wrong.encode())
    assert decode(wrong.encode()).text == SIMPLIFIED


def test_big5_read_as_latin1() -> None:
    wrong = TRADITIONAL.encode("big5hkscs").decode("latin-1")
    found = decode(wrong.encode())
    assert found.text == TRADITIONAL
    assert {repair.rule for repair in found.repairs} == {"repair.mojibake-big5"}
