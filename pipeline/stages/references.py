"""Chinese characters that stand in a text as numbers: character references of HTML (`&#27700;`, `&#x6C34;`) and escapes of JSON (`\\u6c34`).

A browser, or what reads JSON, shows the character; a text that was cut out of the one or the other with a plain tool shows the number. Examples in
what is written about encodings stay: they stand in quotation marks or behind a word for them, and are few.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.draft import Change

RULE = "repair.references"
_REFERENCE = regex.compile(r"&(?:amp;)?#(?:[xX]([0-9A-Fa-f]{2,6})|([0-9]{2,7}));")
_REFERENCES = regex.compile(r"(?:&(?:amp;)?#(?:[xX][0-9A-Fa-f]{2,6}|[0-9]{2,7});)+")
_ESCAPE = regex.compile(r"\\u([0-9A-Fa-f]{4})")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}，。、；：？！“”‘’（）《》〈〉【】「」『』—…·\u3000〇]")
_HAN = regex.compile(r"\p{Han}")
_QUOTED = regex.compile(r"(?:写|寫|写成|写作|编码|編碼|实体|實體|代码|代碼|字符|符号|转义|entity|entities|escape|code|即|[\"“‘「`\x27=])[\s“\"‘「`\x27（(:：]{0,2}$", regex.IGNORECASE)
_LEAST_HAN = 12  # in escapes: fewer are an example
_NEAR = 12  # code points before a reference in which such a word stands


def reference_changes(text: str) -> Iterator[Change]:
    """Yield what reads the Chinese characters that a text has as numbers."""
    if "&#" in text or "&amp;#" in text:
        for match in _REFERENCES.finditer(text):
            said = "".join(map(_character, _REFERENCE.finditer(match.group())))
            if said != match.group() and _is_chinese(text, match.start(), match.end(), said):
                yield Change(match.start(), match.end(), said, RULE)
    if "\\u" in text:
        yield from _escapes(text)


def _character(match: regex.Match[str]) -> str:
    code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if code == 160:
        return " "
    shown = 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 and not 0x7F <= code < 0xA0 and chr(code) not in "<>&"
    return chr(code) if shown else match.group()


def _is_chinese(text: str, start: int, end: int, said: str) -> bool:
    """Whether a run of references is Chinese, or stands in Chinese, and is no example."""
    if _QUOTED.search(text, max(0, start - _NEAR), start) and len(said) < _LEAST_HAN:
        return False
    return len(_WIDE.findall(said)) >= 2 or _WIDE.match(text, end) is not None or (start > 0 and _WIDE.match(text, start - 1) is not None)


def _escapes(text: str) -> Iterator[Change]:
    """The escapes of a text that consists of them: next to no hanzi stand in it as themselves."""
    matches = _ESCAPE.findall(text)
    escaped = sum([_HAN.match(chr(int(code, 16))) is not None for code in matches])
    if escaped < _LEAST_HAN or len(_HAN.findall(text)) > escaped // 4:
        return
    at = 0
    while (match := _ESCAPE.search(text, at)) is not None:
        code, end = int(match.group(1), 16), match.end()
        if 0xD800 <= code < 0xDC00 and (low := _ESCAPE.match(text, end)) and 0xDC00 <= int(low.group(1), 16) < 0xE000:
            code, end = 0x10000 + ((code - 0xD800) << 10) + int(low.group(1), 16) - 0xDC00, low.end()
        if code >= 0xA0 and not 0xD800 <= code < 0xE000:
            yield Change(match.start(), end, " " if code == 0xA0 else chr(code), RULE)
        at = end
