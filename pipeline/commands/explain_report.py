"""Shows an explanation on the terminal: one document edit by edit, or a table of rules against several files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from pipeline.commands.evidence import EditReport, Explanation
from pipeline.commands.reasons import category
from pipeline.commands.terminal import visible

if TYPE_CHECKING:
    from rich.console import Console

SHOWN_LINES = 12
"""Lines of one removed block that are shown; `--json` has all of them."""
SHOWN_CHARS = 200
"""Code points of one removed line that are shown."""
COLUMNS = 6
"""Files that get a column of their own in the table; more are counted in one."""


def show_document(out: Console, found: Explanation) -> None:
    """Print one document: what it is, its edits by category, and the summary."""
    _heading(out, found)
    for name, edits in found.by_category().items():
        removed = sum(edit.removed for edit in edits)
        out.print()
        out.print(Text.assemble((name, "bold cyan"), (f" · {_count(len(edits), 'edit')} · {_count(removed, 'character')} of the source", "dim")))
        for edit in edits:
            _show_edit(out, edit)
    out.print()
    _summary(out, found)


def _heading(out: Console, found: Explanation) -> None:
    document = found.document
    source = document["source"]
    out.print(Text(visible(found.path), "bold"))
    _field(out, "title", f"{document['title']}  ({document['title_source']})" if document["title"] else "none found")
    bad = f", {_count(source['replaced'], 'character')} lost in decoding" if source["replaced"] else ""
    _field(out, "encoding", f"{source['encoding']} ({source['encoding_evidence']}{bad})")
    _field(out, "characters", f"{source['chars']} in the source, {len(document['text'])} in the text")


def _field(out: Console, name: str, value: str) -> None:
    out.print(Text.assemble((f"  {name:<12}", "dim"), visible(value)))


def _show_edit(out: Console, edit: EditReport) -> None:
    place = f"line {edit.line}" if edit.line is not None else f"characters {edit.source[0]}–{edit.source[1]}"
    if edit.line is not None and not edit.whole:
        place += f":{edit.column}"
    for i, (rule, why) in enumerate(zip(edit.rules, edit.why, strict=True)):
        lead = f"  {place:<12} " if i == 0 else "  and          "
        out.print(Text.assemble((lead, "yellow"), (visible(rule), "bold"), (f"  {visible(why)}", "italic") if why else ""))
    if edit.note:
        out.print(Text(f"               the scorer: {visible(edit.note)}", "italic"))
    if edit.whole and edit.was is not None:
        _show_lines(out, edit)
    else:
        _show_inline(out, edit)


def _show_lines(out: Console, edit: EditReport) -> None:
    lines = [line for line in (edit.was or "").split("\n") if line.strip()] or ["(blank)"]
    _context(out, edit.before)
    for line in lines[:SHOWN_LINES]:
        out.print(Text.assemble("    ", ("- " + visible(_short(line)), "red")))
    if len(lines) > SHOWN_LINES:
        out.print(Text(f"    - … {len(lines) - SHOWN_LINES} more lines", "red dim"))
    _context(out, edit.after)


def _show_inline(out: Console, edit: EditReport) -> None:
    was = visible(_short(edit.was)) if edit.was is not None else f"{edit.removed} characters, kept in the map file"
    removed = (f"[-{was}-]", "red") if edit.removed else ""
    added = (f"{{+{visible(_short(edit.now))}+}}", "green") if edit.now else ""
    _context(out, edit.before)
    out.print(Text.assemble("    ~ ", visible(edit.left), removed, added, visible(edit.right)))
    _context(out, edit.after)


def _context(out: Console, line: str) -> None:
    if line.strip():
        out.print(Text("      " + visible(line), "dim"))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}… ({len(text)} characters)"


def _summary(out: Console, found: Explanation) -> None:
    document = found.document
    source_chars, kept = document["source"]["chars"], len(document["text"])
    removed = sum(edit.removed for edit in found.edits)
    written = sum(len(edit.now) for edit in found.edits)
    share = f" ({100 * removed / source_chars:.1f} %)" if source_chars else ""
    out.print(Text("Summary", "bold"))
    _field(out, "kept", _count(kept - written, "character"))
    _field(out, "removed", _count(removed, "character") + share + (f", {written} written in their place" if written else ""))
    if found.edits:
        _rule_table(out, found)
    masks = Counter(str(mask["type"]) for mask in document["placeholders"])
    _field(out, "placeholders", ", ".join(f"{name} {n}" for name, n in sorted(masks.items())) or "none")
    for gap in document["gaps"]:
        _field(out, "gap", f"{gap['reason']} at character {gap['at']} of the text: {_short(gap['evidence'])}")
    _field(out, "flags", ", ".join(document["flags"]) or "none")


def _rule_table(out: Console, found: Explanation) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("  rule", "edits", "characters"):
        table.add_column(name, justify="left" if name == "  rule" else "right")
    counts = found.rule_counts()
    sizes = Counter[str]()
    for edit in found.edits:
        for rule in edit.rules:
            sizes[rule] += edit.removed
    for rule, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(Text("  " + visible(rule)), str(n), str(sizes[rule]))
    out.print(table)


def show_table(out: Console, found: Sequence[Explanation]) -> None:
    """Print rules against files: how many edits each rule made in each, and in how many files it acted."""
    counts = [explained.rule_counts() for explained in found]
    named = found if len(found) <= COLUMNS else []
    table = Table(pad_edge=False, header_style="bold")
    table.add_column("rule")
    for number, _ in enumerate(named, 1):
        table.add_column(f"[{number}]" if len(named) > 1 else "edits", justify="right")
    table.add_column("edits", justify="right")
    table.add_column("files", justify="right")
    for rule in sorted({rule for count in counts for rule in count}, key=lambda rule: (category(rule), rule)):
        cells = [str(count[rule]) if count[rule] else "·" for count in counts]
        row: list[Any] = [Text(visible(rule)), *(cells if named else ())]
        table.add_row(*row, str(sum(count[rule] for count in counts)), str(sum(1 for count in counts if count[rule])))
    for number, explained in enumerate(named, 1):
        out.print(Text.assemble((f"[{number}] ", "dim"), visible(explained.path)))
    out.print(table)
    _totals(out, found)


def _totals(out: Console, found: Sequence[Explanation]) -> None:
    source = sum(explained.document["source"]["chars"] for explained in found)
    kept = sum(len(explained.document["text"]) for explained in found)
    flags = Counter(flag for explained in found for flag in explained.document["flags"])
    gaps = sum(len(explained.document["gaps"]) for explained in found)
    out.print(f"{_count(len(found), 'file')}: {source} characters in the sources, {kept} in the texts, {_count(gaps, 'gap')}")
    if flags:
        out.print("flags: " + ", ".join(f"{flag} {n}" for flag, n in sorted(flags.items())))
    quiet = [explained.path for explained in found if not explained.edits]
    if quiet:
        out.print(Text(f"nothing changed in {_count(len(quiet), 'file')}: {visible(', '.join(quiet[:5]))}{' …' if len(quiet) > 5 else ''}"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
