"""Pages onto the disk: only what changed, only what is ours, and the old site or the new one, never half of it.

New files are moved into place before changed ones and those before removals, so that no page links to one that is not
there yet. A process that is killed in between leaves some pages newer than others; the next run compares contents and
mends that.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import filelock

from .errors import OutputError
from .read import reason
from .transaction import Transaction, remove_empty

MANIFEST = "data/files.json"
"""Lists every file we wrote, and so marks the folder as ours."""

STAGE = ".meetingsite-stage"
_GENERATOR = "meetingsite"
_EXTRA = ((".nojekyll", b""),)  # else GitHub Pages would put the folder through Jekyll


class Published(NamedTuple):
    """What a publication did. Where both are 0, nothing was written at all."""

    changed: int  # files new or different
    removed: int


@contextmanager
def claim(output: Path, sources: tuple[Path, ...]) -> Iterator[None]:
    """Hold *output* for one build, from before the first source is read until after :func:`publish`.

    Raises OutputError when the folder is equal to, inside or around one of *sources*, is not ours, or another build
    holds it. The lock is a file beside the output and dies with its process.
    """
    output = output.resolve()
    for source in sources:
        if _inside(output, source.resolve()) or _inside(source.resolve(), output):
            message = f"输出文件夹与来源文件夹 {source} 相同，或一个在另一个里面。"
            raise OutputError(message, path=output, remedy="用 --output 换一个文件夹。")
    _owned(output)
    lock = filelock.FileLock(output.parent / f".{output.name}.meetingsite.lock", timeout=0)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise OutputError("另一个构建正在写这个文件夹。", path=output, remedy="等它结束后再试。") from None
    except OSError as error:
        raise _failed(error, output) from None
    try:
        yield
    finally:
        lock.release()


def publish(output: Path, files: Iterable[tuple[str, bytes]]) -> Published:
    """Make *output* hold exactly *files*, pairs of a relative name with ``/`` and the content, and nothing else of
    ours. Call it inside :func:`claim`. Files we did not write are never touched.

    *files* is consumed once, and only what changed is kept, on disk; when it raises, the site is untouched. Its order
    matters only for what a crash leaves: put the home page last. Raises OutputError, the site untouched: the folder is
    not ours, something foreign stands where a page must go, two names meet, no space, no permission.
    """
    output = output.resolve()
    before = _owned(output)
    try:
        with Transaction(output / STAGE) as transaction:
            names = {MANIFEST: MANIFEST}
            staged: list[tuple[str, Path]] = []
            for name, content in chain(_EXTRA, files):
                _take(name, names, output)
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


def _commit(
    transaction: Transaction,
    output: Path,
    staged: list[tuple[str, Path]],
    before: frozenset[str],
    after: frozenset[str],
) -> list[str]:
    """Move what is staged into place; the names that were taken away.

    While the names change, the manifest lists the old and the new ones, so that a run after a crash knows its own.
    """
    manifest = output / MANIFEST
    final = _manifest(after)
    lists = []
    if not _holds(output, MANIFEST, final, {MANIFEST}):
        lists = [transaction.stage(_manifest(before | after)), transaction.stage(final)]
        transaction.move(lists[0], manifest)
    for name, place in sorted(staged, key=lambda pair: (output / pair[0]).exists()):  # new ones first
        transaction.move(place, output / name)
    removed = [name for name in sorted(before - after) if _is_file(output / name)]
    for name in removed:
        transaction.remove(output / name)
    if lists:
        transaction.move(lists[1], manifest)
    return removed


def _take(name: str, names: dict[str, str], output: Path) -> None:
    """Enter *name* into *names*, by its case-folded form: two that differ only in case are one on many disks."""
    if not _is_name(name):
        raise OutputError(f"网页文件名“{name}”不合规则。", path=output, remedy="这是程序的缺陷，请报告。")
    if other := names.get(name.casefold()):
        raise OutputError(f"两个网页文件同名：“{other}”与“{name}”。", path=output, remedy="这是程序的缺陷，请报告。")
    names[name.casefold()] = name


def _is_name(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        name != "" and "/".join(parts) == name and not {"..", "/", STAGE} & {*parts} and not {"\\", ":", "\0"} & {*name}
    )


def _holds(output: Path, name: str, content: bytes, ours: frozenset[str] | set[str]) -> bool:
    """Whether the file *name* is there with *content*. Raises OutputError where something that is not ours is."""
    target = output / name
    for folder in list(target.relative_to(output).parents)[:-1]:
        place = output / folder
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise _foreign(place)
    try:
        status = target.lstat()
    except FileNotFoundError:
        return False
    if name not in ours or not stat.S_ISREG(status.st_mode):
        raise _foreign(target)
    return status.st_size == len(content) and target.read_bytes() == content


def _owned(output: Path) -> frozenset[str]:
    """The names that earlier builds wrote in *output*. Raises OutputError when it is not ours to write."""
    remedy = "用 --output 换一个文件夹，或先清空它。"
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
    content = {"generator": _GENERATOR, "files": sorted(names)}
    return (json.dumps(content, ensure_ascii=False, indent=0) + "\n").encode()


def _names(manifest: bytes, path: Path) -> frozenset[str]:
    try:
        content = json.loads(manifest)
        if content["generator"] == _GENERATOR and all(_is_name(name) for name in content["files"]):
            return frozenset(content["files"])
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise OutputError("网站的文件清单坏了，不知道哪些文件是本程序写的。", path=path, remedy="清空输出文件夹后再试。")


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
    return OutputError(f"读写失败：{reason(error)}。", path=place, remedy="检查磁盘空间和权限；原来的网站没有动。")
