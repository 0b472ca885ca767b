"""`python -m pipeline.scoring.train.headline PAIRS...`: fit what picks the headline of a page in Latin script, and write its weights."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pipeline.cleaning import Raw, detect_encoding, strip_chrome
from pipeline.options import Options
from pipeline.readers import html as html_reader
from pipeline.scoring.characters import Floats
from pipeline.scoring.scorer import score_lines
from pipeline.scoring.train.folds import FOLDS, fold_of
from pipeline.scoring.train.pairs import read_records, site_of
from pipeline.scoring.train.regression import fit
from pipeline.scoring.weights import Pass
from pipeline.stages.scored_units import scored_units
from pipeline.stages.title.decoration import squeeze
from pipeline.stages.title.likeliest import LIKELY, LIKELY_IN_BODY, NAMES, candidates, is_latin
from pipeline.stages.zones import body_of

PENALTY = 0.001
"""Ridge; from 0.0003 to 0.003 the figures are the same."""
MOST = 150
"""Pages of one file that are used, so that no corpus outweighs the others."""


class Page(NamedTuple):
    """One page: the places of the lines that may be its headline, their features (lines, `NAMES`), and which of them is it."""

    corpus: str
    site: str
    features: Floats
    labels: Floats


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0, or 2 for a pair file that cannot be read or too few pages."""
    options = _parser().parse_args(arguments)
    try:
        pages = [page for path in options.pairs for page in read_pages(path, options.most)]
    except (OSError, ValueError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    if len({fold_of(page.site) for page in pages}) < 2:
        print("train: give pages of more sites, in Latin script, with their titles", file=sys.stderr)
        return 2
    taught = [page for page in pages if page.site not in options.without]
    about = {
        "corpora": dict(sorted(Counter(page.corpus for page in taught).items())), "penalty": PENALTY,
        "left_out": sorted(options.without), "licences": options.licence, "folds": figures(pages),
    }  # fmt: skip
    options.out.write_text(render(fitted(taught), about), "utf-8")
    print(f"train: wrote {options.out}: {json.dumps(about['folds'])}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.scoring.train.headline", description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="PAIRS", help="JSON Lines: html, or text and title; site or url, corpus")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the weights file to write")
    parser.add_argument("--most", type=int, default=MOST, help="pages of one file that are used")
    parser.add_argument("--without", nargs="*", default=[], metavar="SITE", help="sites to leave out of the weights (not of the figures)")
    parser.add_argument("--licence", nargs="*", default=[], metavar="TEXT", help="licence and credit of each corpus, for the record")
    return parser


def read_pages(path: Path, most: int = MOST) -> list[Page]:
    """Return the pages of a pair file that can teach: in Latin script, with a title that is one of their lines, and with enough chrome for the line scorer.

    The title is the record's, or what the head of its HTML says. Raises ValueError with file and line for a record that is none.
    """
    pages: list[Page] = []
    for name, record in read_records(path):
        text, title = _text_and_title(record)
        if title and is_latin(text) and len(pages) < most and (page := _page(text, title, record.get("corpus", "pairs"), site_of(record, name))):
            pages.append(page)
    return pages


def _text_and_title(record: Mapping[str, Any]) -> tuple[str, str | None]:
    title = record.get("title")
    if not isinstance(raw := record.get("html"), str):
        return str(record.get("text", "")), title
    page = html_reader.read(raw)
    if title is None and "title" in page.metadata:
        title = str(page.metadata["title"].value)
    return "\n".join(line for line in map(str.strip, page.source.split("\n")) if line), title


def _page(text: str, title: str, corpus: str, site: str) -> Page | None:
    raw, options = Raw(text, media_type="text/plain"), Options(mode="rules")
    units = scored_units(strip_chrome(raw, detect_encoding(raw, options), options))
    if not any(_same(unit.content, title) for unit in units):
        return None
    logits = [score.logit for score in score_lines([unit.content for unit in units])]
    found = list(candidates(units, logits, *body_of(units, logits)))
    if not found:
        return None
    labels = [float(_same(units[place].content, title)) for place, _ in found]
    return Page(corpus, site, np.array([features for _, features in found]), np.array(labels))


def _same(line: str, title: str) -> bool:
    return squeeze(line).casefold() == squeeze(title).casefold()


def fitted(pages: Sequence[Page]) -> Pass:
    """Return the regression that tells headlines from other lines."""
    features, labels = (np.concatenate(column) for column in ([page.features for page in pages], [page.labels for page in pages]))
    return fit(features, labels, np.ones(len(labels)), PENALTY, NAMES)


def figures(pages: Sequence[Page]) -> dict[str, int]:
    """Return counts of pages, folds by site: how many there are, how many got a headline from weights without their site, and how many of these are right."""
    given = right = 0
    for fold in range(FOLDS):
        regression = fitted([page for page in pages if fold_of(page.site) != fold])
        for page in pages:
            if fold_of(page.site) == fold:
                scores = regression.logits(page.features)
                best = int(np.argmax(scores))
                believed = scores[best] > (LIKELY_IN_BODY if page.features[best][NAMES.index("in_body")] else LIKELY)
                given, right = given + int(believed), right + int(believed and page.labels[best])
    return {"pages": len(pages), "given": given, "right": right}


def render(regression: Pass, about: Mapping[str, Any]) -> str:
    """Return the JSON file of the weights: one feature a line, so that a retraining can be read as a diff."""
    data = regression.to_dict()
    rows = ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in data["features"].items())  # type: ignore[attr-defined]
    head = json.dumps({"kind": "headline", "about": about}, ensure_ascii=False, indent=1)[:-2]
    return f'{head},\n "regression": {{\n  "intercept": {data["intercept"]},\n  "features": {{\n{rows}\n  }}\n }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
