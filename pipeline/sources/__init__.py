"""Where raw records come from: files, directories, JSON lines, WARC, compressed or not."""

from pipeline.sources.directory import Found, escape_name, find_files, is_output
from pipeline.sources.json_values import split_json
from pipeline.sources.opening import read_file, read_records, unpacked
from pipeline.sources.record import Failure, FieldNames, Limits, RawRecord, Records, Tally
from pipeline.sources.sniff import media_type, sniff

__all__ = [
    "Failure",
    "FieldNames",
    "Found",
    "Limits",
    "RawRecord",
    "Records",
    "Tally",
    "escape_name",
    "find_files",
    "is_output",
    "media_type",
    "read_file",
    "read_records",
    "sniff",
    "split_json",
    "unpacked",
]
