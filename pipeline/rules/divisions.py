"""The administrative divisions of China by name, after GB/T 2260: provinces, prefectures and counties, and their short forms."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import RuleError

_FILE = Path(__file__).parent / "data" / "divisions.toml"
_SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "地区", "林区", "省", "市", "州", "盟", "县", "区", "旗")
_PEOPLES = (
    "维吾尔", "哈萨克", "柯尔克孜", "蒙古", "朝鲜", "土家", "布依", "侗", "苗", "彝", "壮", "回", "藏", "羌", "傣", "景颇", "傈僳", "白", "哈尼", "瑶", "黎", "满", "土", "撒拉", "东乡",
    "保安", "裕固", "畲", "仡佬", "水", "毛南", "仫佬", "拉祜", "佤", "布朗", "独龙", "怒", "普米", "纳西", "锡伯", "塔吉克", "达斡尔", "鄂伦春", "鄂温克", "各",
)  # fmt: skip


_NAMED_AFTER = tuple(ending for people in _PEOPLES for ending in (people + "族", people if len(people) > 1 else "") if ending)


class Divisions(NamedTuple):
    """Names of divisions. `full` with their suffix; `short` without it, of provinces and prefectures; `counties` without it, of counties.

    `initials` are first characters of prefectures, by which officials call them in speech (平 for 平凉).
    """

    full: frozenset[str]
    provinces: frozenset[str]
    short: frozenset[str]
    counties: frozenset[str]
    initials: frozenset[str]
    longest: int


def _short(name: str) -> str:
    """Return a division's name without its suffix and the peoples that it is named after (临夏回族自治州: 临夏)."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            name = name[: -len(suffix)]
            break
    while name.endswith(_NAMED_AFTER):
        before = name
        for ending in _NAMED_AFTER:
            if name.endswith(ending) and len(name) - len(ending) >= 2:
                name = name[: -len(ending)]
        if name == before:
            break
    return name


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """Return the division names; raises RuleError if the data file cannot be read."""
    try:
        table: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=_FILE.name, hint="the division names are part of the package") from error
    prefectures = {name for cities in table.values() for name in cities}
    counties = {name for cities in table.values() for listed in cities.values() for name in listed.split()}
    full = frozenset({*table, *prefectures, *counties})
    return Divisions(
        full=full,
        provinces=frozenset(table),
        short=frozenset(_short(name) for name in {*table, *prefectures}),
        counties=frozenset(short for name in counties if len(short := _short(name)) >= 2),
        initials=frozenset(_short(name)[0] for name in prefectures),
        longest=max(map(len, full)),
    )
