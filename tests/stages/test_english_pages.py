"""Text of English pages (agencies, councils, universities, schools, charities, papers, blogs, forums): the body stays whole, few lines of chrome stay with it.

`left` of a case: lines of chrome that stayed when the case was written. A document about such things has no page around it and stays as it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import Options, clean, restore
from pipeline.rules.heuristics import site_menu
from pipeline.rules.view import View

CASES = Path(__file__).parents[1] / "cases" / "promises"
SLACK = 3
"""Lines of chrome that may stay above those of the case: what other rules do changes these by one or two."""


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def _names(text: str) -> list[str]:
    view = View(text)
    return [view.lines[hit.first].content for hit in site_menu.find(view, {})]


@pytest.mark.parametrize("case", _read("english3.jsonl"), ids=lambda case: case["label"])
def test_a_page_keeps_its_body_and_loses_its_chrome(case: dict[str, Any]) -> None:
    document = clean(case["page"], media_type="text/plain", options=Options(placeholders="keep"))
    lines = document.text.split("\n")
    rest = iter(lines)
    assert [line for line in case["body"] if line not in rest] == []  # each line of the body, in its order
    assert len(lines) - len(case["body"]) <= case["left"] + SLACK + 1  # and the title, where it is not lifted
    assert restore(document.to_dict()) == case["page"]
    again = clean(document.text, media_type="text/plain", options=Options(placeholders="keep"))
    assert again.text == document.text


def test_three_names_of_a_sites_own_pages_are_a_menu() -> None:
    assert _names("About Us\nHealth\nCareers\nSite Map") == ["About Us", "Health", "Careers", "Site Map"]


def test_names_that_documents_have_as_headings_prove_nothing() -> None:
    assert _names("Health\nEducation\nHousing\nTransport") == []
    assert _names("Contact us\nHealth\nEducation") == []


def test_languages_in_their_own_scripts_are_a_menu() -> None:
    assert _names("Español\n中文\nTiếng Việt\n한국어") == ["Español", "中文", "Tiếng Việt", "한국어"]


def test_a_name_over_running_text_is_its_heading() -> None:
    text = "Press the bell and wait for the porter, who will come down and open the gate for you, even at night."
    assert _names(f"About Us\nCareers\nSite Map\nContact us\n{text}") == ["About Us", "Careers", "Site Map"]
    assert _names("About Us\nCareers\nSite Map\nContact us\nWrite to the clerk.") == ["About Us", "Careers", "Site Map"]


def test_two_other_lines_may_part_the_names_of_a_menu_but_not_three() -> None:
    assert _names("About Us\nGreen Roofs\nWater Levels\nCareers\nSite Map") == ["About Us", "Careers", "Site Map"]
    assert _names("About Us\nGreen Roofs\nWater Levels\nOld Mills\nCareers\nSite Map") == []


def test_bars_of_names_count_as_the_names_in_them() -> None:
    assert _names("Contact Us | Careers | Site Map") == ["Contact Us | Careers | Site Map"]
    assert _names("Students Faculty and Staff Alumni Contact Us Site Map") == ["Students Faculty and Staff Alumni Contact Us Site Map"]
    assert _names("Learn About Accreditation") == []


def test_a_line_of_ten_thousand_names_is_one_step() -> None:
    assert _names("About Us " * 10_000) == []
