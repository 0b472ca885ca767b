"""Numbers that were cut out and left nothing: 水平为%, 增长个百分点, 得分分, 达到亿元, 自年月起.

A unit is found first, by one search; then the words around it must govern an amount. Offsets are those of the missing value.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.placeholders.load import SlotRule, alternatives, slot_rules

_PAUSE = r"(?=[,，。;；、)）!！?？\s”\"]|$)"
_FILLER = "(?:了|仅|只|约|約|近)?"
_COUNTS = "一二两兩三四五六七八九十百千万亿零几幾数數半多余餘来點点若干每这這那此该各整个個少"
_SENTENCE = 80
"""Code points in which numbers cut from one sentence stand."""
_PERCENT_UNITS = frozenset("%％‰个個")
_SHORT_UNITS = frozenset("元户戶家分")
_DATED = regex.compile(r"(?<=(?:^|[,，。;；\s]|[自从于至止在])(?:19|20)?)(?:年月日?|月日)(?=起|至|止|前|后|以来|召开|开始|印发|发布|施行|实施|上午|下午|[,，。]|$)")
_DATE_UNITS = re.compile("年(?=月)|月(?=日)")
_HEADER = regex.compile("同比|环比|增长|增速|增幅|占比|比重|占|下降|降幅|增|降|比例|完成率")


class _Patterns(NamedTuple):
    maybe: re.Pattern[str]
    percent: regex.Pattern[str]
    amount: regex.Pattern[str]
    short: regex.Pattern[str]
    company: regex.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    rules: dict[str, SlotRule] = {rule.id: rule for rule in slot_rules() if rule.type == "ELISION"}
    percent, amount, short = (rules[f"elision.{name}"] for name in ("percent", "amount", "short-unit"))
    last = "".join(sorted({word[-1] for rule in (amount, short) for word in rule.before} | {word[-1] for word in amount.after} | set("业体社户")))
    first = "".join(sorted({unit[0] for rule in (amount, short) for unit in rule.units}))
    amounts = alternatives(amount.units)
    follow = rf"(?:左右|上下)?(?:{_PAUSE}|(?=[和与及至到比较同增]))"
    return _Patterns(
        maybe=re.compile(
            rf"[{first}%％‰个個](?:(?<=[{first}])(?:(?<=[{last}].)|(?<=[{last}][了仅只约約近].))"
            r"|(?<=[\u4e00-\u9fff(（].)(?:(?<=[%％‰])(?![\dA-Fa-f]{2})|(?<=[个個])(?=百分[点點])))"
        ),
        percent=regex.compile(rf"(?<=(?:{alternatives(percent.before)}){_FILLER}|\d年度?的?|[\ue000年]的)(?=[%％‰个個])|(?<=[\u4e00-\u9fff])(?<![{_COUNTS}])(?=[个個]百分[点點](?:[,，。;；、)）]|$))"),
        amount=regex.compile(rf"(?=(?:{amounts}){follow})(?<=(?:{alternatives((*amount.before, *amount.after))})(?:了|仅|约|約)?)"),
        short=regex.compile(rf"(?<=由)(?=[元户戶家分](?:增加?|提高|增长|下降|上升|减少|降低?|提升|扩大)[到至])|(?<=(?:{alternatives(short.before)})(?:了|仅|约|約)?)(?=[元户戶家分](?:左右)?(?:{_PAUSE}|和))"),
        company=regex.compile(rf"(?<=(?:新增|净增|新建|培育|认定|登记|引进|发展|共有|拥有|达到)\p{{Han}}{{0,10}}(?:规上|规模以上|限上|技术|中小|市场|工商|专业|个体)\p{{Han}}{{0,4}}(?:企业|主体|工商户|合作社|商户)|(?:惠及|带动|帮扶|涉及|新增|扶持|搬迁|覆盖|服务|受益|安置|慰问|走访|改造)\p{{Han}}{{1,6}}(?<![家挨户])户)(?=[户戶家]{_PAUSE})"),
    )


_UNIT_OF_TABLE = regex.compile(r"单位[\u4e00-\u9fff]{0,4}[为是:：]?[^,，。\n]{0,6}$")
_JOINS = frozenset("和与及至到由")
_PAUSED = regex.compile(_PAUSE)
_NOT_COUNTED = regex.compile("为家|到家|到户|直达户|为户|改为元|(?<!提)高分|加分|扣分")


def elisions(text: str) -> list[tuple[int, str, str]]:
    """Return (offset, type, rule) of each value that was cut out of a text, sorted."""
    patterns = _patterns()
    spots: dict[int, str] = {}
    amounts: list[int] = []
    for found in patterns.maybe.finditer(text):
        at = found.start()
        if text[at] not in _PERCENT_UNITS:
            amounts.append(at)
        elif _percent(text, at, patterns):
            spots[at] = "elision.percent"
    if spots:
        spots |= _listed(text, spots)
    for at in amounts:
        if rule := _amount(text, at, patterns, spots):
            spots[at] = rule
    if spots:
        spots |= _bracketed(text, spots)
    result = [(at, "NUMBER", rule) for at, rule in spots.items()]
    if "年月" in text or "月日" in text:
        result += _dates(text)
    return sorted(result) if result else result


def _is_of_table(text: str, at: int) -> bool:
    """Whether the unit at `at` is that of a table: 单位:万元."""
    return text.find("单位", max(0, at - 16), at) >= 0 and _UNIT_OF_TABLE.search(text, max(0, at - 16), at) is not None


def _percent(text: str, at: int, patterns: _Patterns) -> bool:
    if not patterns.percent.match(text, at) or _is_of_table(text, at):
        return False
    end = at + (1 if text[at] in "%％‰" else len("个百分点"))
    after = text[end : end + 1]
    if after in ("", "\n"):  # a column's head ends so as well
        line = text[text.rfind("\n", max(0, at - _SENTENCE), at) + 1 : at]
        return not _HEADER.search(line[-4:]) or any(c in ",，、。;；" for c in line)
    return not ("a" <= after.lower() <= "z")


def _listed(text: str, spots: dict[int, str]) -> dict[int, str]:
    """分别为%、%: a unit after a unit whose number was cut."""
    more: dict[int, str] = {}
    for found in regex.finditer(r"(?<=[%％点點][、，,和与及至到—～~-])(?:[%％]|个百分点)", text):
        before = text.rfind("个百分点", 0, found.start() - 1) if text[found.start() - 2] in "点點" else found.start() - 2
        if before in spots or before in more:
            more[found.start()] = "elision.percent"
    return more


def _bracketed(text: str, spots: dict[int, str]) -> dict[int, str]:
    """平均水平(%): a value in brackets was cut if another one of the sentence was; else it is the head of a column."""
    more: dict[int, str] = {}
    for found in regex.finditer(r"(?<=[\u4e00-\u9fff][(（])(?:[%％]|个百分点)(?=[)）])", text):
        at = found.start()
        if any(abs(other - at) < _SENTENCE for other in spots):
            more[at] = "elision.percent"
    return more


def _amount(text: str, at: int, patterns: _Patterns, spots: dict[int, str]) -> str | None:
    rule = "elision.amount" if patterns.amount.match(text, at) else None
    if rule is None and text[at] in _SHORT_UNITS:
        rule = "elision.short-unit" if _is_short(text, at, patterns, spots) else None
    return None if rule is None or _is_of_table(text, at) else rule


def _is_short(text: str, at: int, patterns: _Patterns, spots: dict[int, str]) -> bool:
    before, unit = text[max(0, at - 3) : at], text[at]
    if patterns.company.match(text, at) or (patterns.short.match(text, at) and not _NOT_COUNTED.search(before + unit)):
        return True
    if before[-1:] not in _JOINS:
        return False
    near = any(0 < at - other < _SENTENCE and text[other] == unit for other in spots)
    return near and _PAUSED.match(text, at + 1, at + 2) is not None


def _dates(text: str) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    end = 0
    for units in _DATE_UNITS.finditer(text):
        at = units.start()
        if at >= end and (date := _DATED.match(text, at)):
            end = date.end()
            found += [(i, "DATE", "elision.date") for i in range(at, end) if at or end - at > 1]
    return found
