"""The files of the output: which are as an earlier build left them, and which this one makes anew."""

from __future__ import annotations

import os
from pathlib import Path

from . import fingerprint
from .store import File, Store
from .write import OWN


class Output:
    """What is known of the files in one folder; they are looked at when this is made."""

    def __init__(self, folder: Path, store: Store) -> None:
        """*store* says what the last build wrote into *folder*. Raises StoreError."""
        self.folder, self._store = folder, store
        self._seen = fingerprint.files(folder)
        self._keys: dict[str, bytes] = {}  # of the files that are as we left them
        self._lost: set[str] = set()  # the others
        for path, file in store.files():
            if file.shown == self._seen.get(path):
                self._keys[path] = file.key
            else:
                self._lost.add(path)
        self._made: dict[str, bytes] = {}  # the keys of the files made anew; empty where there is none
        self._kept: set[str] = set()  # the others that belong to the site

    def __contains__(self, path: object) -> bool:
        """Whether the file *path* belongs to the site, as far as has been entered."""
        return path in self._made or path in self._kept

    def untouched(self, path: str) -> Path | None:
        """Where the file *path* lies as we left it, if it does."""
        return self.folder / path if path in self._keys else None

    def current(self, path: str, key: bytes) -> bool:
        """Enter the file *path*: whether it is there as its *key* says it must be. If not, it is to be made."""
        if self._keys.get(path) == key:
            self._kept.add(path)
            return True
        self._made[path] = key
        return False

    def keep(self, path: str) -> None:
        """Enter the file *path*, which is right as it is."""
        self._kept.add(path)

    def make(self, path: str, key: bytes = b"") -> None:
        """Enter the file *path*, which is made; without a *key*, in every build."""
        self._made[path] = key

    def remember(self) -> bytes:
        """Note in the store what was made; call it when it is published. The :func:`.fingerprint.digest` of the folder."""
        for path in (*self._made, *OWN):
            self._seen[path] = fingerprint.of_file(os.stat(self.folder / path))
        gone = [path for known in (self._keys, self._lost) for path in known if path not in self]
        self._store.keep_files(((path, File(key, self._seen[path])) for path, key in self._made.items()), gone)
        self._store.commit()
        for path in gone:
            self._seen.pop(path, None)
        return fingerprint.digest(f"{path}\0{shown}" for path, shown in self._seen.items())
