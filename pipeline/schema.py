"""The JSON Schema (draft 2020-12) of a document of schema `jingwen/1`: closed objects, every key described."""

from __future__ import annotations

from typing import Any

from pipeline.document import SCHEMA
from pipeline.rules.rule import FLAGS, GAPS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EVIDENCE = ("bom", "utf-8", "declared", "score", "detector", "override", "mixed", "fallback")
BLOCK_KINDS = ("salutation", "heading", "paragraph", "list_item", "signature")
MASK_KINDS = ("mask", "partial", "elided", "described", "pii")

Schema = dict[str, Any]


def json_schema() -> Schema:
    """Return the JSON Schema of one document."""
    return {
        "$schema": DIALECT,
        "$id": "urn:jingwen:1",
        "title": "Jingwen document",
        "description": "A clean document with the record of everything that was removed from its source or rewritten. "
        "All offsets are Unicode code points, half open.",
        **_object(_properties()),
    }


def _object(properties: dict[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _string(description: str, **more: Any) -> Schema:
    return {"type": "string", "description": description, **more}


def _nullable(description: str, **more: Any) -> Schema:
    return {"type": ["string", "null"], "description": description, **more}


def _count(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def _strings(description: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _list(description: str, items: Schema) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _span(description: str, *, nullable: bool = False) -> Schema:
    pair: Schema = {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}] * 2, "items": False, "minItems": 2}
    if nullable:
        pair["type"] = ["array", "null"]
    return {**pair, "description": description}


def _properties() -> dict[str, Schema]:
    return {
        "schema": {"const": SCHEMA, "description": "Name and version of this form."},
        "id": _string("The first 16 hexadecimal digits of the raw bytes' sha256; copies share it.", pattern="^[0-9a-f]{16}$"),
        "source": {"description": "Where the raw bytes came from and how they were decoded.", **_object(_source())},
        "title": _nullable("The title, lifted out of the text; null if none was found."),
        "title_source": _nullable("What said so: text, body, chrome, or the part of an HTML page."),
        "language": _string("BCP 47 tag of the text: zh-Hans, zh-Hant, en, und."),
        "metadata": {
            "description": "Only what the page itself says; keys beginning with x- have no common name.",
            "type": "object",
            "properties": _metadata(),
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        },
        "text": _string("The clean body, one paragraph a line."),
        "blocks": _list("The body's structure, in order.", _object(_block(), optional=("post",))),
        "placeholders": _list("Values that were hidden before the text came here, or that were anonymised here.", _object(_placeholder(), optional=("raw", "field"))),
        "gaps": _list("Places where body text is missing, because a site kept it back.", _object(_gap())),
        "flags": _list("What else a reader of this document has to know.", {"enum": list(FLAGS)}),
        "edits": _list("Every change, in order; undoing them gives the source.", _object(_edit(), optional=("was",))),
        "tool": {"description": "What made this document.", **_object(_tool())},
    }


def _source() -> dict[str, Schema]:
    return {
        "path": _nullable("Path relative to the PATH that was given, with /; undecodable names percent-escaped."),
        "url": _nullable("Address of the page, if the container or the caller knew it."),
        "sha256": _string("Digest of the raw bytes.", pattern="^[0-9a-f]{64}$"),
        "bytes": _count("Size of the raw record in bytes."),
        "media_type": _string("text/plain or text/html, or what the container said."),
        "encoding": _string("Encoding by which the bytes were read."),
        "encodings": _strings("Every encoding found, when a document mixes several."),
        "encoding_evidence": {"enum": list(EVIDENCE), "description": "What decided the encoding."},
        "declared_encoding": _nullable("Label that the page or its transport declared."),
        "replaced": _count("Places where bytes could not be decoded and became U+FFFD."),
        "faithful": {"type": "boolean", "description": "Whether encoding the source again gives the raw bytes."},
        "chars": _count("Length of the source in code points."),
        "text_sha256": _string("Digest of the source in UTF-8: what `restore` puts together has to have it.", pattern="^[0-9a-f]{64}$"),
    }


def _metadata() -> dict[str, Schema]:
    return {
        "published": _string("Date, or date and time, in ISO 8601."),
        "source": _string("Who the page names as its source."),
        "author": _string("Author, as given."),
        "editor": _string("Editor in charge, as given."),
        "uploader": _string("Who put the document on the site."),
        "uploaded": _string("When it was put there, in ISO 8601."),
        "url": _string("Address of the page."),
        "site": _string("Host of the page without www."),
        "breadcrumbs": _strings("Way to the page, without the page itself."),
        "keywords": _strings("Keywords that the page gives."),
        "document_id": _string("Number of the document on its site, or of the official paper."),
        "pages": _count("Pages that the site counts."),
        "file_format": _string("Format of the file that the site offers, in capitals."),
        "file_size": _string("Its size, as given."),
        "summary": _string("Summary that the site wrote."),
    }


def _block() -> dict[str, Schema]:
    return {
        "kind": {"enum": list(BLOCK_KINDS), "description": "What the line is."},
        "level": _count("0 if not numbered; 1 for 一、, 2 for (一), 3 for 1., 4 for (1), 5 for run-ins such as 一是."),
        "start": _count("First code point in text."),
        "end": _count("End in text."),
        "post": {
            "description": "The post of a forum thread that begins here: its number on the page, its author (null if it cannot be read, or in an anonymised document) "
            "and its date in ISO 8601 (or null).",
            **_object({"number": _count("Its number."), "author": _nullable("Who wrote it."), "published": _nullable("When.")}),
        },
    }


def _placeholder() -> dict[str, Schema]:
    return {
        "type": _string("LOCATION, PERSON, ORGANIZATION, NUMBER, DATE, EVENT or OTHER; for kind pii also PHONE, ID and the like.", pattern="^[A-Z_]+$"),
        "kind": {"enum": list(MASK_KINDS), "description": "A mask, a partly masked value, a value cut out without a trace, a description, or anonymised here."},
        "raw": _string("What stood there; missing for kind pii."),
        "start": _count("First code point in the value that in names."),
        "end": _count("End in that value; equal to start for an elision that is not marked."),
        "in": {"enum": ["text", "title", "metadata"], "description": "Where it stands."},
        "source": _span("Place in the source; null outside the text.", nullable=True),
        "field": _string("Key in metadata."),
        "rule": _string("Rule that gave the type."),
    }


def _gap() -> dict[str, Schema]:
    return {
        "at": _count("Place in text at which something is missing."),
        "reason": {"enum": list(GAPS), "description": "What kept it back."},
        "source": _span("Place in the source of what stood there instead."),
        "evidence": _string("What stood there instead; empty in an anonymised document."),
    }


def _edit() -> dict[str, Schema]:
    return {
        "rules": {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "Rules that acted, in order."},
        "source": _span("Place in the source."),
        "text": _span("Place of the replacement in text; start equals end if nothing replaced it."),
        "was": _string("What stood in the source; missing in an anonymised document, whose map file has it."),
    }


def _tool() -> dict[str, Schema]:
    return {
        "name": {"const": "jingwen", "description": "Always jingwen."},
        "version": _string("Version of jingwen."),
        "configuration": _string("Configuration digest: with it and the same input come the same bytes.", pattern="^[0-9a-f]{64}$"),
    }
