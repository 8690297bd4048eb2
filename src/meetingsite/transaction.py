"""Several files changed together, or none: everything is staged first, then moved into place, and undone on failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

_Done = Literal["replaced", "removed", "made", "folder", "stage"]
Content = bytes | Callable[[BinaryIO], None]
"""What a file is to hold; or, where that is too much to hold at once, what writes it."""


class Transaction:
    """Changes to files below *stage*'s parent; a context manager that undoes them all when its block raises.

    Staged content lies in the folder *stage*, on the same disk as what it will replace, so that a full disk is met
    before anything is touched and each move is one step. The folder is made when first needed and is gone afterwards;
    what a killed process left in it is thrown away. Every method raises OSError.
    """

    def __init__(self, stage: Path) -> None:
        self._stage = os.fspath(stage)
        self._count = 0
        self._done: list[
            tuple[_Done, str, str]
        ] = []  # what was done, in order; small, since there may be half a million

    def __enter__(self) -> Transaction:
        shutil.rmtree(self._stage, ignore_errors=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is None:
            shutil.rmtree(self._stage, ignore_errors=True)
            return
        with ExitStack() as undo:
            for done, path, other in self._done:
                if done == "replaced":
                    undo.callback(os.replace, other, path)
                elif done == "removed":
                    undo.callback(_put_back, other, path)
                elif done == "made":
                    undo.callback(Path(path).unlink, missing_ok=True)
                elif done == "folder":
                    undo.callback(remove_empty, Path(path))
                else:
                    undo.callback(shutil.rmtree, path, ignore_errors=True)

    def stage(self, content: Content) -> int:
        """Write *content* aside; the answer is its number there."""
        with open(self._free(), "wb") as file:
            if callable(content):
                content(file)
            else:
                file.write(content)
        return self._count

    def move(self, staged: int, target: Path) -> None:
        """Put what was *staged* at *target*, in place of the file that may stand there, in one step."""
        place, backup = os.fspath(target), self._free()
        there = True
        try:
            os.link(place, backup)
        except OSError:
            there = os.path.lexists(place)
            if there:  # on a file system without hard links
                shutil.copy2(place, backup)
            else:
                self._make_folder(target.parent)
        self._done.append(("replaced", place, backup) if there else ("made", place, ""))
        os.replace(f"{self._stage}/{staged}", place)

    def remove(self, target: Path) -> None:
        """Take the file *target* away."""
        aside = self._free()
        self._done.append(("removed", os.fspath(target), aside))
        os.replace(target, aside)

    def _free(self) -> str:
        if not self._count:
            self._make_folder(Path(self._stage))
            self._done.append(("stage", self._stage, ""))
        self._count += 1
        return f"{self._stage}/{self._count}"

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)
        folder.mkdir()
        self._done.append(("folder", os.fspath(folder), ""))


def _put_back(aside: str, path: str) -> None:
    """Undo a removal that was noted and, where the process was stopped right then, not yet made."""
    with suppress(FileNotFoundError):
        os.replace(aside, path)


def remove_empty(folder: Path) -> bool:
    """Remove *folder* if nothing is in it; whether it is gone."""
    with suppress(OSError):
        folder.rmdir()
        return True
    return False
