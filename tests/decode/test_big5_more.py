"""Characters of the web's Big5 that Python's codec lacks."""

from __future__ import annotations

import pytest

from pipeline.decode import decode
from pipeline.decode.webcodec import BIG5_MORE, decode_replacing, decode_strict, encode

SAID = "渡船頭的票價是二十{}，老人和學生買半票。船家說，天氣好的時候一天要來回十幾趟，遇到大霧就只好停在岸邊等。"


@pytest.mark.parametrize("pair", BIG5_MORE, ids=BIG5_MORE.get)
def test_they_are_read_and_written(pair: bytes) -> None:
    data = pair.join(part.encode("big5hkscs") for part in SAID.split("{}"))
    said = SAID.format(BIG5_MORE[pair])
    assert decode_strict(data, "big5hkscs") == said
    assert decode_replacing(data + b"\xff", "big5hkscs") == (said + "\ufffd", 1)
    assert decode(data * 3).source == said * 3


def test_the_euro_sign_has_bytes_of_its_own() -> None:
    assert encode("€廴", "big5hkscs")[:2] == b"\xa3\xe1"
    with pytest.raises(UnicodeDecodeError):
        decode_strict(b"\xa3\xe2", "big5hkscs")
