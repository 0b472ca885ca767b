"""Nothing that a document or a file name holds reaches the terminal as a control character."""

from __future__ import annotations

import unicodedata

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.terminal import safe_json, visible

ANY_TEXT = st.text(st.characters())  # surrogates too


@given(ANY_TEXT)
def test_visible_text_holds_no_control_character(text: str) -> None:
    shown = visible(text)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in BIDI]


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b]0;title\x07", "\\x1b]0;title\\x07", id="escape-sequence"),
        pytest.param("a\u202eb", "a\\u202eb", id="right-to-left-override"),
        pytest.param("a\x9bb", "a\\x9bb", id="eight-bit-csi"),
        pytest.param("第一行\n第二行\t完", "第一行\\n第二行\\t完", id="line-break-and-tab"),
        pytest.param("\udcff", "\\udcff", id="undecodable-byte-of-a-name"),
        pytest.param("《净文》·“原样”,１２。", "《净文》·“原样”,１２。", id="ordinary-text-stays"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_json_for_a_terminal_means_the_same(text: str) -> None:
    line = orjson.dumps({"text": text})
    shown = safe_json(line, terminal=True)
    assert orjson.loads(shown) == {"text": text}
    assert visible(shown.decode()) == shown.decode()
    assert safe_json(line, terminal=False) == line
