"""Entries together: which document is a repost of another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .model import Entry

_SENTENCE = re.compile("[^。！？；\n]+")
_NOT_HAN = re.compile("[^㐀-鿿\U00020000-\U0003ffff]+")
_SHORTEST = 12  # Han characters from which an equal sentence counts
_SHARED = 3  # equal sentences at the least
_SHARE = 0.5  # of the smaller document; measured: reposts share nearly all, yearly plans of one office under a fifth
_COMMON = 25  # a sentence in more documents than this is a formula


def link(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """*entries* with ``copy_of`` set: of documents that share most of their sentences, one is the original, the others
    its copies. The original is the agency's own page before a newspaper's, a forum's and a repost; then the older one."""
    sentences = {entry.id: _sentences(entry) for entry in entries}
    places: defaultdict[str, list[str]] = defaultdict(list)
    for key, found in sentences.items():
        for sentence in found:
            places[sentence].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in places.values():
        if 1 < len(keys) <= _COMMON:
            shared.update((a, b) for i, a in enumerate(keys) for b in keys[i + 1 :])
    ranks = {entry.id: _rank(entry) for entry in entries}
    original: dict[str, str] = {}
    for (a, b), count in sorted(shared.items()):
        if count >= _SHARED and count >= _SHARE * min(len(sentences[a]), len(sentences[b])):
            first, second = sorted((_root(a, original), _root(b, original)), key=ranks.__getitem__)
            if first != second:
                original[second] = first
    return tuple(
        replace(entry, copy_of=_root(entry.id, original)) if entry.id in original else entry for entry in entries
    )


def _sentences(entry: Entry) -> frozenset[str]:
    han = (_NOT_HAN.sub("", sentence) for sentence in _SENTENCE.findall(entry.document.body))
    return frozenset(sentence for sentence in han if len(sentence) >= _SHORTEST)


def _rank(entry: Entry) -> tuple[int, str, str]:
    families = ("portal", "plain", "newspaper", "forum", "repost")
    date = entry.own_date
    return families.index(entry.document.clean.family), (date and date.start) or "9999", entry.id


def _root(key: str, original: dict[str, str]) -> str:
    while key in original:
        key = original[key]
    return key
