"""Finds what could be a mask by its shape. A candidate is not yet a mask: what stands around it decides (slots.py)."""

from __future__ import annotations

import re
from itertools import pairwise
from string import ascii_letters

from pipeline.rules.placeholders.load import TYPES
from pipeline.stages.masks.glyphs import BLANK, CERTAIN, CROSS, INLINE, QUERY, RING, SHAPES, SIGNS, STAR, X, is_han
from pipeline.stages.masks.named import bracketed, described
from pipeline.stages.masks.names import certain_name, numbered_name, partial_name
from pipeline.stages.masks.shields import shielded
from pipeline.stages.masks.tokens import Candidate, read_token

_SIGNS = CROSS + STAR + BLANK + RING + CERTAIN
_HAN, _HAN_A = "\u4e00-\u9fff", "\u3400-\u9fff"
_SHAPE = "…" + SHAPES
# What can be, or be part of, a mask: a class of characters, which one search passes over most text for, and what must stand around each.
_AROUND = (
    rf"(?<=[{re.escape(_SIGNS)}])",
    rf"(?<=[{X}])(?<![A-Za-z].)(?![A-WYZa-wyz])",
    rf"(?<=[A-ZＡ-Ｇ])(?=[{_HAN}])",
    rf"(?<=[#＃])(?<!\1.)(?=\1{{0,5}}[{_HAN_A}])",
    rf"(?<=[{_SHAPE}])(?<!\1.)(?=\1{{1,5}}[{_HAN_A}])",
    rf"(?<=[{QUERY}])(?<=[09０９].)(?=\1年)",
    rf"(?<=[%％])(?<![%％].)(?=\1{{1,5}}[{_HAN_A}])",
    rf"(?<=\[)(?=[A-Za-z ]|[{_HAN}]{{2,6}}[\]}}】〕])",
    rf"(?<=[<【〔])(?=[A-Z ]|[{_HAN}]{{2,6}}[】〕][{_HAN}])",
    rf"(?<=\{{)(?=\{{|[{_HAN}]{{2,6}}\}})",
    rf"(?<=[(（])(?=(?:{'|'.join(TYPES)})[_)）])",
)
_TRIGGER = re.compile(rf"([{re.escape(_SIGNS + X + _SHAPE + QUERY)}#＃%％\[<{{【〔(（A-ZＡ-Ｇ])(?:{'|'.join(_AROUND)})")
_RUN = re.compile(r"(.)\1*", re.DOTALL)
_RINGS = re.compile(rf"[{RING}]+")
_YEAR_IN_HAN = re.compile(rf"(?:二[{RING}零]|一九)(?:[{re.escape(INLINE)}]{{2}}|[一二三四五六七八九零{RING}][{re.escape(INLINE)}])")
_CENTURIES = frozenset("二一")
_IN_YEARS = frozenset("零一二三四五六七八九" + RING + INLINE)
_HIDDEN_YEAR = re.compile(rf"(?:19|20|１９|２０)([{RING}{QUERY}#＃{_SHAPE}])\1(?=[年级届級屆](?:(\1{{1,2}})月(?:(\1{{1,2}})日)?)?)")
_IN_TOKENS = frozenset(INLINE + ascii_letters)
_BRACKETS = frozenset("[{<【〔(（")


def candidates(text: str) -> list[Candidate]:
    """Return the candidates of a text, sorted and disjoint, without those that stand inside URLs, code, file names and markup."""
    found: list[Candidate] = []
    end = 0
    for hit in _TRIGGER.finditer(text):
        at = hit.start()
        if at < end:
            continue
        read, end = _read(text, at, found[-1].end if found else 0)
        found += read
    found += [Candidate(a, b, "decided" if type_ else "run", "described", type_, "placeholder.described") for a, b, type_ in described(text)]
    return _outside(text, found) if found else found


