"""Views: what is cut, in which zone a line lies, and that a text without a page on one line is cut only once."""

from __future__ import annotations

import pytest

from pipeline.rules.engine import RuleSet
from pipeline.rules.load import rule_set
from pipeline.rules.view import ZONES, View, view_of

SENTENCE = "会议强调，各级各部门要提高认识、压实责任，把各项任务落到实处，确保全年目标如期完成，不得有丝毫松懈。"


@pytest.mark.parametrize("body", [(), (0,), (1, 1), (1, 3), (0, 4)])
def test_a_line_lies_in_the_zone_that_the_body_gives_it(body: tuple[int, ...]) -> None:
    view = View("\n".join(SENTENCE if i in body else "首页" for i in range(5)))
    first, last = (min(body), max(body)) if body else (5, -1)
    for index, zone in enumerate(view.zones):
        assert zone == ZONES["any"] + (index < first) + 2 * (index > last) + 4 * (first < index < last)


def test_blank_lines_are_not_among_the_filled() -> None:
    assert View("一\n\n \u3000\n二").filled == (0, 3)


def test_both_readings_of_a_text_without_a_page_on_one_line_are_one_view() -> None:
    text = f"{SENTENCE}\n{SENTENCE * 4}"
    assert view_of(text, pieces=True) is view_of(text)


def test_a_line_that_holds_a_page_is_cut_in_the_other_reading_only() -> None:
    text = "　".join([SENTENCE[:48]] * 12)
    assert len(view_of(text).lines) == 1
    assert len(view_of(text, pieces=True).lines) > 1


def test_a_line_that_is_known_says_the_same_at_its_new_place() -> None:
    rules = RuleSet(rule_set("boilerplate").rules)
    lines = [SENTENCE, "　展开阅读全文", "展开阅读全文", "京ICP备00000000号"]
    once = rules.find(View("\n".join(lines)))
    moved = rules.find(View("\n".join([SENTENCE, "", *lines])))
    shift = len(SENTENCE) + 2
    assert [(h.rule.id, h.start + shift, h.end + shift, h.first + 2) for h in once] == [(h.rule.id, h.start, h.end, h.first) for h in moved]
    assert once
