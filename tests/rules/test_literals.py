"""Words that several heuristics look for are found together; each heuristic sees its own."""

from __future__ import annotations

from pipeline.rules.literals import Needed, Passing
from pipeline.rules.rule import LINE_LIMIT
from pipeline.rules.view import View

_VIEW = View("打印本页\n\n下载打印的文稿\n文稿\n" + "打印" * LINE_LIMIT)


def test_each_set_of_words_finds_its_own_lines() -> None:
    print_words, file_words, both = Needed(["打印"]), Needed(["文稿", "打印的文稿"]), Needed(["下载", "本页"])
    assert print_words.lines(_VIEW) == [0, 2]
    assert file_words.lines(_VIEW) == [2, 3]
    assert both.lines(_VIEW) == [0, 2]
    assert print_words.lines(_VIEW, 4) == [0]


def test_a_set_that_comes_later_is_found_in_lines_that_are_known() -> None:
    Needed(["打印"]).lines(_VIEW)
    assert Needed(["印本"]).lines(_VIEW) == [0]
    assert Needed(["印本"]).stand_in("打印本页")


def test_a_test_is_asked_once_of_each_line_and_never_of_a_long_one() -> None:
    asked: list[str] = []

    def ends_in_text(content: str) -> bool:
        asked.append(content)
        return content.endswith("文稿")

    texts = Passing(ends_in_text)
    other = View("文稿\n打印本页\n")
    assert texts.lines(_VIEW) == [2, 3, 4]  # what the last line says is not kept, so that it may be one
    assert texts.lines(other) == [0]
    assert sorted(asked) == ["下载打印的文稿", "打印本页", "文稿"]


def test_tests_and_words_do_not_mix() -> None:
    short, words = Passing(lambda content: len(content) < 3), Needed(["打印"])
    assert short.lines(_VIEW) == [3, 4]
    assert words.lines(_VIEW) == [0, 2]
    assert Passing(lambda content: False).lines(View("打印本页")) == []
