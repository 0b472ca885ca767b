"""What holds for any page: lines cover the source, the same page reads the same, hostile pages end soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import READERS
from pipeline.readers.context import LineMarkup
from pipeline.readers.nesting import MAX_NESTING, bound_nesting

TAGS = ["p", "div", "table", "tr", "td", "li", "ul", "a", "b", "pre", "br", "span", "h1", "script", "html", "body", "head", "ruby", "rt", "select"]
pieces = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["<a href='x'>", "<div hidden>", "<p style='display:none'>", "<!--", "-->", "&nbsp;", "&", "<", ">", "\xad", "\u3000", "\n", "<td>"]),
    st.text(max_size=8),
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_lines_are_the_source(html: str) -> None:
    page = READERS["html"](html)
    assert [page.source[line.start : line.end] for line in page.lines] == (page.source.split("\n") if page.lines else [])
    assert "\r" not in page.source
    for line in page.lines:
        assert isinstance(line.context, LineMarkup)
        assert len(line.context.dom_path) == len(line.context.classes) == len(line.context.nodes)
        assert list(line.context.nodes) == sorted(set(line.context.nodes))
        assert 0 <= line.context.link_density <= 1
    assert READERS["html"](html) == page


@given(st.text(alphabet="字a \t　\r\n", max_size=60))
def test_text_is_left_alone(text: str) -> None:
    page = READERS["text"](text)
    assert (page.source, page.lines) == (text, ())


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>a" * 100_000, id="nested blocks"),
        pytest.param("<ul><li>" * 50_000 + "x", id="nested lists"),
        pytest.param("<a href=x>y" * 20_000, id="nested links"),
        pytest.param("<b>y" * 20_000, id="nested inline"),
        pytest.param("<table><tr><td>" * 5_000, id="nested tables"),
        pytest.param("<meta name='a" * 20_000, id="unfinished meta"),
        pytest.param("<title " + "<" * 100_000, id="unfinished title"),
        pytest.param("<script type=application/ld+json>" * 20_000, id="unfinished JSON-LD"),
        pytest.param("<p>" + "来源：" * 50_000, id="labels"),
        pytest.param("<table border=1><tr>" + "<td rowspan=65535 colspan=1000>x" * 2_000 + "<tr><td>a<td>b" * 10_000, id="spans"),
        pytest.param("<table border=1>" + "<tr><td rowspan=0>a<td rowspan=99999>b<td>c" * 10_000, id="spans in each row"),
        pytest.param("<ol><li>x" * 20_000 + "<li>y" * 20_000, id="nested ordered lists"),
        pytest.param("<p>" + "&lt;p>x&lt;/p>&amp;lt;p>x&amp;lt;/p>" * 10_000, id="escaped markup"),
        pytest.param("<div style='white-space:pre'>" + "a\n" * 100_000, id="lines of the source"),
        pytest.param("<p>" + "&nbsp;" * 200_000 + "x", id="blanks"),
        pytest.param("<p>x</p>" * 30_000, id="many lines"),
        pytest.param("<a href=2.html>2</a>" * 20_000 + "下一页" + "<p>" + "正文，正文。" * 100, id="pagers"),
    ],
)
def test_hostile_pages_end_soon(html: str) -> None:
    begin = time.process_time()
    READERS["html"](html)
    assert time.process_time() - begin < 20  # a hang guard: linear work takes a fraction of a second


def test_bounded_nesting_keeps_text_and_shallow_pages() -> None:
    deep = "<div>a" * (MAX_NESTING * 5)
    assert READERS["html"](deep).source == "\n".join("a" * (MAX_NESTING * 5))
    shallow = "<div><p>字</p></div>" * 10_000
    assert bound_nesting(shallow) == shallow
    unclosed = "<ul>" + "<li>x" * 10_000 + "</ul>"
    assert bound_nesting(unclosed) == unclosed


def test_lines_of_one_element_share_their_path() -> None:
    first, second = READERS["html"]("<div class=a id=b>一<br>二</div>").lines
    assert isinstance(first.context, LineMarkup)
    assert isinstance(second.context, LineMarkup)
    assert first.context.classes is second.context.classes
    assert first.context.classes[-1] == "a b"
    assert (first.context.after_br, second.context.after_br) == (False, True)


def test_link_density_counts_links_with_an_address() -> None:
    density = [line.context.link_density for line in READERS["html"]("<p>一二<a href=x>三四</a></p><p><a name=y>五</a></p>").lines]  # type: ignore[attr-defined]
    assert density == [0.5, 0.0]
