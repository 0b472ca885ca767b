"""`jingwen rules learn`: rules for what the documents of a site share, from what `jingwen clean` wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.commands.inputs import files_of, open_input, written_documents
from pipeline.commands.terminal import say
from pipeline.errors import CleaningError, OptionsError, OutputError, SourceError
from pipeline.rules.learned_file import rule_file
from pipeline.rules.learning import Learned, learn


def learn_rules(paths: Sequence[str], out: str, least: int) -> int:
    """Write a rule file learned from cleaned documents; return the exit code. Raises OptionsError, SourceError or OutputError."""
    file = Path(out)
    if file.suffix != ".toml" or not file.stem.isidentifier():
        raise OptionsError("is no name for a rule file", where=out, hint="call it such as my-rules/learned.toml: the rules' ids begin with its name")
    if file.exists():
        raise OptionsError("exists already", where=out, hint="give another name: what was learned there may have been looked at and changed")
    failures: dict[str, None] = {}  # each is met twice

    def documents() -> Iterator[dict[str, Any]]:
        for document in _documents(paths):
            if isinstance(document, CleaningError):
                failures[str(document)] = None
            else:
                yield document

    learned = learn(documents, least)
    for failure in failures:
        say(f"jingwen: {failure}")
    if learned.proposals:
        _write(file, rule_file(learned.proposals, file.stem))
    _report(learned, out)
    return int(bool(failures))


def _write(file: Path, rules: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(rules, "utf-8")
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=str(file)) from error


def _report(learned: Learned, out: str) -> None:
    rules = {p.pattern for p in learned.proposals}
    doubtful = rules - {p.pattern for p in learned.proposals if not p.doubt}
    say(f"different documents: {sum(learned.documents.values())}; sites, folders or containers: {len(learned.documents)}")
    if not rules:
        say("no line is shared by enough of them: nothing was written")
        return
    say(f"{out}: {len(rules - doubtful)} rules that are on, {len(doubtful)} that are off since documents may say so themselves")
    say(f"Look at each, then: jingwen rules check {out}; jingwen clean … --rules {os.path.dirname(out) or out}")


def _documents(paths: Sequence[str]) -> Iterator[dict[str, Any] | CleaningError]:
    for path in paths:
        for found in files_of(path):
            yield from [found] if isinstance(found, CleaningError) else _in_file(*found)


def _in_file(file: str, name: str) -> Iterator[dict[str, Any] | CleaningError]:
    try:
        with open_input(file) as stream:
            empty = True
            for document in written_documents(stream, name):
                empty = False
                yield document
            if empty:
                yield SourceError("holds no document that jingwen clean wrote", where=name, hint="give the OUT of jingwen clean")
    except CleaningError as error:
        yield error.at(name)
