"""Two passes fitted on folds by site, nested so that no figure has seen its own labels."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Final

import numpy as np

from pipeline.scoring.characters import Floats
from pipeline.scoring.scorer import Features, document_features
from pipeline.scoring.train.examples import BODY, UNSURE, Example
from pipeline.scoring.train.regression import fit
from pipeline.scoring.weights import Kind, Pass, Weights, feature_names

FOLDS: Final = 5
VERSION: Final = 1
_SHORT, _LONG = 10.0, 200.0  # ink
_ROWS: Final = 100  # lines of one document that are fitted on; more of the same page teach little


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training run may choose: ridges of the passes (see `regression.fit`) and how much a corpus weighs."""

    first_penalty: float = 1e-2
    second_penalty: float = 5e-2
    corpus_weight: tuple[tuple[str, float], ...] = ()
    long_page: float = 0.5  # a page of n lines weighs n ** (1 - long_page)
    long_line: float = 0.5  # a line of n times the ink of a short one (10) weighs n ** long_line; losing it costs more


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with its features, fold and the weights of its lines (0 for the unsure)."""

    example: Example
    features: Features
    fold: int
    labels: Floats
    weights: Floats


def fold_of(site: str) -> int:
    """Return the fold of a site: by its name alone, so that a new corpus leaves the others where they were."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:4], "big") % FOLDS


def prepare(examples: Sequence[Example], settings: Settings) -> list[Prepared]:
    """Return the examples with features, those without a line left out."""
    shares = dict(settings.corpus_weight)
    prepared = []
    for example in examples:
        if not example.lines:
            continue
        labels = np.array(example.labels)
        weight = shares.get(example.corpus, 1.0) * len(labels) ** -settings.long_page
        features = document_features(example.lines, example.context)
        weight = weight * (np.clip(features.ink, _SHORT, _LONG) / _SHORT) ** settings.long_line
        weights = (labels != UNSURE) * weight
        if len(labels) > _ROWS:
            dropped = np.array(Random(example.name).sample(range(len(labels)), len(labels) - _ROWS))  # noqa: S311 - reproducible
            weights[dropped] = 0.0
            weights *= len(labels) / _ROWS
        prepared.append(Prepared(example, features, fold_of(example.site), (labels == BODY).astype(np.float64), weights))
    return prepared


def fit_first(docs: Sequence[Prepared], kind: Kind, settings: Settings) -> Pass:
    """Return the first pass fitted on `docs`."""
    return _fit(docs, [doc.features.matrix for doc in docs], settings.first_penalty, feature_names(kind)[0])


def fit_second(docs: Sequence[Prepared], logits: Sequence[Floats], kind: Kind, settings: Settings) -> Pass:
    """Return the second pass fitted on `docs` and the first pass' logits of their lines, which must not have seen them."""
    matrices = [doc.features.second(each) for doc, each in zip(docs, logits, strict=True)]
    return _fit(docs, matrices, settings.second_penalty, feature_names(kind)[1])


def _fit(docs: Sequence[Prepared], matrices: Sequence[Floats], penalty: float, names: Sequence[str]) -> Pass:
    known = [doc.weights > 0 for doc in docs]
    weights = np.concatenate([doc.weights[rows] for doc, rows in zip(docs, known, strict=True)])
    labels = np.concatenate([doc.labels[rows] for doc, rows in zip(docs, known, strict=True)])
    features = np.concatenate([matrix[rows] for matrix, rows in zip(matrices, known, strict=True)])
    return fit(features, labels, weights, penalty, names)


def nested_weights(docs: Sequence[Prepared], kind: Kind, settings: Settings) -> list[Weights]:
    """Return for each fold the weights of a model that never saw it.

    The second pass for test fold k is fitted on logits of first passes that saw neither the line's own fold nor fold k. With plain
    out-of-fold logits it learns the difference between the fold's model and the whole, which carries the test fold's labels.
    """
    pairs = {pair: fit_first([d for d in docs if d.fold not in pair], kind, settings) for pair in combinations(range(FOLDS), 2)}
    result = []
    for fold in range(FOLDS):
        rest = [doc for doc in docs if doc.fold != fold]
        inner = [pairs[min(doc.fold, fold), max(doc.fold, fold)].logits(doc.features.matrix) for doc in rest]
        result.append(Weights(kind, VERSION, fit_first(rest, kind, settings), fit_second(rest, inner, kind, settings)))
    return result


def nested(docs: Sequence[Prepared], kind: Kind, settings: Settings) -> list[tuple[Floats, Floats]]:
    """Return the logits of both passes for each document, from models that never saw its fold (see `nested_weights`)."""
    models = nested_weights(docs, kind, settings)
    result = []
    for doc in docs:
        logits = models[doc.fold].first.logits(doc.features.matrix)
        result.append((logits, models[doc.fold].second.logits(doc.features.second(logits))))
    return result


def final(docs: Sequence[Prepared], kind: Kind, settings: Settings) -> Weights:
    """Return the weights fitted on all `docs`; the second pass sees out-of-fold logits of the first."""
    models = [fit_first([d for d in docs if d.fold != fold], kind, settings) for fold in range(FOLDS)]
    logits = [models[doc.fold].logits(doc.features.matrix) for doc in docs]
    return Weights(kind, VERSION, fit_first(docs, kind, settings), fit_second(docs, logits, kind, settings))
