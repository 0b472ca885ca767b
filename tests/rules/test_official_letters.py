"""Official letters, orders, laws and speeches in the frames of offices' pages: all that they say stays, and the title is theirs."""

from __future__ import annotations

import pytest

from pipeline import Options, clean

FIRST = "今年三月以来，全县灌区渠道管护工作总体平稳，但部分乡镇仍存在责任不清、账目不明的问题，请各单位认真整改。"
SECOND = "各乡镇要在每月五日前将上月用水账目报县水利局备案，逾期不报的予以通报，并纳入年度考核。"
OPENING = "这次会议的主要任务是总结去年工作，部署今年渠道管护任务，动员全县上下齐心协力抓好落实。"
REPORT = "现在，我代表县人民政府，向大会报告工作，请予审议，并请政协委员和列席人员提出意见。"
ORDER = "《江城县渠道管护办法》已经2021年3月1日县人民政府第5次常务会议通过，现予公布，自2021年5月1日起施行。"

LETTERS: dict[str, tuple[str, list[str]]] = {
    "sends-a-document": (
        "江城县人民政府办公室关于印发渠道管护办法的通知",
        ["江政办发〔2021〕3号", "", "各乡镇人民政府，县直各单位：", "现将《渠道管护办法》印发给你们，请认真贯彻执行。", FIRST, "附件：1.渠道管护责任表", "2.联系人名单",
         "江城县人民政府办公室", "2021年3月5日", "（此件公开发布）", "渠道管护办法", "第一章 总则", "第一条 " + FIRST, "第二条 " + SECOND,
         "抄送：县委办公室，县人大常委会办公室，县政协办公室。", "江城县人民政府办公室  2021年3月5日印发"],
    ),
    "answer": (
        "对县政协十届二次会议第25号提案的答复",
        ["江水函〔2021〕13号", "", "张三委员：", "您提出的《关于加强渠道管护的提案》收悉，现答复如下：", "一、关于责任不清的问题", FIRST, "二、关于账目不明的问题", SECOND,
         "感谢您对水利工作的关心和支持！", "江城县水利局", "2021年6月8日", "联系人：李四", "联系电话：0000-1234567", "抄送：县政协提案委，县政府督查室。"],
    ),
    "announcement": (
        "江城县水利局关于暂停供水的公告",
        ["", "第7号", "因渠道检修，定于2021年3月5日8时至18时暂停供水，影响范围如下：", "1.南塘村", "2.北塘村", "3.看水房以东各户", "检修期间如有疑问，请拨打电话0000-1234567。",
         "特此公告。", "江城县水利局", "二〇二一年三月一日"],
    ),
    "report": (
        "政府工作报告",
        ["", "——2021年1月5日在江城县第十届人民代表大会第一次会议上", "县长 李四", "各位代表：", REPORT, "一、过去五年工作回顾", FIRST, SECOND, "二、今后五年的目标任务", FIRST],
    ),
    "recruits": (
        "江城县2021年公开招聘护渠员公告",
        ["", "根据工作需要，经县政府同意，面向社会公开招聘护渠员20名，现将有关事项公告如下：", "一、招聘岗位", "岗位  人数  学历", "护渠员  18  高中", "会计  2  大专", "二、报名方式",
         "报名时间：2021年3月5日至3月9日", "报名地点：县水利局二楼", "报名网址：www.example.com", "咨询电话：0000-1234567", "监督电话：12388", "附件：报名表.doc",
         "江城县人力资源和社会保障局", "2021年3月1日"],
    ),
    "speech": (
        "在全县渠道管护工作会议上的讲话",
        ["", "江城县县长 李四", "（2021年3月5日）", "同志们：", OPENING, "一、认清形势", FIRST, "二、抓好落实", SECOND, "我就讲这些，谢谢大家！"],
    ),
    "order": (
        "江城县人民政府令",
        ["", "第15号", ORDER, "县长  李四", "2021年3月5日", "江城县渠道管护办法", "第一条 " + FIRST, "第二条 " + SECOND],
    ),
    "appoints": (
        "江城县人民政府关于李四等同志职务任免的通知",
        ["", "江政任〔2021〕2号", "各乡镇人民政府，县政府各部门：", "县人民政府决定：", "任命李四为县水利局局长；", "任命王五为县粮食局副局长（试用期一年）；", "免去赵六的县水利局局长职务。",
         "江城县人民政府", "2021年3月5日"],
    ),
}  # fmt: skip
"""By name the title and the lines, of which the first stands over the title if it says something."""
FRAMES: dict[str, tuple[list[str], list[str]]] = {
    "column": (["首页 > 政务公开 > 通知公告"], ["上一篇：关于春灌的通知", "下一篇：没有了", "打印本页 关闭窗口"]),
    "site-over-row": (
        ["江城县人民政府", "当前位置：首页 >> 政府信息公开 >> 文件", "索引号：000014349/2021-00014 主题分类：水利 发布机构：江城县政府办公室", "发布日期：2021-03-06 字号：[大 中 小]"],
        ["扫一扫在手机打开当前页", "主办：江城县人民政府办公室 承办：江城县大数据中心", "网站标识码：0000000001 备案号：豫ICP备00000000号"],
    ),
    "menu-and-byline": (
        ["繁体 | 无障碍 | 长者模式", "江城县水利局", "首页 | 机构概况 | 新闻动态 | 政务公开 | 互动交流", "您的位置： 首页 > 政务公开 > 通知公告", "发布时间：2021-03-06 10:20 来源：县水利局 浏览次数：128次 【字体：大 中 小】"],
        ["分享到：微信 微博", "【打印】 【关闭】", "版权所有：江城县水利局 地址：江城县中山路1号 电话：0000-1234567"],
    ),
    "table-in-lines": (
        ["当前位置：首页>政府信息公开>法定主动公开内容", "索 引 号：", "000014349/2021-00014", "公开方式：", "主动公开", "发布机构：", "江城县政府办公室", "发文日期：", "2021-03-06", "文    号：", "名    称："],
        ["相关文档：", "政策解读：一图读懂渠道管护", "扫描二维码 分享到手机"],
    ),
}


@pytest.mark.parametrize("separator", ["\n", "\n\n"], ids=["tight", "blank-lines"])
@pytest.mark.parametrize("mode", ["cautious", "article"])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_comes_out_of_its_page_whole(name: str, frame: str, mode: str, separator: str) -> None:
    (title, (over, *lines)), (head, tail) = LETTERS[name], FRAMES[frame]
    page = separator.join([*head, *filter(None, [over]), title, *filter(None, lines), *tail])
    options = Options(placeholders="keep", mode=mode)
    document = clean(page, media_type="text/plain", options=options)
    assert document.text.split("\n") == [line for line in (over, *lines) if line]
    assert document.title == title
    assert "x-subtitle" not in document.metadata
    assert clean(document.text, media_type="text/plain", options=options).text == document.text
