"""The choice of a page's body: container or lines, parts that are not the article, and never nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline import clean, restore
from pipeline.draft import Line
from pipeline.readers import READERS
from pipeline.scoring.page_tree import page_tree
from pipeline.stages.article import choose, clear_article, page_lines
from pipeline.stages.container import find_container, width
from pipeline.stages.page_lines import is_long

SENTENCE = "第{n}段正文讲的是农村改革的经过，写得比较长，有逗号，也有句号，读起来是一篇文章，不是目录，更不是广告。"
ARTICLE = "".join(f"<p>{SENTENCE.format(n=n)}</p>" for n in range(6))
MENU = "<ul>" + "".join(f"<li><a href={n}>栏目{n}</a></li>" for n in range(8)) + "</ul>"


def kept(body: str, score: Callable[[str], float], *, thread: bool = False) -> list[str]:
    """The lines that are chosen when `score` says how likely each is."""
    page = READERS["html"](f"<html><body>{body}</body></html>")
    lines = page_lines(page.source, page.lines)
    if lines is None:
        return []
    keep = choose(lines, [score(text) for text in lines.texts], thread=thread)
    return [text for text, keeps in zip(lines.texts, keep, strict=True) if keeps]


def by_length(text: str) -> float:
    return 4.0 if len(text) > 30 else -4.0 if len(text) < 6 else 0.0


def test_the_container_keeps_short_lines_within_and_drops_long_ones_beside() -> None:
    body = f"{MENU}<div class=content>{ARTICLE}<p>小标题在此处</p>{ARTICLE}</div><div><p>旁边一段不属于文章的说明文字放在这里</p></div>"
    lines = kept(body, by_length)
    assert len(lines) == 13
    assert "小标题在此处" in lines
    assert not any("栏目" in line or "旁边" in line for line in lines)


def test_without_one_container_every_line_is_judged_by_itself() -> None:
    body = "".join(f"<section><div><p>{SENTENCE.format(n=n)}</p></div><div><a href=x>更多</a></div></section>" for n in range(6))
    lines = kept(f"<div><div>{body}</div></div>", by_length)
    assert len(lines) == 6


@pytest.mark.parametrize(
    "name", ["comments", "comment-list", "pinglun", "related-posts", "sidebar", "share-bar", "breadcrumb", "recommend", "footer"]
)
def test_parts_with_a_name_of_their_own_go(name: str) -> None:
    beside = f"<div class={name}><p>{SENTENCE.format(n='旁')}</p></div>"
    lines = kept(f"<div class=content>{ARTICLE}</div>{beside}", by_length)
    assert len(lines) == 6
    assert not any("旁" in line for line in lines)


@pytest.mark.parametrize("name", ["comments", "sidebar", "share", "content-with-sidebar has-comments"])
def test_a_name_does_not_count_against_the_article_itself(name: str) -> None:
    assert len(kept(f"{MENU}<div class='{name}'>{ARTICLE}</div>", by_length)) == 6


def test_comments_are_posts_in_a_thread() -> None:
    body = f"<div class=post>{ARTICLE}</div><div class=comments>{ARTICLE.replace('第', '回复第')}</div>"
    assert len(kept(body, by_length, thread=True)) == 12
    assert len(kept(body, by_length)) == 6


def test_captions_go() -> None:
    figure = f"<figure><img src=x><figcaption>{SENTENCE.format(n='图')}</figcaption></figure>"
    assert len(kept(f"<div>{ARTICLE}{figure}{ARTICLE}</div>", by_length)) == 12


def test_an_article_of_captions_alone_is_not_clear() -> None:
    page = clean(f"<html><body>{MENU}<figure><figcaption>{ARTICLE}</figcaption></figure></body></html>", media_type="text/html")
    assert page.text.count("正文讲的是") == 6


def test_never_nothing() -> None:
    assert kept(f"{MENU}<p>{SENTENCE.format(n=1)}</p>", lambda text: -5.0) == [SENTENCE.format(n=1)]
    assert kept("<p>短</p>", lambda text: -5.0) == ["短"]
    assert kept("", lambda text: -5.0) == []


def test_lines_without_markup_are_no_page() -> None:
    assert page_lines("首页\n正文。", (Line(0, 2), Line(3, 6))) is None


def test_the_scorer_tells_the_article_from_its_page() -> None:
    page = f"<html><body><div id=nav>{MENU}</div><h1>农村改革的经过</h1><div class=content>{ARTICLE}</div><div>版权所有</div></body></html>"
    text = clean(page, media_type="text/html").text
    assert text.count("正文讲的是") == 6
    assert "栏目" not in text


LONG_MENU = "<ul>" + "".join(f"<li><a href={n}>栏目{n}</a></li>" for n in range(20)) + "</ul>"


def clear(body: str) -> list[str] | None:
    """The lines of the article that can be told before any is scored."""
    page = READERS["html"](f"<html><body>{body}</body></html>")
    lines = page_lines(page.source, page.lines)
    found = clear_article(lines) if lines else None
    return [text for text, keeps in zip(lines.texts, found, strict=True) if keeps] if lines and found else None


def test_an_article_that_holds_nearly_all_sentences_is_clear() -> None:
    lines = clear(f"{LONG_MENU}<div class=content><p>小标题</p>{ARTICLE}</div>{LONG_MENU}")
    assert lines is not None
    assert lines == ["小标题", *(SENTENCE.format(n=n) for n in range(6))]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{LONG_MENU}</div><p>{SENTENCE.format(n=1)}</p>", id="too little running text"),
        pytest.param(f"{LONG_MENU}<div><div>{ARTICLE}</div><div>网友评论<div>{ARTICLE}</div></div></div>", id="sentences outside"),
        pytest.param(f"<div>{ARTICLE}</div><div>{'<section><b>一件商品的简短说明</b></section>' * 90}</div>", id="most text outside"),
    ],
)
def test_no_article_is_clear(body: str) -> None:
    assert clear(body) is None


def test_what_is_no_article_goes_from_a_clear_one_without_scores() -> None:
    within = f"{ARTICLE}<p>小标题</p>{MENU}<div class=share>分享到微信</div><figcaption>图中所见</figcaption>{ARTICLE}<p><a href=a>一条链接</a></p>{ARTICLE}"
    lines = clear(f"<div class=content>{within}</div>")
    assert lines is not None
    assert len(lines) == 20
    assert {"小标题", "一条链接"} < {*lines}


def test_comments_do_not_count_against_a_clear_article() -> None:
    lines = clear(f"<div><div class=content>{ARTICLE}</div><div class=comments><div>{ARTICLE.replace('第', '回复第')}</div></div></div>")
    assert lines == [SENTENCE.format(n=n) for n in range(6)]


def test_what_surrounds_a_clear_article_goes_in_one_piece_on_either_side() -> None:
    document = clean(f"<html><body>{LONG_MENU}<div class=content>{ARTICLE}</div>{LONG_MENU}</body></html>", media_type="text/html")
    assert [edit["rules"] for edit in document.edits] == [["score.outside"]] * 2
    assert document.text == "\n".join(SENTENCE.format(n=n) for n in range(6))
    assert restore(document).count("栏目") == 40


def test_tree_sums_and_marks() -> None:
    page = READERS["html"]("<div><p>一</p><p>二</p></div><p>三</p>")
    contexts = [line.context for line in page.lines]
    tree = page_tree(contexts)  # type: ignore[arg-type]
    sums = tree.totals([1.0, 2.0, 4.0])
    assert sums[0] == 7.0
    div = contexts[0].nodes[1]  # type: ignore[attr-defined]
    assert sums[div] == 3.0
    assert tree.inherited({div}) == [True, True, False]
    assert find_container(tree, ["一", "二", "三"], contexts) is None  # type: ignore[arg-type]


def test_width_and_length() -> None:
    assert width("abc") == 3
    assert width("净文") == pytest.approx(4.4)
    assert is_long(SENTENCE)
    assert not is_long(SENTENCE.replace("。", ""))
    assert not is_long("短句。")
