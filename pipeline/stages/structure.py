"""Gives the text one paragraph a line, opens a speech that stands on one line, and names the body's blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from string import ascii_letters

import regex

from pipeline.draft import Change, Draft
from pipeline.findings import Block, Gap
from pipeline.rules.view import TextLine, is_long_sentence, view_of
from pipeline.stages.wrapping import TAG

FLAT_SHARE = 0.8
"""A speech stands on one line if that line holds this share of the text."""
FLAT_MIN = 400
"""Code points: a shorter line is a paragraph."""

_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef“‘—…]")
_NUMERALS = "一二三四五六七八九十"
_ORDINAL = {f"{tens}{ones}": 10 * i + j for i, tens in enumerate(["", "十", "二十", "三十"]) for j, ones in enumerate(" " + _NUMERALS[:9])}
_NUMBER = {"十": 10, **{key.strip(): value for key, value in _ORDINAL.items() if key.strip()}}
_MARKERS = tuple(
    regex.compile(rf"(?<=[。！？!?；;：:”’\"」）)…]|^)\s?{marker}", regex.MULTILINE)
    for marker in (r"(?P<n>[一二三四五六七八九十]{1,3})、", r"第(?P<n>[一二三四五六七八九十]{1,3})[,，、]", r"(?P<n>[一二三四五六七八九十]{1,3})要(?!求|素|点|件|闻)")
)
_HEADINGS = (
    (1, re.compile(r"(?:第[一二三四五六七八九十百零\d]{1,4}[章编部]|[一二三四五六七八九十]{1,3}、)")),
    (2, re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[(（]\d{1,2}[)）]")),
)
_RUN_IN = re.compile(r"(?:第[一二三四五六七八九十]{1,3}[,，、是]|[一二三四五六七八九十]{1,3}(?:是|要|抓|重|强|做)|[首其再最][先次后](?:[,，]|是|要))")
_SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的)?(?:各位|同志|女士|先生|代表|委员|领导|朋友|老师|同学|来宾|乡亲|战友|全[市县区省国校体]|大家).{0,50}[:：]"
)
_DATE_LINE = re.compile(r"[(（]?(?:\d{4}|[12][\dxX*×]{3}|二[〇○零Oo０][一二三四五六七八九〇○零]{2})\s?年.{1,12}日[)）]?")
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LIST_ITEM = re.compile(r"[-*•·●▪◆]\s?\S|[①-⑳]|[a-zA-Z\d][)）]")
_OPENERS = frozenset(f"{_NUMERALS}第(（首其再最-*•·●▪◆①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳{ascii_letters}")
"""Characters with which a heading or an item of a list begins, digits apart."""


def paragraphs(draft: Draft) -> Draft:
    """Return the draft with one paragraph a line: blank lines, paragraph indents and blanks at line ends go."""
    text = draft.text
    changes: list[Change] = []
    kept = -1  # where the last line with content ends
    for line in view_of(text).lines:
        if not line.content:
            continue
        if line.start > kept + 1:
            changes += draft.cut(kept + 1, line.start, "layout.blank-lines")
        kept = line.end
        if line.end - line.start > len(line.content):
            changes += _blanks_around(text, line)
    if kept < len(text):
        changes += draft.cut(max(kept, 0), len(text), "layout.blank-lines")
    return draft.apply(changes) if changes else draft


def _blanks_around(text: str, line: TextLine) -> Iterator[Change]:
    """A paragraph's indent (not that of code or of English: ASCII blanks before Latin letters) and the blanks at a line's end."""
    start = text.index(line.content, line.start)
    indent = text[line.start : start]
    if "\t" in line.content and not indent.strip("\t"):
        return  # a row of a table whose first cell is empty
    if indent and (not indent.isascii() or _CJK.search(line.content, 0, 8)):
        yield Change(line.start, start, "", "layout.indent")
    if start + len(line.content) < line.end:
        yield Change(start + len(line.content), line.end, "", "layout.indent")


def opened(draft: Draft) -> Draft:
    """Return the draft with a line opened before each certain heading or point, where a whole speech stands on one line."""
    view = view_of(draft.text)
    long = max(view.lines, key=lambda line: line.end - line.start)
    size = long.end - long.start - sum(len(tag) - 1 for tag in TAG.findall(long.content))  # a text must open the same with its masks tagged
    if size < FLAT_MIN or size < FLAT_SHARE * len(draft.text.strip()):
        return draft
    if any((first := marker.match(long.content)) and _NUMBER.get(first["n"], 0) > 1 for marker in _MARKERS):
        return draft  # it is what is left of a line that was opened
    places = {place for marker in _MARKERS for place in _sequence(marker, view.text, long.start, long.end) if place > long.start}
    return draft.apply([Change(place, place, "\n", "layout.open-heading") for place in sorted(places)])


def _sequence(marker: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Places of markers that count 1, 2, 3 … through a line; a lone 1 is none."""
    found: list[int] = []
    for match in marker.finditer(text, start, end):
        number = _NUMBER.get(match["n"], 0)
        if number == len(found) + 1:
            found.append(match.end() - len(match.group().lstrip()))
        elif number == 1 and len(found) < 2:
            found = [match.end() - len(match.group().lstrip())]
    if len(found) >= 2:
        yield from found


