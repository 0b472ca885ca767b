"""The title is lifted where something proves it, with its repetitions; what only looks like a title stays in the text."""

from __future__ import annotations

import pytest

from pipeline import clean

BODY = "入冬以来,全镇组织劳力三千多人次,清淤渠道四十公里,为明年春灌打下了坚实的基础。"
NAME = "在全镇冬修水利现场会上的讲话"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        pytest.param(f"{NAME}\n同志们:\n{BODY}", NAME, id="first-line-before-a-salutation"),
        pytest.param(f"{NAME}\n\n(2021年12月3日)\n\n{BODY}", NAME, id="first-line-before-a-date"),
        pytest.param(f"(材料){NAME}\n{NAME}\n{BODY}", NAME, id="decorated-before-plain"),
        pytest.param(f"{NAME}【通用三篇】\n{NAME}\n{BODY}", NAME, id="decorated-behind"),
        pytest.param(f"{NAME}同志们:{BODY}", NAME, id="glued-before-a-salutation"),
        pytest.param(f"{NAME} {NAME} 同志们:{BODY}", NAME, id="twice-on-one-line"),
        pytest.param(f"冬修水利工作见成效 - 镇情要闻 - 某某镇政府网\n首页\n冬修水利工作见成效\n{BODY}", "冬修水利工作见成效", id="window-title"),
        pytest.param(f"上传人:a**b 页数:3\n镇办:{NAME}.docx_第1页\n{NAME}同志们:{BODY}", NAME, id="file-name-of-page-images"),
        pytest.param(f"冬修水利见成效\n发布时间:2021-12-03 来源:某某网\n{BODY}", "冬修水利见成效", id="line-over-a-by-line"),
        pytest.param(f"《{NAME}》\n本文标题:{NAME}\n{BODY}", NAME, id="named-by-the-site"),
    ],
)
def test_a_title_is_lifted(raw: str, title: str) -> None:
    document = clean(raw)
    assert document.title == title
    assert title not in document.text
    assert BODY in document.text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(f"同志们:\n{BODY}", id="salutation"),
        pytest.param(f"一、冬修水利\n{BODY}", id="heading"),
        pytest.param(f"{BODY}\n{BODY[:-1]},这是大家共同努力的结果。", id="sentence"),
        pytest.param("春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少", id="verse"),
        pytest.param(f"关于清淤任务\n关于管护任务\n{BODY}", id="two-lines-that-could-be-titles"),
        pytest.param("是的,我知道了。\n是的,我知道了。\n那就好。", id="dialogue-repeats"),
    ],
)
def test_what_is_no_title_stays(raw: str) -> None:
    document = clean(raw)
    assert document.title is None
    assert document.text == raw
