"""Pages whose article stands in a script's data alone."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Options, clean, restore
from pipeline.readers import READERS, Page

PARAGRAPHS = [f"第{n}段写的是全县春季造林的经过，今年一共栽下树苗三百万株，成活率比去年高。" for n in "一二三四五六"]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TEXT = "\n".join(PARAGRAPHS)
SHELL = '<html><head><title>造林报道_某县网</title></head><body><div class=nav><a href=/>首页</a><a href=/n>新闻</a></div><div id=app></div>{}<div class=foot>某县网 版权所有</div></body></html>'


def read(*scripts: str, shell: str = SHELL) -> Page:
    return READERS["html"](shell.format("".join(scripts)))


def state(value: object, before: str = "<script>window.__INITIAL_STATE__=", after: str = ";(function(){var s})()</script>") -> str:
    return before + json.dumps(value, ensure_ascii=False).replace("</", "<\\/") + after


def hexed(text: str) -> str:
    return "".join(f"\\x{ord(c):02x}" if c in "<>/\"'" else c for c in text)


ARTICLE = {"title": "全县春季造林全面完成", "content": BODY, "id": 7}
LINKED = {"@type": "NewsArticle", "headline": "全县春季造林全面完成", "articleBody": TEXT}


@pytest.mark.parametrize(
    ("script", "place"),
    [
        pytest.param(
            state({"props": {"pageProps": {"article": ARTICLE}}}, '<script id="__NEXT_DATA__" type="application/json">', "</script>"),
            "script#__NEXT_DATA__ $.props.pageProps.article.content",
            id="Next.js",
        ),
        pytest.param(state({"detail": [ARTICLE]}), "script[1] window.__INITIAL_STATE__.detail[0].content", id="state"),
        pytest.param(state(LINKED, '<script type="application/ld+json">', "</script>"), "script[1] $.articleBody", id="JSON-LD"),
        pytest.param(state(ARTICLE, '<script type="application/json">', "</script>"), "script[1] $.content", id="JSON"),
        pytest.param(
            state(json.dumps(ARTICLE), "<script>var x = 'it'; window.DATA = JSON.parse(", ")</script>"), "script[1] window.DATA.content", id="JSON in a string"
        ),
        pytest.param(f"<script>// don't\nvar msg_title = 'x', msg_content = '{hexed(BODY)}';</script>", "script[1] msg_content", id="literal"),
        pytest.param(f"<script>var d = {{content_noencode: JsDecode('{hexed(BODY)}'), n: 1}};</script>", "script[1] content_noencode", id="object of JavaScript"),
        pytest.param(f"<script>window.__NUXT__=(function(a,b){{return {{data:[{{text:a}}]}}}}(\"{hexed(BODY)}\",null))</script>", "script[1] $", id="Nuxt"),
        pytest.param(
            state({"a": None, "content": BODY}).replace("null", "undefined"), "script[1] window.__INITIAL_STATE__.content", id="undefined is no JSON"
        ),
        pytest.param(f'<script type="text/html" id="tpl"><div>{BODY}</div></script>', "script#tpl $", id="a template"),
        pytest.param(f'<div data-content="{BODY.replace("<", "&lt;")}"></div>', "div data-content", id="an attribute"),
        pytest.param(
            state({"title": "全县春季造林全面完成", "paragraphs": PARAGRAPHS}), "script[1] window.__INITIAL_STATE__.paragraphs[*]", id="a list of paragraphs"
        ),
        pytest.param(
            state([f"<p>{text}</p>" for text in PARAGRAPHS], "<script>var content = "), "script[1] content[*]", id="a list of markup"
        ),
        pytest.param(
            state({"d": [{"type": "image", "src": "a.png"}, *({"type": "text", "content": text} for text in PARAGRAPHS)]}),
            "script[1] window.__INITIAL_STATE__.d[*]",
            id="blocks",
        ),
        pytest.param(
            state({"doc": {"type": "doc", "content": [{"type": "paragraph", "content": [
                {"type": "text", "text": text[:9]}, {"type": "text", "text": text[9:], "marks": [{"type": "bold"}]}]} for text in PARAGRAPHS]}}),
            "script[1] window.__INITIAL_STATE__.doc.content[*]",
            id="blocks of an editor",
        ),
        pytest.param(state({"html": BODY.replace("<", "&lt;").replace(">", "&gt;")}), "script[1] window.__INITIAL_STATE__.html", id="escaped markup"),
    ],
)
def test_the_article_is_the_one_long_text(script: str, place: str) -> None:
    page = read(script)
    assert page.flags == {"body_from_script"}
    assert page.metadata["x-body-script"].value == place
    assert page.body is not None
    lines = [page.source[page.lines[number].start : page.lines[number].end] for number in page.body]
    assert "".join(lines[-6:]) == "".join(PARAGRAPHS)


def test_its_document_is_clean_and_gives_its_source_back() -> None:
    for mode in ("rules", "cautious", "article"):
        document = clean(SHELL.format(state({"d": ARTICLE})).encode(), media_type="text/html", options=Options(mode=mode))
        assert (document.title, document.text) == ("全县春季造林全面完成", TEXT)
        assert "body_from_script" in document.flags
        assert document.metadata["x-body-script"] == "script[1] window.__INITIAL_STATE__.d.content"
        assert restore(document.to_dict()).startswith("首页 新闻\n某县网 版权所有\n")
        assert {rule for edit in document.edits for rule in edit["rules"]} <= {"script.body", "title.line", "title.headline"}


def test_copies_of_the_article_are_no_rivals() -> None:
    page = read(state(LINKED, '<script type="application/ld+json">', "</script>"), state({"summary": TEXT[:150], "d": ARTICLE}))
    assert page.metadata["x-body-script"].value == "script[2] window.__INITIAL_STATE__.d.content"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(read(f"<div>{BODY}</div>", state(ARTICLE)), id="the page shows its article"),
        pytest.param(read(state({"a": BODY, "b": BODY.replace("造林", "修路").replace("树苗", "路面").replace("经过", "过程")})), id="two long texts"),
        pytest.param(read(state([{"text": text * 3} for text in ("甲，" * 40, "乙，" * 41, "丙，" * 42)])), id="a list of texts"),
        pytest.param(read(state([{"type": "news", "title": text[:9], "url": "/a", "text": text} for text in PARAGRAPHS])), id="a list of entries"),
        pytest.param(read(state({"tips": PARAGRAPHS})), id="strings of no text"),
        pytest.param(read(state({"comments": [{"type": "c", "content": text} for text in PARAGRAPHS]})), id="comments"),
        pytest.param(read(state({"termsOfService": BODY})), id="the site's terms"),
        pytest.param(read(state({"comments": [{"content": BODY}]})), id="a comment"),
        pytest.param(read(state({"token": "QUJD" * 500, "css": ".a{color:red}" * 200})), id="no text"),
        pytest.param(read("<script>" + "if (a < b) { run('x'); } " * 100 + "</script>"), id="a program"),
        pytest.param(read("".join(f"<li>商品第{n}号<br>售价{n}元<br>库存充足</li>" for n in range(90)), state(ARTICLE)), id="a list of goods"),
    ],
)
def test_what_is_no_article(page: Page) -> None:
    assert page.flags == frozenset()
    assert page.body is None


BULLETIN = "<h1>东部山区发生地震</h1><p>今天上午东部山区发生三点二级地震，目前没有接到人员伤亡的报告。</p><p>当地交通正常，居民情绪稳定。</p>"


@pytest.mark.parametrize("data", [{"related": [ARTICLE]}, {"site": {"about": BODY}}, {"ad": {"html": BODY}}])
def test_a_short_article_is_not_replaced_by_another_text(data: object) -> None:
    page = read(BULLETIN, state(data), shell=SHELL.replace("造林报道", "东部山区发生地震"))
    assert page.body is None
    assert "居民情绪稳定" in page.source


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(f"<p>{PARAGRAPHS[0]}</p>", id="the beginning of the article"),
        pytest.param("<h1>全县春季造林全面完成</h1><p>到本月底为止，造林的工作都已经做完了。</p>", id="its headline and a summary"),
        pytest.param("<p>您的浏览器没有启用脚本，本页的内容不能显示。</p><p>未经允许不得转载本网站的任何内容。</p>", id="notices"),
    ],
)
def test_what_a_shell_shows_is_no_article(shown: str) -> None:
    assert read(shown, state({"d": ARTICLE})).body is not None


HOSTILE = [
    "<script>x=" + json.dumps([[{"type": "a", "content": "b"}] * 100] * 100) + "</script>",
    "<script>content=" + '[{"type":"a","content":' * 5_000 + '""' + "}]" * 5_000 + "</script>",
    "<script>content=" + "[" + '{"type":"a"},' * 30_000 + '{"type":"b"}]</script>',
    "<script>x=" + '{"a":' * 100_000 + "</script>",
    "<script>x=" + "[" * 100_000 + "</script>",
    "<script>" + "={" * 100_000 + "</script>",
    "<script>" + '="' * 100_000 + "</script>",
    "<script>" + "`\\" * 100_000 + "</script>",
    "<script>" + "/*'" * 100_000 + "</script>",
    "<script>x='" + "\\u" * 100_000 + "'</script>",
    '<script>x={"a":"' + "\\ud83d" * 100 + BODY + '"}</script>',
    "<script>x=" + json.dumps([json.dumps(["<p>，。" * 60] * 50)] * 50) + "</script>",
    '<script>x={"n":' + "1" * 6_000 + "}</script>",
]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param('"n":' + "1" * 6_000 + ',"content":', id="a number of thousands of digits"),
        pytest.param('"n":NaN,"content":', id="no number"),
        pytest.param('"title":"\\ud83d","content":', id="half a character in the title"),
        pytest.param('"\\ud83d":', id="half a character in the key"),
    ],
)
def test_odd_data_costs_no_article(before: str) -> None:
    page = SHELL.format("<script>x={" + before + json.dumps(BODY) + "}</script>")
    document = clean(page.encode(), media_type="text/html").to_dict()
    assert PARAGRAPHS[-1] in document["text"]
    json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize("script", HOSTILE)
def test_hostile_scripts_end(script: str) -> None:
    read(script).source.encode()


@given(st.text(alphabet="{}[]\"'`\\:,=/*<>pu0d8\n测，。", max_size=400))
def test_no_script_makes_it_fail(script: str) -> None:
    read(f"<script>{script}</script>", f"<script>a={script * 3}</script>").source.encode()


def test_percent_encoded_json_is_read() -> None:
    data = quote(json.dumps({"articleInfo": {"title": "造林报道", "content": BODY}}))
    assert clean(SHELL.format(f"<script id=RENDER_DATA type='application/json'>{data}</script>").encode(), media_type="text/html").text == TEXT
