"""The knowledge of the package, read once in each process, and again when it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .. import fingerprint
from ..resources import folder
from . import Knowledge
from .noise import Noise
from .phrases import PhraseWords
from .topics import Topics


class Wording(NamedTuple):
    """What is needed of it where no document is read, which takes half the time to load."""

    phrases: PhraseWords
    rules: Mapping[str, str]  # the Chinese names of rules, of cleaning and of topics


def shipped_knowledge() -> Knowledge:
    """All data files as they are now. Raises YamlError as :meth:`.Knowledge.load` does."""
    place = folder("knowledge")
    return _knowledge(place, fingerprint.shown([place]).digest)


def shipped_wording() -> Wording:
    """The data files of :class:`Wording` as they are now. Raises YamlError."""
    place = folder("knowledge")
    return _wording(place, fingerprint.shown([place]).digest)


@lru_cache(maxsize=1)
def _knowledge(place: Path, _: bytes) -> Knowledge:
    return Knowledge.load(place)


@lru_cache(maxsize=1)
def _wording(place: Path, _: bytes) -> Wording:
    rules = {rule: name.label for rule, name in Noise.load(place).rules.items()}
    return Wording(PhraseWords.load(place), rules | Topics.load(place).rules)
