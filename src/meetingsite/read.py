"""From folders to raw documents: which files there are, what each is called for ever, and what its bytes say.

Every entry of a source folder ends as a document, as a correction of one, or refused with a reason; nothing is
skipped in silence. Symbolic links are never followed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from . import correction_file
from .encodings import decode, lost
from .errors import ConfigError, MeetingsiteError, RefusedError, YamlError, reason
from .ids import document_id
from .model import RawDocument, Refused, Warning

MAX_BYTES = 16 * 1024 * 1024
"""A larger file is refused: a text of eight million characters is no meeting report, and one must not stop the rest."""

IGNORED = "ignored"
"""The code of what is not meant to be a document; ``--strict`` forgives it."""

_SYSTEM_NAMES = frozenset(["thumbs.db", "desktop.ini"])
_CORRECTION = ".yaml"
# Text, but of a kind whose marks would be printed as words; .yml and .YAML are corrections misnamed.
_MARKUP = frozenset([".htm", ".html", ".xhtml", ".xml", ".json", ".csv", ".tsv", ".rtf", ".yml", _CORRECTION])
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff]")
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that should give a document."""

    id: str
    path: str  # relative to its source folder, with "/"; bytes that are not UTF-8 show as U+FFFD
    location: Path  # where to open it
    correction: Path | None = None  # the YAML file that corrects it


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the source folders hold."""

    files: tuple[SourceFile, ...]  # ordered by id, each id once
    refused: tuple[Refused, ...]  # ordered by path
    wrong: tuple[MeetingsiteError, ...] = ()  # corrections without their text, or with more than one they could mean


def discover(roots: tuple[Path, ...]) -> Discovery:
    """Walk the source folders *roots*, in order; sub-folders too.

    Raises ConfigError for a folder that is missing, listed twice or cannot be read.
    """
    files: dict[str, SourceFile] = {}
    refused: list[Refused] = []
    wrong: list[MeetingsiteError] = []
    walked: set[Path] = set()
    for root in roots:
        if not root.is_dir():
            what = "不是文件夹" if root.exists() else "没有这个来源文件夹"
            remedy = (
                f"写它所在的文件夹：{root.parent}。"
                if root.is_file()
                else "检查 --source 或 meetingsite.yaml 的 sources。"
            )
            raise ConfigError(f"{what}。", path=root, remedy=remedy)
        place = root.resolve()
        if place in walked:
            raise ConfigError("这个来源文件夹列了两次。", path=root, remedy="去掉一次。")
        if any(place in other.parents or other in place.parents for other in walked):
            message = "来源文件夹一个在另一个里面，里面的文稿会收两遍。"
            raise ConfigError(message, path=root, remedy="只留外面的一个，子文件夹会一起读。")
        walked.add(place)
        for found in _walk(root):
            if isinstance(found, Refused):
                refused.append(found)
            elif isinstance(found, MeetingsiteError):
                wrong.append(found)
            elif first := files.get(found.id):
                places = f"先列出的 {_home(first)}/{first.path} 与这里的 {_home(found)}/{found.path}"
                message = f"编号 {found.id} 重复：{places}。"
                refused.append(Refused(found.path, "duplicate-id", message))
            else:
                files[found.id] = found
    return Discovery(tuple(sorted(files.values(), key=lambda file: file.id)), tuple(sorted(refused)), tuple(wrong))


class Loaded(NamedTuple):
    """A source file's bytes, as they go to whoever reads them."""

    source: SourceFile
    data: bytes
    correction: bytes | None  # of its correction file


def load(source: SourceFile) -> Loaded:
    """The bytes of *source* and of its correction.

    Raises RefusedError: ``unreadable`` (permission, vanished, no longer a file), ``too-large``, ``format`` (markup and
    data files); YamlError for a correction that cannot be read.
    """
    suffix = source.location.suffix.lower()
    if suffix in _MARKUP:
        named = f"；是订正文件，就改名为 {source.location.stem}{_CORRECTION}"
        raise RefusedError("format", f"不是纯文本（{suffix}）{named if suffix in ('.yml', _CORRECTION) else ''}。")
    try:
        data = _load(source.location)
    except OSError as error:
        raise RefusedError("unreadable", f"读不出来：{reason(error)}。") from None
    if len(data) > MAX_BYTES:
        raise RefusedError("too-large", f"超过 {MAX_BYTES // 1024 // 1024} MB，不像一篇文稿。")
    try:
        return Loaded(source, data, _load(source.correction) if source.correction else None)
    except OSError as error:
        raise YamlError(f"读不出来：{reason(error)}。", path=source.correction, remedy="检查文件权限。") from None


def refused(source: SourceFile, error: RefusedError) -> Refused:
    """*source*, which gives no document. Raises YamlError where somebody corrected it."""
    if source.correction:
        message = f"它订正的文稿没有收入：{error}"
        raise YamlError(message, path=source.correction, remedy="改好文稿，或移走这个订正文件。") from None
    return Refused(source.path, error.code, str(error))


