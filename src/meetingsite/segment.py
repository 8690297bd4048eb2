"""jieba's segmentation with words of ours added, its dictionary read no further than the texts ask for."""

from __future__ import annotations

import logging
import marshal
import sys
import warnings
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from . import version
from .remembered import remembered

Cut = Callable[[str], Iterable[str]]


class Segmenter:
    """Segments texts.

    jieba reads its whole dictionary, 350,000 words, before it cuts the first text: 0.8 s and 70 MiB in every process. Here
    the words lie by their first characters, and those of a character are read when a text first has it; every text is cut
    as by the whole.
    """

    def __init__(self, words: frozenset[str], cache: Path | None) -> None:
        """*words* are added to jieba's. *cache* is a folder in which nobody else can write: what stands there is trusted.
        Without it every process sorts the dictionary for itself."""
        self._words, self._cache = words, cache
        self._read: set[str] = set()

    def cut(self, text: str) -> Iterable[str]:
        """The words of *text*, in order; together they are *text*."""
        tokenizer, shelves = self._loaded
        for character in set(text) - self._read:
            if shelf := shelves.get(character):
                tokenizer.FREQ.update(marshal.loads(shelf))
            self._read.add(character)
        words: Iterable[str] = tokenizer.cut(text)
        return words

    @cached_property
    def _loaded(self) -> tuple[Any, dict[str, bytes]]:
        """jieba's tokenizer with no word yet, and the words by their first characters."""
        tokenizer = _tokenizer()
        inputs = "\n".join([version.installed("jieba"), sys.version, *sorted(self._words)]).encode()
        found = remembered(self._cache, "words", inputs, lambda: marshal.dumps(self._sorted(tokenizer)))
        tokenizer.FREQ, tokenizer.initialized = {}, True
        tokenizer.total, shelves = marshal.loads(found)
        return tokenizer, shelves

    def _sorted(self, tokenizer: Any) -> tuple[int, dict[str, bytes]]:
        """The sum of all frequencies, and by each first character the frequencies of its words and of their beginnings, all by
        *tokenizer*."""
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for word in sorted(self._words):
            tokenizer.add_word(word)
        shelves: dict[str, dict[str, int]] = {}
        for word, frequency in tokenizer.FREQ.items():
            shelves.setdefault(word[:1], {})[word] = frequency
        return tokenizer.total, {first: marshal.dumps(shelf) for first, shelf in shelves.items()}


@lru_cache(maxsize=2)
def segmenter(words: frozenset[str], cache: Path | None = None) -> Segmenter:
    """The segmenter of this process with *words* added; *cache* as in :class:`Segmenter`."""
    return Segmenter(words, cache)


def _tokenizer() -> Any:
    """jieba's, imported when it is first needed."""
    unwanted = "pkg_resources" not in sys.modules
    if unwanted:  # jieba finds its files without it, 0.1 s sooner
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own invalid escapes
        jieba = import_module("jieba")
    if unwanted:
        del sys.modules["pkg_resources"]
    logging.getLogger("jieba").setLevel(logging.CRITICAL)
    return jieba.Tokenizer()
