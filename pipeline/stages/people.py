"""Recognises people for anonymisation: beside a title or a label, and, since hiding was asked for, beside roles, in rows and brackets, too.

What only reports (stages/leaks.py) asks `named_people` alone. Here a name that is missed is worse than a common word that is hidden, but
a name must still read like one: a surname, given names of characters that given names are made of, and a neighbour that names people.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.rules.literals import Literals
from pipeline.rules.placeholders.load import tables
from pipeline.stages.masks.glyphs import CERTAIN
from pipeline.stages.real_names import allowed, is_name, named_people
from pipeline.stages.recognizing import Entity

_ROLES = (
    "副市长", "副县长", "副省长", "副区长", "副镇长", "副乡长", "副局长", "副主任", "副书记", "副院长", "副校长", "副部长", "副处长", "副科长", "村支书", "支书", "第一书记", "主任医师", "主治医师", "副教授",
    "审判长", "审判员", "书记员", "法定代表人", "委托代理人", "辩护人", "负责人", "联系人", "经办人", "主持人", "通讯员", "记者", "摄影", "编辑", "患者", "病人", "被告", "原告", "被害人", "受害人", "证人", "嫌疑人", "被告人", "上诉人",
    "申请人", "被申请人", "第三人", "当事人", "死者", "伤者", "驾驶人", "司机", "房东", "车主", "店主", "业主", "户主", "民警", "辅警", "交警", "消防员", "护士", "护士长", "医生", "老师", "教师", "班主任", "辅导员", "同学", "学生", "校友",
    "毕业生", "村民", "居民", "市民", "职工", "员工", "工人", "农民", "牧民", "渔民", "商户", "志愿者", "网格员", "会员", "选手", "队员", "队长", "教练", "作家", "画家", "诗人", "歌手", "演员", "导演", "学者", "专家", "工程师", "厂长",
    "店长", "经理", "总监", "股东", "董事", "监事", "投资人", "债务人", "债权人", "借款人", "担保人", "儿子", "女儿", "妻子", "丈夫", "父亲", "母亲", "哥哥", "弟弟", "姐姐", "妹妹", "好友", "同事", "邻居", "老人", "男子", "女子",
    "甲方", "乙方", "丙方", "复核", "审核", "校对", "制表", "填表人", "经手人", "收款人", "付款人", "收货人", "寄件人",
    "我叫", "名叫", "姓名", "化名", "真名", "原名", "曾用名",
)  # fmt: skip
_FOLLOWS = regex.compile(
    r"$|[\s、，,。.;；:：!！?？()（）》”\"]|同志|先生|女士|等|(?:共同)?(?:主持|强调|指出|表示|说|介绍|告诉|出席|讲话|致辞|通报|宣布|陪同|汇报|传达|提出|带头|带领|率|宣读|参加|调研|透露|坦言|回忆|认为|担任|当选|成为|获|不服|离婚|犯|诉|系|辩称|述称|陈述|签订|驾驶|死亡|受伤)|[的与和及跟在到来向对把被将因是为给于从已曾也都今现]"
)
_GAP = regex.compile(r"[:：]?[ \u3000]{0,2}")
_MALE_OR_FEMALE = regex.compile(r"[,，(（](?:男|女)[,，。、;；)）]")
_ROW_ENDS = regex.compile(r"等?(?:同志|[两二三四五六七八九十\d]{1,2}(?:人|位|名)|老师|同学|先生|女士|教授|领导)|等人")
_BLANKS = frozenset(" \u3000")
_ENDS = frozenset(("", *"、，,。)）\n \u3000"))
_IN_ROWS = frozenset("、和与及")
_PAUSE = frozenset("、，,。;；:：(（ \u3000\n和与及")
_LONGEST_ROW = 12


@lru_cache(maxsize=1)
def _roles() -> Literals:
    return Literals((*_ROLES, *(title for title in tables()["person"]["names"]["titles"] if title not in _ROLES)))


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    names = tables()["person"]["names"]
    return frozenset((*names["given"], *names["given_more"]))


@lru_cache(maxsize=1)
def _compound() -> frozenset[str]:
    return frozenset(tables()["person"]["names"]["compound"])


class People:
    """Recognises people who are named beside a title, a label or a role, or in a row with one who is."""

    def find(self, text: str, kinds: frozenset[str], allow: frozenset[str]) -> Iterator[Entity]:
        """Yield names of people."""
        if "PERSON" not in kinds:
            return
        sure = {(start, end): f"anonymize.{rule.replace('.', '-')}" for start, end, rule in named_people(text, allow)}
        more = dict.fromkeys(_beside_roles(text), "anonymize.person-role") | dict.fromkeys(_before_sex(text), "anonymize.person-sex")
        more |= dict.fromkeys(_before_row_ends(text), "anonymize.person-row")
        every = more | sure
        every |= {span: "anonymize.person-row" for span in _neighbours(text, list(every)) if span not in every}
        yield from (Entity(start, end, "PERSON", rule) for (start, end), rule in every.items() if not allowed(text[start:end], allow))


def _beside_roles(text: str) -> Iterator[tuple[int, int]]:
    """村支书牛大壮, 记者 孙晓梅, 我叫郑小龙."""
    for _, _, end in _roles().find(text):
        start = _GAP.match(text, end).end()  # type: ignore[union-attr]
        if span := _name_from(text, start):
            yield span


def _before_sex(text: str) -> Iterator[tuple[int, int]]:
    """蔡永福,男,56岁."""
    for found in _MALE_OR_FEMALE.finditer(text):
        if span := _name_to(text, found.start()):
            yield span


def _before_row_ends(text: str) -> Iterator[tuple[int, int]]:
    """马晓东、林志玲等同志: the last name of a row."""
    for found in _ROW_ENDS.finditer(text):
        span = _name_to(text, found.start())
        if span and text[span[0] - 1 : span[0]] == "、":
            yield span


def _neighbours(text: str, names: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names that are joined to one that is known."""
    for known in names:
        span: tuple[int, int] | None = known
        for _ in range(_LONGEST_ROW):
            span = _name_to(text, span[0] - 1) if span and text[span[0] - 1 : span[0]] == "、" else None
            if span is None:
                break
            yield span
        span = known
        for _ in range(_LONGEST_ROW):
            joint = text[span[1] : span[1] + 1] if span else ""
            span = _name_from(text, span[1] + 1) if span and (joint in _IN_ROWS or joint in _BLANKS) else None
            if span is None or (joint in _BLANKS and text[span[1] : span[1] + 1] not in _ENDS):
                break
            yield span


def _name_from(text: str, start: int) -> tuple[int, int] | None:
    """The name that begins at `start`: of three characters, or two, or four with a compound surname."""
    lengths = (4, 3) if text[start : start + 2] in _compound() else (3, 2)
    for length in lengths:
        end = start + length
        name = text[start:end]
        if len(name) < length or not _reads_well(name) or not _FOLLOWS.match(text, end):
            continue
        if length == 3 and name[2] not in _given() and name[1] in _given() and _FOLLOWS.match(text, end - 1):
            continue  # 张丽诉: a verb
        return start, end
    return None


def _name_to(text: str, end: int) -> tuple[int, int] | None:
    """The name that ends at `end`, with a pause before it."""
    for length in (4, 3, 2):
        start = end - length
        name = text[max(0, start) : end]
        if start >= 0 and (length != 4 or name[:2] in _compound()) and _reads_well(name) and (start == 0 or text[start - 1] in _PAUSE):
            return start, end
    return None


def _reads_well(name: str) -> bool:
    """Whether a string is a name, not a mask (王某) nor a people (韩国人); of two characters the given name must be a usual one."""
    return is_name(name, firm=True) and name[-1] != "人" and CERTAIN not in name and (len(name) > 2 or name[1] in _given())
