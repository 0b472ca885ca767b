"""`jingwen rules`: what the rules are, what one says, and whether a file of one's own is right."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson

from pipeline.commands.reasons import RuleCard, cards
from pipeline.commands.terminal import emit, say, visible
from pipeline.errors import OptionsError, RuleError
from pipeline.options import Options
from pipeline.readers.sites import read_site
from pipeline.rules.examples import check_examples, check_hostile
from pipeline.rules.load import SITES, builtin, merge, read_rules
from pipeline.rules.rule import Rule


def list_rules(options: Options, *, as_json: bool) -> int:
    """Print every rule with its reason, a line each; return the exit code."""
    found = cards(options)
    if as_json:
        for card in found:
            emit(orjson.dumps(card.to_dict()))
        return 0
    from rich.table import Table
    from rich.text import Text

    from pipeline.commands.terminal import console

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "group", "kind", "strength", "from", "why"):
        table.add_column(name, no_wrap=name != "why")
    for card in found:
        cells = (card.id, card.group, card.kind, card.strength, card.origin, card.why)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out = console()
    if not sys.stdout.isatty():
        out.width = 200
    out.print(table)
    out.print(f"{len(found)} rules")
    return 0


def show_rule(name: str, options: Options, *, as_json: bool) -> int:
    """Print all that one rule says; return the exit code. Raises OptionsError for an unknown id, with the nearest one."""
    found = {card.id: card for card in cards(options)}
    if name not in found:
        near = difflib.get_close_matches(name, found, 3)
        hint = f"did you mean {', '.join(near)}?" if near else "see jingwen rules list"
        raise OptionsError(f"no rule {name!r}", hint=hint)
    if as_json:
        emit(orjson.dumps(found[name].to_dict()))
    else:
        print("\n".join(visible(line) for line in _lines(found[name])))
    return 0


def _lines(card: RuleCard) -> Iterator[str]:
    yield f"{card.id}  ({card.group}, {card.origin})"
    yield f"  {card.why}"
    for key, value in card.fields.items():
        if not isinstance(value, list | tuple):
            yield f"  {key:<12}{value}"
            continue
        for i, item in enumerate(value):
            shown = " -> ".join(map(str, item)) if isinstance(item, list | tuple) else str(item)
            yield f"  {key if i == 0 else '':<12}{shown}"


def check_rules(paths: Sequence[str]) -> int:
    """Check rule files and site files, run the rules' examples and say what is wrong; return the exit code."""
    problems = examples = sites = 0
    rules: list[Rule] = []
    for file in _files(paths):
        try:
            if file.parent.name == SITES:
                read_site(file)
                sites += 1
                continue
            read = read_rules(file)
        except RuleError as error:
            say(f"jingwen: {error}")
            problems += 1
            continue
        rules += read
        for rule in read:
            examples += len(rule.removes) + len(rule.rewrites) + len(rule.keeps)
            for problem in check_examples(rule) + check_hostile(rule):
                say(f"jingwen: {file}, rule {rule.id}: {problem}")
                problems += 1
    problems += _check_ids(rules)
    checked = ", ".join([_count(len(rules), "rule"), _count(examples, "example"), *([_count(sites, "site file")] if sites else [])])
    print(f"{checked}: {_count(problems, 'problem') if problems else 'all hold'}")
    return 1 if problems else 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _files(paths: Sequence[str]) -> list[Path]:
    """The rule files that the paths name; raises OptionsError when there is none."""
    files: list[Path] = []
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise OptionsError("no such file or directory", where=name, hint="give .toml files or directories of them")
        found = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        if not found:
            raise OptionsError("holds no .toml file", where=name, hint="rule files are called NAME.toml, and ids in them begin with NAME.")
        files += found
    return list(dict.fromkeys(files))


def _check_ids(rules: Sequence[Rule]) -> int:
    """Say whether ids collide, with each other or with built-in rules; return how many messages were written."""
    try:
        merge(builtin("boilerplate"), rules)
    except RuleError as error:
        say(f"jingwen: {error}")
        return 1
    return 0
