"""Tells what a file is from its first bytes; its name only breaks ties.

Signatures: the WHATWG MIME Sniffing standard and the formats' own specifications (PDF ISO 32000, ZIP APPNOTE 4.3, RFC 1952, RFC 8878).
"""

from __future__ import annotations

import regex

from pipeline.errors import UnsupportedFormatError
from pipeline.sources.json_values import begins_json
from pipeline.sources.tables import is_table

SNIFFED = 64 * 1024
"""Bytes from the start that are looked at."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"AT&TFORM", "djvu"),
)
# Signatures of printable characters: prose may begin with them, so what has to follow is asked for too.
_WORDED: tuple[tuple[regex.Pattern[bytes], str], ...] = (
    (regex.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n"), "warc"),
    (regex.compile(rb"%PDF-\d"), "pdf"),
    (regex.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    (regex.compile(rb"PAR1\x15"), "parquet"),
    (regex.compile(rb"RIFF.{4}(?:WAVE|AVI |WEBP|ACON|RMID)", regex.DOTALL), "media"),
    (regex.compile(rb"GIF8[79]a"), "image"),
    (regex.compile(rb"[\x50-\x5f]\x2a\x4d\x18"), "zstd"),  # a skippable frame, with which pzstd begins (RFC 8878, 3.1.2)
)
_HINTS = {
    "pdf": ("a PDF file", "extract its text first, for instance with: pdftotext -layout FILE.pdf"),
    "docx": ("a Word file (DOCX)", "convert it first, for instance with: pandoc -t plain FILE.docx"),
    "office": ("an Office file", "convert it first, for instance with: soffice --headless --convert-to txt FILE"),
    "ole": ("an old Office file (DOC, XLS, PPT, WPS)", "convert it first, for instance with: soffice --headless --convert-to txt FILE"),
    "epub": ("an e-book (EPUB)", "convert it first, for instance with: pandoc -t plain FILE.epub"),
    "rtf": ("an RTF file", "convert it first, for instance with: soffice --headless --convert-to txt FILE.rtf"),
    "zip": ("a ZIP archive", "unpack it first: unzip FILE.zip -d FOLDER"),
    "rar": ("a RAR archive", "unpack it first: unar FILE.rar"),
    "7z": ("a 7z archive", "unpack it first: 7z x FILE.7z"),
    "tar": ("a tar archive", "unpack it first: tar -xf FILE"),
    "bzip2": ("a bzip2 file", "unpack it first: bunzip2 FILE"),
    "xz": ("an xz file", "unpack it first: unxz FILE"),
    "parquet": ("a Parquet file", "export its text column as JSON lines first"),
    "sqlite": ("an SQLite database", "export its texts as JSON lines first"),
    "image": ("an image", "run OCR on it first"),
    "media": ("sound or video", "there is no text in it"),
    "djvu": ("a DjVu file", "extract its text first: djvutxt FILE"),
    "program": ("a program", "there is no text in it"),
    "binary": ("no text in any encoding", "check what wrote it"),
}
# The tags by which the MIME Sniffing standard knows HTML, and those that fragments begin with.
_MARKUP = regex.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,20}<(?:!doctype\s+(?:html|wml)|(?:rss|rdf:RDF|feed(?=\s[^>]{0,200}xmlns)|html|wml|head|body|script|style|title|meta|link|iframe|h[1-6]|div|font|"
    rb"table|tbody|tr|td|a|br|p|span|b|i|ul|ol|li|center|base|img|form|section|article|main|nav|header|footer|strong|pre|frameset|noscript)(?=[\s/>]))",
    regex.IGNORECASE | regex.DOTALL,
)
_PAGE = regex.compile(rb"<html[\s>]|<body[\s>]|<!doctype\s+html", regex.IGNORECASE)
_CLOSING = regex.compile(rb"</(?:p|div|a|td|tr|table|li|ul|span|h[1-6]|body|html|script|title)\s*>", regex.IGNORECASE)
_MAIL_HEADERS = regex.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}+:[^\n]{0,4000}+\n(?:[ \t]+\S[^\n]{0,4000}+\n){0,50}+){1,60}+(?=\r?\n)")
_MIME_VERSION = regex.compile(rb"^mime-version:", regex.IGNORECASE | regex.MULTILINE)
_PAGE_IN_MAIL = regex.compile(
    rb"^content-type:\s{0,20}(multipart/(?:related|mixed|alternative)|text/html|application/xhtml\+xml)(?![\w/+-])", regex.IGNORECASE | regex.MULTILINE
)
_LONGEST_LINE = 4096
_OFFICE = (b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis")
_HIGH = bytes((0x00, 0x20, 0x30, 0xFE, 0xFF, *range(0x4E, 0xA0)))
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 12, 13, 27))


def sniff(head: bytes, name: str = "", column: str | None = None) -> str:
    """Return what a file's first bytes are: `gzip zstd warc jsonl table mhtml html text` (`jsonl`: any JSON objects; `table`: CSV with texts), or a name that `refuse` explains.

    `name` is the file's; it decides only between HTML, text and a table. `column` is that of a table's texts, if the caller knows it.
    """
    head = head[:SNIFFED]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _zip_kind(head) if kind == "zip" else kind
    if worded := next((kind for pattern, kind in _WORDED if pattern.match(head)), None):
        return worded
    if head[257:262] == b"ustar":
        return "tar"
    if head[4:8] == b"ftyp":
        return "media"
    if is_mhtml(head):
        return "mhtml"
    plain = _narrowed(head)
    if plain is None:
        return "binary"
    start = plain.lstrip()
    if _WORDED[0][0].match(start):
        return "warc"
    if begins_json(start):
        return "jsonl"
    if is_table(head, name, column):
        return "table"
    return "html" if is_html(plain, name) else "text"


def is_html(head: bytes, name: str = "") -> bool:
    """Return whether text (in an encoding that holds ASCII) is a page: it begins with markup, or says so near its start."""
    if _MARKUP.match(head):
        return True
    if (page := _PAGE.search(head, 0, 4096)) and _CLOSING.search(head, page.end()):
        return True
    return name.lower().endswith((".html", ".htm", ".shtml", ".xhtml")) and _CLOSING.search(head) is not None


def is_mhtml(head: bytes) -> bool:
    """Return whether a file begins with the headers of a mail whose body is a page, alone or with its pictures."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\n" not in start[:_LONGEST_LINE]:
        start = start.replace(b"\r", b"\n")
    headers = _MAIL_HEADERS.match(start)
    if headers is None or not (kind := _PAGE_IN_MAIL.search(headers.group())):
        return False
    return kind.group(1).lower() == b"multipart/related" or _MIME_VERSION.search(headers.group()) is not None


