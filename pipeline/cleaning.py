"""The way from bytes to a Document, in four steps that the flow shows as four tasks: detect, strip, mask, emit."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pipeline.decode import Decoded, decode
from pipeline.digest import VERSION, configuration_digest
from pipeline.document import Document, project, text_digest
from pipeline.draft import Change, Draft
from pipeline.errors import TooLargeError, UnsupportedFormatError
from pipeline.language import language_of
from pipeline.options import Options
from pipeline.readers import READERS, Page
from pipeline.rules.load import rule_set
from pipeline.rules.rule import folder_of
from pipeline.stages.boilerplate import boilerplate
from pipeline.stages.emptiness import has_body
from pipeline.stages.html_body import has_markup, html_body
from pipeline.stages.lift import site_of
from pipeline.stages.placeholders import placeholders
from pipeline.stages.reflow import reflow
from pipeline.stages.repair import repair
from pipeline.stages.stated import with_stated, with_stated_title
from pipeline.stages.structure import blocks, gaps, opened, paragraphs
from pipeline.stages.thread import first_post, with_posts, without_authors
from pipeline.stages.title import last_title, short_title, title, title_again
from pipeline.stages.title.decoration import squeeze
from pipeline.stages.title.likeliest import is_latin
from pipeline.stages.zones import zones

_CLOSING = re.compile(r"</(?:p|div|a|td|tr|table|li|ul|span|form|h[1-6])\s{0,9}>")
MAX_ROUNDS = 6
"""Rounds after which a text that still changes is flagged `unsettled`; two or three are usual."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One raw record: its bytes (or text that is decoded already) and what is known about where it came from."""

    data: bytes | str
    path: str | None = None
    url: str | None = None
    media_type: str | None = None
    declared: str | None = None
    encoding: str | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False


def clean(
    data: bytes | str,
    *,
    path: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    encoding: str | None = None,
    declared: str | None = None,
    stated: Mapping[str, str] | None = None,
    truncated: bool = False,
    options: Options | None = None,
) -> Document:
    """Return the clean document of one raw record.

    data: the raw bytes, or text that is decoded already. path, url: recorded as provenance. media_type: "text/plain" or "text/html"; sniffed when
    not given. encoding: overrules all detection. declared: a label from outside (HTTP), evidence only. stated: what a crawl noted beside the text
    (`title`, `published`, `author`, `source`, `keywords`); it counts where the document itself says nothing.
    truncated: the end of the bytes is known to be missing; the document gets that flag.
    Raises TooLargeError, UnknownEncodingError, UnsupportedFormatError or RuleError, all children of CleaningError.
    """
    raw, options = Raw(data, path, url, media_type, declared, encoding, stated or {}, truncated), options or Options()
    decoded = detect_encoding(raw, options)
    return emit_document(raw, decoded, anonymize_placeholders(strip_chrome(raw, decoded, options), options), options)


def check_sites(options: Options) -> None:
    """Raise RuleError for a site file that is wrong, before a page of its site comes."""
    from pipeline.readers.sites import load_sites  # what reads selectors is loaded for pages alone

    load_sites(options.rules)


def detect_encoding(raw: Raw, options: Options) -> Decoded:
    """Return the decoded text of a raw record with the evidence for its encoding."""
    if isinstance(raw.data, str):
        return _decoded_text(raw.data)
    if len(raw.data) > options.max_bytes:
        raise TooLargeError(f"{len(raw.data)} bytes, more than {options.max_bytes}", where=raw.path or "", hint="raise --max-bytes")
    return decode(raw.data, declared=raw.declared, override=raw.encoding)


def _decoded_text(text: str) -> Decoded:
    """Text that the caller decoded: nothing is known about its bytes. Raises UnsupportedFormatError for lone surrogates, which are no text."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = f"lone surrogate at code point {error.start}"
        raise UnsupportedFormatError(place, hint="give the raw bytes, or decode them with errors='replace'") from error
    return Decoded(text, text, encoding="utf-8", evidence="override")


def strip_chrome(raw: Raw, decoded: Decoded, options: Options) -> Draft:
    """Return the draft with damage repaired, chrome removed, cut sentences joined, and title, metadata and structure found."""
    page = _page(raw, decoded, options)
    draft = Draft(page.source, lines=page.lines)
    draft = draft.with_findings(metadata=_stated(page, raw), flags=frozenset(decoded.flags) | page.flags | ({"truncated"} if raw.truncated else set()), gaps=page.gaps)
    draft = draft.with_findings(folder=folder_of(raw.path))
    if heading := page.metadata.get("title"):
        stated = str(heading.value) if heading.origin != "title" else None  # `<title>` alone may name the site, or nothing
        draft = draft.with_findings(title_evidence=(str(heading.value),), stated_title=stated)
    noted = _noted(raw)
    draft = with_stated_title(draft, noted)
    if decoded.repairs and page.source is decoded.source:
        draft = draft.apply(Change(r.start, r.end, r.replacement, r.rule) for r in decoded.repairs)
    draft = html_body(draft, options.mode, page.body, page.posts)
    if (page.thread or options.thread) == "first":
        draft = first_post(draft, page.posts)
    draft, settled = _settle(draft, options)
    judged = draft if has_markup(draft) else zones(draft, options.mode)
    weighed = judged is not draft and _is_weighed(draft, options)
    if judged is not draft:
        draft, settled = _settle(judged, options)
    if not weighed and (named := last_title(draft)) is not draft:
        draft, settled = _settle(named, options)
    draft = with_stated(with_posts(blocks(gaps(draft)), page.posts), noted)
    flags = set() if settled else {"unsettled"}
    return draft.with_findings(flags=draft.findings.flags | flags | (set() if has_body(draft) else {"no_body"}))


def _noted(raw: Raw) -> dict[str, object]:
    """What a crawl noted of the document."""
    if not raw.stated:
        return {}
    from pipeline.readers.metadata import record_metadata  # what reads pages is loaded when it is needed

    return record_metadata(raw.stated)


def _is_weighed(draft: Draft, options: Options) -> bool:
    """Whether the line scorer looks for a draft's title, rather than what place and form say."""
    return options.mode != "rules" and not has_markup(draft) and is_latin(draft.source)


