"""Where the output of a raw file goes: one name for one name, none too long, none in the way of the run's own files."""

from __future__ import annotations

import hashlib

import regex

RUN_FOLDER = "_jingwen"
"""The folder in OUT that holds manifest, summary and quarantine."""
_NAME_LIMIT = 255  # bytes: what ext4, XFS, APFS and NTFS allow for one name
_PATH_LIMIT = 1024  # bytes of a whole relative path; PATH_MAX is 4096 on Linux and 1024 on macOS
_DIGEST = 16
_OUTPUT_ENDINGS = (".json", ".jsonl", ".jsonl.zst")
_SHARD = regex.compile(r"documents-\d{5,}")


def output_name(path: str, suffix: str) -> str:
    """Return the path in OUT for a raw file: `a.txt` gives `a.txt.json`.

    A name that grows over 255 bytes is shortened and gets a digest; so does a folder that could be taken for an output file or for
    the run's own folder.
    """
    *folders, name = path.split("/")
    if not folders and _SHARD.fullmatch(name):
        name = _marked(name)
    parts = [_folder(folder, top=not index) for index, folder in enumerate(folders)] + [_fitted(name, suffix)]
    whole = "/".join(parts)
    if len(whole.encode()) > _PATH_LIMIT:
        return f"~long/{_digest(path, 32)}{suffix}"
    return whole


def is_shortened(path: str, output: str) -> bool:
    """Return whether an output has another name than its raw file, apart from the ending."""
    return not output.startswith(path + ".")


def quarantine_name(path: str) -> str:
    """Return the path in OUT for the record of a raw file, or record of a container, that could not be cleaned."""
    return f"{RUN_FOLDER}/quarantine/{output_name(path, '.json')}"


def shard_name(index: int, suffix: str) -> str:
    """Return the path in OUT of shard `index` of the documents: `documents-00012.jsonl`."""
    return f"documents-{index:05d}{suffix}"


def shard_of(path: str, shards: int) -> int:
    """Return the shard that a document belongs to; it depends on nothing but its path, so a new file never shifts the others."""
    return int(_digest(path, 16), 16) % shards


def distinct(path: str, place: str) -> str:
    """Return another path for a raw file whose path is taken (by a file of another PATH): `a.txt` gives `a~1f0c….txt`."""
    stem, dot, ending = path.rpartition(".")
    mark = "~" + _digest(f"{place}/{path}", 8)
    return f"{stem}{mark}.{ending}" if dot and stem and "/" not in ending else path + mark


def _folder(name: str, *, top: bool) -> str:
    lower = name.lower()
    taken = (top and lower in (RUN_FOLDER, "~long")) or lower.endswith(_OUTPUT_ENDINGS)
    return _fitted(_marked(name) if taken else name, "")


def _marked(name: str) -> str:
    return f"{name}~{_digest(name, 8)}"


def _fitted(name: str, suffix: str) -> str:
    if len((name + suffix).encode()) <= _NAME_LIMIT:
        return name + suffix
    room = _NAME_LIMIT - len(suffix) - _DIGEST - 1
    return f"{name.encode()[:room].decode('utf-8', 'ignore')}~{_digest(name, _DIGEST)}{suffix}"


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:length]
