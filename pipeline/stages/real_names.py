"""Finds real names of people without a model: by surname, by what given names are made of, and by the title or label beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.literals import Literals
from pipeline.rules.placeholders.load import ROOT, tables
from pipeline.stages.masks.glyphs import is_han
from pipeline.stages.occurrences import occurrences

_ALLOW_FILE = ROOT.parent / "data" / "allow.toml"


class NamedPerson(NamedTuple):
    """`text[start:end]` is a name; `rule` says how that is known. Offsets are code points."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def _allow_list() -> frozenset[str]:
    table = tomllib.loads(_ALLOW_FILE.read_text("utf-8"))
    return frozenset(name for names in table.values() for name in names)


def allowed(name: str, more: frozenset[str] = frozenset()) -> bool:
    """Return whether a name is of a public figure or a national body, or one of `more`."""
    return name in _allow_list() or name in more


# Words that look like a surname with a given name.
_NO_NAME = frozenset(
    ["各位", "全体", "有关", "主要", "分管", "相关", "所有", "广大", "一位", "几位", "两位", "这位", "那位", "其他", "在座", "老师", "同学", "高级", "中级", "初级", "专业", "专任", "特聘", "客座", "名誉", "首席", "资深", "优秀", "知名", "著名", "年轻", "青年", "女性", "男性", "本地", "外地", "外国", "中国", "时任", "现任", "原任", "前任", "新任", "候任", "常务", "党组", "支部", "总支", "党委", "纪委", "政协", "人大", "人民", "代理", "执行", "任命", "方面", "应该", "成为", "成立", "高校", "高等", "安全", "安排", "平时", "经常", "连续", "全国", "全省", "全市", "全县", "全区", "全校", "全院", "全局", "万名", "和谐", "和平", "文明", "文化", "明确", "方便", "关于", "关心", "关键", "时代", "时刻", "江山", "金融", "黄金", "白衣", "水利", "石油", "田间", "路政", "牛羊", "马上", "车间", "金牌", "国家", "国内", "单位", "能源", "任课", "辅导", "包村", "驻村", "包片", "挂职", "下派", "选派", "责任", "值班", "带班", "包保", "当地", "学校", "医院", "企业", "公司", "法院", "公安", "教育", "科技", "财政", "民政", "卫生", "文旅", "宣传", "组织", "统战", "政法", "武装", "工会", "妇联", "团委", "科协", "街道", "社区", "乡镇", "基层", "一线", "部分", "多位", "每位", "我们", "你们", "他们", "大家", "尊敬", "敬爱", "亲爱", "曾任", "兼任", "担任", "主任", "书记", "局长", "常委", "委员", "代表", "党员", "干部", "职工", "群众", "领导", "同志", "女士", "先生", "高工", "高管", "董事", "监事", "经理", "主管", "专职", "兼职", "专家", "学者", "学习", "向导", "班组", "小组", "工作", "项目", "课题", "课程", "何为", "何谓", "曾经", "向前", "白天", "白色", "黄色", "黑色", "金色", "施工", "严重", "严格", "严肃", "温暖", "温馨", "安心", "安全", "常年", "常态", "高度", "高效", "高新", "高中", "高质", "金额", "平均", "平台", "平安", "万元", "万人", "方案", "方向", "方式", "方法", "和各", "和全", "和市", "和省", "向全", "向市", "任务", "任职", "时间", "时候", "应当", "成果", "成绩", "成效", "成员", "祝贺", "祝愿", "祝大", "祝各", "谢谢", "许多", "许可", "管理", "管委", "解决", "解放", "宣布", "宣读", "包括", "包含", "包装", "项工", "水平", "水电", "强调", "强化", "强力", "充分", "易地", "易于", "支持", "路线", "路径", "计划", "计算", "华侨", "石化", "毛坯", "毛利", "钱款", "池州", "杜绝", "杨柳", "范围", "范文", "江西", "江苏", "江南", "江北", "孟加", "盛大", "简单", "简要", "游客", "戴上", "席位", "席卷", "席间", "毕业", "查处", "单独", "车辆", "房屋", "边境", "古代", "米粉", "宫廷", "符合", "木材", "党政", "冷链", "卓越", "花卉", "都市", "巩固", "仲裁", "乐观", "封闭", "官员", "衣服", "楚地", "应急", "巫山", "明显", "沙漠", "习惯", "保障", "保护", "保证", "连接", "连锁", "富裕", "商业", "商务", "商贸", "申请", "申报", "盖章", "门诊", "孔雀", "南方", "国际", "元旦", "元素", "马铃", "常规", "常见", "柴油", "洪水", "洪涝", "童年", "凌晨", "覃思", "晋升", "畅通", "祁连", "谷物", "卜算", "左右", "左侧", "鲁迅", "蒋委", "向各", "向您", "向大", "时值", "时下", "关怀", "关注", "鉴于", "于此", "于今", "毕竟"]
)
_FILLERS = frozenset("的是在了和与及或等对向从把被将让给就也都又还很最更不没")
_LABELS = (
    "主持人", "汇报人", "发言人", "联系人", "负责人", "作者", "编辑", "责任编辑", "记者", "通讯员", "摄影", "撰稿", "审核", "签发", "起草", "校对", "姓名", "申请人", "被告人", "被告", "原告", "上诉人", "被上诉人", "证人",
    "被害人", "法定代表人", "委托代理人", "辩护人", "审判长", "审判员", "书记员", "承办人", "主讲人", "上传人", "上传者", "发布人", "投稿人", "供稿", "被申请人", "当事人", "户主", "患者", "收件人", "编审", "监制", "經辦人", "聯絡人",
)  # fmt: skip
_LABEL_SET = frozenset(_LABELS)
_LABEL_ENDS = frozenset(label[-1] for label in _LABELS)
_LABEL_LENGTHS = tuple(sorted({len(label) for label in _LABELS}))
_BLANK = regex.compile(r"\s")
_BLANKS = regex.compile(r"\s{0,3}")
_ROLES = ("被告人", "原告", "被告", "上诉人", "证人", "被害人", "村民", "职工", "学生", "嫌疑人", "烈士", "模范")
_NAME_END = regex.compile(r"[\s、，,。.;；:：(（)）]|$")
_AFTER = regex.compile(
    r"[、，,。;；:：(（\s]|主持|强调|指出|表示|说|介绍|告诉|出席|讲话|致辞|作|在|到|来|一行|带领|深入|等|犯|诉|系|的|与|和|及|同志|先生|女士|为|率|向|会见|参加|调研|宣读|$"
)
_BEFORE = regex.compile(
    r"(?:^|[^\u4e00-\u9fff]|由|请|邀请|邀请了|请到了?|感谢|向|对|和|与|跟|及|是|为|给|让|听|听取了?|任命|聘请|聘任|表彰|表扬|祝贺|欢迎|慰问|看望|陪同|会见|采访|免去|增补|推选|选举|推荐|指派|委托|批评|询问|联系|采访了|关于|学习|对于|研究|经|同意|长|记|任|授|员|师|生|士|席|委|府|部|局|院|校|组|会|协|联|协同|以及|还有|其中|有|[的市县区镇乡省村州街])$"
)
_INVITES = regex.compile("(?:邀请|请|感谢|聘请|聆听|由|请到|欢迎)了?$")
_TITLE_GOES_ON = regex.compile("[级部团站办会室们处科]|工作|制度|职务")