def media_type(head: bytes, name: str = "") -> str:
    """Return `text/html` or `text/plain` for the first bytes of one document; raises UnsupportedFormatError for anything else."""
    kind = sniff(head, name)
    if kind in ("html", "text"):
        return f"text/{'html' if kind == 'html' else 'plain'}"
    if kind in ("jsonl", "table"):
        return "text/plain"
    raise refuse(kind, name)


def refuse(kind: str, where: str) -> UnsupportedFormatError:
    """Return the error that says what a file is and what to convert or unpack it with."""
    what, hint = _HINTS.get(kind, (f"a container ({kind})", "give it as a source of its own"))
    return UnsupportedFormatError(f"this is {what}", where=where, hint=hint)


def _zip_kind(head: bytes) -> str:
    if b"word/" in head or b"mimetypeapplication/vnd.openxmlformats-officedocument.wordprocessingml" in head:
        return "docx"
    if b"mimetypeapplication/epub+zip" in head:
        return "epub"
    return "office" if any(mark in head for mark in _OFFICE) or b"[Content_Types].xml" in head else "zip"


def _narrowed(head: bytes) -> bytes | None:
    """The bytes without the NULs of UTF-16 and UTF-32, None if they are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    plain = head.removeprefix(b"\xef\xbb\xbf")
    controls = len(plain) - len(plain.translate(None, _CONTROLS))
    if controls * 20 > len(plain) and not _is_wide(plain):
        return None
    return plain.replace(b"\x00", b"")


def _is_wide(data: bytes) -> bool:
    """Whether bytes may be UTF-16 without a byte order mark: most high bytes are those of ASCII, ideographs and full-width forms."""
    halves = data[0::2], data[1::2]
    return any(len(half.translate(None, _HIGH)) * 10 < len(half) for half in halves)
