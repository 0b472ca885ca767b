"""What a site's pages share becomes rules; what documents of one kind say themselves is written but switched off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import Options, clean
from pipeline.rules.examples import check_examples, check_hostile
from pipeline.rules.learned_file import rule_file
from pipeline.rules.learning import Learned, learn
from pipeline.rules.load import read_rules

_PLACES = ["东港", "西坝", "南桥", "北坡", "中渡", "上街", "下街", "新滩", "老营", "石板", "柳林", "竹园"]


def _page(i: int, head: str = "", tail: str = "", inside: str = "") -> str:
    place = _PLACES[i]
    return (
        f"{head}{place}修好抽水站\n{place}的抽水站上周已经修好,两台新水泵装进了机房,试了三天,没有漏水,{i}户人家都来看。\n{inside}"
        f"值班的人说,{place}今年夏天不用再借邻村的水,灌溉的渠道也清了淤,村里人都放了心。\n{tail}"
    )


def _cleaned(pages: list[str], folder: str = "town", **options: Any) -> list[dict[str, Any]]:
    return [clean(page, path=f"{folder}/{i}.txt", options=Options(**options)).to_dict() for i, page in enumerate(pages)]


def _learned(documents: list[dict[str, Any]], least: int = 5) -> Learned:
    return learn(lambda: documents, least)


def _by_sample(learned: Learned) -> dict[str, str]:
    return {p.sample: p.doubt for p in learned.proposals}


def test_what_stands_around_the_text_of_all_pages_is_the_sites(tmp_path: Path) -> None:
    pages = [_page(i, head="柳湾乡音\n记下我们身边的日子\n", tail=f"第{i + 1}期 柳湾人写柳湾事\n") for i in range(12)]
    learned = _learned(_cleaned(pages))
    assert set(_by_sample(learned).values()) == {""}
    file = tmp_path / "town.toml"
    file.write_text(rule_file(learned.proposals, "town"), "utf-8")
    rules = read_rules(file)
    assert sorted(r.where for r in rules) == ["head", "head", "tail"]
    assert {r.sites for r in rules} == {("town",)}
    assert [problem for rule in rules for problem in check_examples(rule) + check_hostile(rule)] == []
    for document, page in zip(_cleaned(pages, rules=(str(tmp_path),)), pages, strict=True):
        assert document["text"] == "\n".join(line for line in page.splitlines() if line.endswith("。"))
        assert document["title"] is None or document["title"] in page
    elsewhere = _cleaned(pages, folder="village", rules=(str(tmp_path),))
    assert all("柳湾乡音" in document["text"] for document in elsewhere)


def test_rules_hold_for_a_host_and_those_below_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[rule]]\nid = "a.b"\nwhy = "w"\nkind = "line"\nsites = ["liuwan.example"]\nneeds = ["乡音"]\npattern = "柳湾乡音"\n'
        'removes = ["柳湾乡音"]\nkeeps = ["他听见乡音,哭了。"]\n',
        "utf-8",
    )
    page = _page(1, tail="柳湾乡音\n")
    for url, goes in (("http://news.liuwan.example/1", True), ("http://www.liuwan.example/1", True), ("http://xliuwan.example/1", False), (None, False)):
        document = clean(page, url=url, options=Options(rules=(str(tmp_path),)))
        assert ("柳湾乡音" not in document.text) is goes, url


@pytest.mark.parametrize("line", ["谢谢大家", "第一章 总则", "柳湾乡人民政府", "各位代表：", "特此报告。"])
def test_what_documents_say_themselves_is_switched_off(line: str, tmp_path: Path) -> None:
    documents = _cleaned([_page(i, tail=f"{line}\n") for i in range(12)])
    doubts = _by_sample(_learned(documents))
    assert all(_by_sample(_learned([{**d, "source": {"path": "1.txt"}} for d in documents])).values())
    assert doubts.get(line, "not even proposed")
    (tmp_path / "x.toml").write_text(rule_file(_learned(documents).proposals, "x"), "utf-8")
    assert not any(rule.enabled for rule in read_rules(tmp_path / "x.toml") if rule.pattern == line)


def test_a_heading_inside_the_texts_is_theirs() -> None:
    learned = _learned(_cleaned([_page(i, inside="主要做法\n") for i in range(12)]))
    assert _by_sample(learned) == {"主要做法": "it also stands inside the text"}


def test_few_documents_and_few_pages_are_no_evidence() -> None:
    pages = [_page(i, tail="记下我们身边的日子\n" if i < 5 else "") for i in range(12)]
    assert _by_sample(_learned(_cleaned(pages))) == {"记下我们身边的日子": "it says nothing of the site, and stands in few documents"}
    assert _learned(_cleaned(pages), least=6).proposals == ()


def test_copies_count_once() -> None:
    pages = [_page(1, tail="记下我们身边的日子\n")] * 9 + [_page(2), _page(3)]
    assert _learned(_cleaned(pages)).proposals == ()


def test_a_menu_is_known_by_its_company() -> None:
    menu = "柳湾话\n老井\n渡口\n乡亲们\n"
    pages = [_page(i, head=menu if i < 5 else "") for i in range(11)]
    documents = [{**d, "text": page} for d, page in zip(_cleaned(pages), pages, strict=True)]
    assert set(_by_sample(_learned(documents)).values()) == {""}


def test_the_title_in_a_line_is_a_slot(tmp_path: Path) -> None:
    pages = [_page(i, tail=f"{_PLACES[i]}修好抽水站 由柳湾乡音网整理\n") for i in range(12)]
    documents = [{**d, "text": page, "title": f"{_PLACES[i]}修好抽水站"} for i, (d, page) in enumerate(zip(_cleaned(pages), pages, strict=True))]
    patterns = [p.pattern for p in _learned(documents).proposals]
    assert patterns == [".{4,120} 由柳湾乡音网整理"]


def test_the_same_documents_give_the_same_rules_whatever_their_order() -> None:
    documents = _cleaned([_page(i, head="柳湾乡音\n") for i in range(12)])
    forward, backward = _learned(documents), _learned(documents[::-1])
    assert [(p.pattern, p.held) for p in forward.proposals] == [(p.pattern, p.held) for p in backward.proposals]


def test_odd_characters_come_back_from_the_file(tmp_path: Path) -> None:
    line = "柳湾'乡\\音\" \x7f(乡|音) *网站*"
    documents = [{**d, "text": _page(i, tail=f"{line}\n"), "title": None} for i, d in enumerate(_cleaned([_page(i) for i in range(12)]))]
    (tmp_path / "odd.toml").write_text(rule_file(_learned(documents).proposals, "odd"), "utf-8")
    (rule,) = read_rules(tmp_path / "odd.toml")
    assert rule.regex.fullmatch(line)
    assert check_examples(rule) == []
