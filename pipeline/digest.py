"""The configuration digest: equal digest and equal input give equal bytes, so that a run can skip what is unchanged."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import orjson

from pipeline.options import Options
from pipeline.rules.load import rule_set

LIBRARIES = ("ahocorasick-rs", "beautifulsoup4", "charset-normalizer", "regex", "selectolax")
"""Packages whose version can change what is written."""
_ROOT = Path(__file__).parent
_DATA = ("*.toml", "*.json", "*.txt", "*.py")
_SAYS_NOTHING = ("cli.py", "commands", "corpus", "scoring/train")
"""Parts of the package that decide nothing of what a document says."""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


VERSION = _version("jingwen")


@lru_cache(maxsize=1)
def _data_digests() -> dict[str, str]:
    """The sha256 of every file of the package that decides what is written, by its POSIX path in the package.

    The code is among them: in a clone it changes from commit to commit and the version does not.
    """
    files = {path.relative_to(_ROOT).as_posix(): path for pattern in _DATA for path in _ROOT.rglob(pattern)}
    silent = tuple(f"{part}/" for part in _SAYS_NOTHING)
    return {name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in sorted(files) if not f"{name}/".startswith(silent)}


def _user_digests(folders: tuple[str, ...]) -> list[str]:
    """Name and sha256 of every file in a user's rule directories, in the order in which they are read; a site file's name says for which site it is."""
    files = [file for folder in folders for file in ([Path(folder)] if Path(folder).is_file() else sorted(Path(folder).rglob("*.toml")))]
    return [f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files]


@lru_cache(maxsize=16)
def configuration_digest(options: Options) -> str:
    """Return the sha256 (hex) of all that decides what is written: version, options, rules, code and data, libraries, Unicode."""
    parts = {
        "version": VERSION,
        "options": options.canonical(),
        "rules": [rule.canonical() for folder in ("repair", "boilerplate") for rule in rule_set(folder, options.rules).rules],
        "data": _data_digests(),
        "user": _user_digests(options.rules),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "unicode": unicodedata.unidata_version,
    }
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()
