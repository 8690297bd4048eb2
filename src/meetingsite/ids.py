"""Names that are safe on every file system and in every URL, and never change.

A published name is lower-case ASCII, digits, ``-``, ``_`` and Han in NFC, at most 60 UTF-8 bytes. Since no name has
capitals, two that differ only in case cannot meet on a file system that folds case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

MAX_BYTES = 60

# 〇 and 々 are Han too: 二〇二四年工作报告
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SAFE = re.compile(rf"[a-z0-9_\-{_HAN}]+")
_UNSAFE = re.compile(rf"[^a-z0-9_{_HAN}]+")
_RESERVED = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))]
)
_HASH_DIGITS = 8


def is_safe(name: str) -> bool:
    """Whether *name* may be published as it is.

    Reserved are ``index``, which would hide a folder's own page, and the device names of Windows.
    """
    return (
        _SAFE.fullmatch(name) is not None
        and name not in _RESERVED
        and unicodedata.is_normalized("NFC", name)
        and len(name.encode()) <= MAX_BYTES
    )


def hashed(words: str, key: bytes) -> str:
    """A safe name that *key* alone decides: a slug of *words*, so that a person can read it, and 8 hex digits.

    ``2024年 工作总结（终稿）`` → ``2024年-工作总结-终稿-1f0c…``; nothing readable left → ``x-1f0c…``.
    """
    slug = _UNSAFE.sub("-", unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).lower()))
    room = MAX_BYTES - _HASH_DIGITS - 1
    slug = slug.encode()[:room].decode(errors="ignore").strip("-")
    return f"{slug or 'x'}-{hashlib.sha256(key).hexdigest()[:_HASH_DIGITS]}"


def published_name(name: str, key: str | None = None) -> str:
    """*name* where it is safe, else hashed: for agencies, topics, works. *key* (default: *name*) is what is hashed.

    A lone surrogate in *key* raises UnicodeEncodeError.
    """
    return name if is_safe(name) else hashed(name, (key or name).encode())


def document_id(path: bytes) -> str:
    """The permanent id of the document at *path*: the raw bytes relative to its source folder, with ``/``.

    ``001_53baf1169bf9d7be.txt`` → its stem; ``2024/总结.txt`` and ``A.txt`` → hashed.
    """
    folder, _, name = path.rpartition(b"/")
    words = name.decode(errors="replace")
    stem, dot, suffix = words.rpartition(".")
    if not folder and suffix == "txt" and is_safe(stem):
        return stem
    return hashed(stem if dot else words, path)


def anchor_of(words: str, seen: Counter[str]) -> str:
    """``x`` and 8 hex digits of the SHA-256 of the Han characters of *words* (of all of them where there is no Han
    character); ``-2``, ``-3`` … for a repeat, which *seen* counts."""
    han = "".join(character for character in words if "㐀" <= character <= "鿿" or character >= "\U00020000")
    anchor = "x" + hashlib.sha256((han or words).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    seen[anchor] += 1
    return anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
