"""Spans in which every character means itself: addresses, file names, code, formulas, emphasis and tags."""

from __future__ import annotations

import regex

from pipeline.stages.masks.lexicon import lexicon
from pipeline.stages.masks.names import surname_start

_HAN = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_SHIELD = regex.compile(
    rf"""(?x)
    (?P<url>      (?:https?|ftp|file)://[^\s{_HAN}<>"']{{1,500}} | \bwww\.[A-Za-z0-9][^\s{_HAN}<>"']{{1,200}} )
  | (?P<fence>    ```[^`]{{0,20000}}``` )
  | (?P<code>     `[^`\n]{{1,300}}` )
  | (?P<file>     (?<![A-Za-z0-9_*.])[A-Za-z0-9_*\-]{{0,60}}(?:\.[A-Za-z0-9_*\-]{{1,30}}){{0,3}}
                  \.(?:docx?|xlsx?|pptx?|pdf|txt|csv|tmp|log|jpe?g|png|gif|bmp|svg|mp[34]|zip|rar|7z|tar|gz|exe|dll|py|js|ts|css|html?|xml|json|ya?ml|toml|ini|sh|bat|cpp|java|md|wps)\b )
  | (?P<formula>  \$[^$\n]{{1,120}}\$ )
  | (?P<tag>      </?[a-z][a-z0-9]{{0,12}}(?:\s[^<>\n]{{0,200}})?/?> )
  | (?P<bold>     (?<![A-Za-z0-9*])\*{{2,3}}(?=[\w“\"《(（【])(?P<inside>[^*\n]{{1,80}})(?<=\S)\*{{2,3}}(?!\*) )
  | (?P<italic>   (?<![A-Za-z0-9*])\*(?=[\w“\"《(（【])(?P<within>[^*\n]{{1,80}})(?<=\S)\*(?![A-Za-z0-9*]) )
  | (?P<topic>    [#＃][^#＃\s]{{2,20}}[#＃] )
    """
)
_JOINS = regex.compile("[、，,。;；和与及]")
_SIGNS = ("://", "www.", "`", ".", "$", "<", "*", "#", "＃")


def shielded(text: str) -> list[tuple[int, int]]:
    """Return the sorted, disjoint spans in which no mask can stand.

    Asterisks in pairs are emphasis, unless a head follows the first of them: **路**号 are two masks.
    """
    if not any(sign in text for sign in _SIGNS):
        return []
    spans: list[tuple[int, int]] = []
    at = 0
    while found := _SHIELD.search(text, at):
        inside = found["inside"] or found["within"]
        if inside and _fills_slots(text, found, inside):
            at = found.start() + (2 if found["inside"] else 1)
            continue
        spans.append(found.span())
        at = found.end()
    return spans


def _fills_slots(text: str, found: regex.Match[str], inside: str) -> bool:
    """Whether the asterisks around `inside` are two masks: a head follows the first, or a surname stands before it."""
    if lexicon().heads.at(inside, 0) is not None:
        return True
    if found["inside"]:
        return False
    return surname_start(text, found.start(), 0) is not None or bool(_JOINS.search(inside))
