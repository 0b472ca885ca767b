"""Menus and feet of English sites: stretches of short lines among which stand several names of pages that only sites have.

One name proves nothing: a letter has a heading "Contact us", a policy one "Privacy". Three of them together, one below the other, are a menu,
unless a sentence that ends in a colon announces them. Only the names themselves are taken; what stands between them is judged by others. A name directly over running text is its heading and stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import BULLET, REMEMBERED, View

RULE = Rule(
    id="english.site-menu",
    why="Several names of pages that only sites have, one below the other, are a menu or the foot of a page.",
    kind="line",
    pattern="",
    strength="weak",
    family="site-menu",
    removes=("About Us\nCareers\nSite Map",),
    keeps=("Contact us", "Health\nEducation\nHousing"),
)
BETWEEN = replace(RULE, id="english.site-menu-between", common=True)
"""The same between two lines of running text: a document may list such names, so they do not open the gate."""
MIN_BETWEEN = 10
"""Different names from which on a menu is one wherever it stands."""
MAX_LINE = 120
"""Code points of a bar of names; a line of one name is shorter."""
MAX_NAME, MAX_FOREIGN = 48, 24
"""Code points of a name, and of languages' names where none of them has Latin letters."""
MAX_LABEL = 30
"""Code points of a menu's own heading with a colon; a longer line announces a list of the author's."""
GAP = 2
"""Lines of another kind that may part two names of one menu."""
MIN_NAMES, MIN_PROOFS = 3, 2
"""Different names in a menu, and those among them that prove it."""
MIN_BAR = 4
"""Names on one line, without strokes between them, that make it a bar."""

_PROOFS = ("site", "language")
_DATA = Path(__file__).with_name("site_menu.toml")
_EDGE = re.compile(r"^[\s>»›|▸▾▼+*#/-]{1,6}|[\s>»›|▸▾▼+:/*®™…-]{1,6}$|\s?\(\d{1,5}\)$")
_COMPOSED = re.compile(
    r"(?:about|contact|visit|our|all|more|view|view all|see all|browse|shop|find an?|find your|join|become an?|request an?|book an?|schedule an?|apply for|meet (?:the|our)|back to|return to|go to|follow us on|report an?|search|explore|download|subscribe to|sign up for|for)"
    r" [a-z][\w'-]{1,16}(?: [\w'-]{2,16}){0,2}|[a-z][\w'-]{2,16}(?: [\w'-]{2,16})? (?:home|home page|news|events|directory|login|policy|statement|notice|disclaimer|newsletter|resources|services|departments|office|map|calendar|gallery|faqs?|programs|careers)"
)
"""What a name begins or ends with that nobody listed; it is taken where listed ones prove a menu."""
_LATIN = re.compile("[A-Za-z]")
_PARTS = re.compile(r"\s{0,3}[|·•∙/›»]\s{0,3}|\s{2,}|\t")
_SENTENCE = re.compile(r"[.!?;:,。！？；：，]$")
_BLANKS = re.compile(r"\s+")
_STOPS = "。；，！？”"
"""How written lines end, but no name: most lines are asked no further."""


