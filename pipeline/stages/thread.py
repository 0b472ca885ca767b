"""The posts of a forum thread: the first one alone, on request, and where each begins in the body."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from pipeline.draft import Change, Draft, Line


class Post(Protocol):
    """What is known about a post: all that belongs to it, that of its text (source offsets), its author and its date."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def author(self) -> str | None: ...
    @property
    def published(self) -> str | None: ...


def lines_of_posts(lines: Sequence[Line], posts: Sequence[Post]) -> list[range]:
    """Return for each post the numbers of the lines of its text, in order."""
    starts = [line.start for line in lines]
    return [range(bisect_left(starts, post.text), bisect_left(starts, post.last)) for post in posts]


def first_post(draft: Draft, posts: Sequence[Post]) -> Draft:
    """Return the draft without the lines of all posts but the first."""
    changes: list[Change] = []
    later = iter(posts[1:])
    post = next(later, None)
    for line in draft.lines:
        while post is not None and line.start >= post.end:
            post = next(later, None)
        if post is not None and line.start >= post.start:
            start, end = draft.to_text(line.start, line.end)
            if start < end:
                changes.append(Change(start, min(end + 1, len(draft.text)), "", "thread.later-post"))
    return draft.apply(changes)


def with_posts(draft: Draft, posts: Sequence[Post]) -> Draft:
    """Return the draft with each post named at the first of its blocks; a post of which nothing is left is passed over."""
    blocks = list(draft.findings.blocks)
    at = 0
    for number, post in enumerate(posts, 1):
        while at < len(blocks) and blocks[at].start < post.text:
            at += 1
        if at < len(blocks) and blocks[at].start < post.end:
            blocks[at] = blocks[at]._replace(post=(number, post.author, post.published))
    return draft.with_findings(blocks=tuple(blocks))


def without_authors(draft: Draft) -> Draft:
    """Return the draft without the names of those who wrote the posts: they are real identifiers."""
    blocks = tuple(block._replace(post=(block.post[0], None, block.post[2])) if block.post else block for block in draft.findings.blocks)
    return draft.with_findings(blocks=blocks)
