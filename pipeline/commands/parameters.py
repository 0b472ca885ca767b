"""Arguments and options that several commands have, declared once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.options import Options

Encoding = Annotated[str | None, typer.Option("--encoding", metavar="LABEL", help="Read every input in this encoding instead of detecting it.")]
ContentField = Annotated[str | None, typer.Option("--content-field", metavar="NAME", help="Field of JSON records that holds the text; found if not given.")]
Placeholders = Annotated[str, typer.Option(metavar="tag|keep|TEMPLATE", help="Write masks as [TYPE], keep them, or use a template such as '<{type}>'.")]
MarkElisions = Annotated[bool, typer.Option("--mark-elisions", help="Write a tag where a number was cut out without a trace.")]
Mode = Annotated[str, typer.Option(metavar="rules|cautious|article", help="Rules alone; rules and the line scorer; or the article alone.")]
Thread = Annotated[str, typer.Option(metavar="first|all", help="Of a forum thread keep the first post alone, or all of them.")]
Anonymize = Annotated[str, typer.Option(metavar="KINDS", help="Replace real identifiers: all, or a list such as person,phone,id.")]
Allow = Annotated[str | None, typer.Option(metavar="FILE", help="Names that anonymisation leaves alone, one a line.")]
MaxBytes = Annotated[int, typer.Option(metavar="BYTES", min=1, help="Refuse larger documents.")]
RuleDirs = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="Your own rule files (may be repeated).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Workers = Annotated[int | None, typer.Option(min=1, metavar="N", help="Worker processes; as many as there are processors if not given.")]
Timeout = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Give up on a document that takes longer; not when OUT is -.")]
Format = Annotated[str, typer.Option("--format", metavar="json|jsonl", help="One JSON file a document, or files of JSON lines.")]
Rehash = Annotated[bool, typer.Option("--rehash", help="Read every input again; do not trust sizes and times.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove results whose inputs are gone.")]
DEFAULT_MAX_BYTES = 256 * 1024 * 1024  # of pipeline.options, not imported: `--help` needs only this file


def chosen_options(
    placeholders: str = "tag",
    mark_elisions: bool = False,
    mode: str = "cautious",
    anonymize: str = "",
    allow: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    rules: Sequence[str] | None = None,
    thread: str = "all",
) -> Options:
    """Return the options that the command line asks for; raises OptionsError, or RuleError for a broken site file."""
    from pipeline.commands.inputs import read_names
    from pipeline.errors import OptionsError
    from pipeline.options import ANONYMIZE, Options

    kinds = tuple(kind.strip() for kind in anonymize.split(",") if kind.strip())
    if anonymize and not kinds:  # nothing would be replaced, and nobody would notice
        raise OptionsError("--anonymize names nothing", hint="use " + ", ".join(ANONYMIZE) + " or all")
    options = Options(
        mode=mode,
        placeholders=placeholders,
        mark_elisions=mark_elisions,
        thread=thread,
        anonymize=kinds,
        allow=read_names(allow) if allow else (),
        rules=tuple(rules or ()),
        max_bytes=max_bytes,
    )
    if options.rules:
        from pipeline.cleaning import check_sites

        check_sites(options)
    return options
