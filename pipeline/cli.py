"""The `jingwen` command: what its commands and options are. What they do is in `pipeline.commands`, imported when it is called."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.commands.flow import flow_app
from pipeline.commands.parameters import (
    DEFAULT_MAX_BYTES,
    Allow,
    Anonymize,
    AsJson,
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

app = typer.Typer(
    name="jingwen",
    help="Jingwen (净文) turns raw scraped documents into clean, structured, auditable JSON.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # typer's boxes import a Markdown parser: 0.2 s before the first line of help
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(name="rules", help="List, show and check the rules by which chrome is found.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app)
app.add_typer(flow_app)

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
    form: Format = "json",
    encoding: Encoding = None,
    content_field: ContentField = None,
    placeholders: Placeholders = "tag",
    mark_elisions: MarkElisions = False,
    mode: Mode = "cautious",
    thread: Thread = "all",
    anonymize: Anonymize = "",
    allow: Allow = None,
    map_file: Annotated[str | None, typer.Option("--map", metavar="FILE", help="Keep what --anonymize replaced in this file (mode 0600).")] = None,
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    workers: Workers = None,
    timeout: Timeout = 60.0,
    rehash: Rehash = False,
    prune: Prune = False,
) -> None:
    """Clean documents: raw files in, JSON out. Exit code 1 if some could not be cleaned."""
    from pipeline.commands.clean import Request, clean_all

    options = chosen_options(placeholders, mark_elisions, mode, anonymize, allow, max_bytes, rules, thread)
    request = Request(
        paths=tuple(paths),
        out=out,
        form=form,
        encoding=encoding,
        content_field=content_field,
        map_file=map_file,
        workers=workers,
        timeout=timeout,
        rehash=rehash,
        prune=prune,
    )
    raise typer.Exit(clean_all(request, options))


@app.command()
def explain(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Raw files, documents that jingwen clean wrote, or directories of either.", show_default=False)],
    encoding: Encoding = None,
    content_field: ContentField = None,
    placeholders: Placeholders = "tag",
    mark_elisions: MarkElisions = False,
    mode: Mode = "cautious",
    thread: Thread = "all",
    max_bytes: MaxBytes = DEFAULT_MAX_BYTES,
    rules: RuleDirs = None,
    full: Annotated[bool, typer.Option("--full", help="Show edits of white space one by one too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every edit with its place, its rule and the reason; for several files, a table of rules against files."""
    from pipeline.commands.explain import explain as run

    options = chosen_options(placeholders, mark_elisions, mode, "", None, max_bytes, rules, thread)
    raise typer.Exit(run(files, options, encoding=encoding, content_field=content_field, as_json=as_json, full=full))


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

    raise typer.Exit(list_rules(chosen_options(rules=rules), as_json=as_json))


@rules_app.command("show")
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as paywall.permission.", show_default=False)],
    rules: RuleDirs = None,
    as_json: AsJson = False,
) -> None:
    """Show all that one rule says, with its examples."""
    from pipeline.commands.rules import show_rule

    raise typer.Exit(show_rule(rule, chosen_options(rules=rules), as_json=as_json))


@rules_app.command("check")
def rules_check(paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Rule files, site files (in a folder sites), or directories of them.", show_default=False)]) -> None:
    """Check rule files and site files, and run the rules' examples."""
    from pipeline.commands.rules import check_rules

    raise typer.Exit(check_rules(paths))


@rules_app.command("learn")
def rules_learn(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="What jingwen clean wrote: directories or files.", show_default=False)],
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE.toml", help="The rule file to write.")],
    least: Annotated[int, typer.Option("--least", min=2, metavar="N", help="Different documents of one site in which a line must stand.")] = 5,
) -> None:
    """Write rules for the lines that documents of one site share and that no rule knew, to look at and to use."""
    from pipeline.commands.learn import learn_rules

    raise typer.Exit(learn_rules(paths, out, least))


def main() -> None:
    """Run the command line and leave with its exit code."""
    from pipeline.commands.boundary import guarded

    sys.exit(guarded(app, sys.argv[1:]))


if __name__ == "__main__":
    main()
