"""Titles of two to four hanzi: only what a page itself states counts."""

from __future__ import annotations

import pytest

import pipeline

BODY = (
    "雨是半夜里落下来的，起初很轻，像有人在檐下翻书，后来就一阵紧似一阵，把院里的水缸敲得当当直响。",
    "祖父披着蓑衣出去，把晒在竹匾里的豆种一匾一匾端进堂屋，他的脚印留在青砖地上，天亮时还没有干。",
)


def clean(title: str, head: str, body: str) -> pipeline.Document:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}{paragraphs}</body></html>"
    return pipeline.clean(html.encode(), media_type="text/html")


@pytest.mark.parametrize(
    ("title", "head", "body", "expected"),
    [
        ("夜雨", "", "<h1>夜雨</h1>", "夜雨"),
        ("夜雨声_散文_某某文学网", "", "<h2>夜雨声</h2>", "夜雨声"),
        ("半夜的雨", "", "<h1>半夜的雨</h1>", "半夜的雨"),
        ("某某文学网", '<meta property="og:title" content="夜雨">', "", "夜雨"),
        ("首页", "", "<h1>首页</h1>", None),
        ("正文", "", "<h2>正文</h2>", None),
        ("夜雨", "", "", None),  # nothing beside `<title>` says it, which may be the site's name
    ],
)
def test_a_short_title(title: str, head: str, body: str, expected: str | None) -> None:
    document = clean(title, head, body)
    assert document.title == expected
    if expected:
        assert document.text == "\n".join(BODY)


def test_plain_text_has_none() -> None:
    document = pipeline.clean(("夜雨\n" + "\n".join(BODY)).encode())
    assert document.title is None
    assert document.text.startswith("夜雨\n")
