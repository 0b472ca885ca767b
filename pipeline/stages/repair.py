"""Mends character damage that scraping left: each fault has a rule, each change is recorded; nothing is normalised wholesale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.draft import Change, Draft
from pipeline.rules.engine import RuleSet
from pipeline.rules.view import view_of
from pipeline.stages.references import reference_changes

# The text layer of a PDF often names a glyph by its radical or its compatibility twin: U+2F00-2FD5, U+2E9F, U+2EF3, U+F900-FAFF.
_TWIN = re.compile(r"[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff]")
_HAN = re.compile(r"[\u3400-\u9fff\u2f00-\u2fd5\uf900-\ufaff，。、；：？！“”《》（）]")
# Web pages draw icons with private-use characters of a font; inside a word such a character may be a rare hanzi, and stays.
_ICON = re.compile(r"(?:(?<=^)|(?<=[\s|｜]))[\ue000-\uf8ff]{1,4}(?=$|[\s|｜])", re.MULTILINE)
# The standard library's search for one class of characters is the fastest way to see that there is nothing to do.
_ANY_TWIN_OR_ICON = re.compile(r"[\u2e9f\u2ef3\u2f00-\u2fd5\ue000-\uf8ff\uf900-\ufaff]")


def repair(draft: Draft, rules: RuleSet) -> Draft:
    """Return the draft with damaged characters mended; text that neither a rule nor a twin names stays as it is."""
    changes = [Change(hit.start, hit.end, hit.replacement, hit.rule.id) for hit in rules.find(view_of(draft.text))]
    if _ANY_TWIN_OR_ICON.search(draft.text):
        changes += _twins(draft.text)
        changes += [Change(m.start(), m.end(), "", "characters.icon") for m in _ICON.finditer(draft.text)]
    if "&#" in draft.text or "&amp;#" in draft.text or "\\u" in draft.text:
        changes += reference_changes(draft.text)
    return draft.apply(changes) if changes else draft


def _twins(text: str) -> Iterator[Change]:
    """Radicals and compatibility ideographs beside other Chinese characters, each to the ideograph that Unicode equates it with."""
    for match in _TWIN.finditer(text):
        start, end = match.span()
        ideograph = unicodedata.normalize("NFKC", match.group())
        if ideograph != match.group() and ((start and _HAN.match(text, start - 1)) or _HAN.match(text, end)):
            yield Change(start, end, ideograph, "characters.radical")