def _read(text: str, at: int, floor: int) -> tuple[list[Candidate], int]:
    char = text[at]
    if char in _IN_TOKENS:
        read, end = _read_years(text, at, floor) or read_token(text, at, floor)
        named = [_named(text, candidate, floor) for candidate in read]
        return [candidate for candidate in named if candidate.shape != "numbered"], end
    if char in _BRACKETS:
        name = bracketed(text, at)
        return ([Candidate(at, name[0], "decided", "mask", name[1], "placeholder.bracketed")], name[0]) if name else ([], at + 1)
    if char == CERTAIN:
        end = _RUN.match(text, at).end()  # type: ignore[union-attr]
        name_span = certain_name(text, at, end, floor)
        if name_span:
            return [Candidate(*name_span, "decided", "partial", "PERSON", "person.surname")], name_span[1]
        return [Candidate(at, end, "run")], end
    if char in RING:
        end = _RINGS.match(text, at).end()  # type: ignore[union-attr]
        years = _read_years(text, at, floor)
        years = years or _hidden_year(text, at, floor)
        return years or ([_named(text, Candidate(at, end, "run"), floor)], end)
    return _hidden_year(text, at, floor) or _sign(text, at)


def _hidden_year(text: str, at: int, floor: int) -> tuple[list[Candidate], int] | None:
    """20□□年□月□日: signs that seldom hide anything stand for the figures of a year, and of the month and day after it."""
    year = _HIDDEN_YEAR.match(text, at - 2) if at - 2 >= floor and not text[at - 3 : at - 2].isdigit() else None
    if year is None:
        return None
    parts = [year.span(group) for group in (2, 3) if year[group]]
    found = [Candidate(year.start(), year.end(), "year", "partial"), *(Candidate(*part, "decided", "mask", "DATE", "date.part") for part in parts)]
    return found, found[-1].end


def _read_years(text: str, at: int, floor: int) -> tuple[list[Candidate], int] | None:
    """二○××: a year in Chinese digits of which a part is masked."""
    if text[at - 1 : at] not in _IN_YEARS:
        return None
    for start in range(max(floor, at - 3), at + 1):
        if text[start] in _CENTURIES and (found := _YEAR_IN_HAN.match(text, start)) and found.end() > at:
            return [Candidate(start, found.end(), "decided", "partial", "DATE", "date.masked-year")], found.end()
    return None


def _named(text: str, candidate: Candidate, floor: int) -> Candidate:
    """A run after a surname is part of that person's name."""
    start, end, shape, *_ = candidate
    if shape in ("number", "numbered") and (span := numbered_name(text, start, end, floor)):
        return Candidate(*span, "decided", "partial", "PERSON", "person.surname")
    if not (shape == "run" or (shape == "letter" and text[start] == "O")) or start <= floor or not is_han(text[start - 1]):
        return candidate
    span = partial_name(text, start, end, floor)
    return Candidate(*span, "decided", "partial", "PERSON", "person.surname") if span else candidate


def _sign(text: str, at: int) -> tuple[list[Candidate], int]:
    end = _RUN.match(text, at).end()  # type: ignore[union-attr]
    if end - at > 6 or (end - at == 1 and text[at] not in "#＃ＡＢＣＤＥＦＧ") or not is_han(text[end : end + 1] or " "):
        return [], end
    return [Candidate(at, end, "sign" if text[at] in SIGNS else "letter")], end


def _outside(text: str, found: list[Candidate]) -> list[Candidate]:
    """Drop candidates that a shield covers, and those that overlap an earlier one."""
    covers = shielded(text)
    if not covers and all(a.end <= b.start for a, b in pairwise(found)):
        return found
    kept: list[Candidate] = []
    index = reach = 0
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        while index < len(covers) and covers[index][0] < candidate.end:
            reach = max(reach, covers[index][1])
            index += 1
        covered = reach > candidate.start and candidate.rule != "placeholder.bracketed"
        if not covered and not (kept and candidate.start < kept[-1].end):
            kept.append(candidate)
    return kept
