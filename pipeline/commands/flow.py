"""`jingwen flow`: the cleaning as a Prefect flow. Prefect is imported when one of these commands runs, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.parameters import (
    DEFAULT_MAX_BYTES,
    Allow,
    Anonymize,
    ContentField,
    Encoding,
    Format,
    MarkElisions,
    MaxBytes,
    Mode,
    Placeholders,
    Prune,
    Rehash,
    RuleDirs,
    Thread,
    Timeout,
    Workers,
    chosen_options,
)

if TYPE_CHECKING:
    from pipeline.corpus import RunOptions

flow_app = typer.Typer(
    name="flow", help="Run the cleaning as a Prefect flow: once, on a schedule, or for workers.", no_args_is_help=True, rich_markup_mode=None
)

Raw = Annotated[str, typer.Argument(metavar="RAW", help="Directory or URL of the raw documents.")]
Out = Annotated[str, typer.Argument(metavar="OUT", help="Directory or URL of the results.")]
Dask = Annotated[bool, typer.Option("--dask", help="Clean on a Dask cluster that is started on this machine.")]
Scheduler = Annotated[str | None, typer.Option("--dask-scheduler", metavar="ADDRESS", help="Clean on this Dask cluster, such as tcp://host:8786.")]
Cron = Annotated[str | None, typer.Option(metavar="CRON", help="When to run, such as '0 2 * * *'; only on demand if not given.")]
Name = Annotated[str, typer.Option(metavar="NAME", help="Name of the deployment.")]
State = Annotated[str | None, typer.Option(metavar="DIR", help="Where the manifest is kept when OUT is an object store.")]


@flow_app.command("run")
def flow_run(
    raw: Raw = "raw",
    out: Out = "clean",
    form: Format = "json",
    encoding: Encoding = None,
    content_field: ContentField = None,
    placeholders: Placeholders = "tag",
    mark_elisions: MarkElisions = False,
    mode: Mode = "cautious",
    thread: Thread = "all",
    anonymize: Anonymize = "",
    allow: Allow = None,
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    workers: Workers = None,
    timeout: Timeout = 60.0,
    rehash: Rehash = False,
    prune: Prune = False,
    state: State = None,
    dask: Dask = False,
    dask_scheduler: Scheduler = None,
) -> None:
    """Run the flow once, with no server needed."""
    options = chosen_options(placeholders, mark_elisions, mode, anonymize, allow, max_bytes, rules, thread)
    from flows import run
    from pipeline.commands.run_summary import resumable, show_summary
    from pipeline.corpus import check_places

    check_places([raw], out)  # before Prefect starts, which takes seconds

    run_options = _run_options(form, encoding, content_field, workers, timeout, rehash, prune, state, dask or bool(dask_scheduler))
    with resumable(out):
        summary = run([raw], out, options, run_options, dask=_dask(dask, dask_scheduler))
    show_summary(summary, out)
    raise typer.Exit(0 if summary.ok else 1)


@flow_app.command("serve")
def flow_serve(
    raw: Raw = "raw",
    out: Out = "clean",
    cron: Cron = None,
    name: Name = "jingwen",
    form: Format = "json",
    encoding: Encoding = None,
    content_field: ContentField = None,
    placeholders: Placeholders = "tag",
    mode: Mode = "cautious",
    thread: Thread = "all",
    anonymize: Anonymize = "",
    allow: Allow = None,
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    workers: Workers = None,
    timeout: Timeout = 60.0,
    prune: Prune = False,
    state: State = None,
    dask: Dask = False,
    dask_scheduler: Scheduler = None,
) -> None:
    """Stay and run the flow on a schedule, until Ctrl-C; needs a Prefect server."""
    options = chosen_options(placeholders, False, mode, anonymize, allow, max_bytes, rules, thread)
    from flows import serve

    run_options = _run_options(form, encoding, content_field, workers, timeout, False, prune, state, dask or bool(dask_scheduler))
    serve([raw], out, options, run_options, cron=cron, name=name, dask=_dask(dask, dask_scheduler))


@flow_app.command("deploy")
def flow_deploy(
    raw: Raw = "raw",
    out: Out = "clean",
    cron: Cron = None,
    name: Name = "jingwen",
    work_pool: Annotated[str, typer.Option(metavar="POOL", help="Work pool whose workers run it; it is made if there is none.")] = "jingwen",
    form: Format = "json",
    encoding: Encoding = None,
    content_field: ContentField = None,
    placeholders: Placeholders = "tag",
    mode: Mode = "cautious",
    thread: Thread = "all",
    anonymize: Anonymize = "",
    allow: Allow = None,
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    workers: Workers = None,
    timeout: Timeout = 60.0,
    prune: Prune = False,
    state: State = None,
    dask: Dask = False,
    dask_scheduler: Scheduler = None,
) -> None:
    """Register the flow for the workers of a work pool; needs a Prefect server."""
    options = chosen_options(placeholders, False, mode, anonymize, allow, max_bytes, rules, thread)
    from flows import deploy

    run_options = _run_options(form, encoding, content_field, workers, timeout, False, prune, state, dask or bool(dask_scheduler))
    deployed = deploy([raw], out, options, run_options, cron=cron, name=name, work_pool=work_pool, dask=_dask(dask, dask_scheduler))
    typer.echo(f"deployed {deployed}; start a worker with: prefect worker start --pool {work_pool}", err=True)


DASK_SHARD = 2000
"""Documents per task on a Dask cluster, where a task costs 0.11 to 0.16 s beside what it does."""


def _run_options(
    form: str,
    encoding: str | None,
    content_field: str | None,
    workers: int | None,
    timeout: float,
    rehash: bool,
    prune: bool,
    state: str | None,
    dask: bool,
) -> RunOptions:
    from pipeline.commands.clean import check_encoding, processors
    from pipeline.corpus import RunOptions
    from pipeline.sources import FieldNames

    check_encoding(encoding)
    chosen: dict[str, Any] = {"format": form, "encoding": encoding, "timeout": timeout, "rehash": rehash, "prune": prune, "state": state}
    chosen["fields"] = FieldNames(content=content_field)
    if dask and form == "json":  # shards of JSONL stay what they are without Dask: they are files
        chosen["shard_size"] = DASK_SHARD
    return RunOptions(workers=workers or processors(), **chosen)


def _dask(local: bool, scheduler: str | None) -> str | None:
    return scheduler or ("local" if local else None)
