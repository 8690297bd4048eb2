"""Documents together: which is a repost of another."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

from .cards import Card

_SHARED = 3  # equal sentences at the least
_SHARE = 0.5  # of the smaller document; measured: reposts share nearly all, yearly plans of one office under a fifth
_COMMON = 25  # a sentence in more documents than this is a formula
_FAMILIES = ("portal", "plain", "newspaper", "forum", "repost")


def link(cards: Sequence[Card]) -> tuple[Card, ...]:
    """*cards* with ``copy_of`` set: of documents that share most of their sentences, one is the original, the others
    its copies. The original is the agency's own page before a newspaper's, a forum's and a repost; then the older one."""
    found = originals(cards)
    return tuple(
        card._replace(row=card.row._replace(copy_of=found[card.id])) if card.id in found else card for card in cards
    )


def originals(cards: Sequence[Card]) -> dict[str, str]:
    """The id of the original of each document that is a copy."""
    first: dict[int, int] = {}  # where each sentence was met first
    places: dict[int, list[int]] = {}  # of those met again
    lengths = []
    for index, card in enumerate(cards):
        found = _hashes(card)
        lengths.append(len(found))
        for sentence in found:
            if sentence in first:
                places.setdefault(sentence, [first[sentence]]).append(index)
            else:
                first[sentence] = index
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in places.values():
        if len(indexes) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(indexes) for b in indexes[i + 1 :])
    roots: dict[int, int] = {}
    for (a, b), count in sorted(shared.items()):
        if count >= _SHARED and count >= _SHARE * min(lengths[a], lengths[b]):
            original, copy = sorted((_root(a, roots), _root(b, roots)), key=lambda index: _rank(cards[index]))
            if original != copy:
                roots[copy] = original
    return {cards[index].id: cards[_root(index, roots)].id for index in roots}


def _hashes(card: Card) -> array[int]:
    found = array("Q")
    found.frombytes(card.sentences)
    return found


def _rank(card: Card) -> tuple[int, str, str]:
    date = card.row.date
    return _FAMILIES.index(card.family), (date and date.start) or "9999", card.id


def _root(index: int, roots: dict[int, int]) -> int:
    while index in roots:
        index = roots[index]
    return index
