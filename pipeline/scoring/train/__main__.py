"""`python -m pipeline.scoring.train PAIRS...`: fit the line scorer and write its weights."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from pipeline.scoring.train.evaluate import mean_f1, trade_off
from pipeline.scoring.train.examples import Example
from pipeline.scoring.train.folds import Prepared, Settings, final, nested, prepare
from pipeline.scoring.train.layouts import generate
from pipeline.scoring.train.pairs import copies, read_pairs
from pipeline.scoring.weights import Kind, Weights


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0, or 2 for a pair file that cannot be read."""
    options = _parser().parse_args(arguments)
    kind: Kind = options.kind
    try:
        pages = [page for path in options.pairs for page in _sample(list(read_pairs(path, kind)), options.most)]
    except (OSError, ValueError) as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    weigh = tuple((name, float(value)) for name, _, value in (each.partition("=") for each in options.weigh))
    settings = Settings(first_penalty=options.penalty[0], second_penalty=options.penalty[1], corpus_weight=weigh)
    docs = prepare(_examples(pages, kind, options), settings)
    print(f"train: {len(pages)} pages, {len(docs)} documents with their copies", file=sys.stderr)
    figures = {} if options.quick else _figures(docs, kind, settings)
    left_out = frozenset(options.without)
    weights = final([doc for doc in docs if doc.example.site not in left_out], kind, settings)
    about = {
        "corpora": dict(sorted(Counter(page.corpus for page in pages if page.site not in left_out).items())), "layouts": options.layouts if kind == "text" else 0,
        "weigh": dict(weigh), "penalty": list(options.penalty), "left_out": sorted(left_out), "licences": options.licence, "nested": figures,
    }  # fmt: skip
    options.out.write_text(render(weights, about), "utf-8")
    print(f"train: wrote {options.out}", file=sys.stderr)
    return 0


def render(weights: Weights, about: dict[str, Any]) -> str:
    """Return the JSON file of `weights`: one feature a line, so that a retraining can be read as a diff."""
    head = {"kind": weights.kind, "version": weights.version, "about": about}
    parts = [json.dumps(head, ensure_ascii=False, indent=1)[:-2]]
    for name, regression in (("first", weights.first), ("second", weights.second)):
        data = regression.to_dict()
        rows = ",\n".join(f"   {json.dumps(key)}: {json.dumps(value)}" for key, value in data["features"].items())  # type: ignore[attr-defined]
        parts.append(f' "{name}": {{\n  "intercept": {data["intercept"]},\n  "features": {{\n{rows}\n  }}\n }}')
    return ",\n".join(parts) + "\n}\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipeline.scoring.train", description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="PAIRS", help="JSON Lines: html or text, body; site or url, corpus")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the weights file to write")
    parser.add_argument("--kind", choices=("text", "html"), default="text")
    parser.add_argument("--layouts", type=int, default=300, help="documents to generate (kind text only)")
    parser.add_argument("--most", type=int, default=150, help="pages of one file that are used, so that no corpus outweighs the others")
    parser.add_argument("--without", nargs="*", default=[], metavar="SITE", help="sites to leave out of the weights (not of the figures)")
    parser.add_argument("--weigh", nargs="*", default=[], metavar="CORPUS=N", help="weight of a corpus' lines")
    parser.add_argument("--penalty", nargs=2, type=float, default=(1e-2, 5e-2), metavar=("FIRST", "SECOND"), help="ridge of each pass")
    parser.add_argument("--licence", nargs="*", default=[], metavar="TEXT", help="licence and credit of each corpus, for the record")
    parser.add_argument("--seed", type=int, default=1, help="of the copies and layouts")
    parser.add_argument("--quick", action="store_true", help="no nested figures")
    return parser


def _sample(pages: list[Example], most: int) -> list[Example]:
    return pages if len(pages) <= most else Random(most).sample(pages, most)  # noqa: S311 - reproducible


def _examples(pages: Sequence[Example], kind: Kind, options: argparse.Namespace) -> list[Example]:
    """The pages, and for text their copies and the generated layouts."""
    if kind == "html":
        return list(pages)
    examples: list[Example] = []
    for page in pages:
        random = Random(f"{options.seed}/{page.corpus}/{page.name}")  # noqa: S311 - reproducible
        examples += (page, *copies(page, random))
    return [*examples, *generate(options.layouts, options.seed)]


def _figures(docs: Sequence[Prepared], kind: Kind, settings: Settings) -> dict[str, Any]:
    """Nested out-of-fold figures: F1 by corpus, and body kept against chrome gone for whole pages and for trimmed copies."""
    logits = nested(docs, kind, settings)
    figures: dict[str, Any] = {}
    for corpus in sorted({doc.example.corpus for doc in docs if doc.example.gold}):
        for copy in ("", "trim"):
            chosen = [n for n, doc in enumerate(docs) if doc.example.corpus == corpus and doc.example.copy == copy]
            if chosen:
                examples = [docs[n].example for n in chosen]
                figures[f"{corpus}{'.' if copy else ''}{copy}"] = {
                    "documents": len(chosen),
                    "f1": {str(at): round(mean_f1(examples, [(logits[n][1] > at).tolist() for n in chosen]), 3) for at in (-1.0, 0.0, 0.5)},
                    "trade_off": trade_off(examples, [logits[n][1] for n in chosen]),
                }
    return figures


if __name__ == "__main__":
    sys.exit(main())
