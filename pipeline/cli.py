"""The `jingwen` command: what its commands and options are. What they do is in `pipeline.commands`, imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.options import Options

app = typer.Typer(
    name="jingwen",
    help="Jingwen (净文) turns raw scraped documents into clean, structured, auditable JSON.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # typer's boxes import a Markdown parser: 0.2 s before the first line of help
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(name="rules", help="List, show and check the rules by which chrome is found.", no_args_is_help=True, rich_markup_mode=None)
flow_app = typer.Typer(name="flow", help="Run the cleaning as a Prefect flow: once, on a schedule, or for workers.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app)
app.add_typer(flow_app)

Encoding = Annotated[str | None, typer.Option("--encoding", metavar="LABEL", help="Read every input in this encoding instead of detecting it.")]
Placeholders = Annotated[str, typer.Option(metavar="tag|keep|TEMPLATE", help="Write masks as [TYPE], keep them, or use a template such as '<{type}>'.")]
MarkElisions = Annotated[bool, typer.Option("--mark-elisions", help="Write a tag where a number was cut out without a trace.")]
Mode = Annotated[str, typer.Option(metavar="rules|cautious|article", help="Rules alone; rules and the line scorer; or the article alone.")]
Anonymize = Annotated[str, typer.Option(metavar="KINDS", help="Replace real identifiers: all, or a list such as person,phone,id.")]
Allow = Annotated[str | None, typer.Option(metavar="FILE", help="Names that anonymisation leaves alone, one a line.")]
MaxBytes = Annotated[int, typer.Option(metavar="BYTES", min=1, help="Refuse larger documents.")]
RuleDirs = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="Your own rule files (may be repeated).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Worker processes; as many as there are processors if not given.")]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Give up on a document that takes longer.")]
DEFAULT_MAX_BYTES = 256 * 1024 * 1024  # of pipeline.options, not imported: `--help` needs only this file


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Print version and configuration digest.", is_eager=True)] = False,
) -> None:
    """Jingwen (净文) turns raw scraped documents into clean, structured, auditable JSON."""
    if version:
        from pipeline.commands.version import print_version

        raise typer.Exit(print_version())


@app.command()
def clean(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, directories, or - for stdin.", show_default=False)],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="A directory, or - for JSON lines on stdout.")],
    form: Annotated[str, typer.Option("--format", metavar="json|jsonl", help="One JSON file a document, or files of JSON lines.")] = "json",
    encoding: Encoding = None,
    placeholders: Placeholders = "tag",
    mark_elisions: MarkElisions = False,
    mode: Mode = "cautious",
    anonymize: Anonymize = "",
    allow: Allow = None,
    map_file: Annotated[str | None, typer.Option("--map", metavar="FILE", help="Keep what --anonymize replaced in this file (mode 0600).")] = None,
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    workers: Workers = None,
    timeout: Timeout = 60.0,
    rehash: Annotated[bool, typer.Option("--rehash", help="Read every input again; do not trust sizes and times.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove results whose inputs are gone.")] = False,
) -> None:
    """Clean documents: raw files in, JSON out. Exit code 1 if some could not be cleaned."""
    from pipeline.commands.clean import Request, clean_all

    options = _options(placeholders, mark_elisions, mode, anonymize, allow, max_bytes, rules)
    request = Request(
        paths=tuple(paths), out=out, form=form, encoding=encoding, map_file=map_file, workers=workers, timeout=timeout, rehash=rehash, prune=prune
    )
    raise typer.Exit(clean_all(request, options))


@app.command()
def explain(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Raw files, or documents that jingwen clean wrote.", show_default=False)],
    encoding: Encoding = None,
    placeholders: Placeholders = "tag",
    mark_elisions: MarkElisions = False,
    mode: Mode = "cautious",
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    full: Annotated[bool, typer.Option("--full", help="Show edits of white space one by one too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every edit with its place, its rule and the reason; for several files, a table of rules against files."""
    from pipeline.commands.explain import explain as run

    options = _options(placeholders, mark_elisions, mode, "", None, max_bytes, rules)
    raise typer.Exit(run(files, options, encoding=encoding, as_json=as_json, full=full))


@app.command()
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE.json", help="A document that jingwen clean wrote.", show_default=False)],
    map_file: Annotated[str | None, typer.Option("--map", metavar="FILE", help="The map file of an anonymised document.")] = None,
    document: Annotated[str | None, typer.Option("--id", metavar="ID", help="Which document, in a file of JSON lines.")] = None,
) -> None:
    """Write the decoded source of a document to stdout, put back together from its JSON."""
    from pipeline.commands.restore import write_source

    raise typer.Exit(write_source(file, map_file, document))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the documents."""
    from pipeline.commands.schema import print_schema

    raise typer.Exit(print_schema())


@rules_app.command("list")
def rules_list(rules: RuleDirs = None, as_json: AsJson = False) -> None:
    """List every rule with its reason."""
    from pipeline.commands.rules import list_rules

    raise typer.Exit(list_rules(_options(rules=rules), as_json=as_json))


@rules_app.command("show")
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as paywall.permission.", show_default=False)],
    rules: RuleDirs = None,
    as_json: AsJson = False,
) -> None:
    """Show all that one rule says, with its examples."""
    from pipeline.commands.rules import show_rule

    raise typer.Exit(show_rule(rule, _options(rules=rules), as_json=as_json))


@rules_app.command("check")
def rules_check(paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Rule files, or directories of them.", show_default=False)]) -> None:
    """Check rule files and run their examples."""
    from pipeline.commands.rules import check_rules

    raise typer.Exit(check_rules(paths))


def _options(
    placeholders: str = "tag",
    mark_elisions: bool = False,
    mode: str = "cautious",
    anonymize: str = "",
    allow: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    rules: Sequence[str] | None = None,
) -> Options:
    """The options that the command line asks for; raises OptionsError."""
    from pipeline.commands.inputs import read_names
    from pipeline.options import Options

    return Options(
        mode=mode,
        placeholders=placeholders,
        mark_elisions=mark_elisions,
        anonymize=tuple(kind.strip() for kind in anonymize.split(",") if kind.strip()),
        allow=read_names(allow) if allow else (),
        rules=tuple(rules or ()),
        max_bytes=max_bytes,
    )


def main() -> None:
    """Run the command line and leave with its exit code."""
    from pipeline.commands.boundary import guarded

    sys.exit(guarded(app, sys.argv[1:]))


if __name__ == "__main__":
    main()
