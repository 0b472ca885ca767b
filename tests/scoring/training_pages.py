"""The pages written for the tests as training pairs of the line scorer: `python -m tests.scoring.training_pages FOLDER`.

Writes `own-sharing.jsonl`, `own-web.jsonl`, `own-english.jsonl` and `own-short.jsonl`. A page and its copies with other frames count as one site.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parents[1] / "cases" / "promises"
GROUPS = {"short": "short", "web": "web", "english": "english"}
"""Beginnings of the names of case files, and their corpora; all others are of sharing sites."""


def records() -> Iterator[dict[str, Any]]:
    """Yield a pair for each page among the cases: text, body, title, corpus, site and name."""
    for path in sorted(CASES.glob("*.jsonl")):
        group = next((name for start, name in GROUPS.items() if path.name.startswith(start)), "sharing")
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            if case.get("body"):
                text = case.get("page") or "\n".join((*case["head"], *case["body"], *case["tail"]))
                about = {"corpus": f"own-{group}", "site": case["label"].partition("@")[0], "name": case["label"]}
                yield {"text": text, "body": "\n".join(case["body"]), "title": case.get("title") or "", **about}


def main() -> None:
    """Write the files into the folder that the command line names."""
    corpora: dict[str, list[str]] = defaultdict(list)
    for record in records():
        corpora[record["corpus"]].append(json.dumps(record, ensure_ascii=False))
    for corpus, lines in corpora.items():
        Path(sys.argv[1], f"{corpus}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
