"""Pages onto the disk: only what changed, only what is ours, and the old site or the new one, never half of it.

New files are moved into place before changed ones and those before removals, so that no page links to one that is not
there yet. A process that is killed in between leaves some pages newer than others and says which; the next run compares
contents and mends that.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from sys import intern
from typing import Any, BinaryIO, NamedTuple, cast

import filelock

from .errors import BusyError, OutputError, reason
from .jsonfile import json_bytes
from .transaction import Content, Transaction, remove_empty

MANIFEST = "data/files.json"
"""Lists every file we wrote, and so marks the folder as ours."""

UNFINISHED = "data/unfinished.json"
"""Is there while a publication is under way, and after one that was killed: the pages that may still be old."""

JOURNAL = "data/changes.json"
"""Changes with every publication that has anything to tell."""

STAGE = ".meetingsite-stage"
_GENERATOR = "meetingsite"
_PART = r"(?!\.\.?(?:/|$))[^/\\:\0]+"  # not . and not ..
_NAME = re.compile(rf"{_PART}(?:/{_PART})*")
_EXTRA = ((".nojekyll", b""),)  # else GitHub Pages would put the folder through Jekyll

_ELSEWHERE = "用 --output 换一个能写的文件夹"
_REMEDIES = {
    errno.EROFS: _ELSEWHERE,
    errno.ENOENT: _ELSEWHERE,
    errno.EACCES: f"{_ELSEWHERE}，或改它的权限",
    errno.EPERM: f"{_ELSEWHERE}，或改它的权限",
    errno.ENOSPC: "腾出磁盘空间，或用 --output 换一个磁盘",
}

OWN = (MANIFEST, *(name for name, _ in _EXTRA))
"""What :func:`publish` adds to the files it is given."""


class Published(NamedTuple):
    """What a publication did. Where both are 0, nothing was written at all."""

    changed: int  # files new or different
    removed: int


def beside(output: Path) -> Path:
    """The folder for what belongs to *output* but is not published: the lock, the store of intermediate results."""
    output = output.resolve()
    return output.parent / f".{output.name}.meetingsite"


@contextmanager
def claim(output: Path, sources: tuple[Path, ...]) -> Iterator[None]:
    """Hold *output* for one build, from before the first source is read until after :func:`publish`.

    Raises OutputError when the folder is equal to, inside or around one of *sources*, is not ours, or another build
    holds it. The lock lies beside the output and dies with its process.
    """
    output = output.resolve()
    for source in sources:
        if _inside(output, source.resolve()) or _inside(source.resolve(), output):
            message = f"输出文件夹与来源文件夹 {source} 相同，或一个在另一个里面。"
            raise OutputError(message, path=output, remedy="用 --output 换一个文件夹。")
    owned(output)
    folder = beside(output)
    lock = filelock.FileLock(folder / "lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise BusyError("另一个构建正在写这个文件夹。", path=output, remedy="等它结束后再试。") from None
    except OSError as error:
        raise _failed(error, output) from None
    try:
        yield
    finally:
        lock.release()


def publish(
    output: Path,
    files: Iterable[tuple[str, Content | None]],
    closing: Callable[[bool], Iterable[tuple[str, Content | None]]] = lambda changed: (),
) -> Published:
    """Make *output* hold exactly *files*, pairs of a relative name with ``/`` and the content, and nothing else of
    ours. None in the place of a content: the caller knows that the file there is right. *closing* is asked for the last
    files once it is known whether any of the others differs. Call it inside :func:`claim`. Files we did not write are
    never touched.

    *files* is consumed once, and only what changed is kept, on disk; when it raises, the site is untouched. Its order
    matters only for what a crash leaves: put the home page last. Raises OutputError, the site untouched: the folder is
    not ours, something foreign stands where a page must go, two names meet, no space, no permission.
    """
    output = output.resolve()
    before = owned(output)
    try:
        with Transaction(output / STAGE) as transaction:
            names = {MANIFEST: MANIFEST}
            staged: list[tuple[str, int]] = []
            folders: set[str] = set()
            for name, content in _until_closing(chain(_EXTRA, files), staged, closing):
                _take(name, names, output)
                if content is None:
                    continue
                _own_folder(output, name, folders)
                if not _holds(output, name, content, before):
                    staged.append((name, transaction.stage(content)))
            after = frozenset(names.values()) - {MANIFEST}
            removed = _commit(transaction, output, staged, before, after)
    except OSError as error:
        raise _failed(error, output) from None
    for name in removed:
        for folder in (output / name).parents:
            if folder == output or not remove_empty(folder):
                break
    return Published(len(staged), len(removed))


def _until_closing(
    files: Iterable[tuple[str, Content | None]],
    staged: Sequence[tuple[str, int]],
    closing: Callable[[bool], Iterable[tuple[str, Content | None]]],
) -> Iterator[tuple[str, Content | None]]:
    yield from files
    yield from closing(bool(staged))


def _commit(
    transaction: Transaction,
    output: Path,
    staged: list[tuple[str, int]],
    before: frozenset[str],
    after: frozenset[str],
) -> list[str]:
    """Move what is staged into place; the names that were taken away.

    Meanwhile the manifest lists the old and the new names, so that a run after a crash knows its own, and UNFINISHED
    says which pages may still be old.
    """
    gone = sorted(name for name in before - after if name != UNFINISHED)
    if not all(map(_is_name, gone)):
        raise _unlisted(output / MANIFEST)
    final = _manifest(after)
    if not staged and not gone and _holds(output, MANIFEST, final, {MANIFEST}):
        return []
    waiting = {"unfinished": sorted(name for name, _ in staged), "gone": gone}
    notice, last = transaction.stage(json_bytes(waiting, 2)), transaction.stage(final)
    transaction.move(transaction.stage(_manifest(before | after | {UNFINISHED})), output / MANIFEST)
    transaction.move(notice, output / UNFINISHED)
    for name, number in sorted(staged, key=lambda pair: pair[0] in before):  # new ones first
        transaction.move(number, output / name)
    removed = [name for name in gone if _is_file(output / name)]
    for name in removed:
        transaction.remove(output / name)
    transaction.remove(output / UNFINISHED)
    transaction.move(last, output / MANIFEST)
    return removed


def _take(name: str, names: dict[str, str], output: Path) -> None:
    """Enter *name* into *names*, by its case-folded form: two that differ only in case are one on many disks."""
    if not _is_name(name):
        raise OutputError(f"网页文件名“{name}”不合规则。", path=output, remedy="这是程序的缺陷，请报告。")
    folded = name.casefold()
    if other := names.get(folded):
        raise OutputError(f"两个网页文件同名：“{other}”与“{name}”。", path=output, remedy="这是程序的缺陷，请报告。")
    names[name if folded == name else folded] = name  # one string for both, mostly


def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and STAGE not in name.split("/")


class _DiffersError(Exception):
    """What is written is not what the other file holds."""


class _Same(io.RawIOBase):
    """A file that is written to only to see whether another holds the same. Raises _DiffersError as soon as it does not."""

    def __init__(self, other: BinaryIO) -> None:
        self._other = other

    def write(self, data: Any, /) -> int:
        if self._other.read(len(data)) != data:
            raise _DiffersError
        return len(data)


def _own_folder(output: Path, name: str, known: set[str]) -> None:
    """Raises OutputError where a folder that is to hold the file *name* is something else; *known* are those that are not."""
    folder = name.rpartition("/")[0]
    while folder and folder not in known:
        with suppress(FileNotFoundError, NotADirectoryError):
            if not stat.S_ISDIR(os.lstat(output / folder).st_mode):
                raise _foreign(output / folder)
        known.add(folder)
        folder = folder.rpartition("/")[0]


def _holds(output: Path, name: str, content: Content, ours: frozenset[str] | set[str]) -> bool:
    """Whether the file *name* is there with *content*. Raises OutputError where something that is not ours is."""
    target = f"{output}/{name}"
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        return False
    if name not in ours or not stat.S_ISREG(status.st_mode):
        raise _foreign(Path(target))
    if not callable(content) and status.st_size != len(content):
        return False
    with open(target, "rb") as other:
        if not callable(content):
            return other.read() == content
        try:
            content(cast("BinaryIO", _Same(other)))
        except _DiffersError:
            return False
        return not other.read(1)


def owned(output: Path) -> frozenset[str]:
    """The names that earlier builds wrote in *output*, UNFINISHED among them where one was killed meanwhile. Raises
    OutputError when it is not ours to write."""
    remedy = "用 --output 换一个新的或空的文件夹。"
    try:
        if output.exists() and not output.is_dir():
            raise OutputError("输出位置不是文件夹。", path=output, remedy=remedy)
        if _is_file(output / MANIFEST):
            return _names((output / MANIFEST).read_bytes(), output / MANIFEST)
        # A first publication that was killed leaves the staging folder, and nobody else makes one.
        if output.exists() and any(output.iterdir()) and not (output / STAGE).is_dir():
            raise OutputError("输出文件夹不是空的，也不是本程序生成的。", path=output, remedy=remedy)
    except OSError as error:
        raise _failed(error, output) from None
    return frozenset()


def _manifest(names: frozenset[str]) -> bytes:
    return json_bytes({"generator": _GENERATOR, "files": sorted(names)}, 2)


def _names(manifest: bytes, path: Path) -> frozenset[str]:
    try:
        content = json.loads(manifest)
        if content["generator"] == _GENERATOR and {*map(type, content["files"])} <= {str}:
            return frozenset(map(intern, content["files"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise _unlisted(path)


def _unlisted(path: Path) -> OutputError:
    message = "网站的文件清单坏了，不知道哪些文件是本程序写的。"
    remedy = "从备份放回它；没有备份，就清空输出文件夹再生成，变更记录从头记起，撤下文献的旧地址随之失效。"
    return OutputError(message, path=path, remedy=remedy)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _inside(inner: Path, outer: Path) -> bool:
    """Whether *inner* is *outer* or below it, also where the disk folds case. Both are resolved."""
    return any(
        folder == outer or (folder.exists() and outer.exists() and folder.samefile(outer))
        for folder in (inner, *inner.parents)
    )


def _foreign(path: Path) -> OutputError:
    return OutputError("这里要放网页，却有不是本程序写的东西。", path=path, remedy="把它移走或改名。")


def _failed(error: OSError, output: Path) -> OutputError:
    place = error.filename if isinstance(error.filename, str) else output
    return OutputError(
        f"读写失败：{reason(error)}。",
        path=place,
        remedy=f"{_REMEDIES.get(error.errno or 0, '检查磁盘空间和权限')}；原来的网站没有动。",
    )
