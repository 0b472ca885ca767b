"""The texts that a page's scripts carry: string values of JSON, and string literals of JavaScript, which is never run.

Pages of Next.js, Nuxt, Vue and the like bring their article as data (`__NEXT_DATA__`, `window.__INITIAL_STATE__ = {…}`), others in a
variable (`var msg_content = '…'`). What is not JSON is only read literal by literal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

import regex

from pipeline.readers.script_blocks import joined_blocks
from pipeline.readers.tree import Tree

LEAST = 120
"""Code points: a shorter string is no article, and is passed over."""
_TEMPLATE = regex.compile(r"text/(?:html|(?:x-)?(?:template|tmpl|handlebars|mustache))", regex.IGNORECASE)  # markup that a script puts into the page
_ATTRIBUTES = ("data-content", "data-html", "data-text", "data-body")
_MAX_SCRIPTS = 300
_MAX_SIZE = 4_000_000  # code points of all scripts that are read; real pages carry up to one million
_MAX_VALUES = 100_000  # values of all JSON on a page
_LITERAL_COST = 50  # values: its name is looked for
_MAX_DEPTH = 60
_MAX_PATH = 300  # code points
_MAX_LAYERS = 3  # JSON written as a string in JSON
_MAX_TRIES = 200  # places of one script at which JSON may begin
_BEGIN = regex.compile(r"(?<=[=(,:])\s{0,20}(?=[\[{])|\A\s{0,200}(?=[\[{])")
# Strings are passed over whole, since the words in them mean nothing.
_UNDEFINED = regex.compile(r'"(?:[^"\\]++|\\.)*+"?|\\.|(?<=[:,\[])\s{0,9}(?:undefined|void 0)(?=\s{0,9}[,}\]])', regex.DOTALL)
# What is opened and never closed ends with the line or the script, so that nothing is read twice.
_LITERAL = regex.compile(
    r""" "(?P<text>(?:[^"\\\n]++|\\[\s\S])*+)(?P<closed>")? | '(?P<text>(?:[^'\\\n]++|\\[\s\S])*+)(?P<closed>')? | `(?P<text>(?:[^`\\]++|\\[\s\S])*+)(?P<closed>`)?
    | //[^\n]*+ | /\*(?:[^*]++|\*(?!/))*+(?:\*/)? | \\[\s\S] """,
    regex.VERBOSE,
)
_NAME = regex.compile(r"([\w$.\[\]\"']{1,80})\s{0,9}[:=]\s{0,9}(?:[\w.$]{1,40}\(\s{0,9}){0,3}$")
_ESCAPE = regex.compile(r"\\(?:u\{(?P<code>[0-9A-Fa-f]{1,6})\}|u(?P<code>[0-9A-Fa-f]{4})|x(?P<code>[0-9A-Fa-f]{2})|(?P<char>[\s\S]))")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": ""}
_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_DECODER = json.JSONDecoder(strict=False, parse_int=float)  # no number is used, and int() fails on thousands of digits


_Way = tuple["_Way | None", str]  # the last step of a path, behind those before it


class Value(NamedTuple):
    """A string, the script it stands in (`script#__NEXT_DATA__`), the way to it (`$.props.article.content`), and the object around it."""

    text: str
    script: str
    path: str
    around: dict[str, object]


class _Budget:
    """How much may still be read of a page's scripts."""

    def __init__(self) -> None:
        self.size, self.values = _MAX_SIZE, _MAX_VALUES


def script_values(tree: Tree) -> Iterator[Value]:
    """Yield the long strings in the scripts of a page, and in attributes that a script reads, in the order of the page. Bounded in size and depth, whatever the scripts hold."""
    budget = _Budget()
    for number, node in enumerate(tree.css("script")[:_MAX_SCRIPTS], 1):
        text = node.text()
        if not text or len(text) < LEAST or len(text) > budget.size:
            continue
        budget.size -= len(text)
        name = node.attributes.get("id")
        place = f"script#{name}" if name else f"script[{number}]"
        if _TEMPLATE.fullmatch(node.attributes.get("type") or ""):
            yield Value(text, place, "$", {})
        else:
            yield from _of_script(text, place, budget)
    for node in tree.css(", ".join(f"[{name}]" for name in _ATTRIBUTES))[:_MAX_SCRIPTS]:
        for name in _ATTRIBUTES:
            text = node.attributes.get(name) or ""
            if LEAST <= len(text) <= budget.size:
                budget.size -= len(text)
                yield from _of_string(text, node.tag or "", name, {}, budget, 0)


