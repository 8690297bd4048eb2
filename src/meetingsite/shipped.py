"""The knowledge of the package, read once in each process, and again when it has changed.

What reads it is imported when it is needed: a process that reads no documents does without.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from . import fingerprint, version
from .remembered import remembered
from .resources import folder

if TYPE_CHECKING:
    from .knowledge import Knowledge

T = TypeVar("T")


class Wording(NamedTuple):
    """What is needed of it where no document is read."""

    least: int  # occurrences of a phrase that may become a topic
    most: int  # such phrases that are shown
    rules: Mapping[str, str]  # the Chinese names of rules, of cleaning and of topics


def shipped_knowledge(cache: Path | None = None) -> Knowledge:
    """All data files as they are now; *cache* as in :func:`.remembered`. Raises YamlError as :meth:`.Knowledge.load` does."""
    place = folder("knowledge")
    return _knowledge(place, cache, fingerprint.shown([place]).digest)


def shipped_wording(cache: Path | None = None) -> Wording:
    """:class:`Wording` by the data files as they are now; *cache* as in :func:`.remembered`. Raises YamlError."""
    place = folder("knowledge")
    return _wording(place, cache, fingerprint.shown([place]).digest)


@lru_cache(maxsize=1)
def _knowledge(place: Path, cache: Path | None, _: bytes) -> Knowledge:
    from .knowledge import Knowledge

    return _kept(cache, "knowledge", place, Knowledge.load)


@lru_cache(maxsize=1)
def _wording(place: Path, cache: Path | None, _: bytes) -> Wording:
    return _kept(cache, "wording", place, _load_wording)


def _load_wording(place: Path) -> Wording:
    from .knowledge.noise import Noise
    from .knowledge.phrases import PhraseWords
    from .knowledge.topics import Topics

    phrases = PhraseWords.load(place)
    rules = {rule: name.label for rule, name in Noise.load(place).rules.items()}
    return Wording(phrases.least, phrases.most, rules | Topics.load(place).rules)


def _kept(cache: Path | None, kind: str, place: Path, load: Callable[[Path], T]) -> T:
    """Pickled, it is there in half the time: what remains is that regular expressions are compiled."""
    if cache is None:
        return load(place)
    inputs = version.reading(place)
    found: T = pickle.loads(remembered(cache, kind, inputs, lambda: pickle.dumps(load(place), pickle.HIGHEST_PROTOCOL)))
    return found