def read(loaded: Loaded) -> RawDocument:
    """*loaded* as text, with its editor's corrections.

    Raises RefusedError: ``empty`` (nothing but white space), and ``binary``, ``encoding``, ``mojibake`` as
    :func:`.encodings.decode` says; YamlError for a correction that is not well formed.
    """
    source, data = loaded.source, loaded.data
    text, encoding = decode(data) if data else ("", "utf-8")
    if not _VISIBLE.search(text):
        raise RefusedError("empty", "空文件：没有文字。")
    correction = correction_file.load(source.correction, loaded.correction) if source.correction else None
    return RawDocument(source.id, source.path, hashlib.sha256(data).hexdigest(), encoding, data, text, correction)


def warnings(raw: RawDocument) -> tuple[Warning, ...]:
    """What a person should look at in how *raw* was decoded: ``bad-bytes``, ``mojibake-repaired``."""
    found = []
    if damaged := lost(raw.text):
        found.append(Warning("bad-bytes", f"有 {damaged} 处字节损坏，显示为 \ufffd 或“锟斤拷”，请对照原件。"))
    if ">" in raw.encoding:
        found.append(Warning("mojibake-repaired", f"原文件是乱码，已按 {raw.encoding} 还原，请核对。"))
    return tuple(found)


def _load(location: Path) -> bytes:
    """At most MAX_BYTES + 1 bytes; whatever stands there now, no link is followed and no pipe waited for."""
    descriptor = os.open(location, _OPEN_FLAGS)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "不是普通文件")
        return file.read(MAX_BYTES + 1)


def _walk(root: Path) -> Iterator[SourceFile | Refused | MeetingsiteError]:
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            if folder == root:
                raise ConfigError(f"来源文件夹读不出来：{reason(error)}。", path=root, remedy="检查权限。") from None
            yield Refused(_shown(folder, root), "unreadable", f"文件夹读不出来：{reason(error)}。")
            continue
        texts, corrections = [], []
        for entry in entries:
            path = Path(entry.path)
            if why := _ignored(entry):
                yield Refused(_shown(path, root), IGNORED, why)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif path.suffix == _CORRECTION:
                corrections.append(path)
            else:
                texts.append(path)
        paired, wrong = _pair(texts, corrections)
        yield from wrong
        inside = b"" if folder == root else _raw(folder, root) + b"/"
        for path in texts:
            raw = inside + os.fsencode(path.name)
            yield SourceFile(document_id(raw), raw.decode("utf-8", "replace"), path, paired.get(path))


def _ignored(entry: os.DirEntry[str]) -> str:
    """Why *entry* is not meant to be a document, or ""."""
    if entry.is_symlink():
        return "符号链接，不跟随。"
    if entry.name.startswith("."):
        return "隐藏文件。"
    left = entry.name.startswith("~$") or entry.name.endswith("~")  # ~$纪要.docx, while it is open; 纪要.txt~
    if left or entry.name.lower() in _SYSTEM_NAMES:
        return "系统或编辑器留下的文件。"
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "不是普通文件（管道、套接字或设备）。"
    return ""


def _pair(texts: list[Path], corrections: list[Path]) -> tuple[dict[Path, Path], list[MeetingsiteError]]:
    """Each correction with its text, of one folder: ``NAME.txt.yaml`` is for ``NAME.txt``; so is ``NAME.yaml``, and
    for the only other text called NAME where there is no ``NAME.txt``. And what is wrong with the others.
    """
    paired: dict[Path, Path] = {}
    wrong = []
    for correction in corrections:
        full = correction.with_suffix("")
        same_stem = [path for path in texts if path.stem == full.name]
        meant = [path for path in texts if path == full] or [path for path in same_stem if path.suffix == ".txt"]
        meant = meant or same_stem
        if not meant:
            remedy = f"补上 {full.name}.txt，或移走这个文件。"
            wrong.append(MeetingsiteError("订正文件旁边没有它要订正的文稿。", path=correction, remedy=remedy))
        elif len(meant) > 1 or meant[0] in paired:
            other = paired.get(meant[0])
            remedy = f"与 {other.name} 合并成一个。" if other else f"改名为 {meant[0].name}{_CORRECTION} 这样的全名。"
            wrong.append(MeetingsiteError("不能确定这个订正文件订正哪一篇。", path=correction, remedy=remedy))
        else:
            paired[meant[0]] = correction
    return paired, wrong


def _home(file: SourceFile) -> str:
    """The name of the source folder of *file*; not where it lies, which is nobody's business on the site."""
    folder = Path(os.path.abspath(file.location)).parents[file.path.count("/")].name
    return os.fsencode(folder).decode("utf-8", "replace")


def _raw(path: Path, root: Path) -> bytes:
    return os.fsencode(path.relative_to(root).as_posix())


def _shown(path: Path, root: Path) -> str:
    return _raw(path, root).decode("utf-8", "replace")
