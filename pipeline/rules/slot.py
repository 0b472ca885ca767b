"""Where a body stands that has no long sentence: below the page's first by-line, above the first label of its foot.

Verse, timetables, price lists, results and questions with short answers are no main run, whereas the teasers or comments below them are.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.rules.roles import BREADCRUMBS, FOOT_OF_SHORT_LINES, SHARE_BARS, is_over_text

MIN_LINES = 3
"""Lines between by-line and foot that no rule knows, at least: with fewer there is nothing between the by-line and the page's own tools."""


def claim(rule: str | None, content: str) -> str | None:
    """Return what is said of a line: the id of the rule that removes it, for share bars with their words."""
    return f"{rule} {content}" if rule is not None and rule.startswith(SHARE_BARS) else rule


def reach(lines: Sequence[str | None], run: tuple[int, int]) -> tuple[int, int]:
    """Return the first and the last place of the text: of its main run `run`, drawn out to the slot where the run stands below the page's foot or above its head.

    `lines` says of each line what removes it, as `claim` writes it, None where no rule does.
    """
    first, last = run
    if (own := slot(lines)) is None:
        return run
    if own[1] < first and not any(is_over_text(rule) for rule in lines[own[1] : first]):
        return own[0], last
    if own[0] > last and any(rule is not None and rule.startswith(BREADCRUMBS) for rule in lines[last : own[0]]):
        return first, own[1]
    return run


def slot(lines: Sequence[str | None]) -> tuple[int, int] | None:
    """Return the first and the last place of the lines between the first by-line and the foot below it, None where few of them are unknown to rules."""
    first, own = -1, 0
    shared: dict[str, tuple[int, int]] = {}  # the last line of each share bar, and the lines unknown to rules above it
    unknown = 0
    for place, rule in enumerate(lines):
        if rule is None:
            own += first >= 0
            unknown += 1
        elif own >= MIN_LINES and rule.startswith(FOOT_OF_SHORT_LINES):
            return first, place - 1
        elif own < MIN_LINES and is_over_text(rule):
            first, own = place + 1, 0
        elif rule.startswith(SHARE_BARS):
            before, above = shared.get(rule, (place, unknown))
            if unknown - above >= MIN_LINES:
                return before + 1, place - 1
            shared[rule] = (place, unknown)
    return None
