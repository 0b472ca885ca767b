"""The posts of forum threads: named where they begin, and the first one alone on request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import Options, clean, restore
from pipeline.document import Document
from pipeline.errors import OptionsError, RuleError
from pipeline.readers import READERS
from pipeline.readers.sites import read_site

QUESTION = "家里的水管冬天总是冻住，有没有既省钱又省事的办法，请各位有经验的指点一下，先谢谢了。"
ANSWERS = [
    "我家用的是保温棉，缠两层再包一层塑料布，这几年零下二十度也没有冻过，材料在镇上就能买到。",
    "最要紧的是晚上把总阀关上，再把管里的水放空，这样不花一分钱，我父亲用了几十年都没有出过事。",
]
NAMES = ["老农甲", "修管工", "过路人"]


def discuz(number: int, text: str) -> str:
    return (
        f'<div id="post_{number}"><table><tr><td class="pls"><div class="pi"><div class="authi"><a href="u{number}" class="xw1">{NAMES[number]}</a></div></div>'
        f'<dl><dt>注册时间</dt><dd>2009-1-1</dd></dl></td><td class="plc"><div class="authi"><em id="authorposton{number}">发表于 2012-3-{number + 4} 10:0{number}</em></div>'
        f'<div class="t_fsz"><table><tr><td class="t_f" id="postmessage_{number}">{text}</td></tr></table></div>'
        f'<div class="sign">签名：天道酬勤</div></td></tr></table></div>'
    )


def discourse(number: int, text: str) -> str:
    return (
        f'<div class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator">{NAMES[number]}</span> 2012-03-0{number + 4}</div>'
        f'<div class="post"><p>{text}</p></div></div>'
    )


def page(post: Any) -> bytes:
    posts = "".join(post(number, text) for number, text in enumerate([QUESTION, *ANSWERS]))
    return f'<html><head><title>水管怎样防冻</title></head><body><div class="nav"><a href="/">论坛首页</a></div><h1>水管怎样防冻</h1>{posts}<div>版权所有</div></body></html>'.encode()


def cleaned(data: bytes, **options: Any) -> Document:
    return clean(data, media_type="text/html", url="http://bbs.e.cn/t/shuiguan/17", options=Options(**options))


def posts(document: Document) -> list[tuple[str, Any]]:
    return [(document.text[block["start"] : block["end"]][:5], block["post"]) for block in document.blocks if "post" in block]


@pytest.mark.parametrize("software", [discuz, discourse])
def test_each_post_is_named_where_it_begins(software: Any) -> None:
    document = cleaned(page(software))
    assert "thread" in document.flags
    assert all(text in document.text for text in (QUESTION, *ANSWERS))
    found = posts(document)
    assert [begin for begin, _ in found] == ["家里的水管", "我家用的是", "最要紧的是"]
    assert [(post["number"], post["author"], post["published"][:10]) for _, post in found] == [
        (number, NAMES[number - 1], f"2012-03-0{number + 3}") for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("software", [discuz, discourse])
@pytest.mark.parametrize("mode", ["rules", "cautious", "article"])
def test_the_first_post_alone(software: Any, mode: str) -> None:
    data = page(software)
    document = cleaned(data, thread="first", mode=mode)
    assert QUESTION in document.text
    assert not any(text in document.text for text in ANSWERS)
    assert restore(document.to_dict()) == restore(cleaned(data).to_dict())
    assert any("thread.later-post" in edit["rules"] for edit in document.edits)
    assert [begin for begin, _ in posts(document)] == ["家里的水管"]


def test_a_site_file_decides_for_its_site(tmp_path: Path) -> None:
    site = tmp_path / "sites" / "e.cn.toml"
    site.parent.mkdir()
    site.write_text('why = "A forum whose answers nobody wants."\nthread = "first"\n', "utf-8")
    assert not any(text in cleaned(page(discuz), rules=(str(tmp_path),)).text for text in ANSWERS)
    site.write_text('thread = "last"\n', "utf-8")
    with pytest.raises(RuleError, match="unknown thread"):
        read_site(site)


def test_an_anonymised_document_names_no_author() -> None:
    assert [post["author"] for _, post in posts(cleaned(page(discuz), anonymize=("person",)))] == [None, None, None]


def test_an_article_is_not_touched() -> None:
    data = f"<html><body><h1>防冻</h1><p>{QUESTION}</p><p>{ANSWERS[0]}</p></body></html>".encode()
    document = cleaned(data, thread="first")
    assert (document.text, posts(document)) == (cleaned(data).text, [])


def test_other_choices_are_refused() -> None:
    with pytest.raises(OptionsError, match="unknown thread"):
        Options(thread="last")


def test_a_teaser_that_repeats_the_first_post_belongs_to_it() -> None:
    teaser = f'<div class="teaser"><div class="postbody"><p>{QUESTION}</p></div></div>'
    bodies = "".join(f'<div class="box"><div class="postbody"><p>{text}</p></div></div>' for text in (QUESTION, *ANSWERS))
    document = clean(f"<html><body>{teaser}{bodies}</body></html>".encode(), media_type="text/html", options=Options(thread="first"))
    assert QUESTION in document.text
    assert ANSWERS[0] not in document.text


def test_replies_that_begin_alike_stay_posts_of_their_own() -> None:
    thread = page(discuz).decode().replace(ANSWERS[1], ANSWERS[0])
    assert [post.author for post in READERS["html"](thread, url="http://bbs.e.cn/t/shuiguan/17").posts] == NAMES


def test_an_article_in_one_post_costs_no_other_post() -> None:
    texts = [QUESTION, QUESTION, ANSWERS[0], "谢谢分享", "谢谢分享", ANSWERS[0]]
    names = ["甲某某", "乙某某", "丙某某", "丁某某", "戊某某", "己某某"]
    for software in (discuz, discourse):
        body = "".join(software(0, text).replace(NAMES[0], name) for text, name in zip(texts, names, strict=True))
        for mode in ("rules", "cautious", "article"):
            document = cleaned(f"<html><body><h1>水管怎样防冻</h1>{body}</body></html>".encode(), mode=mode)
            assert [document.text.count(text) for text in texts] == [texts.count(text) for text in texts]
            assert [post["author"] for _, post in posts(document)] == names


def test_a_post_that_its_author_sent_again_is_another() -> None:
    thread = page(discuz).decode().replace(ANSWERS[1], ANSWERS[0]).replace(NAMES[2], NAMES[1])
    assert len(READERS["html"](thread, url="http://bbs.e.cn/t/shuiguan/17").posts) == 3


@pytest.mark.parametrize("software", [discuz, discourse])
def test_an_opener_that_is_a_picture_is_the_first_post(software: Any) -> None:
    data = page(software).replace(QUESTION.encode(), b"<img src=pipe.jpg>")
    assert [post["number"] for _, post in posts(cleaned(data))] == [2, 3]
    document = cleaned(data, thread="first")
    assert not any(text in document.text for text in ANSWERS)
    assert posts(document) == []


def board(number: int, text: str) -> str:
    return (
        f'<div class="item"><div class="l"><a href="/u/{number}">{NAMES[number]}</a><p>级别：{number}级</p></div><div class="r"><div class="t">2012-3-{number + 4} 10:0{number}'
        f' <span>{number + 1}楼</span></div><div class="c">{text}</div><div class="b"><a>回复</a> <a>举报</a></div></div></div>'
    )


def rows(number: int, text: str) -> str:
    return f"<table class=x><tr><td>{NAMES[number]}<br>积分：10</td><td>发表于 2012-3-{number + 4} 10:0{number} | 只看该作者<p>{text}</p></td></tr></table>"


def entries(number: int, text: str) -> str:
    return f"<li><div>{NAMES[number]}</div><div>March {number + 4}, 2012</div><div>{text}</div><div><a>Reply</a> <a>Quote</a></div></li>"


@pytest.mark.parametrize("software", [board, rows, entries])
def test_a_thread_of_software_that_nobody_named(software: Any) -> None:
    data = page(software)
    document = clean(data, media_type="text/html")
    assert "thread" in document.flags
    assert all(text in document.text for text in (QUESTION, *ANSWERS))
    assert [(post["number"], post["author"], post["published"][:10]) for _, post in posts(document)] == [
        (number, NAMES[number - 1], f"2012-03-0{number + 3}") for number in (1, 2, 3)
    ]
    first = clean(data, media_type="text/html", options=Options(thread="first"))
    assert QUESTION in first.text
    assert not any(text in first.text for text in ANSWERS)


STORY = "".join(f"<p>第{n}段讲的是全县今年冬天怎样保护水管，经过写得比较长，有逗号也有句号，不是谁的回复。</p>" for n in range(5))
INDEX = "".join(
    f"<li><a href={n}>全县各地冬季防冻工作要闻之{n}</a> <span>2012-3-{n + 4}</span><p>这里是这一条新闻的摘要，讲了水管防冻的几种办法，还没有讲完。</p><a href={n}>回复(0)</a></li>" for n in range(4)
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{STORY}</div>" + "".join(board(n, text) for n, text in enumerate([QUESTION, *ANSWERS])), id="comments under an article"),
        pytest.param(f"<ul>{INDEX}</ul>", id="an index"),
        pytest.param("".join(board(0, text) for text in [QUESTION, *ANSWERS]), id="one author"),
        pytest.param("".join(board(n, text) for n, text in enumerate(ANSWERS)), id="two posts"),
        pytest.param("".join(board(n, text).replace("2012-3-", "第") for n, text in enumerate([QUESTION, *ANSWERS])), id="no dates"),
        pytest.param("".join(board(n, text).replace("楼", "").replace("回复", "").replace("举报", "") for n, text in enumerate([QUESTION, *ANSWERS])), id="no buttons"),
    ],
)
def test_what_only_looks_like_a_thread(body: str) -> None:
    assert "thread" not in READERS["html"](f"<html><body><h1>水管怎样防冻</h1>{body}</body></html>").flags
