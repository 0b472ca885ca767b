"""A rule file from what was learned of a collection, for a person to look at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from pipeline.rules.learning import Proposal


def rule_file(proposals: Iterable[Proposal], stem: str) -> str:
    """Return a rule file (TOML) of that stem with a rule for each form of line, those in doubt on every site switched off."""
    merged: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        merged.setdefault(proposal.pattern, []).append(proposal)
    return "\n".join(line for pattern, found in merged.items() for line in _rule(pattern, found, stem))


def _rule(pattern: str, proposed: list[Proposal], stem: str) -> Iterator[str]:
    found = [proposal for proposal in proposed if not proposal.doubt] or proposed
    best = max(found, key=lambda p: (p.held, p.site))
    places = {p.where for p in found}
    seen = ", ".join(f"in {p.held} of {p.documents} documents" + (f" of {p.site}" if p.site != "." else "") for p in found[:3]) + (f" and of {len(found) - 3} more sites" if len(found) > 3 else "")
    side = {"head": "above the text ", "tail": "below the text "}.get(best.where, "") if len(places) == 1 else ""
    yield "[[rule]]"
    yield f"id      = {_quoted(f'{stem}.{hashlib.sha256(pattern.encode()).hexdigest()[:8]}')}"
    yield f"why     = {_quoted(f'It stands {side}{seen}' + (f'; {best.doubt}.' if best.doubt else '.'))}"
    yield 'kind    = "line"'
    if "." not in (sites := sorted({p.site for p in found})):
        yield f"sites   = [{', '.join(map(_quoted, sites))}]"
    yield f"where   = {_quoted(best.where if len(places) == 1 else 'any')}"
    yield f"needs   = [{_quoted(best.needs)}]"
    yield f"pattern = {_quoted(pattern)}"
    yield f"removes = [{_quoted(best.sample)}]"
    yield f"keeps   = [{_quoted(f'会上有人问:为什么{best.sample}这几个字,每一页都有?')}]"
    if best.doubt:
        yield "enabled = false"
    yield ""


def _quoted(text: str) -> str:
    """A string of TOML: a literal one where that needs no escapes, for patterns are full of backslashes."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