def blocks(draft: Draft) -> Draft:
    """Return the draft with the kind and level of each of its lines found."""
    view = view_of(draft.text)
    lines = [line for line in view.lines if line.content]
    last_body = next((i for i in range(len(lines) - 1, -1, -1) if _is_body(lines[i].content)), -1)
    starts = [line.start for line in draft.lines]
    found = []
    for i, line in enumerate(lines):
        kind, level = _kind(line.content, tail=last_body >= 0 and i > last_body)
        start, end = draft.to_source(line.start, line.end)
        if starts:
            kind = _marked_up(draft.lines[max(0, bisect_right(starts, start) - 1)].context, kind)
        found.append(Block(kind, level, start, end))
    return draft.with_findings(blocks=tuple(found))


def _marked_up(context: object, kind: str) -> str:
    """The kind of a line of a page: headings and list items are what the page says they are."""
    tag = getattr(context, "tag", "")
    if tag in _HEADING_TAGS:
        return "heading"
    return "list_item" if tag == "li" and kind in ("heading", "paragraph") else kind


def _kind(content: str, *, tail: bool) -> tuple[str, int]:
    if content[-1] in ":：" and len(content) <= 60 and _SALUTATION.fullmatch(content):
        return "salutation", 0
    if content[0] in _OPENERS or content[0].isdecimal():
        for level, pattern in _HEADINGS:
            if pattern.match(content):
                short = len(content) <= 60 and content[-1] not in "。！？!?；;，,"
                return ("heading" if short and level <= 3 else "list_item"), level
        if _RUN_IN.match(content):
            return "list_item", 5
        if _LIST_ITEM.match(content):
            return "list_item", 0
    if tail and len(content) <= 40 and (_DATE_LINE.fullmatch(content) or content[-1] not in "。！？!?；;，,:："):
        return "signature", 0
    return "paragraph", 0


def gaps(draft: Draft) -> Draft:
    """Return the draft with only the true gaps left: a hiding block between two body lines, a preview after an unfinished sentence."""
    kept: list[Gap] = []
    text = draft.text
    for gap in sorted(draft.findings.gaps):
        if kept and not draft.text[slice(*draft.to_text(kept[-1].end, gap.start))].strip() and gap.start >= kept[-1].end:
            kept[-1] = kept[-1]._replace(end=gap.end, evidence=_joined(kept[-1].evidence, gap.evidence))
        elif not kept or gap.start >= kept[-1].end:
            kept.append(gap)
    kept = [gap for gap in kept if _is_gap(gap, text, draft.to_text(gap.start, gap.end)[0])]
    flags = draft.findings.flags | ({"content_gap"} if kept else set())
    return draft.with_findings(gaps=tuple(kept), flags=flags)


def _joined(left: str, right: str) -> str:
    return left if right in left or len(left) > 200 else f"{left} {right}"


def _is_gap(gap: Gap, text: str, at: int) -> bool:
    before, after = text[:at].rstrip(), text[at:].strip()
    if gap.reason == "continued":
        return True
    if not before:
        return False
    last = before[before.rfind("\n") + 1 :]
    if gap.reason == "preview":
        return len(last) >= 15 and any(mark in last for mark in "，,、；;。") and last[-1] not in "。！？!?”’\"」）):："
    if gap.reason == "paywall":
        return any(map(_is_body, before.split("\n"))) and any(map(_is_body, after.split("\n")))
    return True


def _is_body(content: str) -> bool:
    return is_long_sentence(content) or (len(content) >= 12 and content[-1] in "。！？!?；;”…")
