"""What weights are worth: F1 of the text kept, and body kept against chrome removed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats
from pipeline.scoring.train.examples import BODY, CHROME, Example

_WORD: Final = re.compile(r"\w+")
_CHARACTER: Final = re.compile(r"\w")
_SHINGLE: Final = 4
THRESHOLDS: Final = (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0)


def shingle_f1(kept: str, gold: str) -> float:
    """Return F1 of the 4-gram shingles of two texts, of words, or of characters where the gold is mostly Chinese."""
    wide = sum("\u2e80" <= character <= "\u9fff" for character in gold)
    token = _CHARACTER if wide > 0.3 * len(gold) else _WORD
    have, want = _shingles(token.findall(kept)), _shingles(token.findall(gold))
    common = sum((have & want).values())
    return 2 * common / max(1, sum(have.values()) + sum(want.values()))


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in range(max(1, len(tokens) - _SHINGLE + 1)) if tokens)


def mean_f1(examples: Sequence[Example], kept: Sequence[Sequence[bool]]) -> float:
    """Return the mean over documents of F1 between the lines kept and the gold text."""
    scores = [
        shingle_f1("\n".join(line for line, keep in zip(example.lines, keeps, strict=True) if keep), example.gold)
        for example, keeps in zip(examples, kept, strict=True)
    ]
    return float(np.mean(scores)) if scores else 0.0


def trade_off(examples: Sequence[Example], logits: Sequence[Floats]) -> list[dict[str, float]]:
    """Return for each threshold, in per cent: body characters and body lines kept, chrome lines gone (all lines; mean over documents)."""
    rows = []
    for threshold in THRESHOLDS:
        characters, body, gone, mean_body, mean_gone = [0, 0], [0, 0], [0, 0], [], []
        for example, scores in zip(examples, logits, strict=True):
            labels = np.array(example.labels)
            lengths = np.array([len(line) for line in example.lines])
            keep = scores > threshold
            is_body, is_chrome = labels == BODY, labels == CHROME
            _add(characters, int(lengths[is_body & keep].sum()), int(lengths[is_body].sum()))
            _add(body, int((is_body & keep).sum()), int(is_body.sum()))
            _add(gone, int((is_chrome & ~keep).sum()), int(is_chrome.sum()))
            if is_body.any():
                mean_body.append(float(keep[is_body].mean()))
            if is_chrome.any():
                mean_gone.append(float(1 - keep[is_chrome].mean()))
        rows.append({
            "threshold": threshold, "body_characters": _share(characters), "body_lines": _share(body), "body_lines_mean": _percent(mean_body),
            "chrome_gone": _share(gone), "chrome_gone_mean": _percent(mean_gone),
        })  # fmt: skip
    return rows


def _add(pair: list[int], part: int, whole: int) -> None:
    pair[0] += part
    pair[1] += whole


def _share(pair: Sequence[int]) -> float:
    return round(100 * pair[0] / max(1, pair[1]), 2)


def _percent(values: Sequence[float]) -> float:
    return round(100 * float(np.mean(values)), 2) if values else 100.0
