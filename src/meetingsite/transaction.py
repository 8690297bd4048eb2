"""Several files changed together, or none: everything is staged first, then moved into place, and undone on failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

Content = bytes | Callable[[BinaryIO], None]
"""What a file is to hold; or, where that is too much to hold at once, what writes it."""


class Transaction:
    """Changes to files below *stage*'s parent; a context manager that undoes them all when its block raises.

    Staged content lies in the folder *stage*, on the same disk as what it will replace, so that a full disk is met
    before anything is touched and each move is one step. The folder is made when first needed and is gone afterwards;
    what a killed process left in it is thrown away. Every method raises OSError.
    """

    def __init__(self, stage: Path) -> None:
        self._stage = stage
        self._count = 0
        self._undo = ExitStack()

    def __enter__(self) -> Transaction:
        shutil.rmtree(self._stage, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            self._undo.pop_all()
            shutil.rmtree(self._stage, ignore_errors=True)
        self._undo.close()

    def stage(self, content: Content) -> Path:
        """Write *content* aside; the answer is where it lies."""
        place = self._free()
        with open(place, "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content)
        return place

    def move(self, staged: Path, target: Path) -> None:
        """Put *staged* at *target*, in place of the file that may stand there, in one step."""
        self._make_folder(target.parent)
        if target.exists():
            backup = self._free()
            try:
                os.link(target, backup)
            except OSError:  # a file system without hard links
                shutil.copy2(target, backup)
            self._undo.callback(os.replace, backup, target)
        else:
            self._undo.callback(target.unlink, missing_ok=True)
        os.replace(staged, target)

    def remove(self, target: Path) -> None:
        """Take the file *target* away."""
        aside = self._free()
        os.replace(target, aside)
        self._undo.callback(os.replace, aside, target)

    def _free(self) -> Path:
        if not self._count:
            self._make_folder(self._stage)
            self._undo.callback(shutil.rmtree, self._stage, ignore_errors=True)
        self._count += 1
        return self._stage / str(self._count)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir()
        self._undo.callback(remove_empty, folder)


def remove_empty(folder: Path) -> bool:
    """Remove *folder* if nothing is in it; whether it is gone."""
    with suppress(OSError):
        folder.rmdir()
        return True
    return False