def _of_script(text: str, place: str, budget: _Budget) -> Iterator[Value]:
    """The strings of one script: those of the JSON in it with their paths, then the literals between."""
    if text.lstrip()[:3].lower() in ("%7b", "%5b"):  # percent-encoded, so that it needs no escaping in the page
        text = unquote(text)
    at = tries = 0
    rest: list[tuple[int, int]] = []
    clean = False
    while tries < _MAX_TRIES and (begin := _BEGIN.search(text, at)):
        tries += 1
        try:
            data, end = _DECODER.raw_decode(text, begin.end())
        except json.JSONDecodeError as error:
            if not clean and text.startswith(("undefined", "void 0"), error.pos):
                text, clean = _UNDEFINED.sub(_nulled, text), True
                continue
            rest.append((at, end := max(error.pos, begin.end() + 1)))
        except RecursionError:
            break
        else:
            rest.append((at, begin.end()))
            if end - begin.end() >= LEAST:
                yield from _of_json(data, place, _assigned(text, begin.end()), budget, 0)
        at = end
    rest.append((at, len(text)))
    for start, end in rest:
        if end - start >= LEAST:
            yield from _literals(text, start, end, place, budget)


def _nulled(match: regex.Match[str]) -> str:
    found = match.group()
    return found if found[0] in '"\\' else "null".ljust(len(found))  # places stay where they are


def _assigned(text: str, at: int) -> str:
    """The name that a value at a place is assigned to, "$" if there is none."""
    name = _NAME.search(text, max(0, at - 150), at)
    return name.group(1).strip("\"'.") or "$" if name else "$"


def _of_json(data: object, place: str, root: str, budget: _Budget, layer: int) -> Iterator[Value]:
    """The long strings of parsed JSON, depth first."""
    waiting: list[tuple[object, _Way, dict[str, object], int]] = [(data, (None, root), {}, 0)]
    joined = -1  # how many still wait when all within a list that was joined is done
    while waiting and budget.values > 0:
        item, way, around, depth = waiting.pop()
        joined = joined if len(waiting) >= joined else -1
        if isinstance(item, list) and joined < 0 and (text := joined_blocks(way[1], item)) and len(text) >= LEAST:
            yield Value(_whole(text), place, f"{_written(way)}[*]", around)
            joined = len(waiting)
        if isinstance(item, str):
            yield from _of_string(item, place, _written(way), around, budget, layer)
            continue
        named = isinstance(item, dict)
        steps: list[tuple[object, object]] = list(item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ())
        budget.values -= len(steps)
        if depth < _MAX_DEPTH:
            inside = item if isinstance(item, dict) else around
            for key, value in reversed(steps):
                if isinstance(value, dict | list) or (isinstance(value, str) and len(value) >= LEAST):
                    waiting.append((value, (way, f".{key}" if named else f"[{key}]"), inside, depth + 1))


def _written(way: _Way) -> str:
    """The path that a chain of steps is, its end if it is long."""
    steps: list[str] = []
    at: _Way | None = way
    while at is not None:
        at, step = at
        steps.append(step)
    return _whole("".join(reversed(steps))[-_MAX_PATH:])


def _of_string(text: str, place: str, path: str, around: dict[str, object], budget: _Budget, layer: int) -> Iterator[Value]:
    """A string, or the strings in it if it is JSON that was written as one."""
    start = text[:20].lstrip()
    if start.startswith(("%7B", "%5B", "%3C", "%7b", "%5b", "%3c")) and len(text) <= budget.size:
        text = unquote(text)
        start = text[:20].lstrip()
    if start.startswith(("{", "[")) and layer < _MAX_LAYERS and len(text) <= budget.size:
        budget.size -= len(text)
        try:
            data = _DECODER.decode(text)
        except (ValueError, RecursionError):
            return
        yield from _of_json(data, place, path, budget, layer + 1)
        return
    yield Value(_whole(text), place, path, around)


def _literals(text: str, start: int, end: int, place: str, budget: _Budget) -> Iterator[Value]:
    for match in _LITERAL.finditer(text, start, end):
        literal = match.group("text")
        if budget.values <= 0:
            return
        if literal and len(literal) >= LEAST and match.group("closed"):
            budget.values -= _LITERAL_COST
            yield from _of_string(_unescaped(literal), place, _assigned(text, match.start()), {}, budget, 0)


def _unescaped(literal: str) -> str:
    return _ESCAPE.sub(_character, literal) if "\\" in literal else literal


def _character(match: regex.Match[str]) -> str:
    if code := match.group("code"):
        return chr(number) if (number := int(code, 16)) <= 0x10FFFF else "\ufffd"
    char = match.group("char")
    return _PLAIN.get(char, char)


def _whole(text: str) -> str:
    """The text with surrogate pairs as characters, and what is half of one as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _SURROGATE.search(text) else text
