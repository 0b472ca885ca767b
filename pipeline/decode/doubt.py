"""Which lines of a Chinese reading are hardly Chinese although they decode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from operator import sub
from typing import Final

from pipeline.decode.score import SILENT, informative, total, weights

_EIGHT: Final = 8 * 0.3


def dubious(text: str) -> bool:
    """Whether a line that decodes, or eight characters in a row in it, are hardly Chinese."""
    chars = informative(text)
    if len(chars) < 3 or _at_least(0.5).issuperset(chars):
        return False
    if _at_least(0.3).issuperset(chars):  # no eight of them weigh less than 8 * 0.3
        return total(chars) < 0.5 * len(chars)
    sums = [0.0, *accumulate(map(weights().__getitem__, chars))]
    if sums[-1] < 0.5 * len(chars):
        return True
    return min(map(sub, sums[8:], sums), default=_EIGHT) < _EIGHT


@cache
def _at_least(weight: float) -> frozenset[str]:
    """The characters of the lists that weigh so much: most lines of a sound document hold no others."""
    return frozenset(char for char, each in weights().items() if each >= weight)


def doubted(text: str) -> Iterator[str]:
    """The lines of a text that may be dubious."""
    end = 0
    while match := doubt().search(text, end):
        start = text.rfind("\n", end, match.start()) + 1 or end
        end = text.find("\n", match.start()) + 1 or len(text)
        yield text[start:end]


@cache
def doubt() -> re.Pattern[str]:
    """What stands in every dubious line; one search for it spares nearly all lines the counting.

    It is a character that weighs less than 0.3, or, since what lacks 0.1 each is made good by every fourth character of 0.9, three that weigh
    less than 0.5 with none of 0.9 among them, or one with none of 0.9 behind it.
    """
    poor, weak, strong = _at_least(0.3), _at_least(0.5), _at_least(0.9)
    silent = set(map(chr, SILENT))
    between = f"[{re.escape(''.join(sorted((weak - strong) | silent - {chr(10)})))}]*+"
    unlike = f"[^{re.escape(''.join(sorted(weak | silent)))}]"
    return re.compile(f"{unlike}(?:(?<=[^{re.escape(''.join(sorted(poor | silent)))}])|{between}(?:$|{unlike}{between}{unlike}))", re.MULTILINE)