class _Line(NamedTuple):
    """A non-blank line: its place in the view, the names that it consists of with their kinds (none: it is something else), whether a rule claims it."""

    place: int
    names: tuple[tuple[str, str], ...]
    claimed: bool


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[Mapping[str, str], frozenset[str]]:
    """The kind of each name, and the words with which names begin."""
    kinds = {name: kind for kind, names in reversed(tomllib.loads(_DATA.read_text("utf-8")).items()) for name in names}
    return kinds, frozenset(name.split()[0] for name in kinds)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return a hit for each name that stands in a menu."""
    named = {i: said for i in _NAMED.lines(view) if (said := _names(view.lines[i].content))}
    if sum(map(len, named.values())) < MIN_NAMES:
        return ()
    lines = [_Line(i, named.get(i, ()), i in claimed) for i in view.filled]
    headings = {one.place for one, other in pairwise(lines) if len(one.names) == 1 and not other.claimed and _reads_on(view, other.place)}
    listed = {other.place for one, other in pairwise(lines) if not one.claimed and _introduces(view.lines[one.place].content)}
    texts = [line.place for line in lines if not line.claimed and view.long[line.place]]
    hits: list[Hit] = []
    for run in _runs(view, lines):
        if (names := _menu(run)) and not any(line.place in listed for line in run):
            inside = bool(texts) and texts[0] < run[0].place and run[-1].place < texts[-1]
            rule = BETWEEN if inside and names < MIN_BETWEEN else RULE
            found = [line.place for line in run if line.names and not line.claimed and line.place not in headings]
            hits += [line_hit(rule, view, i) for i in found]
    return hits


@lru_cache(maxsize=REMEMBERED)
def _names(content: str) -> tuple[tuple[str, str], ...]:
    """The names that a line consists of, with their kinds; empty if anything else stands in it."""
    if len(content) > MAX_LINE or content[-1] in _STOPS or (len(content) > MAX_FOREIGN and _LATIN.search(content) is None):
        return ()
    kinds, firsts = _vocabulary()
    if bullet := BULLET.match(content):
        content = content[bullet.end() :]
    name = _plain(content)
    if len(content) <= MAX_NAME and name in kinds:
        return ((name, kinds[name]),)
    if len(content) <= MAX_NAME and content[-1] not in '.!?;,"”' and _COMPOSED.fullmatch(name):
        return ((name, "composed"),)
    words = name.split()
    if len(words) < 2 or words[0] not in firsts or _SENTENCE.search(content):
        return ()
    parts = [_plain(part) for part in _PARTS.split(content)]
    if len(parts) >= 2 and all(part in kinds for part in parts):
        return tuple((part, kinds[part]) for part in parts)
    bar = _bar(words, content.split(), kinds)
    return bar if len(bar) >= MIN_BAR else ()


_NAMED = Passing(lambda content: bool(_names(content)))


def _plain(content: str) -> str:
    if content.isalnum():  # as most short lines in Chinese are
        return content.casefold()
    text = _EDGE.sub("", _EDGE.sub("", content)).replace("’", "'").replace("&", " and ").casefold()
    return _BLANKS.sub(" ", text).strip()


def _bar(words: Sequence[str], raw: Sequence[str], kinds: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The names, the longest first, into which all words of a line fall; each begins with a capital or a character without case."""
    if len(words) != len(raw):
        return ()
    names: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        if raw[at][0].islower():
            return ()
        size = next((n for n in range(min(6, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in kinds), 0)
        if not size:
            return ()
        name = " ".join(words[at : at + size])
        names.append((name, kinds[name]))
        at += size
    return tuple(names)


def _runs(view: View, lines: Sequence[_Line]) -> list[list[_Line]]:
    """The stretches in which at most `GAP` other lines, none of them running text, part one name or claimed line from the next."""
    runs: list[list[_Line]] = []
    run: list[_Line] = []
    gap = 0
    for line in lines:
        if line.names or line.claimed:
            run.append(line)
            gap = 0
            continue
        gap += 1
        if gap > GAP or view.long[line.place] or len(view.lines[line.place].content) > MAX_LINE:
            runs.append(run)
            run, gap = [], 0
    return [*runs, run]


def _menu(run: Sequence[_Line]) -> int:
    """How many different names a menu has; 0 if it is none."""
    names = {name: kind for line in run for name, kind in line.names}
    proofs = sum(kind in _PROOFS for kind in names.values())
    return len(names) if len(names) >= MIN_NAMES and proofs >= MIN_PROOFS else 0


def _reads_on(view: View, place: int) -> bool:
    """Whether a line is running text or a short sentence."""
    content = view.lines[place].content
    return view.long[place] or (content[-1] in ".!?" and content.count(" ") >= 3)


def _introduces(content: str) -> bool:
    """Whether a line of a text announces a list: what follows is the author's."""
    return len(content) > MAX_LABEL and content[-1] in ":："
