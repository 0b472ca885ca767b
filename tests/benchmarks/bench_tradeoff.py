"""Body characters kept against chrome lines gone: rules, scorer and both, on pages whose sites the weights have not seen.

`python -m tests.benchmarks.bench_tradeoff PAIRS...` takes the files that `pipeline.scoring.train` takes. Each page becomes plain text, one
block of the page a line; text weights are fitted with the settings of the shipped ones on the other folds' sites, and put in their place.
Prints a Markdown table. A few minutes for a few hundred pages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any, NamedTuple
from unittest.mock import patch

from pipeline import Options, clean
from pipeline.options import MODES
from pipeline.scoring import score_lines, split_units
from pipeline.scoring.train.examples import BODY, CHROME, Example
from pipeline.scoring.train.folds import Settings, fold_of, nested_weights, prepare
from pipeline.scoring.train.layouts import generate
from pipeline.scoring.train.pairs import copies, read_pairs
from pipeline.scoring.weights import Weights

THRESHOLDS = (-3.0, -2.0, -1.0, 0.0)
NAMES = {"rules": "rules only", "cautious": "both, `cautious`", "article": "both, `article`"}
SEED = 1  # of copies and layouts, as the training command has it
HARMED = 0.95
"""Share of a page's body characters; a page that keeps less is counted as harmed."""


class Outcome(NamedTuple):
    """One page after one method: characters of its body lines (blanks apart) and those kept, its chrome lines and those gone."""

    body: int
    kept: int
    chrome: int
    gone: int


def read_pages(paths: Sequence[Path], most: int) -> list[Example]:
    """Return the labelled pages of pair files, at most `most` of each, the ones that training takes."""
    corpora = [list(read_pairs(path, "text")) for path in paths]
    return [page for pages in corpora for page in (pages if len(pages) <= most else Random(most).sample(pages, most))]


def fitted(pages: Sequence[Example]) -> list[Weights]:
    """Return text weights for each fold, fitted without its sites: settings, copies and layouts are those of the shipped weights."""
    about: Mapping[str, Any] = json.loads(files("pipeline.scoring").joinpath("weights_text.json").read_bytes())["about"]
    first, second = about["penalty"]
    settings = Settings(first, second, tuple(about["weigh"].items()))
    copied = [copy for page in pages for copy in copies(page, Random(f"{SEED}/{page.corpus}/{page.name}"))]
    return nested_weights(prepare([*pages, *copied, *generate(about["layouts"], SEED)], settings), "text", settings)


def lost_by_cleaning(text: str, mode: str) -> bytearray:
    """Return 1 for each character of `text` that cleaning removes. A title that is lifted into its field is not lost."""
    lost = bytearray(len(text))
    document = clean(text, media_type="text/plain", options=Options(mode=mode, placeholders="keep"))
    for edit in document.edits:
        if not any(rule.startswith("title.") for rule in edit["rules"]):
            start, end = edit["source"]
            for low, high in _dropped(text[start:end], document.text[slice(*edit["text"])]):
                lost[start + low : start + high] = b"\1" * (high - low)
    return lost


def _dropped(was: str, now: str) -> Iterator[tuple[int, int]]:
    """The spans of `was` that have no counterpart in `now`; a character that was rewritten has one."""
    for _, low, high, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if high - low > last - first:
            yield low + last - first, high


def outcomes(page: Example, weights: Weights) -> Iterator[tuple[str, Outcome]]:
    """Yield what each method makes of a page, with its name in the table; `weights` have not seen the page's site."""
    text = "\n".join(page.lines)
    units = split_units(text)
    scores = score_lines([text[start:end] for start, end in units], weights=weights)
    for threshold in THRESHOLDS:
        lost = bytearray(len(text))
        for (start, end), score in zip(units, scores, strict=True):
            if score.logit <= threshold:
                lost[start:end] = b"\1" * (end - start)
        yield f"scorer only, {threshold:.0f}", outcome(page, lost)
    with patch("pipeline.scoring.scorer.load_weights", return_value=weights):
        for mode in MODES:
            yield NAMES[mode], outcome(page, lost_by_cleaning(text, mode))


def outcome(page: Example, lost: bytearray) -> Outcome:
    """Count a page's characters and lines, given which characters of its lines, joined by line breaks, were lost."""
    body = kept = chrome = gone = at = 0
    for line, label in zip(page.lines, page.labels, strict=True):
        ink = [lost[at + place] for place, character in enumerate(line) if not character.isspace()]
        if label == BODY:
            body, kept = body + len(ink), kept + ink.count(0)
        elif label == CHROME:
            chrome, gone = chrome + 1, gone + (2 * sum(ink) > len(ink))
        at += len(line) + 1
    return Outcome(body, kept, chrome, gone)


def language(page: Example) -> str:
    """Return the column of the table that adds up the pages of one language."""
    wide = sum("\u2e80" <= character <= "\u9fff" for character in page.gold)
    return "Chinese" if wide > 0.3 * len(page.gold) else "English"


def cell(found: Sequence[Outcome]) -> str:
    """Return in per cent body characters kept / chrome lines gone, of all pages together / the same, mean of pages (number of pages harmed)."""
    body, kept, chrome, gone = (sum(column) for column in zip(*found, strict=True))
    harmed = sum(each.kept < HARMED * each.body for each in found)
    mean = fmean([each.gone / each.chrome for each in found if each.chrome] or [1.0])
    return f"{100 * kept / max(1, body):.2f} / {100 * gone / max(1, chrome):.1f} / {100 * mean:.1f} ({harmed})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_tradeoff", description=__doc__)
    parser.add_argument("pairs", nargs="*", type=Path, metavar="PAIRS", help="JSON Lines: html or text, body; site or url, corpus")
    parser.add_argument("--most", type=int, default=150, help="pages of one file that are used")
    options = parser.parse_args()
    pages = read_pages(options.pairs, options.most)
    if not pages:
        print("give files of training pairs: python -m tests.benchmarks.bench_tradeoff PAIRS...")
        return
    weights = fitted(pages)
    print(f"{len(pages)} pages, weights of {len(weights)} folds", file=sys.stderr)
    table: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        for method, found in outcomes(page, weights[fold_of(page.site)]):
            for group in (page.corpus, language(page)):
                table[method][group].append(found)
    groups = [*dict.fromkeys(page.corpus for page in pages), *sorted({language(page) for page in pages})]
    print("| |", " | ".join(f"{group}, {len(table[NAMES['rules']][group])}" for group in groups), "|")
    print("|---" * (len(groups) + 1) + "|")
    for method, row in table.items():
        print(f"| {method} |", " | ".join(cell(row[group]) for group in groups), "|")


if __name__ == "__main__":
    main()
