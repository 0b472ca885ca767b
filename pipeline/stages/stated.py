"""What is said of a document beside its text: by the page's markup, or by the record of the crawl that brought it.

What the document says itself goes before what a crawl noted about it; the names of what came from the crawl stand in `x-record-fields`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.draft import Draft
from pipeline.stages.title.decoration import MAX_TITLE, squeeze
from pipeline.stages.title.short import names_document


def with_stated_title(draft: Draft, stated: Mapping[str, object]) -> Draft:
    """Return the draft with the title that a record states as evidence, unless its page states one."""
    if draft.findings.title_evidence or not (title := str(stated.get("title", ""))):
        return draft
    return draft.with_findings(title_evidence=(title,), stated_title=title)


def with_stated(draft: Draft, stated: Mapping[str, object]) -> Draft:
    """Return the draft with the stated title that no line shows, and with what the record states and the document does not."""
    found = draft.findings
    if not found.title and len(known := squeeze(found.stated_title or "")) <= MAX_TITLE and names_document(known):
        draft = draft.with_findings(title=found.stated_title, title_source="chrome")
    added = {name: value for name, value in stated.items() if name != "title" and name not in found.metadata}
    taken = set(added)
    if draft.findings.title_source == "chrome" and found.stated_title == stated.get("title") == draft.findings.title:
        draft = draft.with_findings(title_source="record")
        taken.add("title")
    return draft.with_findings(metadata={**found.metadata, **added, "x-record-fields": tuple(sorted(taken))}) if taken else draft
