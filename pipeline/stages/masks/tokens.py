"""Reads the ASCII-like tokens that mask characters stand in: 20**, 138****5678, x.xx, 20XX-XX-XX, g****t; and drops words such as NOx."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.stages.masks.glyphs import BLANK, CERTAIN, CROSS, INLINE, STAR, X


class Candidate(NamedTuple):
    """`text[start:end]` looks like a mask.

    shape: "run" (mask characters alone), "blank" (underscores), "letter" and "sign" (seldom masks), "number" (digits fused with mask
    characters), "numbered" (a mask before figures: a person of a judgment, else a model or a train), "year", "handle" (letters around
    asterisks), "decided" (the shape alone gives `type`).
    """

    start: int
    end: int
    shape: str
    kind: str = "mask"
    type: str = ""
    rule: str = ""


_I = re.escape(INLINE)
_G = f"[{_I}]"
_D = "[0-9０-９]"
_M = f"[0-9０-９{_I}]"
_YEAR = rf"(?:19|20|１９|２０)(?:{_G}{{2}}|{_D}{_G})"
_JOINED = re.compile(rf"[A-Za-z0-9０-９{_I}]+(?:[-–—./:·・•@][A-Za-z0-9０-９{_I}]+)*")
_INNER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789０１２３４５６７８９" + INLINE)
_JOINERS = frozenset("-–—./:·・•@")
_MASKS = frozenset(INLINE)
_COMMAS = frozenset(",，")
_BESIDE = _INNER | _JOINERS | _COMMAS | {" "}
_LONGEST = 64
"""Code points: a longer token is a rule of asterisks or a machine's string."""
_SHORTEST_COMPOUND = 6
"""Code points: no shorter token is a plate, a card or an identifier, unless its parts are joined."""
_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
_AFTER_YEAR = tuple(")）〕]】")
_CASE_KINDS = tuple("刑民行执知财破商赔")
_SPACED_CARD = re.compile(rf"{_M}{{4}}(?:[ ]{_M}{{4}}){{2,4}}(?:[ ]{_M}{{1,3}})?(?![A-Za-z0-9])")
_SPACED_PHONE = re.compile(rf"(?<![A-Za-z0-9])1{_M}{{2}}[ ]{_M}{{4}}[ ]{_M}{{4}}(?![A-Za-z0-9])")
_THOUSANDS = re.compile(rf"{_G}{{1,3}}(?:[,，]{_G}{{3}})+(?:\.{_G}{{1,2}})?(?![A-Za-z0-9{_I}])")
_PIECE = re.compile(rf"[A-Za-z0-9０-９{_I}]+")
_RUN = re.compile(r"(.)\1*", re.DOTALL)

_WHOLE = (
    (rf"(?:[12]{_M}{{3}}|{_G}{{4}})([-/.])(?:{_M}{{1,2}})(?:\1{_M}{{1,2}})(?!{_M})", "DATE", "date.masked-numeric"),
    (rf"[12]{_M}{{3}}[-/]{_M}{{1,2}}|[12]{_M}{_G}{{2}}\.{_M}{{1,2}}", "DATE", "date.masked-numeric"),
    (rf"{_M}{{1,2}}([-/.]){_M}{{1,2}}\1(?:[12]{_M}{{3}}|{_G}{{4}}|{_G}{{2}})", "DATE", "date.masked-numeric"),
    (rf"(?:{_G}{{1,2}}:{_M}{{2}}|{_M}{{1,2}}:{_G}{{2}})(?::{_M}{{2}})?", "DATE", "date.masked-clock"),
    (rf"{_M}{{4}}(?:-{_M}{{4}}){{2,4}}(?:-{_M}{{1,3}})?", "OTHER", "other.masked-card"),
    (rf"{_M}{{3}}-{_M}{{2,4}}-{_M}{{4}}|{_M}{{3,4}}-{_M}{{7,8}}|{_G}{{3}}-{_G}{{4}}-{_G}{{4}}|{_M}{{4}}-{_M}{{3}}-{_M}{{3,4}}|{_M}{{4}}-{_M}{{6}}|{_D}-{_M}{{3}}-{_M}{{3}}-{_M}{{4}}", "OTHER", "other.masked-phone"),
    (rf"{_G}{{1,8}}(?:-{_M}{{1,8}}){{2,5}}", "OTHER", "other.masked-identifier"),
    (rf"(?!(?=.{{8}}$)[01]+x+$)(?=.*{_D})(?=.*{_G}{{2}}){_M}{{7,25}}", "OTHER", "other.masked-identifier"),
)


