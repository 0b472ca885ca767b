"""One rule: what it matches, what it does, why, and the examples that prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property, partial
from typing import Any

import regex

from pipeline.errors import RuleError

_POSSESSIVE = re.compile(r"[+*?}]\+|\(\?>")
Pattern = re.Pattern[str] | regex.Pattern[str]
Match = re.Match[str] | regex.Match[str]

KINDS = ("line", "span", "block")
PLACES = ("any", "head", "tail", "between")
ACTIONS = ("remove", "rewrite", "mark")
STRENGTHS = ("strong", "weak")
GAPS = ("paywall", "preview", "censored", "continued")
FLAGS = (
    "body_from_script", "content_gap", "duplicated_body", "machine_text", "mojibake", "multi_document", "no_body", "novel", "nul", "numbers_elided",
    "residual_names", "thread", "truncated", "unsettled",
)  # fmt: skip
METADATA = (
    "published", "source", "author", "editor", "uploader", "uploaded", "url", "site", "breadcrumbs", "keywords", "document_id",
    "pages", "file_format", "file_size", "summary",
)  # fmt: skip
LINE_LIMIT = 1000
"""Code points: no `line` rule looks at a longer line, so one huge line costs nothing."""
SPAN_WINDOW = 300
"""Code points on either side of a needed literal in which a `span` rule may match."""
BLOCK_LIMIT = 120
"""Lines: the longest block that a rule may ask for."""


@dataclass(frozen=True)
class Rule:
    """A checked rule. `origin` is the file that it came from; it takes no part in the digest.

    kind "line": `pattern` matches a whole line without its outer blanks. "span": it matches inside a line. "block": `pattern` matches
    the first line, `last` the last one, `inside` (if given) every line between, at most `max_lines` lines in all.
    `family` names the kind of chrome for the gate; `common` says that this kind also stands inside documents.
    `joins`: the line or span was written into running text, so the halves on either side belong together.
    `sites`: hosts, folders or containers; it acts on documents from these alone, and from hosts below them. On all if there are none.
    Named groups become metadata (names of `METADATA`, or `x_…`), or evidence for the title (`title`).
    """

    id: str
    why: str
    kind: str
    pattern: str
    where: str = "any"
    needs: tuple[str, ...] = ()
    action: str = "remove"
    strength: str = "strong"
    replacement: str = ""
    last: str = ""
    inside: str = ""
    max_lines: int = 40
    family: str = ""
    common: bool = False
    joins: bool = False
    gap: str = ""
    flag: str = ""
    removes: tuple[str, ...] = ()
    rewrites: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    replaces: bool = False
    enabled: bool = True
    origin: str = ""
    builtin: bool = False

    @cached_property
    def regex(self) -> Pattern:
        """The compiled pattern."""
        return self._compiled(self.pattern)

    @cached_property
    def longest(self) -> int:
        """Code points of the longest line on which the rule is tried: twice its longest example, 160 to `LINE_LIMIT`."""
        example = max((len(line) for text in self.removes for line in text.split("\n")), default=0)
        return min(LINE_LIMIT, max(160, 2 * example))

    @cached_property
    def reach(self) -> int:
        """Code points on either side of a needed literal in which a span may match: twice its longest example, 60 to `SPAN_WINDOW`."""
        return min(SPAN_WINDOW, max(60, 2 * max((len(before) for before, _ in self.rewrites), default=0)))

    @cached_property
    def last_regex(self) -> Pattern:
        """The compiled pattern of a block's last line."""
        return self._compiled(self.last)

    @cached_property
    def inside_regex(self) -> Pattern | None:
        """The compiled pattern of the lines between, if the rule has one."""
        return self._compiled(self.inside) if self.inside else None

    def _compiled(self, pattern: str) -> Pattern:
        """Built-in patterns, which the tests have tried, run in the standard library's engine if it knows what they use: it takes half the time.

        Early releases of Python 3.11 lose groups inside possessive repeats (cpython issue 101955). A user's pattern is one of the regex
        package, whose engine can be stopped.
        """
        if self.builtin and not ("(?P<" in pattern and _POSSESSIVE.search(pattern)):
            try:
                return re.compile(pattern)
            except re.error:
                pass
        return regex.compile(pattern)

    def acts_on(self, *origins: str) -> bool:
        """Return whether the rule is for documents from one of these places."""
        return not self.sites or any(origin == site or origin.endswith((f".{site}", f"/{site}")) for site in self.sites for origin in origins)

    def canonical(self) -> dict[str, Any]:
        """Return the fields that decide what the rule does, for the configuration digest."""
        return {name: getattr(self, name) for name in _DECIDING}


def folder_of(path: str | None) -> str:
    """Return the container or the folder that a record's path lies in, "." if in neither."""
    path = path or ""
    return path.rpartition("#")[0] or path.rpartition("/")[0] or "."