class _Names(NamedTuple):
    safe: frozenset[str]
    ambiguous: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    titles: Literals
    firsts: frozenset[str]
    title_words: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    table = tables()["person"]["names"]
    titles = tuple(table["titles"])
    safe, ambiguous, compound = (frozenset(table[key]) for key in ("safe", "ambiguous", "compound"))
    return _Names(
        safe,
        ambiguous,
        compound,
        frozenset(table["given"] + table["given_more"]),
        Literals((*titles, *_ROLES)),
        frozenset(safe | ambiguous | {name[0] for name in compound}),
        frozenset(titles),
    )


def named_people(text: str, more: frozenset[str] = frozenset()) -> Iterator[NamedPerson]:
    """Yield the names of people that stand beside a title or a label, but for those allowed; in no order, spans may repeat."""
    names = _names()
    firsts, given, title_words = names.firsts, names.given, names.title_words
    for word, start, end in names.titles.find(text):
        named = text[start - 1 : start] in given or not firsts.isdisjoint(text[max(0, start - 4) : max(0, start - 1)])
        if named and word in title_words and not _TITLE_GOES_ON.match(text, end):
            yield from _kept(_before_title(text, start), text, more)
        if text[end : end + 1] in firsts:
            yield from _kept(_name_at(text, end, _AFTER, "person.after-title"), text, more)
    for at in _label_ends(text):
        yield from _labelled(text, at, more)


