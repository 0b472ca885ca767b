"""Replaces the real identifiers that are left in a document by numbered tokens, on request: [PERSON_1], [PHONE_2].

The same value has the same token throughout a document; tokens are numbered by first occurrence in the text, then in the title and the
metadata, and masks share no numbers with them. The raw values go to `Findings.secrets` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from pipeline.draft import Change, Draft
from pipeline.findings import Mask
from pipeline.options import Options
from pipeline.stages.identifiers import Identifiers
from pipeline.stages.people import People
from pipeline.stages.placeholders import find as find_masks
from pipeline.stages.places import Organizations, Places
from pipeline.stages.real_names import allowed
from pipeline.stages.recognizing import KINDS, PRIORITY, Entity, Recognizer

RECOGNIZERS: tuple[Recognizer, ...] = (Identifiers(), People(), Organizations(), Places())
"""The built-in recognisers; a model is one more of them."""

_TOKEN = regex.compile(r"[\[<{【〔(（]+([A-Z_]{2,16})_(\d{1,6})[\]>}】〕)）]+")
_TAG = regex.compile(r"[\[<{【〔(（]+[A-Z_]{2,16}(?:_\d{1,6})?[\]>}】〕)）]+")
_AGAIN = "anonymize.again"
_WHOLE = {"author": "PERSON", "editor": "PERSON", "uploader": "UPLOADER", "url": "URL"}
"""Metadata that is a name or an address as a whole."""
_NOBODY = frozenset({"佚名", "匿名", "未知", "网友", "网络", "admin", "管理员", "本站", "编辑", "小编", "网友投稿", "互联网", "原创", "转载", "系统"})
_SEPARATORS = regex.compile(r"[\s\-—－()（）+·•.]+")


class _Found(NamedTuple):
    """An entity of one value of the document: `place` is "" for the text, "title", or a key of the metadata."""

    place: str
    entity: Entity
    raw: str


class Pseudonyms:
    """The tokens of one document: equal values of a kind get one token, numbered in the order in which they are asked for."""

    def __init__(self, text: str) -> None:
        self._tokens: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        self.secrets: dict[tuple[str, str], None] = {}
        for found in _TOKEN.finditer(text):  # tokens that the text came with keep their numbers to themselves
            self._last[found[1]] = max(self._last.get(found[1], 0), int(found[2]))

    def token(self, kind: str, raw: str) -> str:
        """Return the name of the token of a value, such as PERSON_1."""
        key = (kind, _normal(kind, raw))
        if key not in self._tokens:
            self._last[kind] = self._last.get(kind, 0) + 1
            self._tokens[key] = f"{kind}_{self._last[kind]}"
        self.secrets[self._tokens[key], raw] = None
        return self._tokens[key]


def _normal(kind: str, raw: str) -> str:
    """Return the form in which values are compared: identifiers without separators, addresses in lower case."""
    if kind in ("PHONE", "BANK_CARD", "ID", "PLATE"):
        bare = "".join(_SEPARATORS.split(raw)).upper()
        return bare[2:] if kind == "PHONE" and len(bare) == 13 and bare.startswith("86") else bare
    return raw.lower() if kind in ("EMAIL", "URL") else raw


def anonymize(draft: Draft, options: Options, recognizers: Sequence[Recognizer] = RECOGNIZERS) -> Draft:
    """Return the draft with real identifiers of the kinds that the options name replaced, in text, title and metadata."""
    if not options.anonymize:
        return draft
    kinds = frozenset(KINDS[name] for name in options.anonymize)
    values = _values(draft)
    found = _everywhere(values, _recognised(values, kinds, options, recognizers))
    names = Pseudonyms("\n".join(values.values()))
    masks = list(draft.findings.masks)
    changes: list[Change] = []
    written: dict[str, str] = {}
    for place, value in values.items():
        mine = [(item.entity, _template(options).replace("{type}", names.token(item.entity.kind, item.raw))) for item in found if item.place == place]
        if place == "":
            changes = [Change(entity.start, entity.end, token, entity.rule) for entity, token in mine]
            masks += [Mask(entity.kind, "pii", "", *draft.to_source(entity.start, entity.end), entity.rule) for entity, _ in mine]
        elif mine:
            written[place], masks = _written(place, value, mine, masks)
    findings = draft.findings
    metadata = {key: _value_of(key, value, written) for key, value in findings.metadata.items()}
    secrets = (*findings.secrets, *names.secrets)
    title = written.get("title", findings.title)
    return draft.with_findings(title=title, metadata=metadata, masks=tuple(masks), secrets=secrets, notes=(), title_evidence=()).apply(changes)


def hidden(value: str, draft: Draft, options: Options, recognizers: Sequence[Recognizer] = RECOGNIZERS) -> str:
    """Return a value from outside the document, such as its path, without real identifiers: known ones by token, others by kind."""
    if not options.anonymize:
        return value
    kinds = frozenset(KINDS[name] for name in options.anonymize)
    tokens = {raw: f"[{token}]" for token, raw in draft.findings.secrets}
    spans = _sweep({"": value}, dict.fromkeys(tokens, ""))
    spans += list(_recognised({"": value}, kinds, options, recognizers))
    parts: list[str] = []
    at = 0
    for item in _disjoint(spans):
        parts += (value[at : item.entity.start], tokens.get(item.raw, f"[{item.entity.kind}]"))
        at = item.entity.end
    return "".join([*parts, value[at:]])


def _values(draft: Draft) -> dict[str, str]:
    """Return every string that is written out: the text as "", the title, and metadata by key (and number, in a list)."""
    values = {"": draft.text}
    if draft.findings.title:
        values["title"] = draft.findings.title
    for key, value in sorted(draft.findings.metadata.items()):
        if isinstance(value, str):
            values[f"{key}"] = value
        elif isinstance(value, list | tuple):
            values |= {f"{key}/{i}": item for i, item in enumerate(value) if isinstance(item, str)}
    return values


def _recognised(values: dict[str, str], kinds: frozenset[str], options: Options, recognizers: Sequence[Recognizer]) -> list[_Found]:
    allow = frozenset(options.allow)
    found: list[_Found] = []
    for place, value in values.items():
        whole = _WHOLE.get(place, "")
        if whole in kinds and value.strip() and not allowed(value, allow) and value not in _NOBODY and not find_masks(value):
            found.append(_Found(place, Entity(0, len(value), whole, f"anonymize.{place}"), value))
            continue
        entities = (entity for recognizer in recognizers for entity in recognizer.find(value, kinds, allow))
        found += [_Found(place, entity, value[entity.start : entity.end]) for entity in entities]
    return found


def _everywhere(values: dict[str, str], found: list[_Found]) -> list[_Found]:
    """Return what was recognised and every other occurrence of the same strings: a name is a secret wherever it stands."""
    kinds = {item.raw: item.entity.kind for item in reversed(found)}
    every = found + _sweep(values, kinds)
    return [item for place in values for item in _disjoint([one for one in every if one.place == place], _tags(values[place]))]


def _sweep(values: dict[str, str], kinds: dict[str, str]) -> list[_Found]:
    if not kinds:
        return []
    known = regex.compile(r"\L<known>", known=sorted(kinds, key=lambda raw: (-len(raw), raw)))
    return [_Found(place, Entity(*hit.span(), kinds[hit.group()], _AGAIN), hit.group()) for place, value in values.items() for hit in known.finditer(value)]


def _tags(value: str) -> list[tuple[int, int]]:
    return [tag.span() for tag in _TAG.finditer(value)]


def _disjoint(found: Iterable[_Found], taken: Sequence[tuple[int, int]] = ()) -> list[_Found]:
    """Return the entities that win: leftmost, then longest, then the more special kind, none inside a tag."""
    ordered = sorted(found, key=lambda item: (item.entity.start, -item.entity.end, item.entity.rule == _AGAIN, _rank(item.entity.kind), item.entity.rule))
    kept: list[_Found] = []
    for item in ordered:
        start, end = item.entity.start, item.entity.end
        if (not kept or start >= kept[-1].entity.end) and not any(a < end and start < b for a, b in taken):
            kept.append(item)
    return kept


def _rank(kind: str) -> int:
    return PRIORITY.index(kind) if kind in PRIORITY else len(PRIORITY)


def _template(options: Options) -> str:
    return "[{type}]" if options.placeholders in ("tag", "keep") else options.placeholders


def _written(place: str, value: str, tokens: list[tuple[Entity, str]], masks: list[Mask]) -> tuple[str, list[Mask]]:
    """Return a value with its tokens, and all masks with those of this value moved to where they now stand."""
    key = place.split("/")[0]
    part, field = ("title", "") if place == "title" else ("metadata", key)
    parts: list[str] = []
    new: list[Mask] = []
    shifts: list[tuple[int, int]] = []
    at = size = 0
    for entity, token in tokens:
        parts += (value[at : entity.start], token)
        start = size + entity.start - at
        size = start + len(token)
        new.append(Mask(entity.kind, "pii", "", start, size, entity.rule, part, field))
        shifts.append((entity.end, len(token) - (entity.end - entity.start)))
        at = entity.end
    moved = [_moved(mask, shifts) if (mask.part, mask.field) == (part, field) else mask for mask in masks]
    return "".join([*parts, value[at:]]), moved + new


def _moved(mask: Mask, shifts: list[tuple[int, int]]) -> Mask:
    by = sum(shift for end, shift in shifts if end <= mask.start)
    return mask._replace(start=mask.start + by, end=mask.end + by)


def _value_of(key: str, value: object, written: dict[str, str]) -> object:
    if isinstance(value, list | tuple):
        return type(value)(written.get(f"{key}/{i}", item) if isinstance(item, str) else item for i, item in enumerate(value))
    return written.get(key, value) if isinstance(value, str) else value
