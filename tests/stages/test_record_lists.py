"""Pages that consist of a list: their records are the body, menus made alike are not."""

from __future__ import annotations

import pytest

from pipeline.readers import READERS
from pipeline.stages.article import choose, page_lines

PARAGRAPH = "这一段正文讲的是水利工程的修建经过，写得比较长，有逗号，也有句号，读起来是一篇文章，不是目录，更不是广告。"


def chosen(body: str, *, thread: bool = False) -> list[str]:
    page = READERS["html"](f"<html><body>{body}</body></html>")
    lines = page_lines(page.source, page.lines)
    assert lines is not None
    keep = choose(lines, [4.0 if len(text) > 30 else -4.0 for text in lines.texts], thread=thread)
    return [text for text, keeps in zip(lines.texts, keep, strict=True) if keeps]


def products(count: int, name: str = "grid") -> str:
    card = "<li class=card><h3><a href=/p/{n}>Cast Iron Skillet No. {n}</a></h3><span class=vendor>LODGE</span><p>$4{n}.99 USD</p></li>"
    return f"<ul class={name}>" + "".join(card.format(n=n) for n in range(count)) + "</ul>"


MENU = "<nav><ul>" + "".join(f"<li><a href=/c/{n}>Category {n} of the shop</a></li>" for n in range(30)) + "</ul></nav>"


def test_the_products_of_a_shop_are_its_body() -> None:
    lines = chosen(f"{MENU}<main><h1>Lodge</h1>{products(9)}</main>")
    assert "Cast Iron Skillet No. 8" in lines
    assert "$48.99 USD" in lines
    assert not any("Category" in line for line in lines)


@pytest.mark.parametrize("name", ["related-products", "mega-menu", "side-nav", "cart-drawer", "recommend"])
def test_lists_in_named_parts_are_none(name: str) -> None:
    lines = chosen(f"{MENU}<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p><div class={name}>{products(9)}</div>" + "<p>One short line.</p>" * 60)
    assert not any("Skillet" in line for line in lines)


def test_headlines_with_dates_and_summaries_are_the_body_of_an_index() -> None:
    entry = "<div class=item><a href=/a/{n}>关于第{n}批项目的公示</a><p>公示期为五个工作日，自{n}月一日起。</p><span>2020-0{n}-01</span></div>"
    lines = chosen("<div class=list>" + "".join(entry.format(n=n) for n in range(1, 9)) + "</div>")
    assert len(lines) == 24


def test_sections_of_a_home_page_count_together() -> None:
    lines = chosen(f"{MENU}<div>{products(9)}</div><div>{products(6, 'second')}</div>")
    assert sum("USD" in line for line in lines) == 15


def test_an_article_stays_alone() -> None:
    lines = chosen(f"<div class=content>{f'<p>{PARAGRAPH}</p>' * 5}</div><div>{products(9)}</div>")
    assert lines == [PARAGRAPH] * 5


def test_three_entries_are_no_list() -> None:
    assert not any("USD" in line for line in chosen(f"<p>{PARAGRAPH}</p>{products(3)}"))


def test_one_sentence_beside_a_list_is_no_article() -> None:
    areas = "".join(f"<tr><td>Area of research no. {n} of the ranking</td></tr>" for n in range(9))
    lines = chosen(f"<div><p>{PARAGRAPH}</p></div><table>{areas}</table>")
    assert len(lines) == 10


def test_an_article_in_sections_of_one_name_is_no_menu() -> None:
    body = "".join(f"<div class=content-nav-section><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div>" for _ in range(6))
    assert chosen(f"{body}<div><p>{PARAGRAPH}</p></div>").count(PARAGRAPH) >= 12


@pytest.mark.parametrize("name", ["signature", "sig_text", "sign", "bbp-signature"])
def test_signatures_of_posts_go_only_in_threads(name: str) -> None:
    post = f"<div class=post><p>{PARAGRAPH}</p><div class={name}>{PARAGRAPH.replace('正文', '签名')}</div></div>"
    assert len(chosen(post * 4, thread=True)) == 4
    assert len(chosen(post * 4)) == 8
