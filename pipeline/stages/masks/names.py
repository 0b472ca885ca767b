"""Masks fused with a kept surname: 张某某, 王某1, 陳○明, 李**, 小X."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.placeholders.load import tables
from pipeline.stages.masks.glyphs import CERTAIN, INLINE, MASK, STAR, X, is_han
from pipeline.stages.masks.lexicon import lexicon


class _Names(NamedTuple):
    safe: frozenset[str]
    ambiguous: frozenset[str]
    solid: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    not_before: dict[str, str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    table = tables()["person"]["names"]
    safe, ambiguous, solid, compound, given = (frozenset(table[key]) for key in ("safe", "ambiguous", "solid", "compound", "given"))
    return _Names(safe, ambiguous, solid, compound, given, table["not_before"])


@lru_cache(maxsize=1)
def _before_masks() -> frozenset[str]:
    """The characters after one of which a run of masks may be part of a name."""
    names = _names()
    return names.safe | names.ambiguous | {name[-1] for name in names.compound} | set(_FAMILIAR)


_ROLE = regex.compile(
    r"(?:被告人?|原告人?|上诉人|上訴人|证人|證人|被害人|受害人|嫌疑人|嫌犯|当事人|申请人|第三人|案外人|罪犯|代理人|辩护人|书记|市长|县长|主任|局长|同志|教授|记者|学生|同学|村民|职工|男子|女子|司机"
    r"|报警人|举报人|知情人|担保人|借款人|驾驶人|负责人|目击者|受访者|得獎者|獲獎者|获奖者|患者|病人|女孩|男孩|女童|男童|女生|男生|老人|孩子|邻居|鄰居|房东|车主|店主|失主|业主|民警|医生|老师|师傅"
    r"|[之一长次幼养继独][子女]|之[父母妻夫]|儿子|女儿|丈夫|妻子|父亲|母亲|哥哥|弟弟|[和与與及、，,；;：:（(“\"\s叫系名姓诉向被将由])$"
)
# What may follow a name: a pause, a title, a verb or a particle; else the next character belongs to the name or to another word.
_AFTER_NAME = (
    r"(?:$|[、，,。.；;：:！!？?）)（(”\"」》\s]|等|同[学志]|同學|女士|先生|小姐|委[员員]|教授|老[师師]|博士|律师|[书書][记記]|主任|[两兩二三四五六七八九十]人|[与與和及諉诉訴犯系因在将將的之被為为称稱对對向死受酒驾於到獲获任說说]|于\d)"
)
_GIVEN = regex.compile(rf"[\u4e00-\u9fff](?={_AFTER_NAME})")
_NOT_GIVEN = frozenset("等和与與及同说說在是的诉訴系为為被称稱将將对對因即某女先老委主副书書市县縣省之于於到去来來向从從曾已也均都又并並就才可能会會要让讓给給把用以其此该該说一二三四五六七八九十二三个人后前时時年月日")
_VERBS = frozenset("发成安立建国明新平信利保永进生长光清学有海江山河川大小东阳来")
_TAIL = regex.compile(r"\d{1,2}(?![\d年月日时%％.]|[个名位人次万岁元家])|[甲乙丙丁戊己庚辛壬癸](?![方级等组班])|[A-Z](?![A-Za-z0-9])")
_INDEFINITE = regex.compile("[些种種一个個类類样事物处時时刻方次几位段地项件]")
_SAID = regex.compile(_AFTER_NAME)
_QUOTED_NICKNAME = regex.compile(r"(?:网友|用户|买家|卖家|客户|会员|昵称|楼主|微博|博主|粉丝|顾客)[“\"「『]([\u4e00-\u9fff]{1,8})$")
_QUOTES = frozenset("”\"」』")
_LAST = regex.compile(r"(?:[\u4e00-\u9fff](?![\u4e00-\u9fff]))?")
_NICKNAME = regex.compile(r"(?:网友|用户|买家|卖家|客户|会员|昵称|楼主|微博|粉丝|顾客|上传[人者]|发布[人者]|分享[人者]|评价人|评论[人者]|投稿[人者]|发帖人|作者)[“\"「『:：@]?[\u4e00-\u9fff]$")
_FAMILIAR = "小老阿"
_BEFORE_NICKNAMES = frozenset(CERTAIN + "的和与與到找见見给給让讓叫对對跟问問带帶")
_JOINS = frozenset("、和与與及")


def surname_start(text: str, start: int, floor: int) -> tuple[int, bool] | None:
    """Return (offset, whether it is surely one) of the surname that ends at `start`, or None; nothing before `floor` is looked at."""
    names = _names()
    if start - 2 >= floor and text[start - 2 : start] in names.compound:
        return start - 2, True
    if start - 1 < floor or start == 0:
        return None
    char, before = text[start - 1], text[start - 2 : start - 1] if start > 1 else ""
    if char in names.safe:
        return None if before and before in names.not_before.get(char, "") else (start - 1, True)
    if char in names.ambiguous and (not before or _ROLE.search(text, max(0, start - 8), start - 1) or (char in names.solid and _has_title(text, start - 1))):
        return start - 1, False
    return None


def _has_title(text: str, end: int) -> bool:
    return lexicon().titles.before(text, end) is not None


def _has_role(text: str, end: int) -> bool:
    """Whether a title or a role of a trial stands straight before `end`."""
    return _ROLE.search(text, max(0, end - 7), end) is not None or _has_title(text, end)


def _likely_surname(text: str, start: int, end: int, floor: int) -> tuple[int, bool] | None:
    """The same for a character that is often something else than a surname: what follows the mask [start, end) says that it is one."""
    names = _names()
    char, before = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    if start <= floor or char not in names.solid or (before and before in names.not_before.get(char, "")):
        return None
    row = text[end : end + 1] in _JOINS and text[end + 1 : end + 2] in names.safe and text[end + 2 : end + 3] == text[start]
    named = end - start == 2 and text[start] == CERTAIN and _SAID.match(text, end)
    return (start - 1, False) if row or named else None


_NUMBERED = regex.compile(rf"[{regex.escape(INLINE)}]{{1,2}}\d{{1,2}}$")
_FIGURES = frozenset("%％万亿年月日元号岁期")
_SURE_HEADS = frozenset("省市县縣区區镇鎮乡鄉村州旗局厅廳委院校厂店路街年月日%％元圓圆万萬亿億岁歲吨亩倍")


def _has_other_head(text: str, end: int) -> bool:
    """Whether what follows is the head of something else than a person; 所, 对 and their like are also common words."""
    word, slot = lexicon().heads.match(text, end)
    return slot is not None and slot.type != "PERSON" and (len(word) > 1 or word in _SURE_HEADS)


def certain_name(text: str, start: int, end: int, floor: int) -> tuple[int, int] | None:
    """Return the span of a name that the 某 at [start, end) is part of (张某, 张某某, 王某1, 张某甲, A某), or None."""
    surname = surname_start(text, start, floor) or _likely_surname(text, start, end, floor)
    if surname is None:
        letter = text[start - 1 : start] if start > floor else ""
        if not (letter and letter.isascii() and letter.isupper()):
            return None
        if text[start - 2 : start - 1].isalnum() and text[start - 2 : start - 1].isascii():
            return None
        return start - 1, end
    begin, sure = surname
    if end - start == 1 and not sure and (_INDEFINITE.match(text, end) or _has_other_head(text, end)):
        return None
    if tail := _TAIL.match(text, end):
        return begin, tail.end()
    if end - start == 1 and text[end : end + 1] in _names().given and _GIVEN.match(text, end):
        return begin, end + 1
    return begin, end


def numbered_name(text: str, start: int, end: int, floor: int) -> tuple[int, int] | None:
    """Return the span of a name that the mask with figures [start, end) is part of (赵x12, 王××1), or None."""
    if not _NUMBERED.match(text, start, end) or text[end : end + 1] in _FIGURES:
        return None
    surname = surname_start(text, start, floor)
    return (surname[0], end) if surname else None


def partial_name(text: str, start: int, end: int, floor: int) -> tuple[int, int] | None:
    """Return the span of a name that the mask run [start, end) is part of (李**, 赵*兰, 陳○明, 小X), or None."""
    if end - start > 3:
        return None
    if start > 0 and text[start - 1] not in _before_masks() and text[start] not in STAR:
        return None
    if text[start] in STAR and end - start > 1 and (nick := _NICKNAME.search(text, max(0, start - 8), start)):
        return nick.end() - 1, end if text[end : end + 1] in _NOT_GIVEN else _LAST.match(text, end).end()  # type: ignore[union-attr]
    if text[start] in STAR and end - start > 1 and (quoted := _QUOTED_NICKNAME.search(text, max(0, start - 16), start)) and text[end : end + 1] in _QUOTES:
        return quoted.start(1), end
    if start > floor and text[start - 1] in _FAMILIAR:
        before = text[start - 2 : start - 1] if start > 1 else ""
        alone = not is_han(before) or before in _BEFORE_NICKNAMES or _has_role(text, start - 1)
        return (start - 1, end) if alone and not _has_other_head(text, end) and not _late_head(text, end) else None
    surname = surname_start(text, start, floor) or _likely_surname(text, start, end, floor)
    if surname is None or _means_itself(text, start, end):
        return None
    if end - start == 1 and text[end : end + 1] in _names().given - _VERBS and text[start] not in X and not _title_at(text, end):
        return surname[0], end + 1
    if end - start == 1 and text[end : end + 1] not in _NOT_GIVEN and _GIVEN.match(text, end) and not _title_at(text, end):
        return surname[0], end + 1
    return None if _has_other_head(text, end) else (surname[0], end)


def _means_itself(text: str, start: int, end: int) -> bool:
    """Whether the run is shielded: x轴, 3×5."""
    shield = lexicon().shields.get(text[start])
    before = text[max(0, start - 12) : start]
    return shield is not None and shield.at(f"{before}{MASK}{text[end : end + 12]}", len(before)) is not None


def _late_head(text: str, end: int) -> bool:
    return lexicon().late.at(text, end) is not None


def _title_at(text: str, offset: int) -> bool:
    return lexicon().heads.at(text, offset) is not None
