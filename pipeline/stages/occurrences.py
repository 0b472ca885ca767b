"""Finds a few characters in a text: one search for each is several times faster than one expression for all of them."""

from __future__ import annotations


def occurrences(text: str, chars: str) -> list[int]:
    """Return the offsets, in code points, at which one of `chars` stands, sorted; each of these is given once."""
    found: list[int] = []
    for char in chars:
        at = text.find(char)
        while at >= 0:
            found.append(at)
            at = text.find(char, at + 1)
    found.sort()
    return found
