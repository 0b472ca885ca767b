"""What a run did, on stderr: counts, gaps, flags, encodings, failures, and rules worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.commands.terminal import say

if TYPE_CHECKING:
    from pipeline.corpus import Summary

SHOWN = 20
"""Failures that are shown; the summary file and the quarantine have all."""


def show_summary(summary: Summary, out: str) -> None:
    """Say what a run did."""
    for line in summary_lines(summary, out):
        say(line)


@contextmanager
def resumable(out: str) -> Iterator[None]:
    """Say after Ctrl-C that nothing is lost and how to go on; the interrupt itself goes on to the caller."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"interrupted: what was cleaned is in {out}; the same command goes on from there")
        raise


def summary_lines(summary: Summary, out: str) -> Iterator[str]:
    """Yield the lines that are said after a run."""
    run = summary.run
    parts = [f"{run.get(name, 0)} {name}" for name in ("cleaned", "unchanged", "failed") if name == "cleaned" or run.get(name)]
    begin, end = ("interrupted: ", "; the same command goes on from there") if summary.interrupted else ("", "")
    yield begin + ", ".join(parts) + f"; {out} holds {_documents(summary.documents)}" + end
    if summary.documents:
        yield f"  characters   {summary.chars_source} in the sources, {summary.chars_text} in the texts"
    yield from _counted("edits", summary.categories)
    yield from _counted("masks", summary.placeholders)
    yield from _counted("gaps", summary.gaps)
    yield from _counted("flags", summary.flags)
    yield from _counted("names left", summary.leaks)
    yield from _counted("encodings", summary.encodings)
    passed_over = Counter(summary.skipped) + Counter(run.get("skipped", {}))
    yield from _counted("passed over", dict(sorted(passed_over.items())))
    for entry in summary.suspicious:
        yield f"  look at      rule {entry['rule']} fired in {entry['documents']} of {summary.documents} documents"
    yield from _outputs("gone", run["vanished"], "whose raw file is gone (--prune removes them)", summary.vanished)
    yield from _outputs("stale", run["stale"], "whose raw file can no longer be cleaned (--prune removes them)", summary.stale)
    yield from _outputs("removed", run["pruned"], "whose raw file is gone or can no longer be cleaned", summary.pruned)
    for path, output in summary.shortened[:SHOWN]:
        yield f"  renamed      {path} is in {output}"
    for note in summary.notes:
        yield f"  note         {note}"
    yield from _failures(summary)
    fired, never = len(summary.rules), len(summary.never_fired)
    yield f"  rules        {fired} fired, {never} of the rule files did not; more in {out.rstrip('/')}/_jingwen/summary.json"


def _outputs(name: str, count: int, which: str, paths: Sequence[str]) -> Iterator[str]:
    if count:
        yield f"  {name:<12} {count} output{'' if count == 1 else 's'} {which}: {', '.join(paths[:5])}{' …' if count > 5 else ''}"


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"


def _counted(name: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"  {name:<12} " + ", ".join(f"{key} {count}" for key, count in counts.items())


def _failures(summary: Summary) -> Iterator[str]:
    for path, code, message in summary.failures[:SHOWN]:
        shown = message if message.startswith(path) else f"{path}: {message}"
        yield f"  failed       {shown} [{code}]"
    if summary.failed > SHOWN:
        yield f"  failed       … {summary.failed - SHOWN} more under _jingwen/quarantine"
