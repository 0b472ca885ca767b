"""Site files: a domain's own selectors decide; a wrong file is refused with its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import RuleError
from pipeline.readers.html import read
from pipeline.readers.page import Page
from pipeline.readers.sites import load_sites, read_site, site_for

PAGE = """<html><head><title>门户</title><meta name=author content=站长></head><body>
<div id=nav>首页</div><h2 class=t>关于春耕的通知</h2><b class=d data-time="2020-03-05 08:00">三天前</b>
<div class=box><p>各乡镇：<span class=ad>广告</span></p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></div>
<div id=foot>联系我们</div></body></html>"""


@pytest.fixture
def rules(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "example.gov.cn.toml").write_text(
        'body = ".box"\nstrip = ".ad"\ntitle = "h2.t"\npublished = "b.d@data-time"\nauthor = ".nobody"\n', encoding="utf-8"
    )
    return (str(tmp_path),)


def body(page: Page) -> list[str] | None:
    return None if page.body is None else [page.source[page.lines[n].start : page.lines[n].end] for n in page.body]


def test_a_site_file_names_body_and_metadata(rules: tuple[str, ...]) -> None:
    page = read(PAGE, url="http://www.nongye.example.gov.cn/a.html", rules=rules)
    assert body(page) == ["各乡镇：", "甲\t1", "乙\t2"]
    assert "首页" in page.source
    assert "广告" not in page.source
    assert (page.metadata["title"].value, page.metadata["title"].origin) == ("关于春耕的通知", "site")
    assert (page.metadata["published"].value, page.metadata["published"].origin) == ("2020-03-05T08:00:00", "site")
    assert page.metadata["author"].origin == "meta"


@pytest.mark.parametrize("url", ["http://example.com/", "http://notexample.gov.cn/", None])
def test_other_sites_are_left_alone(rules: tuple[str, ...], url: str | None) -> None:
    assert read(PAGE, url=url, rules=rules) == read(PAGE, url=url)


def test_a_body_that_is_not_there_leaves_the_choice_to_the_pipeline(rules: tuple[str, ...]) -> None:
    assert read("<div class=other>字</div>", url="http://example.gov.cn/", rules=rules).body is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param('bdy = "p"', "unknown key 'bdy'", id="unknown key"),
        pytest.param('body = "p["', "body is no CSS selector", id="no selector"),
        pytest.param("body = 3", "body is no text", id="no text"),
        pytest.param("body = ", "cannot be read", id="no TOML"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "example.com.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=words) as raised:
        read_site(path)
    assert "example.com.toml" in str(raised.value)


def test_built_in_sites_load_and_nearest_domain_wins() -> None:
    sites = load_sites()
    wechat = site_for("mp.weixin.qq.com", sites)
    assert wechat is not None
    assert wechat.body == "#js_content"
    assert site_for("www.qq.com", sites) is None
    assert site_for(None, sites) is None


def test_wechat() -> None:
    html = """<html><head><meta property="og:url" content="https://mp.weixin.qq.com/s/abc"></head><body><h1 id="activity-name">
    春耕纪事</h1><a id="js_name">某县发布</a><div id="js_content" style="visibility: hidden;"><section>第一段。</section><p>第二段。</p></div>
    <div class="qr_code_pc">微信扫一扫</div></body></html>"""
    page = read(html)
    assert body(page) == ["第一段。", "第二段。"]
    assert page.metadata["title"].value == "春耕纪事"
    assert page.metadata["source"].value == "某县发布"
    assert not any(line.context.hidden for line in page.lines)  # type: ignore[attr-defined]
