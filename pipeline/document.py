"""The document as it is written, its JSON shape, and the way back to its source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.draft import Draft
from pipeline.errors import RestoreError
from pipeline.findings import Block, Gap, Mask

_CHANGED = "the document was changed after jingwen clean wrote it"
SCHEMA = "jingwen/1"
KEYS = ("schema", "id", "source", "title", "title_source", "language", "metadata", "text", "blocks", "placeholders", "gaps", "flags", "edits", "tool")
"""What every document has in its JSON, in this order."""


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned document. Offsets in `blocks`, `placeholders`, `gaps` and `edits` are code points, half open.

    `source` says where the raw bytes came from and how they were decoded; `edits` hold every change, so that `restore` can undo them.
    `notes` are (source offset, reason) pairs for `explain`: why the scorer removed what begins there, as `str(reason)`, and possible leaks.
    `secrets` are (token, raw value) pairs of anonymised identifiers; they are never part of the JSON.
    """

    id: str
    source: Mapping[str, Any]
    title: str | None
    title_source: str | None
    language: str
    metadata: Mapping[str, Any]
    text: str
    blocks: Sequence[Mapping[str, Any]]
    placeholders: Sequence[Mapping[str, Any]]
    gaps: Sequence[Mapping[str, Any]]
    flags: Sequence[str]
    edits: Sequence[Mapping[str, Any]]
    tool: Mapping[str, str]
    notes: Sequence[tuple[int, object]] = ()
    secrets: Sequence[Mapping[str, Any]] = ()

    @property
    def leaks(self) -> list[tuple[int, str, str]]:
        """Source offset, rule and wording of each name that may give away what masks hide; they are never part of the JSON."""
        found = ((offset, *reason.partition(": ")) for offset, reason in self.notes if isinstance(reason, str) and reason.startswith("leak."))
        return [(offset, rule, wording) for offset, rule, _, wording in found]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document, keys in the order of the schema."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "source": dict(self.source),
            "title": self.title,
            "title_source": self.title_source,
            "language": self.language,
            "metadata": dict(self.metadata),
            "text": self.text,
            "blocks": list(self.blocks),
            "placeholders": list(self.placeholders),
            "gaps": list(self.gaps),
            "flags": list(self.flags),
            "edits": list(self.edits),
            "tool": dict(self.tool),
        }


def project(
    draft: Draft, *, identity: str, source: Mapping[str, Any], language: str, metadata: Mapping[str, Any], tool: Mapping[str, str], keep_was: bool = True
) -> Document:
    """Return the document that a finished draft describes, all findings moved from source to text offsets once.

    With `keep_was` off no edit carries what it removed: the pairs (edit number, removed text) go to `secrets` instead.
    """
    found = draft.findings
    return Document(
        id=identity,
        source=source,
        title=found.title,
        title_source=found.title_source,
        language=language,
        metadata=metadata,
        text=draft.text,
        blocks=[_block(draft, block) for block in found.blocks],
        placeholders=[_placeholder(draft, mask) for mask in found.masks],
        gaps=[_gap(draft, gap, keep_was) for gap in found.gaps],
        flags=sorted(found.flags),
        edits=_edits(draft, keep_was),
        tool=tool,
        notes=found.notes,
        secrets=[] if keep_was else _secrets(draft),
    )


def _block(draft: Draft, block: Block) -> dict[str, Any]:
    start, end = draft.to_text(block.start, block.end)
    record: dict[str, Any] = {"kind": block.kind, "level": block.level, "start": start, "end": end}
    if block.post:
        record["post"] = dict(zip(("number", "author", "published"), block.post, strict=True))
    return record


def _placeholder(draft: Draft, mask: Mask) -> dict[str, Any]:
    record: dict[str, Any] = {"type": mask.type, "kind": mask.kind}
    if mask.kind != "pii":
        record["raw"] = mask.raw
    if mask.part == "text":
        record["start"], record["end"] = draft.to_text(mask.start, mask.end)
        record["in"] = "text"
        record["source"] = [mask.start, mask.end]
    else:
        record |= {"start": mask.start, "end": mask.end, "in": mask.part, "source": None}
        if mask.field:
            record["field"] = mask.field
    record["rule"] = mask.rule
    return record


def _gap(draft: Draft, gap: Gap, keep_was: bool) -> dict[str, Any]:
    at = draft.to_text(gap.start, gap.end)[0]
    return {"at": at, "reason": gap.reason, "source": [gap.start, gap.end], "evidence": gap.evidence if keep_was else ""}


def _edits(draft: Draft, keep_was: bool) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = []
    for (start, end, replacement, rules), at in zip(draft.edits, draft.text_starts, strict=True):
        record: dict[str, Any] = {"rules": list(rules), "source": [start, end], "text": [at, at + len(replacement)]}
        if keep_was:
            record["was"] = draft.source[start:end]
        records.append(record)
    return records


def _secrets(draft: Draft) -> list[dict[str, Any]]:
    tokens = [{"token": token, "value": value} for token, value in draft.findings.secrets]
    return tokens + [{"edit": i, "was": draft.source[e.start : e.end]} for i, e in enumerate(draft.edits)]


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def restore(document: Document | Mapping[str, Any], secrets: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the decoded source (for HTML: the rendered text) of a document or of its loaded JSON.

    An anonymised document needs the `secrets` of its map file. Raises RestoreError when something that is needed is missing or does not fit,
    or when the source is not the one that was cleaned, by its digest.
    """
    data = document.to_dict() if isinstance(document, Document) else document
    hidden = {entry["edit"]: entry["was"] for entry in secrets if "edit" in entry}
    try:
        return _checked(_put_back(data["text"], data["edits"], data["source"]["chars"], hidden), data["source"].get("text_sha256"))
    except KeyError as error:
        if isinstance(error.args[0], int):
            raise RestoreError("the document was anonymised", hint="give the map file that was written with --map") from error
        raise RestoreError(f"no key {error.args[0]!r}", hint="restore wants a document of schema jingwen/1") from error
    except (TypeError, ValueError) as error:
        raise RestoreError("no document of schema jingwen/1", hint="give a file that jingwen clean wrote") from error


def _checked(source: str, digest: str | None) -> str:
    """The source, if it has the digest that was written; documents of before the key have none."""
    if digest is not None and text_digest(source) != digest:
        raise RestoreError("the text is not the one that was written: its source has another digest", hint=_CHANGED)
    return source


def _put_back(text: str, edits: Sequence[Mapping[str, Any]], chars: int, hidden: Mapping[int, str]) -> str:
    """The source, if all offsets and lengths agree: text that would be put together wrongly is not put together at all."""
    parts: list[str] = []
    at = length = 0
    for index, edit in enumerate(edits):
        start, end = edit["text"]
        was = edit["was"] if "was" in edit else hidden[index]
        begins = length + start - at
        length = begins + len(was)
        if not at <= start <= end <= len(text) or list(edit["source"]) != [begins, length]:
            raise RestoreError(f"edit {index} does not fit the text and the edits before it", hint=_CHANGED)
        parts += (text[at:start], was)
        at = end
    if (length := length + len(text) - at) != chars:
        raise RestoreError(f"the source had {chars} code points, and not {length}", hint=_CHANGED)
    return "".join([*parts, text[at:]])

