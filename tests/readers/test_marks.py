"""What a page shows beside its text: marks of notes, placeholders of AMP, buttons of encyclopedias, text for readers without scripts."""

from __future__ import annotations

import pytest

from pipeline.readers.html import read

SENTENCES = ("老桥重建以后，两岸的村民来往方便多了，孩子们上学也不用再绕远路。", "工程队说，桥墩用的还是原来的青石，是从河床里一块一块捞上来的。")


def source(body: str) -> str:
    return read(f"<html><body>{body}</body></html>").source


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a class="footnote-anchor" href="#footnote-2">2</a>',
        '<a href="#_ftn3" name="_ftnref3">[3]</a>',
        '<sup class="reference"><a href="#cite_note-4"><span>[</span>4<span>]</span></a></sup>',
        '<sup><a href="#cmnt1">[a]</a></sup>',
        '<a href="#fnref1">↩</a>',
        '<a href="#fnref:1">&#x21a9;&#xfe0e;</a>',
        '<span class="mw-editsection"><span>[</span><a href="/e">编辑</a><span>]</span></span>',
        '<a class="edit-icon" href="/e">编辑</a>',
        '<a class="headerlink" href="#x">¶</a>',
    ],
)
def test_marks_are_no_text(mark: str) -> None:
    assert source(f"<p>{SENTENCES[0]}{mark}</p>") == SENTENCES[0]


@pytest.mark.parametrize(
    "kept",
    ['<a href="#_ftnref1">[1]</a>', '<a href="#footnote-anchor-1">1</a>', '<a href="#chapter-2">2</a>', '<a href="/notes/3">3</a>', '<a href="#reform">a</a>'],
)
def test_numbers_that_stay(kept: str) -> None:
    assert source(f"<p>{kept}{SENTENCES[0]}</p>") != SENTENCES[0]


def test_amp_shows_its_placeholders_only_in_place_of_something() -> None:
    body = (
        f"<p>{SENTENCES[0]}</p><amp-ad><div placeholder>Advertisement</div></amp-ad><amp-list><div placeholder>Loading…</div><div fallback>Failed.</div></amp-list>"
        f"<p>{SENTENCES[1]}</p>"
    )
    assert source(body).split("\n") == [*SENTENCES]


def test_the_rest_of_an_article_behind_a_button() -> None:
    body = f'<div><p>{SENTENCES[0] * 4}</p><div style="display:none"><p>{SENTENCES[1] * 3}</p></div><a href="javascript:more()">展开全文</a></div>'
    assert SENTENCES[1] * 3 in source(body)
    assert SENTENCES[1] not in source(body.replace("展开全文", "联系我们"))


def test_the_rest_of_an_article_for_readers_without_scripts() -> None:
    rest = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    assert source(f"<p>{SENTENCES[0] * 2}</p><noscript>{rest}</noscript>").split("\n") == [SENTENCES[0] * 2, *SENTENCES]
    assert source(f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p><noscript>{rest}</noscript>").split("\n") == [*SENTENCES]
    assert source(f"<p>{SENTENCES[0]}</p><noscript>请启用脚本。<p>{SENTENCES[1]}</p></noscript>") == SENTENCES[0]
    assert source(f"<p>{SENTENCES[0]}<noscript><img src=a></noscript>{SENTENCES[1]}</p>") == "".join(SENTENCES)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ('<div class="byline">By Sam Archer and Lucy Obi, Staff Writers</div>', "Sam Archer and Lucy Obi"),
        ("<p>记者：您好，请问这座桥是什么时候开始重建的？</p>", None),
        ("<p>记者：李明远</p>", "李明远"),
        ("<div>Posted on February 3, 2018 by Jo Ferris</div>", "Jo Ferris"),
        ("<p>作者：李明远，来源：本地日报</p>", "李明远"),
    ],
)
def test_authors(line: str, author: str | None) -> None:
    found = read(f"<html><head><title>石桥重新通车</title></head><body><h1>石桥重新通车</h1>{line}<p>{SENTENCES[0]}</p></body></html>").metadata.get("author")
    assert (found.value if found else None) == author


def test_what_stands_before_and_behind_a_stated_author() -> None:
    head = '<meta name="author" content="Analysis by Rosa Kim, CNX"><meta property="og:site_name" content="CNX">'
    assert read(f"<html><head>{head}</head><body><p>{SENTENCES[0]}</p></body></html>").metadata["author"].value == "Rosa Kim"


def test_lines_that_a_page_wraps_by_hand_are_joined() -> None:
    from pipeline import clean

    text = "　　" + "".join(SENTENCES) * 2
    lines = [text[at : at + 30] for at in range(0, len(text), 30)]
    for body in ("<pre>" + "\n".join(lines) + "</pre>", "<div>" + "<br>".join(lines) + "</div>"):
        assert clean(f"<html><body>{body}</body></html>".encode(), media_type="text/html").text == "".join(SENTENCES) * 2
