"""Documents as sharing sites lay them out, made from bodies and labels written for this project.

No real page of such a site is in any training corpus, so the scorer learns their look from random combinations of the families of
`layouts.toml`. Everything follows from the seed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Final

from pipeline.scoring.train.examples import BODY, CHROME, UNSURE, Example

_SEGMENT: Final = 300  # characters after which page-image engines cut a document
_SLOT: Final = re.compile(r"\{([a-z]+\d?)\}")
FAMILIES: Final = 10  # the "sites" of the generated layouts: each uses its own part of the label families


@dataclass(frozen=True, slots=True)
class _Filler:
    """Fills slots; one per document, so that its title, site and place stay the same."""

    random: Random
    fixed: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]

    def fill(self, template: str) -> str:
        return _SLOT.sub(lambda slot: self._value(slot.group(1)), template)

    def _value(self, name: str) -> str:
        if name in self.fixed:
            return self.fixed[name]
        if name in self.choices:
            return self.random.choice(self.choices[name])
        pick = self.random.randint
        year, month, day = pick(2008, 2024), pick(1, 12), pick(1, 28)
        match name:
            case "d":
                return self.random.choice((f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日", f"{year}/{month}/{day}", f"{month}月{day}日"))
            case "sd":
                return f"{month:02}-{day:02}"
            case "k":
                return str(pick(1, 9))
            case "phone":
                return self.random.choice((f"0{pick(10, 999)}-{pick(2000000, 89999999)}", f"{pick(2000000, 8999999)}", f"400-{pick(100, 999)}-{pick(1000, 9999)}"))
            case _:  # n1, n2, n6, n8: numbers of about so many digits
                digits = int(name[1:])
                return str(pick(2, 60) if digits == 1 else pick(11, 2999) if digits == 2 else pick(10 ** (digits - 1), 10**digits - 1))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("pipeline.scoring.train").joinpath("layouts.toml").read_text("utf-8"))


def generate(count: int, seed: int = 1) -> Iterator[Example]:
    """Yield `count` documents with the label of each line; the same for the same seed."""
    for number in range(count):
        random = Random(f"{seed}/{number}")  # noqa: S311 - a reproducible sample, not a secret
        family = random.randrange(FAMILIES)
        yield _document(random, family)


def _document(random: Random, family: int) -> Example:
    data = _data()
    genre = random.choices(data["genre"], [3, 2, 3, 2, 0.4, 0.4, 0.6, 0.8, 1.5])[0]
    latin = bool(genre.get("latin"))
    draw = _Filler(random, {}, data["slots"])
    title = "Report of the water committee" if latin else draw.fill(random.choice(("在全市{topic}工作会议上的讲话", "{place}{topic}{genre}", "{year}年{topic}{genre}", "关于{topic}的{genre}")))
    filler = _Filler(random, {"title": title, "site": draw.fill("{site}"), "host": draw.fill("{host}")}, data["slots"])
    families = [f for number, f in enumerate(data["chrome"]) if bool(f.get("latin")) == latin and (number * 7 + family) % 10 < 6]
    groups = {where: [f for f in families if f["where"] == where] for where in ("head", "mid", "tail")}
    body = _interleave(random, filler, _body(random, filler, genre), groups["mid"])
    head = _chrome(random, filler, groups["head"], random.choice((0, 0, 1, 1, 2, 3)))
    tail = _chrome(random, filler, groups["tail"], random.choice((0, 1, 1, 2, 3, 4)))
    titles = [(title, UNSURE)] * random.choice((0, 1, 1, 2))
    rows = [*head, *titles, *body, *tail]
    return Example("layouts", f"layout-{family}", tuple(text for text, _ in rows), tuple(label for _, label in rows))


def _body(random: Random, filler: _Filler, genre: Mapping[str, Any]) -> list[str]:
    """The lines of one body: greeting, headings, paragraphs, closing, signature."""
    sentences: list[str] = random.sample(genre["sentence"], k=random.randint(len(genre["sentence"]) // 2, len(genre["sentence"])))
    lines: list[str] = []
    short = genre.get("short", False)
    headings = list(genre["heading"])
    while sentences:
        size = 1 if short else random.randint(1, 5)
        paragraph, sentences = sentences[:size], sentences[size:]
        if headings and random.random() < 0.35:
            lines.append(headings.pop(0))
        lines.append((" " if genre.get("latin") else "").join(paragraph))
    if genre["greeting"] and random.random() < 0.8:
        lines.insert(0, random.choice(genre["greeting"]))
    if random.random() < 0.7:
        lines.append(random.choice(genre["closing"]))
    if random.random() < 0.4:
        lines += random.sample(genre.get("tail", []), k=min(len(genre.get("tail", [])), random.randint(1, 3)))
    if not genre.get("latin") and random.random() < 0.4:
        lines += random.choice((["{office}", "{d}"], ["{d}"], ["{office}  {d}"], ["{person}", "20xx年x月x日"], ["（此件公开发布）"], ["{place}人民政府办公室", "{d}"]))
    lines = [filler.fill(line) for line in lines]
    shape = random.random()
    if short or shape < 0.65:
        return lines
    joined = "".join(lines)
    if shape < 0.85:
        return [filler.fill(random.choice(("{title}", ""))) + joined]
    return [f"{number}、{joined[at : at + _SEGMENT]}" for number, at in enumerate(range(0, len(joined), _SEGMENT), start=1)]


def _interleave(random: Random, filler: _Filler, body: Sequence[str], families: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    rows: list[tuple[str, int]] = []
    often = random.choice((0.0, 0.05, 0.15, 0.3))
    for number, line in enumerate(body):
        if number and families and random.random() < often:
            rows += _chrome(random, filler, families, 1)
        rows.append((line, BODY))
    return rows


def _chrome(random: Random, filler: _Filler, families: Sequence[Mapping[str, Any]], count: int) -> list[tuple[str, int]]:
    rows: list[tuple[str, int]] = []
    for family in random.sample(families, k=min(count, len(families))):
        lines: list[str] = family["lines"]
        most = min(family.get("pick", len(lines)), len(lines))
        chosen = sorted(random.sample(range(len(lines)), k=random.randint(max(1, most // 2), most)))
        rows += [(filler.fill(lines[number]), CHROME) for number in chosen]
    return rows
