"""Whether anything at all has changed since the last build: by what the file system shows, without opening a document."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from sys import intern
from typing import NamedTuple

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times are sure to show a later change. Within them a file may change twice in one tick
of its clock (git calls such entries racy)."""


class Shown(NamedTuple):
    """What a tree of files looks like."""

    digest: bytes
    latest: int  # nanoseconds: when something in it last changed

    @property
    def settled(self) -> bool:
        """Whether a change from now on is sure to show."""
        return self.latest < time.time_ns() - SETTLED


def lines(folder: Path) -> list[str]:
    """Of every file in *folder* a line: its path in it, with ``/``, NUL, and what :func:`of_file` says; none where there is
    no folder."""
    found: list[str] = []
    waiting = [("", os.fspath(folder))]
    while waiting:
        inside, place = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{inside}{entry.name}/", entry.path))
            else:
                found.append(f"{inside}{entry.name}\0{of_file(entry.stat(follow_symlinks=False))}")
    return found


def files(folder: Path) -> dict[str, str]:
    """:func:`lines` by path. Paths are interned, here and wherever half a million of them are kept: one string each, not
    five."""
    parted = (line.partition("\0") for line in lines(folder))
    return {intern(path): shown for path, _, shown in parted}


def of_file(status: os.stat_result) -> str:
    """What is told of a file: size and time."""
    return f"{status.st_size}:{status.st_mtime_ns}"


def of_path(path: Path) -> str:
    """The same of the file at *path*; "" where there is none."""
    try:
        return of_file(path.stat())
    except OSError:
        return ""


def digest(lines: Iterable[str]) -> bytes:
    """A hash of what :func:`lines` found, in any order."""
    return blake2b("\0".join(sorted(lines)).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def shown(folders: Iterable[Path]) -> Shown:
    """All that is in *folders* by name, size, times and number; a folder that is not there is as good as empty."""
    hashed = blake2b(digest_size=16)
    latest = 0
    for root in folders:
        waiting = [os.fspath(root)]
        while waiting:
            folder = waiting.pop()
            hashed.update(b"\0" + os.fsencode(folder))
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                continue
            lines = []
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                status = entry.stat(follow_symlinks=False)
                latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
                lines.append(
                    f"{entry.name}:{status.st_mode}:{status.st_size}:{status.st_ctime_ns}:{status.st_mtime_ns}"
                )
            hashed.update("/".join(lines).encode("utf-8", "surrogateescape"))
    return Shown(hashed.digest(), latest)
