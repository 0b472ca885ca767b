"""The promises: nothing is lost or changed silently, clean text stays, twice equals once, the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Document, Options, clean, restore
from pipeline.errors import TooLargeError, UnsupportedFormatError

ROOT = Path(__file__).parent.parent
SAMPLES = sorted(path for path in (ROOT / "raw").iterdir() if path.is_file())
KEEP = Options(placeholders="keep")

CHROME = (
    "收藏 分享(赏)", "下载本文档", "第3页 / 共9页", "隐藏内容", "此处内容需要权限查看", "展开阅读全文", "相关推荐", "上一篇：春耕纪事",
    "版权所有 某某文库 京ICP备00000000号", "您好,欢迎访问某某文库", "当前位置:首页 > 范文 > 讲话", "下面是小编为大家整理的讲话,供大家参考。",
)  # fmt: skip
BODY = (
    "同志们:", "一、把水利欠账补上来", "1.渠系老化。两个镇的水管员长期空缺,旱情一来就手忙脚乱。", "同比增长x%,完成投资xx亿元,其中X县占%。",
    "会议决定,从下月起由县水利局派人到各镇值守,有事当场解决,群众满意为止。", "谢谢大家!", "2、管护要跟上", "特此通知。", "20**年X月X日",
)  # fmt: skip


def _loaded(document: Document) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(json.dumps(document.to_dict(), ensure_ascii=False))
    return loaded


pages = st.lists(st.sampled_from(CHROME + BODY + ("", "  ", "\r", "页 码 第1页 共2页 之间")), max_size=14).map("\n".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(st.one_of(anything, pages))
@settings(max_examples=250, deadline=None)
def test_restore_gives_the_source_back(text: str) -> None:
    assert restore(_loaded(clean(text))) == text


@given(st.one_of(anything, pages), st.booleans())
@settings(max_examples=250, deadline=None)
def test_cleaning_twice_equals_cleaning_once(text: str, keep: bool) -> None:
    options = KEEP if keep else Options()
    once = clean(text, options=options)
    assert "unsettled" not in once.flags
    assert clean(once.text, options=options).text == once.text


@given(st.one_of(anything, pages))
@settings(max_examples=150, deadline=None)
def test_offsets_lie_in_the_text(text: str) -> None:
    document = _loaded(clean(text))
    size = len(document["text"])
    spans = [*document["blocks"], *(p for p in document["placeholders"] if p["in"] == "text")]
    assert all(0 <= s["start"] <= s["end"] <= size for s in spans)
    edits = document["edits"]
    assert all(a["source"][1] <= b["source"][0] and a["text"][1] <= b["text"][0] for a, b in itertools.pairwise(edits))
    assert all(e["rules"] and text[slice(*e["source"])] == e["was"] for e in edits)
    assert all(0 <= gap["at"] <= size for gap in document["gaps"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_samples_hold_the_promises(path: Path) -> None:
    document = clean(path.read_bytes(), path=path.name, options=KEEP)
    assert restore(_loaded(document)) == restore(document)
    again = clean(document.text, options=KEEP)
    assert again.text == document.text
    assert document.text.strip()
    for label in ("隐藏内容", "普通用户特权", "小编", "收藏 分享", "_第1页", "ICP备", "当前位置", "推荐访问", "欢迎访问"):
        assert label not in document.text


def test_a_clean_text_comes_out_unchanged() -> None:
    text = (ROOT / "raw" / "clean-speech.txt").read_text("utf-8")
    document = clean(text)
    assert document.title == text.split("\n")[0]
    assert document.text == "\n".join(line for line in text.split("\n")[1:] if line)
    assert {rule for edit in document.edits for rule in edit["rules"]} == {"title.line", "layout.blank-lines"}


def test_an_empty_document_says_that_it_has_no_body() -> None:
    document = clean(b"")
    assert (document.text, document.flags) == ("", ["no_body"])


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(TooLargeError, match="11 bytes, more than 10"):
        clean(b"01234567890", options=Options(max_bytes=10))


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "import hashlib, pathlib, orjson, pipeline;"
        "d = [pipeline.clean(p.read_bytes()).to_dict() for p in sorted(pathlib.Path('raw').iterdir()) if p.is_file()];"
        "print(hashlib.sha256(orjson.dumps(d)).hexdigest())"
    )
    here = [clean(path.read_bytes()).to_dict() for path in SAMPLES]
    digests = {hashlib.sha256(orjson.dumps(here)).hexdigest() + "\n"}
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        digests.add(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(digests) == 1


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(UnsupportedFormatError, match="code point 2"):
        clean("同志\ud800们")
