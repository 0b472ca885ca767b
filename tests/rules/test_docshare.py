"""Whole pages of document-sharing and essay sites, written for this project: the text stays, the site's words go, cut sentences meet again."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from pipeline import Options, clean
from pipeline.document import Document
from pipeline.rules.heuristics import HEURISTICS, Heuristic, jammer, offer
from pipeline.rules.view import View

CASES = Path(__file__).parents[1] / "cases" / "chrome"
RULES = Options(placeholders="keep", mode="rules")
SPEECH = [
    "同志们：",
    "今天召开全县秸秆禁烧工作会议，主要任务是通报前一阶段情况，分析存在问题，安排下一步工作。",
    "一、提高认识，绷紧思想之弦",
    "秸秆禁烧事关空气质量，事关群众健康，各乡镇要逐村逐户签订承诺书，把道理讲透，把责任压实。",
    "二、疏堵结合，破解处置之难",
    "要把离田利用作为治本之策，支持合作社购置打捆机，让秸秆变废为宝，让群众从中得到实惠。",
    "会后请各单位抓紧传达落实，谢谢大家！",
]
FRAME = (
    ["首页 > 范文大全 > 讲话稿", "收藏 分享(赏)", "禁烧讲话.docx_第1页", "第1页 / 共2页", "在全县秸秆禁烧工作会议上的讲话"],
    ["展开阅读全文", "猜你喜欢", "版权所有 某某文库 京ICP备00000000号"],
)


def _cases() -> list[dict[str, Any]]:
    names = ("docshare.jsonl", "docshare-2.jsonl", "docshare-3.jsonl")
    return [json.loads(line) for name in names for line in (CASES / name).read_text("utf-8").splitlines()]


def _squeezed(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def _clean(text: str) -> Document:
    return clean(text.encode(), options=RULES)


def _meet(text: str, left: str, right: str) -> bool:
    """Whether two halves stand together; only after a whole sentence may a line end between them."""
    lines = "\n".join(filter(None, map(_squeezed, text.split("\n"))))
    a, b = _squeezed(left), _squeezed(right)
    words = all(c.isascii() and c.isalpha() for c in (left[-1], right[0]))
    return (f"{left} {right}" in text if words else a + b in lines) or (a[-1] in "。!?." and f"{a}\n{b}" in lines)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_page(case: dict[str, Any]) -> None:
    document = _clean(case["raw"])
    text = _squeezed(document.text)
    assert [said for said in case["must_keep"] if _squeezed(said) not in text] == []
    assert [said for said in case["must_go"] if _squeezed(said) in text] == []
    assert [pair for pair in case["joins"] if not _meet(document.text, *pair)] == []
    assert set(case["flags"]) <= set(document.flags)
    if case["title"] and document.title:
        assert _squeezed(document.title) == _squeezed(case["title"])


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["name"])
def test_twice_is_once(case: dict[str, Any]) -> None:
    once = _clean(case["raw"]).text
    assert _clean(once).text == once


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda s: s.translate(str.maketrans("：，（）！？；", ":,()!?;")), id="half-width-marks"),
        pytest.param(lambda s: s.replace("\n", "\r\n"), id="windows-line-ends"),
        pytest.param(lambda s: "\n".join(line + " \u3000" for line in s.split("\n")), id="blanks-at-line-ends"),
    ],
)
def test_pages_written_another_way(change: Any) -> None:
    for case in _cases():
        text = _squeezed(_clean(change(case["raw"])).text)
        assert [said for said in case["must_keep"] if _squeezed(said) not in text and _squeezed(change(said)) not in text] == [], case[
            "name"
        ]
        assert [said for said in case["must_go"] if _squeezed(said) in text] == [], case["name"]


NEAR = [line for line in (CASES / "docshare-clean.txt").read_text("utf-8").splitlines() if line]


def test_there_are_many_near_misses() -> None:
    assert len(NEAR) >= 60


@pytest.mark.parametrize("line", NEAR)
def test_near_miss_stays(line: str) -> None:
    """In the middle of a clean text, and of a page, and as first and last line beside chrome."""
    head, tail = FRAME
    texts = [
        [*SPEECH[:4], line, *SPEECH[4:]],
        [*head, *SPEECH[:4], line, *SPEECH[4:], *tail],
        [*head, line, *SPEECH, *tail],
        [*head, *SPEECH, line, *tail],
    ]
    for lines in texts:
        assert _squeezed(line) in _squeezed(_clean("\n".join(lines)).text)


def test_all_near_misses_in_one_text_stay() -> None:
    text = "\n".join(line for line in NEAR if len(line) > 14)
    assert _clean(text).text == text


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        pytest.param([*SPEECH, "正文复制", *SPEECH], True, id="whole-copy"),
        pytest.param([*SPEECH, SPEECH[3], SPEECH[3]], False, id="one-paragraph-three-times"),
        pytest.param([*SPEECH, *SPEECH[2:4]], False, id="a-section-again"),
    ],
)
def test_only_a_whole_copy_is_a_copy(lines: list[str], flag: bool) -> None:
    document = _clean("\n".join(lines))
    assert ("duplicated_body" in document.flags) == flag
    assert document.text.count(SPEECH[3]) == (1 if flag else lines.count(SPEECH[3]))


@pytest.mark.parametrize("heuristic", [offer, jammer], ids=lambda heuristic: heuristic.RULE.id)
def test_examples_of_a_heuristic_hold(heuristic: Heuristic) -> None:
    for text in heuristic.RULE.removes:
        assert heuristic.find(View(text), {}), text
    for text in heuristic.RULE.keeps:
        assert list(heuristic.find(View(text), {})) == [], text


@pytest.mark.parametrize(
    "unit",
    [
        "下载",
        "请登录查看全文",
        "以下是小编整理的",
        "1、",
        "《甲》由会员分享，",
        "; ~ ^ + ",
        "甲乙丙丁，戊己庚辛。",
        "(ā)節",
        "。。。",
        "篇1 ",
        "a b ",
        "— 1 —",
        "相关文章：01-02",
    ],
)
@pytest.mark.parametrize("end", ["", "\n"], ids=["one-line", "many-lines"])
def test_no_text_makes_a_heuristic_hang(unit: str, end: str) -> None:
    text = (unit + end) * (10_000 // len(unit))
    for heuristic in HEURISTICS:
        assert all(0 <= hit.start <= hit.end <= len(text) for hit in heuristic.find(View(text), {})), heuristic.RULE.id


def test_hidden_text_leaves_a_gap_at_its_place() -> None:
    lines = [*SPEECH[:4], "隐藏内容", "此处内容需要权限查看", "普通用户特权：8积分", *SPEECH[4:]]
    document = _clean("\n".join(lines)).to_dict()
    (gap,) = document["gaps"]
    assert gap["reason"] == "paywall"
    assert document["text"][: gap["at"]].rstrip().endswith("把责任压实。")


def test_uploads_become_metadata() -> None:
    raw = "\n".join(["上传人：小树苗 文档编号：220014 上传时间：2021-03-04 格式：DOC 页数：6 大小：22.5KB", *SPEECH])
    found = _clean(raw).to_dict()["metadata"]
    assert (found["uploader"], found["uploaded"], found["pages"], found["file_format"]) == ("小树苗", "2021-03-04", 6, "DOC")


def test_a_list_under_a_heading_of_tips_goes_with_its_unknown_items() -> None:
    body = "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了坚实的基础，各村都有收获。"
    tips = ["下载小贴士", "2、部分文档会被浏览器直接打开，请右键另存为。", "3、请勿多线程操作。", "4、预览图经过压缩，下载后文档清晰无水印。", "5、题目未注明的一律视为无答案。"]
    foot = ["展开阅读全文", "Copyright 2020 某某文库 版权所有"]
    assert _clean("\n".join(["首页 > 文库 > 总结", "资源编号：7740213 资源大小：88KB", *tips, body, *foot])).text == body


def test_the_same_list_inside_a_text_stays() -> None:
    body = "入冬以来，全镇组织劳力三千多人次，清淤渠道四十公里，为明年春灌打下了坚实的基础，各村都有收获。"
    tips = ["使用须知", "1、借书证每年换发一次。", "2、丢失图书照价赔偿。", "3、阅览室九点闭馆。"]
    text = _clean("\n".join(["首页 > 文库 > 总结", "收藏 分享(赏)", body, *tips, body.replace("全镇", "全县"), "展开阅读全文"])).text
    assert all(tip in text for tip in tips[1:])


def test_page_numbers_between_whole_paragraphs_go_where_no_text_follows_the_last() -> None:
    body = [f"入冬以来，第{n}组的社员清淤渠道四十公里，为明年春灌打下了坚实的基础，各村都有收获。" for n in "一二三"]
    numbered = [line for n, text in enumerate(body, 1) for line in (text, f"- {n} -")]
    assert _clean("\n".join(numbered)).text.split("\n") == body
    sections = [line for n, text in enumerate(body, 1) for line in (f"- {n} -", text)]
    assert "- 2 -" in _clean("\n".join(sections)).text
