"""Numbers that were cut out and left nothing: 水平为%, 增长个百分点, 得分分, 达到亿元, 自年月起.

A unit is found first, by one search; then the words around it must govern an amount. Offsets are those of the missing value.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from pipeline.rules.placeholders.load import SlotRule, alternatives, slot_rules

_PAUSE = r"(?=[,，。;；、)）!！?？\s”\"]|$)"
_FILLER = "(?:了|仅|只|约|約|近)?"
_SENTENCE = 80
"""Code points in which numbers cut from one sentence stand."""
_PERCENT = regex.compile(r"(?<=[\u4e00-\u9fff(（])(?:[%％‰](?![\dA-Fa-f]{2})|[个個]百分[点點])")
_DATED = regex.compile(r"(?<=(?:^|[,，。;；\s]|[自从于至止在])(?:19|20)?)(?:年月日?|月日)(?=起|至|止|前|后|以来|召开|开始|印发|发布|施行|实施|上午|下午|[,，。]|$)")
_HEADER = regex.compile("同比|环比|增长|增速|增幅|占比|比重|占|下降|降幅|增|降|比例|完成率")


class _Patterns(NamedTuple):
    maybe: regex.Pattern[str]
    percent: regex.Pattern[str]
    amount: regex.Pattern[str]
    counted: regex.Pattern[str]
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
        maybe=regex.compile(rf"(?<=[{last}][了仅只约約近]?)(?=[{first}])(?<!\d)"),
        percent=regex.compile(rf"(?<=(?:{alternatives(percent.before)}){_FILLER}|\d年度?的?|[\ue000年]的)(?=[%％‰个個])"),
        amount=regex.compile(rf"(?<=(?:{alternatives(amount.before)})(?:了|仅|约|約)?)(?=(?:{amounts}){follow})"),
        counted=regex.compile(rf"(?<=(?:{alternatives(amount.after)})(?:了|仅|约|約)?)(?=(?:{amounts}){follow})"),
        short=regex.compile(rf"(?<=由)(?=[元户戶家分](?:增加?|提高|增长|下降|上升|减少|降低?|提升|扩大)[到至])|(?<=(?:{alternatives(short.before)})(?:了|仅|约|約)?)(?=[元户戶家分](?:左右)?(?:{_PAUSE}|和))"),
        company=regex.compile(rf"(?<=(?:新增|净增|新建|培育|认定|登记|引进|发展|共有|拥有|达到)\p{{Han}}{{0,10}}(?:规上|规模以上|限上|技术|中小|市场|工商|专业|个体)\p{{Han}}{{0,4}}(?:企业|主体|工商户|合作社|商户))(?=[户戶家]{_PAUSE})"),
    )


_UNIT_OF_TABLE = regex.compile(r"单位[\u4e00-\u9fff]{0,4}[为是:：]?[^,，。\n]{0,6}$")
_NOT_COUNTED = regex.compile("为家|到家|到户|直达户|为户|改为元|(?<!提)高分|加分|扣分")


def elisions(text: str) -> list[tuple[int, str, str]]:
    """Return (offset, type, rule) of each value that was cut out of a text, sorted."""
    patterns = _patterns()
    spots: dict[int, str] = {}
    if any(sign in text for sign in ("%", "％", "‰", "百分")):
        spots = {found.start(): "elision.percent" for found in _PERCENT.finditer(text) if _percent(text, found, patterns)}
    spots |= _listed(text, spots) | _bracketed(text, spots)
    for found in patterns.maybe.finditer(text):
        if rule := _amount(text, found.start(), patterns, spots):
            spots[found.start()] = rule
    result = [(at, "NUMBER", rule) for at, rule in spots.items()]
    if "年月" in text or "月日" in text:
        result += _dates(text)
    return sorted(result)


def _percent(text: str, found: regex.Match[str], patterns: _Patterns) -> bool:
    at = found.start()
    if not patterns.percent.match(text, at) or _UNIT_OF_TABLE.search(text, max(0, at - 16), at):
        return False
    after = text[found.end() : found.end() + 1]
    if after in ("", "\n"):  # a column's head ends so as well
        line = text[text.rfind("\n", max(0, at - _SENTENCE), at) + 1 : at]
        return not _HEADER.search(line[-4:]) or any(c in ",，、。;；" for c in line)
    return not ("a" <= after.lower() <= "z")


def _listed(text: str, spots: dict[int, str]) -> dict[int, str]:
    """分别为%、%: a unit after a unit whose number was cut."""
    more: dict[int, str] = {}
    for found in regex.finditer(r"(?<=[%％点點][、，,和与及至到—～~-])(?:[%％]|个百分点)", text) if spots else ():
        before = text.rfind("个百分点", 0, found.start() - 1) if text[found.start() - 2] in "点點" else found.start() - 2
        if before in spots or before in more:
            more[found.start()] = "elision.percent"
    return more


def _bracketed(text: str, spots: dict[int, str]) -> dict[int, str]:
    """平均水平(%): a value in brackets was cut if another one of the sentence was; else it is the head of a column."""
    more: dict[int, str] = {}
    for found in regex.finditer(r"(?<=[\u4e00-\u9fff][(（])(?:[%％]|个百分点)(?=[)）])", text) if spots else ():
        at = found.start()
        if any(abs(other - at) < _SENTENCE for other in spots):
            more[at] = "elision.percent"
    return more


def _amount(text: str, at: int, patterns: _Patterns, spots: dict[int, str]) -> str | None:
    before = text[max(0, at - 3) : at]
    unit = text[at : at + 1]
    if _UNIT_OF_TABLE.search(text, max(0, at - 16), at):
        return None
    if patterns.amount.match(text, at) or patterns.counted.match(text, at):
        return "elision.amount"
    if patterns.company.match(text, at):
        return "elision.short-unit"
    if patterns.short.match(text, at) and not _NOT_COUNTED.search(before + unit):
        return "elision.short-unit"
    if before[-1:] in "和与及至到由" and unit in "元户戶家分":
        near = any(0 < at - other < _SENTENCE and text[other : other + 1] == unit for other in spots)
        return "elision.short-unit" if near and regex.match(rf".{_PAUSE}", text[at : at + 2]) else None
    return None


def _dates(text: str) -> list[tuple[int, str, str]]:
    return [
        (found.start() + i, "DATE", "elision.date")
        for found in _DATED.finditer(text)
        for i in range(found.end() - found.start())
        if found.start() or found.end() - found.start() > 1
    ]
