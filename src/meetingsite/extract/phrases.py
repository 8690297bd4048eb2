"""Candidate phrases for the vocabulary of topics, mined from the whole collection: suggestions, never facts.

Phrases are adjacent words of jieba's segmentation, ranked by C-value (Frantzi, Ananiadou and Mima 2000): how often a
phrase stands on its own, not as part of a longer one, times the logarithm of its length.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import log2

from ..knowledge import Knowledge
from .segment import Cut, segmenter

# 海洋强省建设|,|持续|2024|年 : only words of two Han characters or more make phrases
_WORD = re.compile(r"[\u3400-\u9fff]{2,}")


def mine_candidates(bodies: Iterable[str], knowledge: Knowledge) -> tuple[tuple[str, int], ...]:
    """The best phrases of all *bodies*, each with the number of bodies that have it; see :func:`rank_candidates`."""
    return rank_candidates((phrase_counts(body, knowledge) for body in bodies), knowledge)


def phrase_counts(body: str, knowledge: Knowledge, cut: Cut | None = None) -> dict[str, int]:
    """How often each possible phrase stands in *body*: all that one document adds to the mining, fit for caching.
    *cut* segments it; None: by the whole dictionary."""
    words = knowledge.phrases
    names, known = knowledge.topic_names, knowledge.vocabulary
    cut = cut or segmenter(known).whole()
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


def rank_candidates(counts: Iterable[dict[str, int]], knowledge: Knowledge) -> tuple[tuple[str, int], ...]:
    """(phrase, number of documents), best first, from the counts of each document; the same for any order of them."""
    total: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for count in counts:
        total.update(count)
        documents.update(count.keys())
    frequent = {phrase: number for phrase, number in total.items() if number >= knowledge.phrases.least}
    values = _c_values(frequent)
    best = sorted(values, key=lambda phrase: (-values[phrase], phrase))[: knowledge.phrases.most]
    return tuple((phrase, documents[phrase]) for phrase in best)


def _c_values(frequent: dict[str, int]) -> dict[str, float]:
    """C-value of each phrase that stands on its own at least once."""
    longer: defaultdict[str, list[int]] = defaultdict(list)
    for phrase, number in frequent.items():
        for part in _parts(phrase):
            if part in frequent:
                longer[part].append(number)
    values = {}
    for phrase, number in frequent.items():
        inside = longer[phrase]
        own = number - sum(inside) / len(inside) if inside else number
        if own > 0:
            values[phrase] = log2(len(phrase)) * own
    return values


def _parts(phrase: str) -> set[str]:
    """All shorter strings of at least four characters in *phrase*."""
    length = len(phrase)
    return {phrase[i:j] for i in range(length) for j in range(i + 4, length + 1) if j - i < length}


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
