"""Shows an explanation on the terminal: one document edit by edit, or a table of rules against several files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from pipeline.commands.explanation import EditReport, Explanation, Row
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


def show_document(out: Console, found: Explanation, *, full: bool = False) -> None:
    """Print one document: what it is, its edits by category, and the summary; `full`: those of white space one by one too."""
    _heading(out, found)
    for name, edits in found.by_category().items():
        _show_category(out, name, edits, full=full)
    out.print()
    _summary(out, found)


def _show_category(out: Console, name: str, edits: Sequence[EditReport], *, full: bool) -> None:
    removed = sum(edit.removed for edit in edits)
    out.print()
    out.print(Text.assemble((name, "bold cyan"), (f" · {_count(len(edits), 'edit')} · {_count(removed, 'character')} of the source", "dim")))
    whys = {rule: why for edit in edits for rule, why in zip(edit.rules, edit.why, strict=True)}
    for rule, why in whys.items():
        out.print(Text.assemble("  ", (visible(rule), "bold"), (f"  {visible(why)}" if why else "", "italic")))
    shown = edits if full else [edit for edit in edits if not edit.blank]
    for hunk in _hunks(shown):
        _show_hunk(out, hunk)
    if folded := len(edits) - len(shown):
        places = ", ".join(str(edit.line) for edit in edits if edit.blank)
        lines = "line" if folded == 1 else "lines"
        out.print(Text(f"  {_count(folded, 'edit')} of white space, in {lines} {_short(places, 120)} (--full shows them)", "dim"))


def _hunks(edits: Sequence[EditReport]) -> list[list[EditReport]]:
    """Neighbouring edits that took whole lines out of the same place in the text, together; any other edit alone."""
    hunks: list[list[EditReport]] = []
    for edit in edits:
        last = hunks[-1][-1] if hunks else None
        if last and edit.whole and last.whole and edit.text == last.text and last.was is not None and edit.was is not None:
            hunks[-1].append(edit)
        else:
            hunks.append([edit])
    return hunks


def _heading(out: Console, found: Explanation) -> None:
    document = found.document
    source = document["source"]
    out.print(Text(visible(found.path), "bold"))
    _field(out, "title", f"{document['title']}  ({document['title_source']})" if document["title"] else "none found")
    bad = f", {_count(source['replaced'], 'character')} lost in decoding" if source["replaced"] else ""
    _field(out, "encoding", f"{source['encoding']} ({source['encoding_evidence']}{bad})")
    _field(out, "characters", f"{source['chars']} in the source, {len(document['text'])} in the text")


def _field(out: Console, name: str, value: str) -> None:
    out.print(Text.assemble((f"  {name:<13}", "dim"), visible(value)))


def _show_hunk(out: Console, hunk: Sequence[EditReport]) -> None:
    first, last = hunk[0], hunk[-1]
    if first.whole and first.was is not None:
        stop = (last.line or 0) + last.was.strip("\n").count("\n") if last.was is not None else first.line
        out.print(Text(f"  line {first.line}" + (f" to {stop}" if stop != first.line else ""), "yellow"))
        _context(out, first.before)
        for edit in hunk:
            _show_lines(out, edit)
        _context(out, last.after)
        return
    place = f"line {first.line}:{first.column}" if first.line is not None else f"characters {first.source[0]} to {first.source[1]}"
    out.print(Text.assemble((f"  {place}", "yellow"), _signed(first)))
    _context(out, first.before)
    _show_inline(out, first)
    _context(out, first.after)


def _show_lines(out: Console, edit: EditReport) -> None:
    lines = [line for line in (edit.was or "").split("\n") if line.strip()] or ["(blank)"]
    for number, line in enumerate(lines[:SHOWN_LINES]):
        out.print(Text.assemble("    ", ("- " + visible(_short(line)), "red"), "" if number else _signed(edit)))
    if len(lines) > SHOWN_LINES:
        out.print(Text(f"    - … {len(lines) - SHOWN_LINES} more lines", "red dim"))


def _signed(edit: EditReport) -> Text:
    note = f"  ({visible(edit.note)})" if edit.note else ""
    return Text(f"   {visible(' + '.join(edit.rules))}{note}", "dim")


def _show_inline(out: Console, edit: EditReport) -> None:
    was = visible(_short(edit.was)) if edit.was is not None else f"{edit.removed} characters, kept in the map file"
    removed = (f"[-{was}-]", "red") if edit.removed else ""
    added = (f"{{+{visible(_short(edit.now))}+}}", "green") if edit.now else ""
    out.print(Text.assemble("    ~ ", visible(edit.left), removed, added, visible(edit.right)))


def _context(out: Console, line: str) -> None:
    if line.strip():
        out.print(Text("      " + visible(line), "dim"))


def _short(text: str, limit: int = SHOWN_CHARS) -> str:
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"


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
    for leak in found.leaks[:SHOWN_LINES]:
        _field(out, "names left", f"{leak.wording}{f', line {leak.line}' if leak.line else ''}  ({leak.rule})")
    if len(found.leaks) > SHOWN_LINES:
        _field(out, "", f"… {len(found.leaks) - SHOWN_LINES} more (--json has all)")
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


def show_table(out: Console, rows: Sequence[Row]) -> None:
    """Print rules against documents: how many edits each rule made in each, and in how many it acted."""
    named = rows if len(rows) <= COLUMNS else []
    table = Table(pad_edge=False, header_style="bold")
    table.add_column("rule")
    for number, _ in enumerate(named, 1):
        table.add_column(f"[{number}]", justify="right")
    table.add_column("edits", justify="right")
    table.add_column("documents", justify="right")
    edits, acted = Counter[str](), Counter[str]()
    for row in rows:
        edits.update(row.rules)
        acted.update(row.rules.keys())
    for rule in sorted(edits, key=lambda rule: (category(rule), rule)):
        cells = [str(row.rules[rule]) if row.rules[rule] else "·" for row in named]
        table.add_row(Text(visible(rule)), *cells, str(edits[rule]), str(acted[rule]))
    for number, row in enumerate(named, 1):
        out.print(Text.assemble((f"[{number}] ", "dim"), visible(row.path)))
    out.print(table)
    _totals(out, rows)


def _totals(out: Console, rows: Sequence[Row]) -> None:
    source, kept = (sum(row.chars[part] for row in rows) for part in (0, 1))
    flags = Counter(flag for row in rows for flag in row.flags)
    gaps = sum(row.gaps for row in rows)
    out.print(f"{_count(len(rows), 'document')}: {source} characters in the sources, {kept} in the texts, {_count(gaps, 'gap')}")
    if flags:
        out.print("flags: " + ", ".join(f"{flag} {n}" for flag, n in sorted(flags.items())))
    quiet = [row.path for row in rows if not row.rules]
    if quiet:
        out.print(Text(f"nothing changed in {_count(len(quiet), 'document')}: {visible(', '.join(quiet[:5]))}{' …' if len(quiet) > 5 else ''}"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
