"""Training examples: the lines of one document with a label each, and the copies made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from pipeline.scoring.context import LineContext
from pipeline.scoring.units import split_units

CHROME: Final = 0
BODY: Final = 1
UNSURE: Final = 2  # scored, but neither trained on nor counted


@dataclass(frozen=True, slots=True)
class Example:
    """One document: its lines, their labels, and for HTML their contexts.

    `site` is the unit of cross-validation: two documents of one site never stand on both sides of a split. `gold` and `page`
    (the number of the page that a copy was made of) are for evaluation.
    """

    corpus: str
    site: str
    lines: tuple[str, ...]
    labels: tuple[int, ...]
    context: tuple[LineContext | None, ...] | None = None
    gold: str = ""
    name: str = ""
    copy: str = ""  # "" for the document itself, else the kind of copy


def trimmed(example: Example, random: Random) -> Example:
    """Return a copy as a sharing site might hold it: all of the body, little chrome around it, some within.

    Whole web pages teach that most lines are chrome; scraped documents are mostly body. Without such copies the model errs there.
    """
    body = [number for number, label in enumerate(example.labels) if label != CHROME]
    if not body:
        return replace(example, copy="trim")
    first, last = body[0], body[-1] + 1
    share = random.uniform(0.08, 0.35)
    inner = [n for n in range(first, last) if example.labels[n] != CHROME or random.random() < share]
    head = list(range(max(0, first - random.randint(0, 6)), first))
    tail = list(range(last, min(len(example.lines), last + random.randint(0, 6))))
    away = [n for n in range(len(example.lines)) if example.labels[n] == CHROME and (n < first or n >= last) and n not in {*head, *tail}]
    extra = sorted(random.sample(away, k=min(len(away), random.randint(0, 8))))
    cut = random.randint(0, len(extra))
    return _chosen(example, [*extra[:cut], *head, *inner, *tail, *extra[cut:]], "trim")


def flattened(example: Example) -> Example:
    """Return the document as one line cut into units again: what a copy that lost its line breaks looks like to the scorer."""
    text = " ".join(example.lines)
    owners = [number for number, line in enumerate(example.lines) for _ in range(len(line) + 1)]
    lines, labels = [], []
    for start, end in split_units(text):
        weight = [0, 0, 0]
        for owner in owners[start:end]:
            weight[example.labels[owner]] += 1
        best = weight.index(max(weight))
        lines.append(text[start:end])
        labels.append(best if weight[best] >= 0.8 * (end - start) else UNSURE)
    return replace(example, lines=tuple(lines), labels=tuple(labels), context=None, copy="flat")


def glued(example: Example, random: Random) -> Example:
    """Return a copy in which neighbouring short chrome lines stand on one line, as menus do in many renderings."""
    lines: list[str] = []
    labels: list[int] = []
    separator = random.choice((" ", " | ", "", " > ", "·"))
    for line, label in zip(example.lines, example.labels, strict=True):
        joins = label == CHROME and lines and labels[-1] == CHROME and len(line) < 16 and len(lines[-1]) < 60
        if joins and random.random() < 0.6:
            lines[-1] += separator + line
        else:
            lines.append(line)
            labels.append(label)
    return replace(example, lines=tuple(lines), labels=tuple(labels), context=None, copy="glued")


def _chosen(example: Example, numbers: Sequence[int], kind: str) -> Example:
    context = example.context
    return replace(
        example,
        lines=tuple(example.lines[n] for n in numbers),
        labels=tuple(example.labels[n] for n in numbers),
        context=tuple(context[n] for n in numbers) if context is not None else None,
        copy=kind,
    )
