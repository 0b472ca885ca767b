"""Runs a rule's own examples: what it must remove or rewrite, what it must keep, and that no line makes it hang."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.draft import Change, Draft
from pipeline.rules.engine import Hit, RuleSet
from pipeline.rules.rule import Pattern, Rule
from pipeline.rules.view import View

HANG_SECONDS = 5.0
"""A pattern that needs longer for one line of `HOSTILE_CHARS` is taken to hang; sound ones need milliseconds."""
HOSTILE_CHARS = 10_000
_BODY = "会议强调,各级各部门要提高认识、压实责任,把各项任务落到实处,确保全年目标如期完成,不得有丝毫松懈。"
"""A line that reads as running text, so that the zones `head`, `tail` and `between` exist around an example."""


def check_examples(rule: Rule) -> list[str]:
    """Return what is wrong with a rule's examples, one sentence each; an empty list if all hold.

    `removes` must be covered whole by matches, `rewrites` must come out as they say, and in `keeps` nothing may match. Each
    example is tried in the zone that `where` names, and a `keeps` in every zone that the rule acts in.
    """
    rules = RuleSet([_switched_on(rule)])
    problems = [f"removes: {text[:60]!r} is not matched whole" for text in rule.removes if not _covers(rules, rule, text)]
    for before, after in rule.rewrites:
        if (result := _rewritten(rules, rule, before)) != after:
            problems.append(f"rewrites: {before[:60]!r} becomes {result[:60]!r}, not {after[:60]!r}")
    matched = ((text, _matched(rules, rule, text)) for text in rule.keeps)
    return problems + [f"keeps: {text[:60]!r} is matched at {found[:60]!r}" for text, found in matched if found]


def check_hostile(rule: Rule, seconds: float = HANG_SECONDS) -> list[str]:
    """Return the patterns of a rule that need more than `seconds` for one line of 10,000 characters made from its own examples."""
    problems: list[str] = []
    rule = replace(rule, builtin=False)  # the engine that can be stopped
    patterns = {"pattern": rule.regex, "last": rule.last_regex if rule.last else None, "inside": rule.inside_regex}
    for key, pattern in patterns.items():
        for line in hostile_lines(rule):
            if pattern is not None and _hangs(pattern, line, seconds, whole=rule.kind != "span"):
                problems.append(f"{key}: needs more than {seconds:g} s for a line such as {line[:40]!r}…; bound its repeats")
                break
    return problems


def hostile_lines(rule: Rule) -> Iterator[str]:
    """Yield lines of 10,000 characters that nearly match over and over: pieces of the examples repeated, blanks, digits, dots."""
    texts = [*rule.removes, *(before for before, _ in rule.rewrites), *rule.keeps]
    seeds = {*rule.needs, *(text.split("\n", 1)[0] for text in texts[:6])}
    for seed in sorted(filter(None, seeds)):
        yield _filled(seed)
        yield _filled(seed, " ")
        yield (seed + " " * HOSTILE_CHARS)[: HOSTILE_CHARS - 1] + "。"
        yield (seed[:-1] * 2 + "1" * HOSTILE_CHARS)[:HOSTILE_CHARS]
    for filler in ("\u3000", "-", ".", "一、", "> ", "(", "|", "a", "0"):
        yield _filled(filler)


def _filled(seed: str, gap: str = "") -> str:
    piece = seed + gap
    return (piece * (HOSTILE_CHARS // len(piece) + 1))[:HOSTILE_CHARS]


def _hangs(pattern: Pattern, line: str, seconds: float, *, whole: bool) -> bool:
    if not isinstance(pattern, regex.Pattern):
        raise TypeError("only a pattern of the regex package can be stopped")
    try:
        if whole:
            pattern.fullmatch(line, timeout=seconds)
        else:
            sum(1 for _ in pattern.finditer(line, timeout=seconds))
    except TimeoutError:
        return True
    return False


def _switched_on(rule: Rule) -> Rule:
    return rule if rule.enabled else replace(rule, enabled=True)


def _placed(rule: Rule, text: str) -> tuple[str, int]:
    """The example in the zone that the rule acts in, and where in the result it begins."""
    before = f"{_BODY}\n" if rule.where in ("tail", "between") else ""
    after = f"\n{_BODY}" if rule.where in ("head", "between") else ""
    return before + text + after, len(before)


def _hits(rules: RuleSet, rule: Rule, text: str) -> tuple[str, int, list[Hit]]:
    placed, start = _placed(rule, text)
    return placed, start, rules.find(View(placed))


def _covers(rules: RuleSet, rule: Rule, text: str) -> bool:
    placed, start, hits = _hits(rules, rule, text)
    left = set(range(start, start + len(text)))
    for hit in hits:
        left -= set(range(hit.start, hit.end))
    return bool(hits) and not "".join(placed[i] for i in sorted(left)).strip()


def _rewritten(rules: RuleSet, rule: Rule, text: str) -> str:
    placed, start, hits = _hits(rules, rule, text)
    result = Draft(placed).apply(Change(hit.start, hit.end, hit.replacement, rule.id) for hit in hits).text
    return result[start : len(result) - (len(placed) - start - len(text))]


def _matched(rules: RuleSet, rule: Rule, text: str) -> str:
    """What the rule matches in an example that it must keep, "" if nothing."""
    placed, _, hits = _hits(rules, rule, text)
    return placed[hits[0].start : hits[0].end].strip("\n") if hits else ""
