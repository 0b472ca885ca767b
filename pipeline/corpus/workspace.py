"""The run's own files: under `OUT/_jingwen`, or, for an object store, in a local folder whose manifest is copied there at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from pipeline.corpus.lock import locked
from pipeline.corpus.manifest import Manifest, read_meta
from pipeline.corpus.naming import RUN_FOLDER
from pipeline.corpus.storage_errors import explained
from pipeline.corpus.store import Store, is_remote

_MANIFEST = f"{RUN_FOLDER}/manifest.sqlite"
_RUNS = "runs"


class Workspace:
    """A context manager that holds the lock of OUT: `folder`, `staging` (empty), `manifest`, and `lock`, the descriptor of the lock."""

    def __init__(self, out: str, store: Store, state: str | None, patience: float) -> None:
        self._out, self._store, self._state, self._patience = out, store, state, patience
        self._exit = ExitStack()

    def __enter__(self) -> Self:
        with self._exit:
            try:
                self._open()
            except OSError as error:
                raise explained(error, self._out) from error
            self._exit = self._exit.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._exit.close()

    def _open(self) -> None:
        self.folder = self._folder()
        self.staging = os.path.join(self.folder, "tmp")
        os.makedirs(self.staging, exist_ok=True)
        self.lock = self._exit.enter_context(locked(os.path.join(self.folder, "lock"), self._patience))
        self._sweep()  # what a killed run left
        self._exit.callback(self._sweep)  # what killed workers left
        file = os.path.join(self.folder, "manifest.sqlite")
        if is_remote(self._out):
            self._take_newer(file)
        self.manifest = Manifest(file)
        self._exit.callback(self.manifest.close)
        self.manifest.set(_RUNS, str(int(self.manifest.get(_RUNS) or 0) + 1))

    def _sweep(self) -> None:
        for name in os.listdir(self.staging):
            os.unlink(os.path.join(self.staging, name))

    def _folder(self) -> str:
        if not is_remote(self._out):
            return os.path.join(self._out, RUN_FOLDER)
        if self._state is not None:
            return self._state
        folder = tempfile.mkdtemp(prefix="jingwen-")
        self._exit.callback(shutil.rmtree, folder)
        return folder

    def _take_newer(self, file: str) -> None:
        """Put the manifest that lies beside a remote OUT in the place of the local one, unless that has seen as many runs."""
        copy = os.path.join(self.staging, "remote.sqlite")
        if not self._store.fetch(_MANIFEST, copy):
            return
        if int(read_meta(copy, _RUNS) or 0) > int(read_meta(file, _RUNS) or 0):
            for ending in ("-wal", "-shm"):
                if os.path.exists(file + ending):
                    os.unlink(file + ending)
            os.replace(copy, file)
        else:
            os.unlink(copy)

    def upload(self) -> None:
        """Copy the manifest to a remote OUT, the last act of a run there."""
        if is_remote(self._out):
            copy = os.path.join(self.staging, "snapshot.sqlite")
            self.manifest.snapshot(copy)
            self._store.adopt(_MANIFEST, copy)
