"""Makes documents that kill, hang or break a worker: Python imports this file at the start of every process that has its folder on PYTHONPATH.

A text does what it says: 杀死 dies of a segmentation fault, 死循环 never ends, 出错 raises what nobody expects, 慢 takes 50 ms,
退出 leaves the process with exit code 0, 磁盘满 finds the disk full when it is written, 读死 dies while it is read, before it is cleaned.
"""

import errno
import os
import signal
import sys
import time
from typing import Any

if any("pipeline.corpus.worker" in argument for argument in sys.orig_argv):
    from pipeline import cleaning

    _clean = cleaning.clean

    def _faulty(data: bytes | str, **known: Any) -> Any:
        raw = data if isinstance(data, bytes) else data.encode()
        if "杀死".encode() in raw:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "死循环".encode() in raw:
            while True:
                time.sleep(1)
        if "出错".encode() in raw:
            raise ZeroDivisionError("nobody expects this")
        if "退出".encode() in raw:
            os._exit(0)
        if "慢".encode() in raw:
            time.sleep(0.05)
        return _clean(data, **known)

    cleaning.clean = _faulty

    from pipeline.corpus import local_store, reading
    from pipeline.corpus.storage_errors import explained

    _read = reading.Hashed.read

    def _deadly(self: reading.Hashed, size: int = -1) -> bytes:
        data = _read(self, size)
        if "读死".encode() in data:
            os.kill(os.getpid(), signal.SIGSEGV)
        return data

    reading.Hashed.read = _deadly  # type: ignore[method-assign]

    _write = local_store.LocalStore.write

    def _full(self: local_store.LocalStore, name: str, data: bytes) -> bool:
        if "磁盘满".encode() in data:
            raise explained(OSError(errno.ENOSPC, "No space left on device"), name)
        return _write(self, name, data)

    local_store.LocalStore.write = _full  # type: ignore[method-assign]
