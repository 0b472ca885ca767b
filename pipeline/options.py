"""What a caller can choose: frozen, validated, and canonical, since it is part of the configuration digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pipeline.errors import OptionsError

MODES = ("rules", "cautious", "article")
THREADS = ("first", "all")
ANONYMIZE = ("person", "location", "organization", "phone", "id", "email", "url", "bank", "plate", "uploader")
DEFAULT_MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are cleaned. Raises OptionsError for a value that does not exist.

    mode: "rules" (rules alone), "cautious" (rules, and the line scorer in the outer zone) or "article" (the article alone).
    placeholders: "tag" (masks become `[TYPE]`), "keep", or a template that holds `{type}`.
    mark_elisions: write a tag where a number was cut out without a trace; off, they are only recorded.
    thread: "all" posts of a forum thread, or the "first" alone; a site file may say otherwise for its site.
    anonymize: kinds of real identifiers to replace, of `ANONYMIZE`, or ("all",).
    allow: names that anonymisation leaves alone.
    rules: directories with a user's own rule files.
    max_bytes: larger inputs are refused.
    """

    mode: str = "cautious"
    placeholders: str = "tag"
    mark_elisions: bool = False
    thread: str = "all"
    anonymize: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    max_bytes: int = DEFAULT_MAX_BYTES

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise OptionsError(f"unknown mode {self.mode!r}", hint="use one of " + ", ".join(MODES))
        if self.placeholders not in ("tag", "keep") and "{type}" not in self.placeholders:
            raise OptionsError(f"unknown placeholder form {self.placeholders!r}", hint='use tag, keep, or a template such as "<{type}>"')
        if self.thread not in THREADS:
            raise OptionsError(f"unknown thread {self.thread!r}", hint="use one of " + ", ".join(THREADS))
        wanted = ANONYMIZE if "all" in self.anonymize else tuple(sorted(set(self.anonymize)))
        if unknown := [kind for kind in wanted if kind not in ANONYMIZE]:
            raise OptionsError(f"cannot anonymize {', '.join(unknown)}", hint="use " + ", ".join(ANONYMIZE) + " or all")
        if self.max_bytes < 1:
            raise OptionsError(f"max_bytes is {self.max_bytes}", hint="give a positive number of bytes")
        object.__setattr__(self, "anonymize", wanted)
        object.__setattr__(self, "allow", tuple(sorted(set(self.allow))))
        object.__setattr__(self, "rules", tuple(dict.fromkeys(self.rules)))

    def canonical(self) -> dict[str, Any]:
        """Return the options that decide what is written; where rule files lie does not, what they say is digested elsewhere."""
        return {key: value for key, value in asdict(self).items() if key != "rules"}
