"""Marks of notes: the raised number in a sentence that leads to a note, and the arrow that leads back. Neither is text of its author."""

from __future__ import annotations

import regex

from pipeline.readers.tree import Node

_MOST = 8  # code points
_BACK = frozenset("↩↑⏎↵⤴⬆^\ufe0e\ufe0f")
_NUMBER = regex.compile(r"[\[(（【〔［]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3}|[①-⑳]|[注註]\s?\d{0,3})[\])）】〕］]?", regex.IGNORECASE)
# How editors, converters and encyclopedias name the place of a note (#fn-2, #_ftn1, #cite_note-3), and that in the text from which one leads to it.
_NOTE = regex.compile(r"#(?:user-content-)?_?(?:easy-|sd|foot|end|side)?(?:fn|ftnt|ftn|edn|note|cite|cmnt|ref|bib)(?![a-z])[\w.:\[\]-]{0,60}$", regex.IGNORECASE)
_PLACE = regex.compile(r"#.{0,30}(?:fn|ftnt|ftn|edn|note|cite|cmnt)s?[-_:]?(?:ref|anchor|back|sym)", regex.IGNORECASE)


def is_mark(node: Node, to: str) -> bool:
    """Return whether a link to `to` is nothing but the mark of a note, or leads back from one."""
    text = (node.text(deep=True) or "").strip()
    if not text or len(text) > _MOST:
        return False
    if _BACK.issuperset(text):
        return True
    return _NUMBER.fullmatch(text) is not None and _NOTE.search(to[-80:]) is not None and _PLACE.search(to[-80:]) is None
