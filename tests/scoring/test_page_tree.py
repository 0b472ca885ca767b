"""The tree of a page: counted from the reader's elements or from the lines' paths, it is the same."""

from __future__ import annotations

import numpy as np

from pipeline.readers import READERS
from pipeline.scoring import LineContext, MarkupContext
from pipeline.scoring.page_tree import FAR, PageTree, page_tree

PAGE = "<div class=a><ul><li>一</li><li>二</li></ul><p>三<br>四</p>五</div><div id=b><p></p><p>六</p></div>"


def contexts() -> list[LineContext]:
    return [line.context for line in READERS["html"](PAGE).lines]  # type: ignore[misc]


def plain(known: list[LineContext]) -> list[LineContext]:
    return [MarkupContext(each.dom_path, each.classes, each.nodes, each.link_density, each.links, each.hidden, each.after_br) for each in known]


def lists(tree: PageTree) -> tuple[list[int], list[str], list[str], list[int], list[int]]:
    return tree.parents, tree.tags, tree.words, tree.leaves, tree.ends


def test_elements_and_paths_give_one_tree() -> None:
    known = contexts()
    tree = page_tree(known)
    assert lists(tree) == lists(page_tree(plain(known)))
    assert tree.tags == ["body", "div", "ul", "li", "li", "p", "div", "p"]  # the empty paragraph holds no line
    assert tree.words[1] == "a"


def test_lines_that_jump_between_elements_are_put_in_order() -> None:
    paths = [(0, 1, 3), (0, 2), (0, 1, 4)]
    tree = page_tree([MarkupContext(("body", "div", "p")[: len(nodes)], ("",) * len(nodes), nodes) for nodes in paths])
    assert tree.parents == [-1, 0, 1, 1, 0]
    assert tree.leaves == [2, 4, 3]
    assert tree.totals([1.0, 2.0, 4.0]).tolist() == [7.0, 5.0, 1.0, 4.0, 2.0]


def test_sums_marks_and_distances() -> None:
    tree = page_tree(contexts())
    columns = np.array([[1.0, 10.0 * number] for number in range(6)])
    assert tree.totals(columns)[1].tolist() == [5.0, 100.0]
    assert tree.inherited({2, 6}) == [True, True, False, False, False, True]
    inside, steps = tree.distances(3)
    assert inside.tolist() == [False, False, False, True, False, False, False, False]
    assert steps.tolist() == [3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 3.0]
    assert FAR > 3


def test_lines_without_a_context_stand_in_the_root() -> None:
    tree = page_tree([None, MarkupContext(("body", "p"), ("", ""), (0, 1))])
    assert tree.leaves == [0, 1]
    assert tree.parents == [-1, 0]


def test_sums_are_the_totals_of_one_value_for_each_line() -> None:
    tree = PageTree([-1, 0, 1, 0], ["body", "div", "p", "div"], [""] * 4, [2, 1, 3, 0, 2])
    values = [1.0, 2.5, 4.0, 8.0, 16.0]
    assert tree.sums(values) == tree.totals(values).tolist() == [31.5, 19.5, 17.0, 4.0]
