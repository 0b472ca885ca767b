"""What was cut comes together, what the author parted stays parted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Options, clean

RULES = Options(placeholders="keep", mode="rules")
TEXT = (
    "今年以来，全镇上下抢抓机遇、攻坚克难，各项工作取得了新的进展，群众的获得感不断增强。产业方面，新建冷库三座，改造大棚五百亩，带动六百户群众增收。"
    "项目方面，先后开工道路、供水、学校等十二个项目，完成投资近两亿元，为长远发展打下了基础。民生方面，新改扩建幼儿园两所，发放各类救助资金三百余万元，"
    "老年食堂实现了行政村全覆盖。治理方面，推行网格化管理，矛盾纠纷化解率达到百分之九十八，刑事案件明显下降。这些成绩来之不易，是全镇干部群众一起拼出来的，"
    "值得我们倍加珍惜。同时也要看到，产业层次不高、基础设施欠账较多、干部作风不实等问题依然存在，需要在今后的工作中认真加以解决，不能回避，也不能拖延。"
)


def _text(raw: str) -> str:
    return clean(raw.encode(), options=RULES).text


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@pytest.mark.parametrize("size", [61, 80, 97, 110])
def test_segments_of_one_length_join(size: int) -> None:
    segments = [f"{n}、{piece}" for n, piece in enumerate(_pieces(TEXT, size), 1)]
    assert _text("\n\n".join(segments)).replace("\n", "") == TEXT


def test_a_cut_may_fall_anywhere() -> None:
    text = "学习《乡村振兴促进法》的同志共有12345名，完成率xx%，效果良好，群众满意，下一步还要继续抓好整改提高工作，不得松懈。" * 4
    segments = [f"{n}、{piece}" for n, piece in enumerate(_pieces(text, 71), 1)]
    assert _text("\n".join(segments)).replace("\n", "") == text


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "会议强调三点：",
                "1、加强领导，成立专班，主要负责同志亲自抓，分管同志具体抓。",
                "2、明确任务，逐项分解，建立台账，销号管理，防止走过场。",
                "3、严格考核，结果与评先评优挂钩，对不力的通报批评。",
            ],
            id="finished-items",
        ),
        pytest.param(
            ["会议议程", "1、宣读县委关于表彰先进集体和先进个人的决定", "2、先进集体和先进个人代表发言", "3、县委书记作总结讲话"],
            id="agenda-without-marks",
        ),
        pytest.param(
            ["一、产业", "1、种植业。", "2、养殖业。", "二、民生", "1、教育。", "2、医疗。"], id="starts-again-under-each-heading"
        ),
        pytest.param(["单位名单：", "1、县农业农村局", "2、县水利局", "3、县住房和城乡建设局", "4、县交通运输局"], id="names"),
    ],
)
def test_an_authors_list_stays(lines: list[str]) -> None:
    assert _text("\n".join(lines)) == "\n".join(lines)


def test_a_salutation_with_a_number_proves_a_sites_numbers() -> None:
    lines = ["同志们：", TEXT[:60], "一要抓产业，把冷库用起来，把大棚管起来。", "二要抓项目，把工期抢回来。", "谢谢大家！"]
    raw = "\n".join(f"{n}、{line}" for n, line in enumerate(lines, 1))
    assert _text(raw) == "\n".join(lines)


@pytest.mark.parametrize("width", [24, 30, 38, 45])
def test_wrapped_lines_join_and_paragraphs_stay(width: int) -> None:
    paragraphs = [TEXT[:140], TEXT[140:260], TEXT[260:]]
    wrapped = [line for p in paragraphs for line in _pieces("\u3000\u3000" + p, width)]
    assert _text("\n".join(wrapped)) == "\n".join(paragraphs)


def test_wrapped_english_joins_with_blanks() -> None:
    lines = [
        "The bridge was closed in March, when the river rose higher than",
        "anyone in the village could remember, and it stayed closed until",
        "the end of the summer. People went round by the mill, which took",
        "an hour, or did not go at all. The school opened a second room in",
        "the chapel, the doctor came by boat on Thursdays, and the shop on",
        "the north bank learned to do without the customers of the south.",
        "When the new bridge was opened, the oldest woman of the village",
        "was asked to cross it first, and she said that she would rather",
        "wait a day or two and see.",
    ]
    assert _text("\n".join(lines)) == " ".join(lines)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["床前明月光", "疑是地上霜", "举头望明月", "低头思故乡"], id="five-words"),
        pytest.param(
            [
                "山路十八弯弯过我的童年",
                "溪水绕着老屋日夜不停歇",
                "母亲在灯下缝补旧的衣裳",
                "父亲扛着锄头走进晨雾里",
                "他们的背影是我读过的书",
            ],
            id="one-length",
        ),
        pytest.param(
            [
                "当黎明的光越过山岗落在沉默的屋檐上",
                "我听见远处的河流用古老的语言呼唤",
                "那些名字写在桅杆上也写在母亲的掌心",
                "如今随风飘散落进每一寸土地",
                "而我们相信春天会抬起头来",
            ],
            id="long-lines",
        ),
        pytest.param(
            [
                "Do not go gently, said the mill",
                "to the river in the spring;",
                "I have ground your patience fine",
                "and I have not lost a thing.",
                "So the river bowed and went",
                "softly underneath the stone",
                "and the mill, which had not meant",
                "to be answered, ground alone.",
            ],
            id="english",
        ),
    ],
)
def test_verse_stays(lines: list[str]) -> None:
    assert _text("\n".join(lines)) == "\n".join(lines)


def test_blanks_at_column_width_go_and_others_stay() -> None:
    raw = "关于工作情况的报告\n各位代表： " + " ".join(_pieces(TEXT[:180], 30)) + " 谢谢大家！\n"
    text = _text(raw)
    assert TEXT[:170] in text
    assert "各位代表： " in text


@pytest.mark.parametrize(
    "counter", ["第1页共5页", "第 2 页 / 共 9 页", "精选优质文档-----倾情为你奉上", "还剩3页未读，继续阅读", "专心---专注---专业"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
def test_halves_meet_where_chrome_stood(counter: str, gap: str) -> None:
    raw = "\n".join(["同志们：", TEXT[:50] + gap + counter + gap + TEXT[50:140], TEXT[140:260]])
    assert TEXT[:140] in _text(raw).split("\n")


def test_a_heading_below_a_counter_is_not_joined() -> None:
    raw = "\n".join([TEXT[:140], "第1页共5页", "二、下一步打算", TEXT[140:260]])
    assert "二、下一步打算" in _text(raw).split("\n")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                TEXT[:45],
                TEXT[:140],
                "一、产业",
                "1、种植业，面积五百亩",
                "2、养殖业",
                "第1页共3页",
                "谢谢大家！",
                "",
                "　　" + TEXT[60:98],
                TEXT[100:138],
            ]
        ),
        max_size=14,
    )
)
def test_twice_is_once(lines: list[str]) -> None:
    once = _text("\n".join(lines))
    assert _text(once) == once