_DECIDING = tuple(f.name for f in fields(Rule) if f.name not in ("why", "removes", "rewrites", "keeps", "replaces", "origin", "builtin"))
_TYPES: dict[str, type] = {f.name: {"str": str, "bool": bool, "int": int}.get(str(f.type), tuple) for f in fields(Rule)}


def _failure(origin: str, name: str, key: str, problem: str, hint: str) -> RuleError:
    return RuleError(f"{key}: {problem}", where=f"{origin}, rule {name}", hint=hint)


def parse(raw: Mapping[str, Any], *, stem: str, origin: str, trusted: bool = False) -> Rule:
    """Return the rule that a TOML table describes; raises RuleError naming file, rule and key, and how to mend it.

    `trusted` leaves `check_patterns` out: compiling every pattern of the built-in rules would cost a start more than cleaning does,
    so the tests check those.
    """
    name = str(raw.get("id", "(rule without an id)"))
    fail = partial(_failure, origin, name)
    values = dict(raw)
    for key, value in (values.pop("leaves", {}) or {}).items():
        if key not in ("gap", "flag"):
            raise fail("leaves", f"unknown key {key!r}", 'write leaves = {gap = "paywall"} or {flag = "…"}')
        values[key] = value
    for key in values:
        if key not in _TYPES or key in ("origin", "builtin"):
            raise fail(key, "no such key", "keys are " + ", ".join(k for k in _TYPES if k not in ("origin", "builtin")) + ", leaves")
    for key in ("id", "why", "kind", "pattern"):
        if not values.get(key):
            raise fail(key, "missing", f"every rule needs {key}")
    for key, value in values.items():
        wanted = list if _TYPES[key] is tuple else _TYPES[key]
        if not isinstance(value, wanted):
            raise fail(key, f"is a {type(value).__name__}, not a {wanted.__name__}", "see the example in the documentation")
    if name.split(".", 1)[0] != stem or "." not in name:
        raise fail("id", "does not begin with the file's name", f"call it {stem}.{name.split('.')[-1]}, or move it")
    values["rewrites"] = tuple(tuple(pair) for pair in values.get("rewrites", ()))
    for key in ("needs", "removes", "keeps", "sites"):
        values[key] = tuple(values.get(key, ()))
    rule = Rule(**{"family": stem, **values}, origin=origin, builtin=trusted)
    _check_words(rule, fail)
    if not trusted:
        check_patterns(rule)
    return rule


def _check_words(rule: Rule, fail: Any) -> None:
    closed = {"kind": KINDS, "where": PLACES, "action": ACTIONS, "strength": STRENGTHS, "gap": ("", *GAPS), "flag": ("", *FLAGS)}
    for key, words in closed.items():
        if getattr(rule, key) not in words:
            raise fail(key, f"unknown value {getattr(rule, key)!r}", "use one of " + ", ".join(w for w in words if w))
    if rule.kind == "block" and not rule.last:
        raise fail("last", "missing", "a block needs the pattern of its last line")
    if not 1 <= rule.max_lines <= BLOCK_LIMIT:
        raise fail("max_lines", f"is {rule.max_lines}", f"1 to {BLOCK_LIMIT}")
    if rule.action == "rewrite" and rule.kind != "span":
        raise fail("action", "only a span can be rewritten", 'use kind = "span"')
    if not (rule.removes or rule.rewrites):
        raise fail("removes", "no positive example", "give texts that the rule must match")
    if rule.kind == "span" and not rule.rewrites:
        raise fail("rewrites", "no positive example", 'a span needs rewrites = [["before", "after"]]')
    if not rule.keeps:
        raise fail("keeps", "no negative example", "give texts that nearly match and must stay")


def check_patterns(rule: Rule) -> None:
    """Raise RuleError if a pattern does not compile, a group has no meaning, or the examples do not go with `needs`."""
    fail = partial(_failure, rule.origin, rule.id)
    for key in ("pattern", "last", "inside"):
        try:
            compiled = regex.compile(getattr(rule, key))
        except regex.error as error:
            raise fail(key, f"no valid regular expression: {error}", "see the documentation of the regex package") from error
        for group in compiled.groupindex:
            if group not in (*METADATA, "title") and not group.startswith("x_"):
                raise fail(key, f"unknown group {group!r}", "groups become metadata: " + ", ".join(METADATA) + ", title or x_…")
    if rule.action != "rewrite" and rule.needs and not any(need in text for text in rule.keeps for need in rule.needs):
        raise fail("keeps", "no example holds a word of needs, so none nearly matches", "give at least one that does")
    for text in (*rule.removes, *(pair[0] for pair in rule.rewrites)):
        if rule.needs and not any(need in text for need in rule.needs):
            raise fail("needs", f"example {text[:30]!r} holds none of them", "add a literal, or correct the example")
