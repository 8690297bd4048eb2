"""The knowledge of the package, read once in each process, and again when it has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .. import fingerprint
from ..resources import folder
from . import Knowledge


def shipped_knowledge() -> Knowledge:
    """All data files as they are now. Raises YamlError as :meth:`.Knowledge.load` does."""
    place = folder("knowledge")
    return _knowledge(place, fingerprint.shown([place]).digest)


@lru_cache(maxsize=1)
def _knowledge(place: Path, _: bytes) -> Knowledge:
    return Knowledge.load(place)
