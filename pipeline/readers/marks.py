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
_LONGEST = 40  # code points of several marks that are raised together
_INSIDE = r"(?:(?:[注註]|note\s)?\s?\d{1,3}(?:\s?[-–—~～,，、;；]\s?\d{1,3}){0,9}|[a-z]|[注註])"
_RAISED = regex.compile(rf"(?:[\[［〔【]\s?{_INSIDE}\s?[\]］〕】]\s?[-–—~～,，、]?\s?){{1,6}}|[①-⑳]{{1,3}}", regex.IGNORECASE)
_VARIABLE = regex.compile(r"(?<![A-Za-zα-ωΑ-Ω])[A-Za-zα-ωΑ-Ω]$")  # the layers of a network, the terms of a sequence: what is raised behind it is an index
_JOINT = regex.compile(r"\s*[-–—~～,，、]\s*")


def is_mark(node: Node, to: str) -> bool:
    """Return whether a link to `to` is nothing but the mark of a note, or leads back from one."""
    text = (node.text(deep=True) or "").strip()
    if not text or len(text) > _MOST:
        return False
    if _BACK.issuperset(text):
        return True
    return _NUMBER.fullmatch(text) is not None and _NOTE.search(to[-80:]) is not None and _PLACE.search(to[-80:]) is None


def is_raised_mark(node: Node, before: list[str]) -> bool:
    """Return whether a `<sup>` is nothing but marks of notes in brackets; `before` are the texts before it on its line.

    What parts it from a mark right before it (`[4]–[6]`) is taken off that list. Without brackets a number may be a power, and stays.
    """
    if not before:
        return False
    text = (node.text(deep=True) or "").strip()
    if not 0 < len(text) <= _LONGEST or _RAISED.fullmatch(text) is None or _VARIABLE.search("".join(before[-3:])[-2:]):
        return False
    between = node.prev
    if between is not None and between.tag == "-text" and _JOINT.fullmatch(between.text_content or "") and _raised(between.prev):
        before.pop()
    return True


def _raised(node: Node | None) -> bool:
    return node is not None and node.tag == "sup" and _RAISED.fullmatch((node.text(deep=True) or "")[: _LONGEST + 1].strip()) is not None
