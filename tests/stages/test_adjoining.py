"""Parts of an article that stand beside the element chosen for it, and what stands there and is none."""

from __future__ import annotations

import pytest

from pipeline import clean

TEXT = [
    "今年春天，县里组织了三支工作队到各乡镇去，帮助农户解决种子和化肥的问题，前后一共走访了两千多户人家。",
    "工作队的同志们白天下地，晚上开会，把各村的情况一条一条记下来，回到县里以后再逐项研究，做到件件有着落。",
    "据统计，全县春播面积比去年增加了百分之八，其中玉米增加得最多，大豆次之，蔬菜的面积基本上没有变化。",
    "县农业局局长在接受采访时说，增加的面积主要来自撂荒地的复垦，今后两年还要继续做好这一方面的工作。",
    "与此同时，水利部门抓紧修复去年汛期损坏的渠道，到上月底已经完成工程量的九成，可以保证春灌用水。",
    "不少农民告诉记者，过去最担心的是卖粮难，现在合作社同加工厂签了合同，种什么、卖多少心里都有了底。",
    "专家提醒，近期气温变化较大，各地要注意防范倒春寒，已经出苗的地块可以采取覆盖地膜的办法保温保墒。",
    "下一步，县里将在总结经验的基础上，把这一做法推广到其余的十二个乡镇，并且每个季度检查一次落实的情况。",
]
MENU = "<ul class=nav>" + "".join(f"<li><a href=/c{n}>第{n}个频道</a></li>" for n in range(40)) + "</ul>"
RELATED = "<div class=box><h3>相关阅读</h3><ul>" + "".join(f"<li><a href=/a{n}>各地备耕有序推进之{n}</a></li>" for n in range(8)) + "</ul></div>"
COMMENTS = "<div class=box><h3>网友评论</h3>" + "".join(f"<p>来客{n}</p><p>说得很有道理，我们村也是这样做的，希望能一直坚持下去。</p>" for n in range(3)) + "</div>"
FOOT = "<div class=foot><p>版权所有：甲县人民政府办公室，地址：甲县人民路一号，邮编100000，未经许可不得转载。</p></div>"
AD = "<div class=ad><a href=/x>特价机票</a> <a href=/y>低价团购</a></div>"


def paragraphs(start: int, end: int = len(TEXT)) -> str:
    return "".join(f"<p>{text}</p>" for text in TEXT[start:end])


def content(start: int, end: int = len(TEXT)) -> str:
    return f"<div class=content>{paragraphs(start, end)}</div>"


def cleaned(body: str) -> str:
    page = f"<html><head><title>全县春耕生产全面展开</title></head><body>{MENU}<h1>全县春耕生产全面展开</h1>{body}{RELATED}{COMMENTS}{FOOT}</body></html>"
    return clean(page.encode(), media_type="text/html").text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(content(0, 7) + content(7), id="two of a name"),
        pytest.param(content(0, 1) + content(1), id="a short one first"),
        pytest.param(f"<div class=content id=c1>{paragraphs(0, 6)}</div><div class=content id=c2>{paragraphs(6)}</div>", id="two of a class"),
        pytest.param(content(0, 6) + AD + content(6), id="an advertisement between"),
        pytest.param(f"<section>{paragraphs(0, 6)}</section><section>{paragraphs(6, 7)}</section><section>{paragraphs(7)}</section>", id="sections"),
        pytest.param(f"{content(0, 6)}<div class=box><h3>第二部分 各方看法</h3>{paragraphs(6)}</div>", id="a box with the rest"),
        pytest.param(f"{content(0, 7)}<p>{TEXT[7]}</p>", id="a last paragraph"),
        pytest.param(f"<div class=zy>核心提示：{TEXT[0]}</div>{content(1)}", id="a lead"),
        pytest.param(f"<div class=row><div class=col>{content(0, 6)}</div></div><div class=row><div class=col>{content(6)}</div></div>", id="rows of a grid"),
        pytest.param(
            f"<table><tr><td class=content>{paragraphs(0, 5)}</td></tr><tr><td>{AD}</td></tr><tr><td class=content>{paragraphs(5)}</td></tr></table>", id="cells"
        ),
        pytest.param(f"<div>{'<br>'.join(TEXT[:6])}</div><div>{'<br>'.join(TEXT[6:])}</div>", id="no names"),
    ],
)
def test_an_article_in_several_parts_stays_whole(body: str) -> None:
    text = cleaned(body)
    assert [paragraph for paragraph in TEXT if paragraph not in text] == []
    assert not any(word in text for word in ("频道", "相关阅读", "备耕", "来客", "很有道理", "版权", "机票"))


