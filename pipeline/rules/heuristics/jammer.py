"""Random ASCII that a forum sets between the paragraphs of a Chinese text, so that copies of it are spoilt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import regex

from pipeline.rules.engine import Hit, line_hit
from pipeline.rules.literals import Passing
from pipeline.rules.rule import Rule
from pipeline.rules.view import View

RULE = Rule(
    id="jammer.ascii",
    why="Forums add invisible random characters to each paragraph; a copied text shows them.",
    kind="line",
    pattern="",
    family="jammer",
    removes=(
        "同志们，今天开会。\n; ~ ^ + K: M4 E+ r5\n下面讲三点。\n0 Y# s: b& q! w3 z\n第一，抓落实。\n6 |* d9 u$ A/ L' h",
        "同志们，今天开会。\n; ~ ^ + K: M4 E+ r5\n2 Q' w4 C2 L2 H( d- I$ ^1.清渠。\n0 Y# s: b& q! w3 z (2)通水。",
        "同志们，今天开会。\n; ~ ^ + K: M4 E+ r5\n下面讲三点。\n0 Y# s: b& q! w3 z\n第一，抓落实。\n4 P7 G. D+ h9 m- T1 ?",
    ),
    keeps=("已知 a + b = c。\nx + y = z\n求 x 的值。", "成绩如下：\nA 90\nB 85\nC 70"),
)
MIN_LINES = 2
"""One such line may be a formula or a signature; jammers come with every paragraph."""

_TOKENS = re.compile(r"(?:[!-~]{1,4}[ \t]{1,2}){3,30}[!-~]{1,6}")
_ODD = re.compile(r"[~^#$|`@&;\"'!%*{}\\?<>_]")
_WORD = re.compile(r"[A-Za-z]{3,}|\d{3,}")
_CHINESE, _EASTERN = regex.compile(r"\p{Han}"), re.compile("[\u2e80-\U0003ffff]")  # the second sees fast that a text has nothing of the kind
_START = regex.compile(r"(?P<noise>(?:[!-~]{1,3}[ \t]{1,2}){3,20}?[!-~]{0,4}?)[ \t]{0,3}(?=[（(《“]?\p{Han})")
_NUMBER = regex.compile(r"(?:[(（]\d{1,2}[)）]|(?<![A-Za-z0-9.])\d{1,2}[.、．])[ \t]?$")
"""The number of an item, with which the noise before it does not end."""
_END = regex.compile(r"(?<=[\p{Han}。！？；：，”』」）!?;])[ \t]{0,3}(?P<noise>(?:[!-~]{1,3}[ \t]{1,2}){3,20}[!-~]{1,4})$")


def _is_noise(text: str, odd: int = 2) -> bool:
    kinds = sum(any(test(c) for c in text) for test in (str.islower, str.isupper, str.isdigit))
    if text.count("{") == text.count("}") > 1 or text.startswith("|"):
        return False  # a list of a program, a row of a table
    return len(_ODD.findall(text)) >= odd and kinds >= 2 and not _WORD.search(text)


def _like_noise(text: str) -> bool:
    """Whether a line may be a jammer among firm ones: few odd signs or none, but both cases, figures and signs."""
    return _is_noise(text, 0) and not text.replace(" ", "").isalnum() and any(map(str.islower, text)) and any(map(str.isupper, text)) and any(map(str.isdigit, text))


def _may_be_jammed(content: str) -> bool:
    return (content[-1].isascii() or content[0].isascii()) and content.count(" ") + content.count("\t") >= 3


_BLANKS_AND_ASCII = Passing(_may_be_jammed)


def find(view: View, claimed: Mapping[int, str]) -> Sequence[Hit]:
    """Return the jammer lines and the jammers at line starts and ends, if there are several of them in a Chinese text."""
    lines = _BLANKS_AND_ASCII.lines(view)
    if not lines or not _EASTERN.search(view.text) or not _CHINESE.search(view.text):
        return ()
    firm: list[Hit] = []
    likely: list[Hit] = []
    for index in lines:
        line = view.lines[index]
        content = line.content
        if index in claimed or not _may_be_jammed(content):
            continue
        if len(content) <= 80 and _TOKENS.fullmatch(content):
            if _like_noise(content) or _is_noise(content):
                (firm if _is_noise(content) else likely).append(line_hit(RULE, view, index))
            continue
        if (match := _START.match(content)) and (_is_noise(match["noise"]) or _like_noise(match["noise"])):
            start = view.text.index(content, line.start)
            number = _NUMBER.search(match.group())
            (firm if _is_noise(match["noise"]) else likely).append(Hit(RULE, start, start + (number.start() if number else match.end()), index, index))
        if (match := _END.search(view.text, max(line.start, line.end - 80), line.end)) and (_is_noise(match["noise"]) or _like_noise(match["noise"])):
            (firm if _is_noise(match["noise"]) else likely).append(Hit(RULE, match.start(), line.end, index, index))
    return sorted([*firm, *likely], key=lambda hit: hit.start) if len(firm) >= MIN_LINES else ()
