"""Removes from an HTML page the lines outside its body, which its markup and the line scorer tell (`article.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.draft import Change, Draft, Line
from pipeline.stages.thread import Post, lines_of_posts

if TYPE_CHECKING:
    from pipeline.stages.page_lines import PageLines


def has_markup(draft: Draft) -> bool:
    """Whether the draft is an HTML page, whose lines know where they stood."""
    return bool(draft.lines) and draft.lines[0].context is not None


def html_body(draft: Draft, mode: str, named: Sequence[int] | None = None, posts: Sequence[Post] = ()) -> Draft:
    """Return the draft of an HTML page without the lines outside its body; of plain text, and in mode "rules", as it is.

    `named` are the numbers of the lines that a site file calls the body, or that come from a script's data: they decide alone.
    `posts` are those of a thread; each of them stays.
    """
    if not has_markup(draft) or (mode == "rules" and named is None):
        return draft
    if named is not None:
        body = set(named)
        rule = "script.body" if "body_from_script" in draft.findings.flags else "site.body"
        return draft.apply([_line_removal(draft, line, rule) for i, line in enumerate(draft.lines) if i not in body])
    from pipeline.stages.article import page_lines  # numpy is loaded only for texts that need it

    page = page_lines(draft.source, draft.lines)
    return draft if page is None else _without_surroundings(draft, page, lines_of_posts(draft.lines, posts))


def _without_surroundings(draft: Draft, page: PageLines, posts: Sequence[range]) -> Draft:
    """The draft of a page without the lines outside its body. An article that is clear needs no scores: what lies between its lines goes in one piece."""
    from pipeline.scoring import score_lines
    from pipeline.stages.article import choose, clear_article

    thread = "thread" in draft.findings.flags
    if not thread and (kept := clear_article(page)):
        return draft.apply(_runs(draft, kept))
    scores = score_lines(page.texts, page.contexts, tree=page.tree)
    kept = choose(page, [score.logit for score in scores], thread=thread, posts=posts)
    lines, outside = draft.lines, [number for number, keep in enumerate(kept) if not keep]
    end = max([number for number, keep in enumerate(kept) if keep], default=-1)  # behind it lines go with the line feed before them
    notes = tuple([(lines[number].start - (number > end >= 0), scores[number]) for number in outside])
    changes = [_line_removal(draft, lines[number], "score.outside", behind=number > end >= 0) for number in outside]
    return draft.with_findings(notes=(*draft.findings.notes, *notes)).apply(changes)


def _runs(draft: Draft, kept: Sequence[bool]) -> Iterator[Change]:
    """The changes that delete the lines of a draft that are not kept, some being so: one for all that stand together."""
    at, lines = 0, [line for line, keep in zip(draft.lines, kept, strict=True) if keep]
    for line in lines:
        if line.start > at:
            yield Change(at, line.start, "", "score.outside")
        at = line.end + 1
    if at <= len(draft.source):
        yield Change(at - 1, len(draft.source), "", "score.outside")


def _line_removal(draft: Draft, line: Line, rule: str, *, behind: bool = False) -> Change:
    """The change that deletes a line of a draft that nothing has changed yet, with the line feed after it, or (`behind`) the one before it."""
    return Change(line.start - behind, line.end if behind else min(line.end + 1, len(draft.source)), "", rule)
