"""Documents together: which is a repost of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import numpy

from .cards import SENTENCE_BYTES, Card
from .model import Family

_SHARED = 3  # equal sentences at the least
_SHARE = 0.5  # of the smaller document; measured: reposts share nearly all, yearly plans of one office under a fifth
_COMMON = 25  # a sentence in more documents than this is a formula
_FAMILIES: tuple[Family, ...] = ("portal", "plain", "newspaper", "forum", "repost")  # the better witness first


def link(cards: Sequence[Card]) -> tuple[Card, ...]:
    """*cards* with ``copy_of`` set: of documents that are equal or share most of their sentences, one is the original, the
    others its copies. The original is the agency's own page before a newspaper's, a forum's and a repost; then the older one."""
    found = originals(cards)
    return tuple(
        card._replace(row=card.row._replace(copy_of=found[card.id])) if card.id in found else card for card in cards
    )


def originals(cards: Sequence[Card]) -> dict[str, str]:
    """The id of the original of each document that is a copy."""
    roots: dict[int, int] = {}
    for a, b in chain(_same(cards), _alike(cards)):
        original, copy = sorted((_root(a, roots), _root(b, roots)), key=lambda index: _rank(cards[index]))
        if original != copy:
            roots[copy] = original
    return {cards[index].id: cards[_root(index, roots)].id for index in roots}


def _same(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """The pairs of *cards*, by index, whose files are the same to the byte, however short."""
    first: dict[str, int] = {}
    for index, card in enumerate(cards):
        if first.setdefault(card.source, index) != index:
            yield first[card.source], index


def _alike(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """The pairs of *cards*, by index and in order, that share enough sentences."""
    lengths = numpy.array([len(card.sentences) // SENTENCE_BYTES for card in cards], numpy.int64)
    hashes = numpy.frombuffer(b"".join(card.sentences for card in cards), numpy.uint64)
    order = hashes.argsort(kind="stable")  # so that the documents of one sentence are in order
    documents = numpy.repeat(numpy.arange(len(cards)), lengths)[order]
    first = numpy.flatnonzero(numpy.diff(hashes[order], prepend=~hashes[order[:1]]))  # of each sentence
    held_by = numpy.diff(first, append=len(order))  # how many documents
    pairs = [numpy.empty(0, numpy.int64)]  # each as one number
    for count in range(2, _COMMON + 1):
        places = first[held_by == count]
        pairs += [documents[places + a] * len(cards) + documents[places + b] for a, b in combinations(range(count), 2)]
    found, shared = numpy.unique(numpy.concatenate(pairs), return_counts=True)
    a, b = numpy.divmod(found, max(1, len(cards)))
    enough = (shared >= _SHARED) & (shared >= _SHARE * numpy.minimum(lengths[a], lengths[b]))
    yield from zip(a[enough].tolist(), b[enough].tolist(), strict=True)


def _rank(card: Card) -> tuple[int, str, str]:
    return _FAMILIES.index(card.family), card.row.start or "9999", card.id


def _root(index: int, roots: dict[int, int]) -> int:
    while index in roots:
        index = roots[index]
    return index
