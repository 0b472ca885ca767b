"""Finds what could be a mask by its shape. A candidate is not yet a mask: what stands around it decides (slots.py)."""

from __future__ import annotations

import regex

from pipeline.stages.masks.glyphs import BLANK, CERTAIN, CROSS, INLINE, RING, SIGNS, STAR, X, is_han
from pipeline.stages.masks.named import bracketed, described
from pipeline.stages.masks.names import certain_name, partial_name
from pipeline.stages.masks.shields import shielded
from pipeline.stages.masks.tokens import Candidate, read_token

_SIGNS = (CROSS + STAR + BLANK + RING + CERTAIN + SIGNS).replace("%", "").replace("％", "")
# What can be, or be part of, a mask: signs without which an expression cannot match, and the expression. Most text is done with here.
_TRIGGERS: tuple[tuple[tuple[str, ...], regex.Pattern[str]], ...] = (
    (tuple(_SIGNS), regex.compile(f"[{regex.escape(_SIGNS)}]")),
    (tuple(X), regex.compile(r"(?<![A-Za-z])[xXｘＸ](?![A-WYZa-wyz])")),
    (tuple("[<{【〔(（"), regex.compile(r"[\[{<【〔(（](?=[A-Z{a-z ])|[\[{【〔](?=[\u4e00-\u9fff]{2,6}[\]}】〕])")),
    (("%%", "％％"), regex.compile("[%％]{2,}")),
    (("",), regex.compile(r"[A-ZＡ-Ｚ](?=[\u4e00-\u9fff])")),
)
_RUN = regex.compile(r"(.)\1*", regex.DOTALL)
_RINGS = regex.compile(rf"[{RING}]+")
_YEAR_IN_HAN = regex.compile(rf"(?:二[{RING}零]|一九)(?:[{regex.escape(INLINE)}]{{2}}|[一二三四五六七八九零{RING}][{regex.escape(INLINE)}])")
_BRACKETS = frozenset("[{<【〔(（")


def candidates(text: str) -> list[Candidate]:
    """Return the candidates of a text, sorted and disjoint, without those that stand inside URLs, code, file names and markup."""
    found: list[Candidate] = []
    end = 0
    for at in _triggers(text):
        if at < end:
            continue
        read, end = _read(text, at, found[-1].end if found else 0)
        found += read
    found += [Candidate(a, b, "decided" if type_ else "run", "described", type_, "placeholder.described") for a, b, type_ in described(text)]
    return _outside(text, found) if found else found


def _triggers(text: str) -> list[int]:
    hits = [hit.start() for signs, pattern in _TRIGGERS if any(sign in text for sign in signs) for hit in pattern.finditer(text)]
    return sorted(hits)


def _read(text: str, at: int, floor: int) -> tuple[list[Candidate], int]:
    char = text[at]
    if char in INLINE or (char.isascii() and char.isalpha()):
        read, end = _read_years(text, at, floor) or read_token(text, at, floor)
        return [_named(text, candidate, floor) for candidate in read], end
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
        return years or ([_named(text, Candidate(at, end, "run"), floor)], end)
    return _sign(text, at)


def _read_years(text: str, at: int, floor: int) -> tuple[list[Candidate], int] | None:
    """二○××: a year in Chinese digits of which a part is masked."""
    for start in range(max(floor, at - 3), at + 1):
        if text[start] in "二一" and (found := _YEAR_IN_HAN.match(text, start)) and found.end() > at:
            return [Candidate(start, found.end(), "decided", "partial", "DATE", "date.masked-year")], found.end()
    return None


def _named(text: str, candidate: Candidate, floor: int) -> Candidate:
    """A run after a surname is part of that person's name."""
    if not (candidate.shape == "run" or (candidate.shape == "letter" and text[candidate.start] == "O")) or candidate.start <= floor or not is_han(text[candidate.start - 1]):
        return candidate
    span = partial_name(text, candidate.start, candidate.end, floor)
    return Candidate(*span, "decided", "partial", "PERSON", "person.surname") if span else candidate


def _sign(text: str, at: int) -> tuple[list[Candidate], int]:
    end = _RUN.match(text, at).end()  # type: ignore[union-attr]
    if end - at > 6 or (end - at == 1 and text[at] not in "#＃ＡＢＣＤＥＦＧ") or not is_han(text[end : end + 1] or " "):
        return [], end
    return [Candidate(at, end, "sign" if text[at] in SIGNS else "letter")], end


def _outside(text: str, found: list[Candidate]) -> list[Candidate]:
    """Drop candidates that a shield covers, and those that overlap an earlier one."""
    covers = shielded(text)
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
