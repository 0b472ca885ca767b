"""Reads single tags of a head: regular ones straight, all others by BeautifulSoup, which is forgiving, but 20 times slower.

A head is regular if each of its tags has quoted attributes, each once, and complete character references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import NamedTuple

from pipeline.readers.soup import parse_soup

_TEXT = r"[^<>&\x00]"
_REFERENCE = r"&\#?[A-Za-z0-9]{1,30};"
_TITLE = re.compile(rf"(?i:<title)(?:\s[^<>]{{0,500}}+)?>((?:{_TEXT}|{_REFERENCE}){{0,2000}}+)(?i:</title\s{{0,9}}>)")
_OPEN = re.compile(r"<(meta|link|html)(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"""\s{{1,99}}+([A-Za-z][A-Za-z:_-]{{0,60}}+)(?:\s{{0,9}}=\s{{0,9}}(?:"((?:[^"&\x00]++|{_REFERENCE}){{0,5000}}+)"|'((?:[^'&\x00]++|{_REFERENCE}){{0,5000}}+)'))?""")
_CLOSE = re.compile(r"\s{0,99}+/?>")


class HeadTag(NamedTuple):
    """A tag: its name and attributes in lower case, and for `title` its text."""

    name: str
    attributes: Mapping[str, str]
    text: str = ""


def read_tags(tags: Sequence[str]) -> list[HeadTag]:
    """Return title, meta, link and html tags of a head, each given as it stands in the page (a title with its text and end tag)."""
    found = [_regular(tag) for tag in tags]
    whole = [tag for tag in found if tag is not None]
    return whole if len(whole) == len(found) else _forgiving(tags)


def _regular(tag: str) -> HeadTag | None:
    """A tag that leaves nothing to forgive, None for any other."""
    if title := _TITLE.fullmatch(tag):
        return HeadTag("title", {}, unescape(title.group(1)))
    opened = _OPEN.match(tag)
    if opened is None:
        return None
    attributes: dict[str, str] = {}
    at = opened.end()
    while match := _ATTRIBUTE.match(tag, at):
        name, value = match.group(1).lower(), match.group(2) or match.group(3) or ""
        if name in attributes:
            return None
        attributes[name] = unescape(value) if "&" in value else value
        at = match.end()
    return HeadTag(opened.group(1).lower(), attributes) if _CLOSE.fullmatch(tag, at) else None


def _forgiving(tags: Sequence[str]) -> list[HeadTag]:
    """Any tags, by BeautifulSoup."""
    found = []
    for tag in parse_soup("\n".join(tags)).find_all(["title", "meta", "link", "html"]):
        if tag.name == "title":
            found.append(HeadTag("title", {}, tag.get_text()))
        else:
            found.append(HeadTag(tag.name, {name: value if isinstance(value, str) else " ".join(value) for name, value in tag.attrs.items()}))
    return found
