"""jieba's segmentation with words of ours added: by its whole dictionary, or by what of it a few texts can need."""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

Cut = Callable[[str], Iterable[str]]

_FEW = 20_000  # characters for which a part of the dictionary will do


class Segmenter:
    """Segments texts. A build that reads a few documents asks once and is served from the dictionary's file, which
    costs 0.3 s; a process that asks again gets the whole dictionary, 0.8 s once. The words are the same."""

    def __init__(self, words: frozenset[str], cache: Path | None) -> None:
        """*words* are added to jieba's; *cache* is a folder in which nobody else can write, for the whole dictionary as
        it is read fastest. jieba trusts what it finds there: without *cache* it is written to a folder that goes at once."""
        self._words, self._cache = words, cache
        self._asked = False
        self._whole: Cut | None = None

    def cut_for(self, texts: Sequence[str]) -> Cut:
        """What segments *texts*, and perhaps no other."""
        asked, self._asked = self._asked, True
        if self._whole or asked or sum(map(len, texts)) > _FEW:
            return self.whole()
        tokenizer = _tokenizer()
        with tokenizer.get_dict_file() as file:
            columns = file.read().decode("utf-8").split()  # word, frequency, part of speech
        words, frequencies = columns[::3], [int(frequency) for frequency in columns[1::3]]
        needed = _parts((*texts, *self._words), max(map(len, words)))
        found = {word: frequency for word, frequency in zip(words, frequencies, strict=True) if word in needed}
        beginnings = dict.fromkeys((word[:end] for word in found for end in range(1, len(word))), 0)
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = beginnings | found, sum(frequencies), True
        return self._with_words(tokenizer)

    def whole(self) -> Cut:
        """What segments any text."""
        if self._whole is None:
            tokenizer = _tokenizer()
            with tempfile.TemporaryDirectory() as folder:
                tokenizer.tmp_dir = folder if self._cache is None else str(self._cache)
                tokenizer.initialize()
            self._whole = self._with_words(tokenizer)
        return self._whole

    def _with_words(self, tokenizer: Any) -> Cut:
        for word in sorted(self._words):
            tokenizer.add_word(word)
        cut: Cut = tokenizer.cut
        return cut


@lru_cache(maxsize=2)
def segmenter(words: frozenset[str], cache: Path | None = None) -> Segmenter:
    """The segmenter of this process with *words* added; *cache* as in :class:`Segmenter`."""
    return Segmenter(words, cache)


def _tokenizer() -> Any:
    """jieba, imported when it is first needed."""
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


def _parts(texts: Iterable[str], longest: int) -> set[str]:
    """All that a dictionary could find in *texts*."""
    return {
        text[start:end]
        for text in texts
        for start in range(len(text))
        for end in range(start + 1, min(start + longest, len(text)) + 1)
    }