@lru_cache(maxsize=1)
def _whole() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Whole tokens whose shape decides, in this order; each must hold a mask character. Few texts have one."""
    return tuple((re.compile(pattern), type_, rule) for pattern, type_, rule in _WHOLE)


_E = f"[{re.escape(X + CROSS + STAR)}]"
_EMAIL = re.compile(
    rf"[A-Za-z0-9._{_I}-]{{0,40}}{_E}{{2}}[A-Za-z0-9._{_I}-]{{0,20}}@[A-Za-z0-9._{_I}-]{{2,40}}|[A-Za-z0-9._-]{{1,40}}@[A-Za-z0-9-]{{0,20}}{_E}{{2}}[A-Za-z0-9._{_I}-]{{0,40}}"
)
_YEARS = re.compile(rf"({_YEAR}|(?:19|20)\d\d)[-–—]+({_YEAR}|(?:19|20)\d\d)")
_DECIMAL = re.compile(rf"{_M}{{1,5}}\.{_M}{{1,4}}")
_PLATE = re.compile(rf"[A-Z{re.escape(X + STAR)}][·・•.-]?[A-Z0-9{_I}]{{4,6}}")
_CHECK_CHARACTER = re.compile(r"\d[\d-]{6,18}[xX]")  # of an identity number, an ISBN or an ISSN
_BARE_PLATE = re.compile(rf"{_G}[A-Z][·・•]?{_G}{{4,6}}[A-Z0-9]{{0,2}}")
_CASE_CODE = re.compile(rf"{_G}{{1,3}}(?=\d{{2,4}}$)")
_S = f"[{re.escape(STAR)}]"
# Two asterisks between letters and figures raise to a power; three hide.
_HANDLE = re.compile(rf"(?=.*[A-WYZa-wyz])(?:[A-Za-z0-9]{{1,16}}{_S}{{3,}}[A-Za-z0-9]{{0,12}}|[A-Z][A-Za-z]{{0,12}}{_S}{{2}})")
_NUMBER = re.compile(rf"{_D}+{_G}+|{_G}+{_D}+")
_MEASURED = re.compile(r"([xX])\1{1,5}(?=(?:kg|cm|mm|km|mg|ml|mL|mmHg|GB|MB|TB|KB|kW|MW|kV|kWh|MPa|mmol|min|ppm|rpm)$)")
_ONE_YEAR = re.compile(_YEAR)
_AFTER_FIGURE = frozenset("%％万亿年月日元")
_FASTER = frozenset("倍速放")
_CALENDAR = (*tuple("年级届至-—~－/.、,，。)）"), "")
_LETTER = re.compile(r"([A-Z])\1{0,3}")


def token_span(text: str, at: int, floor: int) -> tuple[int, int]:
    """Return [start, end) of the token around offset `at`; nothing before `floor`, and at most 64 code points, is looked back at."""
    start = at
    lowest = max(floor, at - _LONGEST)
    while start > lowest:
        before = text[start - 1]
        if before in _INNER:
            start -= 1
        elif before in _JOINERS and start - 2 >= lowest and text[start - 2] in _INNER:
            start -= 2
        else:
            break
    found = _JOINED.match(text, start)
    return start, found.end() if found else at + 1


def read_token(text: str, at: int, floor: int) -> tuple[list[Candidate], int]:
    """Return the candidates in the token around `at`, and where to go on."""
    char = text[at]
    if char in _MASKS and (at == floor or text[at - 1] not in _BESIDE):  # most masks: a run, and nothing that belongs to a token beside it
        end = at + 1
        while text[end : end + 1] == char:
            end += 1
        if text[end : end + 1] not in _BESIDE and end - at <= _LONGEST:
            return [_run(text, at, end)], end
    start, end = token_span(text, at, floor)
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before == " " or after == " ") and (card := _spaced_card(text, start, floor)):
        return [Candidate(*card, "decided", "partial", "OTHER", "other.masked-card")], card[1]
    token = text[start:end]
    if end - start > _LONGEST:
        return [], end
    if token[0] in _MASKS and token == token[0] * len(token):
        if after in _COMMAS and (found := _THOUSANDS.match(text, start)):
            return [Candidate(start, found.end(), "number")], found.end()
        return [_run(text, start, end)], end
    if _MASKS.isdisjoint(token):
        return _letters(text, start, end), end
    return _fused(text, start, end, token), end


def _spaced_card(text: str, start: int, floor: int) -> tuple[int, int] | None:
    begin = start
    while begin - 5 >= floor and text[begin - 1] == " " and all(c in _INNER for c in text[begin - 5 : begin - 1]) and start - begin < 20:
        begin -= 5
    if begin == start and start - 4 >= floor and text[start - 1] == " " and all(c in _INNER for c in text[start - 4 : start - 1]):
        begin = start - 4
    found = _SPACED_CARD.match(text, begin) or _SPACED_PHONE.match(text, begin)
    if found and found.end() > start and any(c in _MASKS for c in found.group()) and (any(c.isdigit() for c in found.group())):
        return found.span()
    return None


def _run(text: str, start: int, end: int) -> Candidate:
    return Candidate(start, end, "blank" if text[start] in BLANK else "run")


def _letters(text: str, start: int, end: int) -> list[Candidate]:
    """A letter that stands for a name: it is alone, repeated at most, and Chinese follows."""
    after = text[end : end + 1]
    if _LETTER.fullmatch(text, start, end) and "\u4e00" <= after <= "\u9fff" and after != CERTAIN:
        return [Candidate(start, end, "letter")]
    return []


def _fused(text: str, start: int, end: int, token: str) -> list[Candidate]:
    if end - start < _SHORTEST_COMPOUND and _JOINERS.isdisjoint(token):
        return _issuing_code(text, start, end, token) or _piece(text, start, end)
    if start and text[start - 1] in _PROVINCES and _PLATE.fullmatch(token) and len(token) > 5:
        return [Candidate(start - 1, end, "decided", "partial", "OTHER", "other.masked-plate")]
    if _CHECK_CHARACTER.fullmatch(token):
        return []
    if _BARE_PLATE.fullmatch(token):
        return [Candidate(start, end, "decided", "mask", "OTHER", "other.masked-plate")]
    if code := _issuing_code(text, start, end, token):
        return code
    if "@" in token and (mail := _EMAIL.search(token)):
        address = Candidate(start + mail.start(), start + mail.end(), "decided", "partial", "OTHER", "other.masked-email")
        return [*_pieces(text, start, token[: mail.start()]), address, *_pieces(text, address.end, token[mail.end() :])]
    if years := _YEARS.fullmatch(token):
        spans = [years.span(1), years.span(2)]
        return [Candidate(start + a, start + b, "year", "partial") for a, b in spans if any(c in _MASKS for c in token[a:b])]
    for pattern, type_, rule in _whole():
        if pattern.fullmatch(token):
            kind = "partial" if any(c.isdigit() or c in "@" for c in token) else "mask"
            return [Candidate(start, end, "decided", kind, type_, rule)]
    if _DECIMAL.fullmatch(token):
        return [Candidate(start, end, "number", "partial" if any(c.isdigit() for c in token) else "mask")]
    return _pieces(text, start, token)


def _issuing_code(text: str, start: int, end: int, token: str) -> list[Candidate]:
    """(2019)xx01民初: the court's code, of which the letters are masked."""
    if text[start - 1 : start] in _AFTER_YEAR and text[end : end + 1] in _CASE_KINDS and (code := _CASE_CODE.match(token)):
        return [Candidate(start, start + code.end(), "decided", "mask", "ORGANIZATION", "organization.issuing-code")]
    return []


