"""Errors a user can cause and mend. Library code raises them; only ``cli.py`` prints and exits."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

SHOWN = 5  # mistakes of one run told in full


class MeetingsiteError(Exception):
    """Something the user can mend: what is wrong, where, and what to do about it.

    ``message`` and ``remedy`` are Chinese sentences the user reads; ``path``, ``line`` and ``column`` (both from 1)
    say where, as far as it is known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        remedy: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.remedy = remedy

    def __str__(self) -> str:
        """``seeds/001.txt:12:8: 什么不对。怎样改正。``"""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n  → {self.remedy}" if self.remedy else text


class YamlError(MeetingsiteError):
    """A knowledge, correction or config file that cannot be used as it stands."""


class SeveralErrors(MeetingsiteError):
    """Several mistakes of one kind in one run: all that were found are told, the first few in full."""

    def __init__(self, errors: Sequence[MeetingsiteError]) -> None:
        super().__init__(errors[0].message)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        """Each mistake as it is told alone; of more than SHOWN the rest by their places."""
        told = [str(error) for error in self.errors[:SHOWN]]
        more = [str(error.path) for error in self.errors[SHOWN:]]
        if more:
            told.append(f"另有 {len(more)} 处：{'、'.join(more[:SHOWN])}{'……' if len(more) > SHOWN else ''}")
        return "\n".join(told)


class ConfigError(MeetingsiteError):
    """Settings that contradict each other or point nowhere."""


class OutputError(MeetingsiteError):
    """The output folder cannot be written, or is not ours to write."""


class LinkError(MeetingsiteError):
    """A page would link to something that has no page: a defect or a broken correction, never published."""


class RefusedError(MeetingsiteError):
    """One document that cannot be published. ``code`` is what ``data/refused.json`` says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    usual = {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "磁盘是只读的",
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已满",
        errno.ENOENT: "文件不见了",
        errno.EISDIR: "是文件夹",
        errno.ENOTDIR: "上级不是文件夹",
        errno.ENAMETOOLONG: "路径太长",
        errno.EIO: "磁盘读写出错",
    }
    return usual.get(error.errno or 0, error.strerror or type(error).__name__)