def _settle(draft: Draft, options: Options) -> tuple[Draft, bool]:
    """Repeat the stages until none of them changes the text any more; False if it still changes after `MAX_ROUNDS`."""
    steps = _steps(options)
    idle = 0
    for turn in range(MAX_ROUNDS * len(steps)):
        before = draft.edits
        draft = steps[turn % len(steps)](draft)
        idle = idle + 1 if draft.edits is before or draft.edits == before else 0
        if idle == len(steps):
            return draft, True
    return draft, False


@lru_cache(maxsize=8)
def _steps(options: Options) -> tuple[Callable[[Draft], Draft], ...]:
    """The stages of one round, in order; each looks at the text as it is, so a text that no stage changes is finished."""
    repairs, chrome = rule_set("repair"), rule_set("boilerplate", options.rules)
    return (
        lambda draft: repair(draft, repairs),
        lambda draft: boilerplate(draft, chrome),
        lambda draft: reflow(draft, chrome),
        short_title,
        lambda draft: title(draft, by_place=not _is_weighed(draft, options)),
        title_again,
        paragraphs,
        opened,
    )


def anonymize_placeholders(draft: Draft, options: Options) -> Draft:
    """Return the draft with masks recorded and written as `[TYPE]`, and real identifiers replaced by tokens, as the options say."""
    masked = placeholders(draft, options)
    if not options.anonymize:
        return masked
    masked = without_authors(masked)
    from pipeline.stages.anonymize import anonymize  # late: its recognisers take time to load

    return anonymize(masked, options)


def emit_document(raw: Raw, decoded: Decoded, draft: Draft, options: Options) -> Document:
    """Return the document that is written for a finished draft."""
    data = raw.data if isinstance(raw.data, bytes) else raw.data.encode()
    digest = hashlib.sha256(data).hexdigest()
    return project(
        draft,
        identity=digest[:16],
        source=_source(raw, decoded, draft, data, digest, options),
        language=language_of(draft.text),
        metadata=_metadata(draft),
        tool={"name": "jingwen", "version": VERSION, "configuration": configuration_digest(options)},
        keep_was=not options.anonymize,
    )


def _page(raw: Raw, decoded: Decoded, options: Options) -> Page:
    unsure = raw.media_type is None or raw.media_type.endswith("xml")  # what is served as XML may be a page
    kind = "html" if raw.media_type == "text/html" or (unsure and _looks_like_html(decoded.text)) else "text"
    return READERS[kind](decoded.text if kind == "html" else decoded.source, url=raw.url, rules=options.rules, utf8=_utf8(raw, decoded))


def _utf8(raw: Raw, decoded: Decoded) -> bytes | None:
    """The bytes of a record that are its text in UTF-8 as it is, without a byte order mark; None for any other."""
    same = decoded.encoding == "utf-8" and decoded.faithful and not decoded.repairs
    return raw.data if same and isinstance(raw.data, bytes) and not raw.data.startswith(BOM_UTF8) else None


def _looks_like_html(text: str) -> bool:
    """Whether a text of which nobody says what it is must be a page: surer than `sniff` is of files, for a text about tags may begin with one."""
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<?xml", "<meta ", "<title>")) or ("<html" in head and "<head" in head):
        return True
    return head.startswith("<") and len(_CLOSING.findall(head)) >= 5  # a page without its head


def _stated(page: Page, raw: Raw) -> dict[str, object]:
    """What the page says in so many words, and where it came from."""
    stated = {name: found.value for name, found in page.metadata.items() if name not in ("title", "language")}
    if raw.url and "url" not in stated:
        stated["url"] = raw.url
    if "url" in stated and "site" not in stated and (site := site_of(str(stated["url"]))):
        stated["site"] = site
    return stated


def _metadata(draft: Draft) -> dict[str, Any]:
    """Metadata in JSON form; the way to the page ends before the page itself."""
    found: dict[str, Any] = {key: list(v) if isinstance(v, tuple) else v for key, v in sorted(draft.findings.metadata.items())}
    crumbs, name = found.get("breadcrumbs"), draft.findings.title
    if crumbs and name and squeeze(crumbs[-1]) == squeeze(name):
        found["breadcrumbs"] = crumbs[:-1]
    return found


def _source(raw: Raw, decoded: Decoded, draft: Draft, data: bytes, digest: str, options: Options) -> Mapping[str, Any]:
    return {
        "path": _shown(raw.path, draft, options),
        "url": _shown(raw.url, draft, options),
        "sha256": digest,
        "bytes": len(data),
        "media_type": raw.media_type or ("text/html" if any(line.context for line in draft.lines) else "text/plain"),
        "encoding": decoded.encoding,
        "encodings": list(decoded.encodings),
        "encoding_evidence": decoded.evidence,
        "declared_encoding": decoded.declared,
        "replaced": decoded.replaced,
        "faithful": decoded.faithful,
        "chars": len(draft.source),
        "text_sha256": text_digest(draft.source),
    }


def _shown(value: str | None, draft: Draft, options: Options) -> str | None:
    """A path or URL as it is written out."""
    if not value or not options.anonymize:
        return value
    from pipeline.stages.anonymize import hidden  # late, as above

    return hidden(value, draft, options)
