"""The sample of a long document: stretches around what is beyond ASCII, wherever that stands."""

from __future__ import annotations

import pytest

from pipeline.decode.sample import SMALL, sample


@pytest.mark.parametrize("at", [0, 3 * SMALL, 9 * SMALL - 20])
def test_the_only_characters_beyond_ascii_are_in_the_sample(at: int) -> None:
    word = "沙溪镇".encode("gb18030")
    data = b"word " * (9 * SMALL // 5)
    found = sample(data[:at] + word + data[at:])
    assert word in found
    assert len(found) < SMALL


def test_a_long_document_in_ascii_has_no_sample() -> None:
    assert sample(b"word " * SMALL) == b""
