"""What is wrong with OUT when nothing can be written there, or read again."""

from __future__ import annotations

import errno

from pipeline.errors import OutputError

_ENDS_THE_RUN = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class StorageError(OutputError):
    """OUT takes nothing more (full, read-only, gone): the run ends, since every further document would fail too."""


def explained(error: OSError, where: str) -> OutputError:
    """Return the error that says what is wrong with OUT; a StorageError when nothing more can be written at all."""
    reason = error.strerror or str(error)
    if error.errno in _ENDS_THE_RUN:
        return StorageError(
            f"cannot write: {reason}", where=where, hint="make room or give another OUT; the same command then goes on where it was"
        )
    return OutputError(f"cannot write: {reason}", where=where, hint="see what stands there, or give another OUT")
