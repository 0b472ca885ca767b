"""The progress bar of a run: on a terminal only, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import Task
    from rich.text import Text

    from pipeline.corpus import Progress


@contextmanager
def reporting() -> Iterator[Callable[[Progress], None] | None]:
    """Yield the function that a run calls with how far it is; None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    with _bar() as bar:
        task = bar.add_task("cleaning", total=None, megabytes=0.0, failed=0)

        def report(now: Progress) -> None:
            bar.update(task, completed=now.done, total=now.total, megabytes=now.bytes / 1e6, failed=now.failed)

        yield report


def _bar() -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    from pipeline.commands.terminal import console

    class Rate(ProgressColumn):
        """Documents and megabytes a second."""

        def render(self, task: Task) -> Text:
            elapsed = task.elapsed or 0.0
            if not elapsed or not task.completed:
                return Text("")
            return Text(f"{task.completed / elapsed:.0f} files/s {task.fields['megabytes'] / elapsed:.1f} MB/s", "cyan")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TextColumn("{task.fields[failed]} failed"), TimeRemainingColumn())
    return Progress(*columns, console=console(stderr=True), transient=True)
