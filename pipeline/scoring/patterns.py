"""Shapes that a count of characters does not show: addresses, dates, page counters, list numbers, salutations, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.scoring.characters import KIND, Characters, Floats

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
    r"[一二三四五六七八九十]{1,3}[、.．，是要]|第[一二三四五六七八九十]{1,3}[，,、章节條条是 ]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)"
)
_SALUTATION: Final = re.compile(r"(?:同志|先生|女士|朋友|们|們|代表|委员|委員|领导|領導|来宾)[们們]?[：:!！]$")
_SIGNATURE: Final = re.compile(
    r"^附[件表注]?[一二三\d]{0,2}[：:]|特此.{2,4}$|^[(（]此[件文].{2,8}[)）]$|[\dxX×二〇○零]年.{1,3}月.{1,3}日$"
    r"|(?:人民政府|办公室|辦公室|委员会|[局厅部])$"
)
_SIGNATURE_SIZE: Final = 40  # code points
_SALUTATION_SIZE: Final = 24


def match_patterns(characters: Characters, lines: Sequence[str]) -> Floats:
    """Return 0 or 1 for each line and pattern, (lines, NAMES)."""
    found = np.zeros((len(lines), len(NAMES)))
    codes = characters.codes
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    runs = digit.copy()
    runs[1:] &= ~digit[:-1]
    _mark(found, _AT_DIGITS, characters, np.flatnonzero(runs))
    sign = (codes[:-1] == ord(".")) | (codes[:-1] == ord("@")) | (codes[:-1] == ord(":"))
    at = np.flatnonzero(sign)
    following = codes[at + 1]
    _mark(found, _AT_SIGN, characters, at[(following < 128) & (following > ord("."))])
    for row, line in enumerate(lines):
        if _NUMBERED.match(line):
            found[row, _COLUMN["numbered"]] = 1.0
    for row in np.flatnonzero((characters.lengths <= _SIGNATURE_SIZE) & (characters.last != KIND["comma"])).tolist():
        line = lines[row]
        if line[-1] in ":：!！":
            found[row, _COLUMN["salutation"]] = len(line) <= _SALUTATION_SIZE and _SALUTATION.search(line) is not None
        found[row, _COLUMN["signature"]] = _SIGNATURE.search(line) is not None
    return found


def _mark(found: Floats, pattern: re.Pattern[str], characters: Characters, at: np.ndarray[tuple[int], np.dtype[np.intp]]) -> None:
    text, match = characters.text, pattern.match
    for start, line in zip(at.tolist(), characters.line_of[at].tolist(), strict=True):
        hit = match(text, start)
        if hit:
            found[line, _COLUMN[str(hit.lastgroup)]] = 1.0
