"""What of one document may name a topic: adjacent words of jieba's segmentation; :mod:`..candidates` ranks them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from ..knowledge import Knowledge
from ..segment import Cut, segmenter

# 海洋强省建设|,|持续|2024|年 : only words of two Han characters or more make phrases
_WORD = re.compile(r"[\u3400-\u9fff]{2,}")


def phrase_counts(body: str, knowledge: Knowledge, cut: Cut | None = None) -> dict[str, int]:
    """How often each possible phrase stands in *body*: all that one document adds to the mining, fit for caching.
    *cut* segments it."""
    words = knowledge.phrases
    names, known = knowledge.topic_names, knowledge.vocabulary
    cut = cut or segmenter(known).cut
    counts: Counter[str] = Counter()
    for run in _runs(words.formulas.sub("\n", body), cut, words.ends_phrase):
        for first, token in enumerate(run):
            if token in words.tails:
                continue
            general = token in names
            phrase = token
            for following in run[first + 1 : first + words.tokens]:
                phrase += following
                general = general and following in words.tails
                if len(phrase) > words.characters:
                    break
                if not general and phrase not in words.boilerplate and phrase not in known:
                    counts[phrase] += 1
    return dict(counts)


def _runs(text: str, cut: Cut, ends_phrase: Callable[[str], bool]) -> Iterator[list[str]]:
    """Runs of adjacent words with nothing between them that would end a phrase."""
    run: list[str] = []
    for token in cut(text):
        if _WORD.fullmatch(token) and not ends_phrase(token):
            run.append(token)
        elif run:
            yield run
            run = []
    yield run
