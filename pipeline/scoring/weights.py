"""The learned weights: two logistic regressions in a row, as named numbers in a JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np

from pipeline.scoring import line_features, markup_features, neighbourhood, page_features
from pipeline.scoring.characters import Floats

Kind = Literal["text", "html"]
_TEXT_NAMES = (*line_features.NAMES, *page_features.NAMES)


def feature_names(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the features of the first and of the second pass, in the order of their columns."""
    first = _TEXT_NAMES if kind == "text" else (*_TEXT_NAMES, *markup_features.NAMES)
    second = neighbourhood.NAMES if kind == "text" else (*neighbourhood.NAMES, *markup_features.SECOND_NAMES)
    return first, (*first, *second)


@dataclass(frozen=True, slots=True)
class Pass:
    """One logistic regression over raw feature values; `means` are those of the training lines, for explanations only."""

    names: tuple[str, ...]
    weights: Floats
    means: Floats
    intercept: float

    def logits(self, *blocks: Floats) -> Floats:
        """Return the log odds of body for each row of the features, given as one matrix or as the blocks of columns that make it up."""
        # einsum and not a BLAS product: that may start threads, which cost more than the sum and may change its last digits.
        total, at = np.full(len(blocks[0]), self.intercept), 0
        for block in blocks:
            total += np.einsum("ij,j->i", block, self.weights[at : (at := at + block.shape[1])])
        return total

    def to_dict(self) -> dict[str, object]:
        """Return what `parse_pass` reads; seven digits are more than the data can tell apart."""
        rows = {n: [float(f"{w:.7g}"), float(f"{m:.7g}")] for n, w, m in zip(self.names, self.weights, self.means, strict=True)}
        return {"intercept": float(f"{self.intercept:.7g}"), "features": rows}


@dataclass(frozen=True, slots=True)
class Weights:
    """Both passes of one kind of document and where they come from."""

    kind: Kind
    version: int
    first: Pass
    second: Pass


def parse_pass(data: Mapping[str, Any], names: Sequence[str]) -> Pass:
    """Return the regression that `data` holds; raises ValueError unless its features are exactly `names`."""
    rows: dict[str, list[float]] = data["features"]
    if odd := sorted(set(rows) ^ set(names)):
        raise ValueError(f"the weights do not fit this version's features: {', '.join(odd[:5])}; retrain with python -m pipeline.scoring.train")
    table = np.array([rows[name] for name in names], np.float64)
    return Pass(tuple(names), table[:, 0].copy(), table[:, 1].copy(), float(data["intercept"]))


def parse_weights(data: Mapping[str, Any]) -> Weights:
    """Return the weights in a loaded JSON document; raises ValueError if they do not fit the code's features."""
    kind: Kind = data["kind"]
    first, second = feature_names(kind)
    return Weights(kind, int(data["version"]), parse_pass(data["first"], first), parse_pass(data["second"], second))


@cache
def load_weights(kind: Kind) -> Weights:
    """Return the weights that come with the package."""
    return parse_weights(json.loads(files("pipeline.scoring").joinpath(f"weights_{kind}.json").read_bytes()))
