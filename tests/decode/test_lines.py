"""Lines of a document that decodes: which of them are looked at again."""

from __future__ import annotations

import random

from pipeline.decode import lines
from pipeline.decode.doubt import doubt, dubious
from pipeline.decode.score import weights


def test_a_dubious_line_always_holds_the_sign_that_is_searched_for() -> None:
    by_weight: dict[float, list[str]] = {}
    for char, weight in sorted(weights().items()):
        by_weight.setdefault(weight, []).append(char)
    pools = [*by_weight.values(), list("abc 1<>\r"), list("あアé\x01\ufffd\U00020000")]
    chance = random.Random(1)
    found = 0
    for _ in range(20_000):
        kinds = chance.choices(pools, k=chance.choice((1, 2, 3)))
        text = "".join(chance.choice(chance.choice(kinds)) for _ in range(chance.choice((1, 3, 4, 6, 12, 40))))
        if dubious(text):
            found += 1
            assert doubt().search(text), ascii(text)
    assert found > 1_000


def test_a_garbled_line_among_sound_ones_is_read_as_what_it_is() -> None:
    sound = "各位同志，今天召开会议，研究部署下一步工作。\n"
    data = (sound * 3).encode("gb18030") + "这一行是另一种编码的文字，需要单独读出来。\n".encode() + (sound * 3).encode("gb18030")
    reading = lines.read_lines(data, "gb18030")
    assert "".join(reading.parts) == sound * 3 + "这一行是另一种编码的文字，需要单独读出来。\n" + sound * 3
    assert {*reading.used} == {"gb18030", "utf-8"}
