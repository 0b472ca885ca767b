"""Reads rule files: the built-in ones beside this module, and a user's own directories."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pipeline.errors import RuleError
from pipeline.rules.engine import RuleSet
from pipeline.rules.rule import Rule, parse

ROOT = Path(__file__).parent
FOLDERS = ("repair", "boilerplate")
SITES = "sites"
"""The folder, here and in a user's directory, whose files describe one domain each; the HTML reader reads those."""


def read_rules(path: Path, *, trusted: bool = False) -> list[Rule]:
    """Return the rules of one TOML file; raises RuleError. `trusted` as in `parse`."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=str(path), hint="rule files are UTF-8 TOML") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"no valid TOML: {error}", where=str(path), hint="quote patterns with single quotes: '…'") from error
    if extra := set(table) - {"rule"}:
        raise RuleError(f"unknown table {sorted(extra)[0]!r}", where=str(path), hint="begin each rule with [[rule]]")
    rules = table.get("rule", [])
    if not isinstance(rules, list):
        raise RuleError("rule is no array of tables", where=str(path), hint="begin each rule with [[rule]], in double brackets")
    return [parse(raw, stem=path.stem, origin=path.name, trusted=trusted) for raw in rules]


def read_folder(folder: Path, *, trusted: bool = False) -> list[Rule]:
    """Return the rules of all `*.toml` under a folder, or of one file, but for site files; raises RuleError if it holds neither."""
    if not folder.exists():
        raise RuleError("no such file or directory", where=str(folder), hint="--rules wants a directory of .toml files")
    files = [folder] if folder.is_file() else sorted(folder.rglob("*.toml"))
    if not files:
        raise RuleError("holds no .toml file", where=str(folder), hint="--rules wants a directory of .toml files")
    own = (file for file in files if SITES not in file.relative_to(folder).parts)
    return [rule for file in own for rule in read_rules(file, trusted=trusted)]


@lru_cache(maxsize=8)
def builtin(folder: str) -> tuple[Rule, ...]:
    """Return the built-in rules of "repair" or "boilerplate"."""
    return tuple(read_folder(ROOT / folder, trusted=True))


def merge(own: Iterable[Rule], users: Iterable[Rule]) -> list[Rule]:
    """Return both sets as one; raises RuleError when an id stands twice without `replaces = true`."""
    merged = {rule.id: rule for rule in own}
    theirs: set[str] = set()
    for rule in users:
        if rule.id in theirs:
            raise RuleError("id: given twice", where=f"{rule.origin}, rule {rule.id}", hint="rename one of them")
        if rule.id in merged and not rule.replaces:
            hint = "rename it, or say replaces = true"
            raise RuleError("id: a built-in rule has it", where=f"{rule.origin}, rule {rule.id}", hint=hint)
        theirs.add(rule.id)
        merged[rule.id] = rule
    return list(merged.values())


@lru_cache(maxsize=8)
def rule_set(folder: str, user_dirs: tuple[str, ...] = ()) -> RuleSet:
    """Return the rules of "repair" or "boilerplate", the user's merged in (theirs are all of the boilerplate kind)."""
    own = builtin(folder)
    if len({rule.id for rule in own}) != len(own):
        raise RuleError("an id stands twice", where=folder, hint="rename one of them")
    users = [rule for name in user_dirs for rule in read_folder(Path(name))] if folder == "boilerplate" else []
    return RuleSet(merge(own, users))
