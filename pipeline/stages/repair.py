"""Mends character damage that scraping left: each fault has a rule, each change is recorded."""

from __future__ import annotations

from pipeline.draft import Change, Draft
from pipeline.rules.engine import RuleSet, View


def repair(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft with damaged characters mended, line by line; text that a rule does not name stays as it is."""
    hits = rules.find(View(draft.text))
    return draft.apply([Change(hit.start, hit.end, hit.replacement, hit.rule.id) for hit in hits])