@pytest.mark.parametrize(
    ("appendix", "lines"),
    [
        ("<div class=fujian><p>附件：</p><p><a href=1>1.春耕进度表.doc</a></p><p><a href=2>2.农资供应表.xls</a></p></div>", ["附件：", "1.春耕进度表.doc", "2.农资供应表.xls"]),
        ("<div class=list2><a href=1>春耕进度表.pdf（120KB）</a><br><a href=2>农资供应表.xlsx</a></div>", ["春耕进度表.pdf（120KB）", "农资供应表.xlsx"]),
        ("<div class=luokuan>甲县人民政府<br>二〇一二年三月四日</div>", ["甲县人民政府", "二〇一二年三月四日"]),
        ("<table><tr><td>甲乡<td>100亩</tr><tr><td>乙乡<td>200亩</tr><tr><td>丙乡<td>300亩</tr></table>", ["甲乡\t100亩", "乙乡\t200亩", "丙乡\t300亩"]),
    ],
)
def test_what_a_document_ends_with_stays(appendix: str, lines: list[str]) -> None:
    text = cleaned(f"{content(0)}{appendix}")
    assert text.split("\n")[-len(lines) :] == lines


def test_who_signed_a_short_notice_stays_in_its_element() -> None:
    notice = "".join(f"<p>{line}</p>" for line in (*TEXT[:3], "甲县人民政府", "2012年3月4日"))
    text = cleaned(f"<div class=TRS_Editor>{notice}</div>")
    assert text.split("\n")[-2:] == ["甲县人民政府", "2012年3月4日"]


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("<div class=author-profile><p>本文的作者多年从事农村报道，走遍了全省的乡镇，写下了大量的通讯和评论，深受读者欢迎。</p></div>", id="its name"),
        pytest.param("<div class=b1><h4>关于我们</h4><p>本站成立多年，为全省农民提供种植、养殖和销售方面的信息，欢迎各地农户来站交流。</p></div>", id="its heading"),
        pytest.param("<h4>热门推荐</h4><div class=b2><p>邻县的果农今年换了新的品种，结果早，个头大，卖价高，引来了不少外地的客商前来参观。</p></div>", id="the heading above it"),
        pytest.param("<aside><p>邻县的果农今年换了新的品种，结果早，个头大，卖价高，引来了不少外地的客商前来参观。</p></aside>", id="its tag"),
    ],
)
def test_what_says_that_it_is_something_else_goes(beside: str) -> None:
    assert cleaned(f"{content(0)}{beside}") == "\n".join(TEXT)


@pytest.mark.parametrize("name", ["css-1d8ad8q", "component_5cd3ad805f", "page-width with-sidebar"])
def test_names_that_only_look_like_parts_beside_the_article(name: str) -> None:
    text = cleaned(f"{content(0, 5)}<div class={name!r}>{paragraphs(5)}</div>")
    assert all(paragraph in text for paragraph in TEXT)


def test_what_an_editor_leaves_at_the_end_of_a_line_is_no_reason_to_drop_it() -> None:
    blocks = "".join(f"<div class=block><div class=ace-line><span>{text}</span><span>&ZeroWidthSpace;</span></div></div>" for text in TEXT)
    assert clean(f"<html><body>{blocks}</body></html>".encode(), media_type="text/html").text == "\n".join(TEXT)
