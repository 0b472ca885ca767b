"""What a crawl noted beside a text counts where the document itself says nothing."""

from __future__ import annotations

import pipeline

BODY = (
    "雨是半夜里落下来的，起初很轻，像有人在檐下翻书，后来就一阵紧似一阵，把院里的水缸敲得当当直响。",
    "祖父披着蓑衣出去，把晒在竹匾里的豆种一匾一匾端进堂屋，他的脚印留在青砖地上，天亮时还没有干。",
)
STATED = {"title": "半夜里落下来的雨_散文_某某文学网", "published": "2020-05-06 07:08", "author": "何某"}


def clean(text: str, **stated: str) -> pipeline.Document:
    return pipeline.clean(text.encode(), stated=stated)


def test_a_bare_text_takes_all() -> None:
    document = clean("\n".join(BODY), **STATED)
    assert (document.title, document.title_source) == ("半夜里落下来的雨", "record")
    assert document.metadata == {"published": "2020-05-06T07:08:00", "author": "何某", "x-record-fields": ["author", "published", "title"]}
    assert document.text == "\n".join(BODY)


def test_a_title_that_the_text_shows_is_lifted() -> None:
    for title in ("半夜里落下来的雨", "夜雨"):
        document = clean("\n".join((title, *BODY)), title=title)
        assert (document.title, document.title_source, document.text) == (title, "text", "\n".join(BODY))
        assert document.metadata == {}


def test_what_a_page_says_goes_before() -> None:
    head = '<title>春讯二则</title><meta name="author" content="周某">'
    html = f"<html><head>{head}</head><body><h1>春讯二则</h1>{''.join(f'<p>{line}</p>' for line in BODY)}</body></html>"
    document = pipeline.clean(html.encode(), media_type="text/html", stated=STATED)
    assert (document.title, document.metadata["author"], document.metadata["published"]) == ("春讯二则", "周某", "2020-05-06T07:08:00")
    assert document.metadata["x-record-fields"] == ["published"]


def test_what_is_no_date_or_no_name_is_left_out() -> None:
    document = clean("\n".join(BODY), published="三天前", author="admin", title="首页")
    assert (document.title, document.metadata) == (None, {})


def test_without_a_record_nothing_changes() -> None:
    assert pipeline.clean("\n".join(BODY).encode()).metadata == {}
