"""Whether anything at all has changed since the last build: by what the file system shows, without opening a document."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
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


def files(folder: Path) -> dict[str, str]:
    """Size and time of every file in *folder* by its path in it, with ``/``; none where there is no folder. Paths are
    interned, here and wherever half a million of them are kept: one string each, not five."""
    found: dict[str, str] = {}
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
                found[intern(inside + entry.name)] = of_file(entry.stat(follow_symlinks=False))
    return found


def of_file(status: os.stat_result) -> str:
    """What :func:`files` says of a file."""
    return f"{status.st_size}:{status.st_mtime_ns}"


def of_path(path: Path) -> str:
    """The same of the file at *path*; "" where there is none."""
    try:
        return of_file(path.stat())
    except OSError:
        return ""


def digest(found: Mapping[str, str]) -> bytes:
    """A hash of what :func:`files` found."""
    lines = "\0".join(f"{path}\0{found[path]}" for path in sorted(found))
    return blake2b(lines.encode("utf-8", "surrogateescape"), digest_size=16).digest()


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
