"""Candidate phrases for the vocabulary of topics, mined from the whole collection: suggestions, never facts.

They are ranked by C-value (Frantzi, Ananiadou and Mima 2000): how often a phrase stands on its own, not as part of a
longer one, times the logarithm of its length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log2


def rank_candidates(counts: Iterable[dict[str, int]], least: int, most: int) -> tuple[tuple[str, int], ...]:
    """(phrase, number of documents) of the *most* best phrases that occur *least* times, best first, from the counts of
    each document; the same for any order of them."""
    total: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for count in counts:
        total.update(count)
        documents.update(count.keys())
    frequent = {phrase: number for phrase, number in total.items() if number >= least}
    values = _c_values(frequent)
    best = sorted(values, key=lambda phrase: (-values[phrase], phrase))[:most]
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
