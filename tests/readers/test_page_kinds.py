"""Threads, and pages that go on elsewhere."""

from __future__ import annotations

import pytest

from pipeline.readers import READERS, Page

ARTICLE = "".join(f"<p>第{n}段正文，讲的是农村改革的经过，写得比较长，有逗号也有句号，读起来是一篇文章，不是目录。</p>" for n in range(6))


def read(body: str, url: str | None = "http://example.com/news/123.html") -> Page:
    return READERS["html"](f"<html><body>{body}</body></html>", url=url)


@pytest.mark.parametrize(
    ("pager", "links"),
    [
        pytest.param('<a href="123_2.html">下一页</a>', ("http://example.com/news/123_2.html",), id="next"),
        pytest.param(
            '【1】<a href="123_2.html">【2】</a><a href="123_3.html">【3】</a>',
            ("http://example.com/news/123_2.html", "http://example.com/news/123_3.html"),
            id="numbers",
        ),
        pytest.param('<a href="/news/123_2.html">余下全文</a>', ("http://example.com/news/123_2.html",), id="the rest"),
        pytest.param('<a href="/news/123.html?page=2">下一頁 »</a>', ("http://example.com/news/123.html?page=2",), id="query"),
    ],
)
def test_a_page_that_goes_on(pager: str, links: tuple[str, ...]) -> None:
    page = read(f"{ARTICLE}<div class=page>{pager}</div><div>版权所有</div>")
    (gap,) = page.gaps
    assert gap.reason == "continued"
    assert page.source[gap.start : gap.end] == gap.evidence
    assert page.metadata["x-next-pages"].value == links


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("".join(f'<li><a href="{n}.html">新闻标题第{n}条</a></li>' for n in range(30)) + '<a href="123_2.html">下一页</a>', id="list"),
        pytest.param(f'{ARTICLE}<a href="javascript:;">下一页</a>', id="no address"),
        pytest.param(f'{ARTICLE}<a href="456.html">下一篇：另一篇</a>', id="next article"),
        pytest.param(f'{ARTICLE}<a href="http://other.com/x">下一页</a>', id="elsewhere"),
        pytest.param(f"{ARTICLE}<p>请翻到下一页，看[2]。</p>", id="in the text"),
    ],
)
def test_a_page_that_does_not_go_on(body: str) -> None:
    page = read(body)
    assert page.gaps == ()
    assert "x-next-pages" not in page.metadata


@pytest.mark.parametrize(
    ("body", "url"),
    [
        pytest.param("".join(f'<td class=t_f id=postmessage_{n}>帖子{n}</td>' for n in range(3)), None, id="Discuz"),
        pytest.param("".join(f'<div class="crawler-post" id=post_{n}>post {n}</div>' for n in range(2)), "https://e.org/t/a-topic/17", id="Discourse"),
        pytest.param("".join(f'<div class="postbody">post {n}</div>' for n in range(5)), None, id="phpBB"),
    ],
)
def test_threads(body: str, url: str | None) -> None:
    assert read(f"<table><tr>{body}</tr></table>" if "<td" in body else body, url).flags == {"thread"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div id=postmessage_1>帖子</div><div id=postmessage_2>回帖</div><p>Powered by Discuz! X3.4</p>", id="two posts and the software's name"),
        pytest.param("<div class=QuestionHeader-detail>问题</div><div class=AnswerItem>答一</div><div class=AnswerItem>答二</div>", id="a question and its answers"),
    ],
)
def test_short_threads(body: str) -> None:
    assert read(body).flags == {"thread"}


def test_who_began_a_thread_is_its_author() -> None:
    post = "<div class=post><div class=authi>{}</div><em>发表于 2019-6-12 08:11</em><div class=t_f id=postmessage_{}>{}</div></div>"
    page = read("".join(post.format(name, n, f"第{n}帖说的是村口那座桥，桥面该修了。") for n, name in enumerate(("河边人", "过路客", "老木匠"))))
    assert page.metadata["author"].value == "河边人"


def test_an_article_is_no_thread() -> None:
    assert read(f'<div class="post-content">{ARTICLE}</div><div class=comment>好</div>').flags == frozenset()
