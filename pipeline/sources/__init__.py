"""Where raw records come from: files, directories, JSON lines, WARC, compressed or not."""

from pipeline.sources.directory import Found, escape_name, find_files, unescape_name
from pipeline.sources.opening import CONTAINERS, container_kind, read_file, read_records
from pipeline.sources.record import Failure, FieldNames, Limits, RawRecord, Records, Tally
from pipeline.sources.sniff import media_type, sniff

__all__ = [
    "CONTAINERS",
    "Failure",
    "FieldNames",
    "Found",
    "Limits",
    "RawRecord",
    "Records",
    "Tally",
    "container_kind",
    "escape_name",
    "find_files",
    "media_type",
    "read_file",
    "read_records",
    "sniff",
    "unescape_name",
]
