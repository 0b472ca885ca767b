"""Shapes that a count of characters does not show: addresses, dates, page counters, list numbers, salutations, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.scoring.characters import Characters, Floats

NAMES: Final = ("date", "counter", "contact", "address", "numbered", "salutation", "signature")
_COLUMN: Final = {name: number for number, name in enumerate(NAMES)}

# Tried where a run of digits begins and nowhere else: one search per pattern over the text would cost ten times as much.
_AT_DIGITS: Final = re.compile(
    r"""
    (?P<date> (?:19|20)\d\d [ ]? [-/.年] [ ]? \d{1,2} | \d{1,2} [-/] \d{1,2} [-/] \d{2,4}
      | (?<![.:]) \d{1,2} : [0-5]\d (?![.\d]) | \d{1,2} 月 \d{1,2} 日 )
  | (?P<contact> 0\d{2,3} [-) ]{1,2} \d{7,8} | \d{3} [-. ] \d{3} [-. ] \d{4} (?!\d) | 1[3-9]\d{9} (?!\d) | [48]00-\d{3} )
  | (?P<counter> (?: (?<=第) | (?<=第[ ]) | (?<=/) | (?<=/[ ]) | (?<=共) | (?<=共[ ]) ) \d{1,5} [ ]{0,2} [页頁版期条條]
      | \d{1,4} [ ]? / [ ]? \d{1,4} (?!\d) | \d{1,4} [ ] of [ ] \d )
    """,
    re.VERBOSE | re.ASCII,
)
# Tried at a dot or an at sign that a Latin letter or a digit follows, and at "://".
_AT_SIGN: Final = re.compile(r"(?P<address>\.(?:com|cn|net|org|s?html?)\b|(?<=www)\.|(?<=http):|(?<=https):)|(?P<contact>@)", re.I)
_NUMBERED: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．，是要]|第[一二三四五六七八九十]{1,3}[，,、章节條条是 ]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d))"
)
_SALUTATION: Final = re.compile(r"(?:同志|先生|女士|朋友|们|們|代表|委员|委員|领导|領導|来宾)[们們]?[：:!！]$")
_SIGNATURE: Final = re.compile(
    r"^附[件表注]?[一二三\d]{0,2}[：:]|^特此.{2,4}$|^[(（]此[件文].{2,8}[)）]$|[\dxX×二〇○零]年.{1,3}月.{1,3}日$"
    r"|(?:人民政府|办公室|辦公室|委员会|[局厅部])$"
)
_SIGNATURE_SIZE: Final = 40  # code points
_SALUTATION_SIZE: Final = 24
_CALLING, _SIGNING = 1, 2
_MOBILE: Final = 11  # digits


def match_patterns(characters: Characters, lines: Sequence[str]) -> Floats:
    """Return 0 or 1 for each line and pattern, (lines, NAMES)."""
    found = np.zeros((len(lines), len(NAMES)))
    codes = characters.codes
    _mark(found, _AT_DIGITS, characters, _numbers(codes))
    sign = (codes[:-1] == ord(".")) | (codes[:-1] == ord("@")) | (codes[:-1] == ord(":"))
    at = np.flatnonzero(sign)
    following = codes[at + 1]
    _mark(found, _AT_SIGN, characters, at[(following < 128) & (following > ord("."))])
    first, last = codes[characters.starts], codes[characters.starts + characters.lengths - 1]
    opens, closes = _edges()
    _mark_lines(found, "numbered", _NUMBERED, lines, np.flatnonzero(opens[first]))
    _mark_lines(found, "salutation", _SALUTATION, lines, np.flatnonzero((characters.lengths <= _SALUTATION_SIZE) & (closes[last] == _CALLING)))
    ending = (closes[last] == _SIGNING) | (first == ord("附")) | (first == ord("特"))
    _mark_lines(found, "signature", _SIGNATURE, lines, np.flatnonzero((characters.lengths <= _SIGNATURE_SIZE) & ending))
    return found


def _numbers(codes: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Where a run of digits begins that `_AT_DIGITS` may fit: what follows it decides, but for mobile numbers."""
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    edges = np.flatnonzero(digit[1:] != digit[:-1]) + 1
    if digit[0]:
        edges = np.concatenate(([0], edges))
    begins, ends = edges[::2], edges[1::2]  # the text ends with a line feed
    return np.asarray(begins[_followers()[codes[ends]] | (ends - begins == _MOBILE)])


@cache
def _followers() -> NDArray[np.bool_]:
    """May this code point follow the first run of digits of a date, a counter or a telephone number."""
    table = np.zeros(0x10000, np.bool_)
    table[[ord(c) for c in "-/.:年月)页頁版期条條 "]] = True
    return table


@cache
def _edges() -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
    """May a line that begins with this code point be numbered; may one that ends with it call someone, or sign."""
    opens, closes = np.zeros(0x10000, np.bool_), np.zeros(0x10000, np.uint8)
    opens[[ord(c) for c in "一二三四五六七八九十第(（0123456789"]] = True
    closes[[ord(c) for c in ":：!！"]] = _CALLING
    closes[[ord(c) for c in "日府室會会局厅部)）"]] = _SIGNING
    return opens, closes


def _mark_lines(found: Floats, name: str, pattern: re.Pattern[str], lines: Sequence[str], rows: NDArray[np.intp]) -> None:
    """Mark those of `rows` that the pattern fits; what they must begin or end with has been looked at for all lines at once."""
    for row in rows.tolist():
        if pattern.search(lines[row]):
            found[row, _COLUMN[name]] = 1.0


def _mark(found: Floats, pattern: re.Pattern[str], characters: Characters, at: NDArray[np.intp]) -> None:
    text, match = characters.text, pattern.match
    for start, line in zip(at.tolist(), characters.line_of[at].tolist(), strict=True):
        hit = match(text, start)
        if hit:
            found[line, _COLUMN[str(hit.lastgroup)]] = 1.0
