"""What every source yields: raw records, and records that could not be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.errors import CleaningError

DEFAULT_MAX_BYTES = 256 * 1024 * 1024
DEFAULT_MAX_RATIO = 500
"""Output bytes per compressed byte beyond which a stream is taken for a bomb; text compresses 3 to 50 times."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One raw document.

    path: where it is, POSIX style, relative to what was given; for a record of a container `container#number`, numbers from 1.
    media_type: `text/html` or `text/plain` if the source knows, else None: it will be sniffed.
    declared: a charset label from outside (HTTP header, a field of the crawl): evidence, no more.
    encoding: set when the bytes are known to be in it, since the source encoded them itself (text from JSON): overrules detection.
    record: what the container calls the record (its WARC-Record-ID, its `id` field), None outside containers.
    sole: the one document of its container, so that its result is named and written as that of a plain file.
    cut: the end of the document is missing, since its transfer broke off.
    stated: what the container says of the document beside its text (`title`, `published`, `author`, `source`, `keywords`), as it stands there.
    """

    data: bytes
    path: str
    url: str | None = None
    media_type: str | None = None
    declared: str | None = None
    encoding: str | None = None
    record: str | None = None
    sole: bool = False
    cut: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A record (or the rest of a container) that could not be read, with the reason."""

    path: str
    error: CleaningError


Records = Iterator[RawRecord | Failure]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one record may hold (bytes), and how far a compressed stream may expand."""

    max_bytes: int = DEFAULT_MAX_BYTES
    max_ratio: int = DEFAULT_MAX_RATIO


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Which fields of a JSON record hold what; None lets the names that Scrapy, Common Crawl and corpora use be tried in turn.

    A name may be a path: `metadata.url`.
    """

    content: str | None = None
    url: str | None = None
    charset: str | None = None
    identity: str | None = None


@dataclass(slots=True)
class Tally:
    """What a source passed over, by reason; filled while its records are read."""

    skipped: Counter[str] = field(default_factory=Counter)
