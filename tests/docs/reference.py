"""Writes docs/cli.md and docs/schema.md from the code: `python -m tests.docs.reference`. A test compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from pipeline.cli import app
from pipeline.schema import json_schema

DOCS = Path(__file__).parents[2] / "docs"
NOTE = "<!-- Written by `python -m tests.docs.reference`; a test compares it with the code. -->"

EXIT_CODES = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | everything was done |
| 1 | some inputs could not be cleaned, read or written; the others were, and what failed is said on stderr |
| 2 | the command line, an option or a rule file is wrong; nothing was done |
| 3 | a bug in Jingwen; the message names a log with versions and traceback |
| 130 | stopped by Ctrl-C; the next run goes on from there |

Data goes to stdout, talk to stderr. On stdout documents are always JSON lines. What a document or a file name holds never reaches a
terminal as a control character: it is shown as an escape such as `\\x1b`.

## Completion

`jingwen --install-completion` installs completion for the shell in use; `jingwen --show-completion` prints it.
"""


def cli_reference() -> str:
    """Return the reference of all commands in Markdown."""
    root = typer.main.get_command(app)
    parts = [NOTE, "# Command line", "", str(root.help), ""]
    for path, command in _commands(root, "jingwen"):
        parts += [f"## {path}", "", str(command.help), "", f"```text\n{path} {_usage(command)}\n```", ""]
        parts += [*_table(command), ""]
    return "\n".join([*parts, EXIT_CODES])


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", {})
    if not children:
        yield path, command
    for name, child in children.items():
        yield from _commands(child, f"{path} {name}")


def _usage(command: Any) -> str:
    arguments = [_name(p) for p in command.params if p.param_type_name == "argument"]
    return " ".join(["[OPTIONS]", *arguments])


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    return f"{names} {parameter.metavar}" if parameter.metavar else names


def _table(command: Any) -> Iterator[str]:
    shown = [p for p in command.params if p.name != "help" and getattr(p, "help", None)]
    if not shown:
        return
    yield "| | default | |"
    yield "| --- | --- | --- |"
    for parameter in shown:
        default = "required" if parameter.required else "" if parameter.default in (None, False, "", ()) else f"`{parameter.default}`"
        cells = (_name(parameter), default, parameter.help)
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def schema_reference() -> str:
    """Return the reference of the document schema in Markdown."""
    schema = json_schema()
    parts = [
        NOTE,
        "# Document schema",
        "",
        f"{schema['description']} `jingwen schema` prints this as JSON Schema. Every key is always there unless it says *may be missing*.",
        "",
        *_object("Document", schema),
    ]
    for name, part in schema["properties"].items():
        inner = part.get("items", part)
        if "properties" in inner:
            parts += _object(name, inner)
    return "\n".join(parts).rstrip("\n") + "\n"


def _object(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield "| key | type | meaning |"
    yield "| --- | --- | --- |"
    for key, part in schema["properties"].items():
        optional = key not in schema.get("required", schema["properties"]) and name != "metadata"
        words = part.get("enum") or (part.get("items") or {}).get("enum") or []
        one_of = f" One of {', '.join(f'`{word}`' for word in words)}." if words else ""
        yield f"| `{key}` | {_type(part)} | {part.get('description', '')}{one_of}{' *May be missing.*' if optional else ''} |"
    yield ""


def _type(part: dict[str, Any]) -> str:
    if "const" in part:
        return f"`{part['const']}`"
    if "prefixItems" in part:
        return "[start, end]" + (" or null" if "null" in part["type"] else "")
    if part.get("type") == "array":
        return "list of objects" if "properties" in part["items"] else "list of strings"
    kind = part.get("type", "string")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def main() -> None:
    """Write both pages."""
    (DOCS / "cli.md").write_text(cli_reference(), "utf-8")
    (DOCS / "schema.md").write_text(schema_reference(), "utf-8")


if __name__ == "__main__":
    main()
