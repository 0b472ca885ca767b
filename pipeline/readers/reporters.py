"""Reporters as newspapers name them: a line under the headline (`本报记者 某某 通讯员 某某`), or the words that a report begins with."""

from __future__ import annotations

import regex

_LONGEST = 60  # code points
_PAPER = r"(?:本[报報刊网網台社]|\p{Han}{2,6}(?:日报|晚报|晨报|早报|时报|商报|都市报|电视台|网))?"
_ROLE = regex.compile(_PAPER + r"(?:首席|见习|見習|特约|特約|实习|實習|全媒体|驻\p{Han}{2,4})?(?:记者|記者|通讯员|通訊員|实习生|撰稿人?)")
_OTHER_WORK = regex.compile(r"(?:摄影|攝影|摄|图|制图|漫画|文/图|文/摄|图/文|文|报道|報導|报導)")
_NAME = regex.compile(r"\p{Han}{2,4}|\p{Han}{1,6}·\p{Han}{1,8}")
_PARTS = regex.compile(r"[\s\u3000、,，/／]+")
_MOST = 6
_NAMES = r"(?P<names>\p{Han}{2,4}(?:[、,，\s]\p{Han}{2,4}){0,3})"
_TAIWAN = regex.compile(rf"[〔【\[(（]?\s?(?:本[报報])?[记記]者\s?{_NAMES}\s?[／/╱∕]\s?\p{{Han}}{{2,6}}(?:報導|报导|报道|[电電])(?:[〕】\])）]|$)")
_MAINLAND = regex.compile(r"本[报報刊网網台][讯訊]\s?[（(](?P<names>[^（）()]{4,50})[）)]")
_GLUED = regex.compile(rf"^({_ROLE.pattern})(?=\p{{Han}}{{2,4}}(?:[\s、]|$))")


def reporters(line: str) -> str | None:
    """Return the names in a line that is nothing but a newspaper's by-line, parted by `、`; None for any other.

    >>> reporters("本报记者 程小溪　通讯员 宋薇")
    '程小溪、宋薇'
    """
    if not 4 <= len(line) <= _LONGEST:
        return None
    first, *rest = _PARTS.split(line.strip(" \u3000■□●◆▲◎○〔〕【】()（）"))
    if not rest or not _ROLE.fullmatch(first.rstrip(":：")):
        return None
    names: list[str] = []
    single = ""
    for part in rest:
        if _ROLE.fullmatch(part.rstrip(":：")):
            continue
        if _OTHER_WORK.fullmatch(part):
            break
        if len(part) == 1 and regex.match(r"\p{Han}", part):  # 李　明: a name of two is spread
            single += part
            part = single if len(single) == 2 else ""
        if part:
            single = ""
            if not _NAME.fullmatch(part):
                return None
            names.append(part)
    return "、".join(names) if 0 < len(names) <= _MOST and not single else None


def opening_reporters(line: str) -> str | None:
    """Return whom a report's first words name as its reporter, None without such.

    >>> opening_reporters("本报讯（记者 程小溪）昨天上午，渡口恢复通航。")
    '程小溪'
    """
    head = line[: 2 * _LONGEST]
    if match := _TAIWAN.match(head):
        return "、".join(_PARTS.split(match.group("names")))
    match = _MAINLAND.match(head)
    return reporters(_GLUED.sub(r"\1 ", match.group("names"))) if match else None
