"""Errors a user can cause and mend. Library code raises them; only ``cli.py`` prints and exits."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

SHOWN = 5  # files of one run whose mistakes are told in full
REMEDIES = {  # by the code of a refused file
    "ignored": "不是文稿，不必管；要收入，就改名或换成普通文件。",
    "empty": "补上文字，或移走这个文件。",
    "binary": "文字另存为 UTF-8 的 .txt 纯文本；图片、扫描件先识别成文字；不是文稿就移走。",
    "format": "另存为 .txt 纯文本，一篇一个文件。",
    "too-large": "拆开，每个文件放一篇。",
    "no-text": "看看是不是只存了网页的外框；删错了的，用 explain 看是哪条规则。",
    "encoding": "用 UTF-8 编码另存；原件坏了就重新取一份。",
    "mojibake": "这是乱码，请重新取一份原件。",
    "unreadable": "检查文件权限，或确认它还在。",
    "duplicate-id": "给其中一个文件改名。",
    "defect": "这是程序的缺陷；可以先删去那一段，或等改好的版本。",
}


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
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}\n  → {self.remedy}" if self.remedy else text

    @property
    def place(self) -> str:
        """``seeds/001.txt:12:8``, as far as it is known."""
        path = None if self.path is None else shown(self.path)
        return ":".join(str(part) for part in (path, self.line, self.column) if part is not None)


class YamlError(MeetingsiteError):
    """A knowledge, correction or config file that cannot be used as it stands."""


class FieldError(ValueError):
    """Raised by a dataclass that does not accept the value of the field *name* ("": the values together): told with the
    place of that value."""

    def __init__(self, name: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.name = name
        self.remedy = remedy


class SeveralErrors(YamlError):
    """Several mistakes of one run, of one YAML file or of many: all that were found are told, of the first few files in
    full."""

    def __init__(self, errors: Sequence[MeetingsiteError]) -> None:
        flat: list[MeetingsiteError] = []
        for error in errors:
            flat += error.errors if isinstance(error, SeveralErrors) else [error]
        super().__init__(flat[0].message, path=flat[0].path, line=flat[0].line, column=flat[0].column)
        self.errors: tuple[MeetingsiteError, ...] = tuple(flat)

    def __reduce__(self) -> tuple[type[SeveralErrors], tuple[tuple[MeetingsiteError, ...]]]:
        """Between processes it travels as what it was made of."""
        return type(self), (self.errors,)

    def __str__(self) -> str:
        """Each mistake as it is told alone; those of more than SHOWN files by their places."""
        files = [*dict.fromkeys(error.path for error in self.errors)][:SHOWN]
        told = [str(error) for error in self.errors if error.path in files]
        more = [error.place for error in self.errors if error.path not in files]
        if more:
            told.append(f"另有 {len(more)} 处：{'、'.join(more[:SHOWN])}{'……' if len(more) > SHOWN else ''}")
        return "\n".join(told)


def one_or_several(errors: Sequence[YamlError]) -> YamlError:
    """*errors*, of which there is at least one, as one that can be raised."""
    return errors[0] if len(errors) == 1 else SeveralErrors(errors)


class ConfigError(MeetingsiteError):
    """Settings that contradict each other or point nowhere."""


class OutputError(MeetingsiteError):
    """The output folder cannot be written, or is not ours to write."""


class BusyError(OutputError):
    """Another build is writing the output folder."""


class LinkError(MeetingsiteError):
    """A page would link to something that has no page: a defect or a broken correction, never published."""


class RefusedError(MeetingsiteError):
    """One document that cannot be published. ``code`` is what ``data/refused.json`` says."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def shown(path: Path | str) -> str:
    """*path* as it is to be read: file names are UTF-8 even where the locale (LC_ALL=C) knows nothing of it."""
    try:
        return os.fsencode(path).decode("utf-8", "replace")
    except UnicodeEncodeError:  # no name of a file, but already words
        return str(path)


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


def database_reason(error: sqlite3.Error) -> str:
    """Why SQLite refused, in Chinese where it is one of the usual reasons."""
    usual = {
        5: "另一个程序正用着它",  # SQLITE_BUSY
        8: "没有写的权限",  # SQLITE_READONLY
        10: "磁盘读写出错，多半是磁盘已满",  # SQLITE_IOERR
        13: "磁盘已满",  # SQLITE_FULL
        14: "打不开，多半是没有权限或磁盘已满",  # SQLITE_CANTOPEN
    }
    return usual.get(error.sqlite_errorcode & 0xFF, str(error))