def _pieces(text: str, start: int, token: str) -> list[Candidate]:
    """Read the parts between joiners one by one; a part beside a word or a model number is part of that."""
    pieces = [(found.start(), found.end()) for found in _PIECE.finditer(token)]
    read = [_piece(text, start + a, start + b) for a, b in pieces]
    for i, (a, b) in enumerate(pieces):
        wordy = any(c.isalnum() and c not in _MASKS for c in token[a:b]) and all(c.shape == "letter" for c in read[i])
        if not wordy:
            continue
        digits = token[a:b].isdigit()
        for j in (i - 1, i + 1):
            if 0 <= j < len(pieces) and token[min(b, pieces[j][1])] not in ":@":
                read[j] = [c._replace(shape="number") for c in read[j] if c.shape in ("run", "number")] if digits else []
    return [candidate for found in read for candidate in found]


def _piece(text: str, start: int, end: int) -> list[Candidate]:
    piece = text[start:end]
    if _MASKS.isdisjoint(piece):
        return _letters(text, start, end)
    if _MASKS.issuperset(piece):
        return [_run(text, start + m.start(), start + m.end()) for m in _RUN.finditer(piece)]
    identifier, type_, rule = _whole()[-1]
    if identifier.fullmatch(piece):
        return [Candidate(start, end, "decided", "partial", type_, rule)]
    if _ONE_YEAR.fullmatch(piece) and not (piece[-1] in CROSS + STAR and piece[-2].isdigit() and text[end : end + 1] not in _CALENDAR):
        return [Candidate(start, end, "year", "partial")]
    if _NUMBER.fullmatch(piece):
        single = sum(c in CROSS + STAR + X for c in piece) == 1
        if single and piece[0] in X + CROSS + STAR and text[end : end + 1] not in _AFTER_FIGURE:
            return [Candidate(start, end, "numbered", "partial")]
        if single and piece[-1] in X and text[end : end + 1] in _FASTER:
            return []
        if single and any(c in CROSS + STAR for c in piece) and text[end : end + 1] not in ("年", "月", "日", "%"):
            return []  # magnified so many times, or a factor
        return [Candidate(start, end, "number", "partial")]
    if _HANDLE.fullmatch(piece):
        return [Candidate(start, end, "handle", "partial")]
    if measured := _MEASURED.match(piece):
        return [Candidate(start, start + measured.end(), "decided", "mask", "NUMBER", "number.measure")]
    return []
