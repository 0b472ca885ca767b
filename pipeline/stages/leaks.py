"""Names and places that defeat an uploader's masking: 来平调研 and 兰州大学 beside X市, 庆茹教授 beside XX书记.

They are only reported, never changed. A text without masks has no leaks: nothing was to be hidden in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.rules.divisions import divisions
from pipeline.stages.occurrences import occurrences
from pipeline.stages.places import division_spans
from pipeline.stages.real_names import allowed, named_people


class Leak(NamedTuple):
    """`text[start:end]` tells what masks elsewhere hide; offsets are code points."""

    start: int
    end: int
    type: str
    rule: str


_VISIT = "调研|视察|考察|指导|检查|参观|投资|兴业|挂职|督导|督查|慰问|洽谈|讲学|创业|就业|访问|采访|任职|工作|观摩|交流|出席|落户|旅游|發展|发展"
_GOING = "来來赴莅蒞抵"
_SHORT_PLACE = re.compile(rf"[\u4e00-\u9fff](?={_VISIT})")
# Characters that are common words after 来 and 赴, and the names of what a whole nation visits.
_NO_PLACE = frozenset("京沪华港澳台现会场点位岗家校厂店馆院局部所地实基一户村社组班站线职任党团我你他此这那信电函人者客省市县区镇乡州园企司京企深欧美亚非外内前后")
# What may stand before the generic end of a school or a hospital, and belongs to it.
_KINDS: dict[str, tuple[str, ...]] = {
    "大学": ("理工", "科技", "工业", "师范", "农业", "医科", "财经", "交通", "政法", "民族", ""),
    "学院": ("职业技术", "师范", "医", ""),
    "医院": ("人民", "中心"),
}
_GENERIC = re.compile("大学|学院|医院")
_NATIONAL = frozenset({"北京", "上海", "中国", "中央", "国家", "天津", "香港", "澳门", "台湾"})


@lru_cache(maxsize=1)
def _school_towns() -> frozenset[str]:
    return frozenset({*divisions().short, *divisions().counties} - _NATIONAL)


def _regional_schools(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of universities and hospitals that are named after a town or a province."""
    for found in _GENERIC.finditer(text):
        kind = next((kind for kind in _KINDS[found.group()] if text.startswith(kind, max(0, found.start() - len(kind)))), None)
        if kind is None:
            continue
        end = found.start() - len(kind)
        for length in (4, 3, 2):
            start = end - length
            if start >= 0 and text[start:end] in _school_towns() and not allowed(text[start : found.end()]):
                yield start, found.end()
                break


def leaks(text: str, types: Iterable[str]) -> list[Leak]:
    """Return the leaks of a text in which values of `types` are masked, sorted and disjoint."""
    masked = set(types)
    found: list[Leak] = []
    if masked & {"LOCATION", "ORGANIZATION"}:
        found += [Leak(at, at + 1, "LOCATION", "leak.short-place") for at in _short_places(text) if _is_place(text[at])]
        found += [Leak(*span, "ORGANIZATION", "leak.regional-school") for span in _regional_schools(text)]
    if "LOCATION" in masked:
        spans = (span for span in division_spans(text) if _is_local(text[span[0] : span[1]]))
        found += [Leak(*span, "LOCATION", "leak.division") for span in spans]
    if "PERSON" in masked:
        found += [Leak(start, end, "PERSON", "leak.titled-name") for start, end, _ in named_people(text)]
    kept: list[Leak] = []
    for leak in sorted(found):
        if not kept or leak.start >= kept[-1].end:
            kept.append(leak)
    return kept


def _short_places(text: str) -> Iterator[int]:
    """Yield where one character stands between a verb of going and the purpose of the visit."""
    end = 0
    for verb in occurrences(text, _GOING):
        if verb >= end and _SHORT_PLACE.match(text, verb + 1):
            end = verb + 2
            yield verb + 1


def _is_place(char: str) -> bool:
    return char not in _NO_PLACE and char in divisions().initials


_COMPARED = frozenset({"北京", "上海", "天津", "重庆", "深圳", "广州", "杭州", "南京", "苏州", "成都", "武汉", "浦东", "厦门", "青岛", "宁波", "香港", "雄安"})


def _is_local(name: str) -> bool:
    """Whether a division is neither a province nor a big city: those serve as comparisons in any document."""
    return name not in divisions().provinces and name[:2] not in _COMPARED