def _label_ends(text: str) -> Iterator[int]:
    """Yield where the values of labels begin: after the colon."""
    for at in occurrences(text, ":："):
        end = at if text[at - 1 : at] in _LABEL_ENDS else at - 1
        if text[end - 1 : end] not in _LABEL_ENDS or (end < at and not _BLANK.match(text, end)):
            continue
        if any(text[max(0, end - length) : end] in _LABEL_SET for length in _LABEL_LENGTHS):
            yield _BLANKS.match(text, at + 1).end()  # type: ignore[union-attr]


def _kept(person: NamedPerson | None, text: str, more: frozenset[str]) -> Iterator[NamedPerson]:
    if person and not allowed(text[person.start : person.end], more):
        yield person


def _before_title(text: str, end: int) -> NamedPerson | None:
    """王建军书记, 欧阳明教授, and after a verb of inviting a given name alone: 庆茹教授."""
    firsts = _names().firsts
    for length in (4, 3, 2):
        start = end - length
        if start >= 0 and text[start] in firsts and is_name(text[start:end]) and _BEFORE.search(text, max(0, start - 4), start):
            return NamedPerson(start, end, "person.before-title")
    alone = text[max(0, end - 2) : end]
    if len(alone) == 2 and _names().given.issuperset(alone) and alone not in _NO_NAME and _INVITES.search(text, max(0, end - 5), end - 2):
        return NamedPerson(end - 2, end, "person.given-name")
    return None


def _name_at(text: str, start: int, follow: regex.Pattern[str], rule: str) -> NamedPerson | None:
    if text[start : start + 1] not in _names().firsts:
        return None
    for length in (3, 4, 2):
        end = start + length
        if end <= len(text) and is_name(text[start:end], firm=True) and follow.match(text, end):
            return NamedPerson(start, end, rule)
    return None


def _labelled(text: str, at: int, more: frozenset[str]) -> Iterator[NamedPerson]:
    """Names after a label, up to six in a row."""
    for _ in range(6):
        person = _name_at(text, at, _NAME_END, "person.label")
        if person is None:
            return
        yield from _kept(person, text, more)
        at = person.end + 1
        if text[person.end : at] not in ("、", "，", ",", " ", "\u3000"):
            return


def is_name(name: str, *, firm: bool = False) -> bool:
    """Return whether a string reads like a surname with a given name of one or two characters; `firm`: ambiguous surnames need more."""
    names = _names()
    surname = 2 if name[:2] in names.compound else 1
    given = name[surname:]
    if not 1 <= len(given) <= 2 or not all(map(is_han, name)) or name[:2] in _NO_NAME or name[-2:] in _NO_NAME:
        return False
    if any(char in _FILLERS for char in given):
        return False
    if surname == 1 and name[0] not in names.safe:
        return name[0] in names.ambiguous and set(given) <= names.given and (not firm or len(given) == 2)
    return True
