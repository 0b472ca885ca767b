"""Errors that the pipeline raises on purpose: each says what failed, where, and what to do next."""

from __future__ import annotations


class CleaningError(Exception):
    """An expected failure; `str(error)` is one line that a user can act on, `code` names it in records."""

    code = "error"

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what, where, hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" ({self.hint})" if self.hint else "")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self.what, self.where, self.hint)

    def at(self, where: str) -> CleaningError:
        """Return the same error with its place filled in, for the layer that knows the path."""
        return type(self)(self.what, where=where, hint=self.hint) if not self.where else self


def _rebuilt(kind: type[CleaningError], what: str, where: str, hint: str) -> CleaningError:
    """The error that another process raised: an exception with keyword arguments cannot be unpickled without help."""
    return kind(what, where=where, hint=hint)


class OptionsError(CleaningError):
    """An option has a value that the pipeline does not know."""

    code = "options"


class RuleError(CleaningError):
    """A rule file is wrong; `where` is file, rule id and key."""

    code = "rule"


class UnknownEncodingError(CleaningError):
    """The user asked for an encoding that does not exist."""

    code = "unknown-encoding"

    def __init__(self, label: str, *, where: str = "", hint: str = "use a label such as utf-8, gb18030, big5 or utf-16le") -> None:
        super().__init__(label if label.startswith("unknown encoding") else f"unknown encoding {label!r}", where=where, hint=hint)


class UnsupportedFormatError(CleaningError):
    """The bytes are no text, HTML or container that Jingwen reads."""

    code = "unsupported-format"


class TooLargeError(CleaningError):
    """The input is larger than `max_bytes`."""

    code = "too-large"


class SourceError(CleaningError):
    """A raw record could not be read."""

    code = "unreadable"


class OutputError(CleaningError):
    """A result could not be written."""

    code = "unwritable"


class RestoreError(CleaningError):
    """A document does not hold what is needed to put its source back together."""

    code = "restore"
