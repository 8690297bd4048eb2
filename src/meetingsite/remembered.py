"""What takes long to work out from a few inputs, kept beside the output under a name made from them: each process reads it
there instead of working it out again."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from . import version


def remembered(cache: Path | None, kind: str, inputs: bytes, make: Callable[[], bytes]) -> bytes:
    """What *make* gives, or gave an earlier process with the same *inputs*, all that it depends on.

    *cache* is a folder in which nobody else can write; None: nothing is kept. Of each *kind*, a suffix, the folder has
    one file: what other inputs gave is taken away. A damaged file is made anew, and where nothing can be written that
    only costs time.
    """
    if cache is None:
        return make()
    path = cache / f"{version.digest(inputs).hex()}.{kind}"
    with suppress(OSError):
        kept = path.read_bytes()
        check, content = kept[: version.DIGEST], kept[version.DIGEST :]
        if check == version.digest(content):
            return content
    made = make()
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        for old in cache.glob(f"*.{kind}*"):
            old.unlink()
        part.write_bytes(version.digest(made) + made)
        part.replace(path)
    return made
