"""What a run leaves in Prefect: a summary to read, a table of failures, and a bar while it goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self, cast
from uuid import UUID

from prefect.artifacts import create_markdown_artifact, create_progress_artifact, create_table_artifact, update_progress_artifact

from pipeline.corpus import Summary

SUMMARY_KEY, FAILURES_KEY, PROGRESS_KEY = "jingwen-summary", "jingwen-failures", "jingwen-progress"
_EVERY = 2.0  # seconds between two updates of the bar
_ROWS = 200


class ProgressBar:
    """Shards done of all, as a progress artifact; a run that has nothing to do shows none."""

    def __init__(self, total: int) -> None:
        self._total, self._shown, self._id = total, 0.0, UUID(int=0)

    def __enter__(self) -> Self:
        if self._total:
            self._id = cast(UUID, create_progress_artifact(0.0, key=PROGRESS_KEY, description="shards cleaned"))
        return self

    def show(self, done: int) -> None:
        """Show how many shards are done, not more often than every two seconds."""
        if done == self._total or time.monotonic() - self._shown > _EVERY:
            self._shown = time.monotonic()
            update_progress_artifact(self._id, round(100 * done / self._total, 1))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return


def leave_artifacts(summary: Summary, out: str) -> None:
    """Leave the summary of a run as markdown, and its failures, if any, as a table."""
    create_markdown_artifact(markdown(summary, out), key=SUMMARY_KEY, description=f"clean documents in {out}")
    if summary.failures:
        rows = [{"path": path, "code": code, "message": message} for path, code, message in summary.failures[:_ROWS]]
        create_table_artifact(rows, key=FAILURES_KEY, description=f"what could not be cleaned into {out}")


def markdown(summary: Summary, out: str) -> str:
    """Return the summary of a run in markdown."""
    run = summary.run
    lines = [
        f"## {summary.documents} documents in `{out}`",
        "",
        f"This run: **{run['cleaned']} cleaned**, {run['unchanged'] + run['same']} unchanged, **{run['failed']} failed**, {run['written']} outputs written.",
        f"In all: {summary.failed} records in quarantine, {len(summary.vanished)} outputs whose raw file is gone, {len(summary.stale)} out of date.",
        f"Characters: {summary.chars_source} in the sources, {summary.chars_text} in the clean texts.",
        "",
        *_table("Why files were cleaned", run["why"]),
        *_table("Edits by category", summary.categories),
        *_table("Placeholders", summary.placeholders),
        *_table("Gaps", summary.gaps),
        *_table("Flags", summary.flags),
        *_table("Names left beside masks", summary.leaks),
        *_table("Encodings", summary.encodings),
        *_table("Failures", summary.failed_by_code),
        *_table("Look at these rules: documents in which they fired", {str(s["rule"]): int(s["documents"]) for s in summary.suspicious}),
    ]
    return "\n".join(lines)


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield from (f"### {title}", "", "| what | how many |", "|---|---:|")
        yield from (f"| {name} | {count} |" for name, count in counts.items())
        yield ""
