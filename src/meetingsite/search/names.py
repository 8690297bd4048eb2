"""Names with a page of their own, by each pair of neighbouring characters in them: a query finds those it is part of.

``海洋局`` looks at one file, that of ``海洋``, and takes the names there that have ``海洋局`` in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .fold import fold
from .searchable import NamedPage
from .spelling import script, spell

_PER_FILE = 1024  # pairs, on average
_MOST = 128


def buckets(count: int) -> int:
    """How many files there are for *count* names: a power of two."""
    return min(1 << max(count * 4 // _PER_FILE, 0).bit_length(), _MOST)


def bucket(pair: str, count: int) -> int:
    """The file of a pair of folded characters, or of a single one where it is the whole name; of *count* files."""
    value = 0
    for character in pair:
        value = (value * 31 + ord(character)) % 1_000_003
    return value % count


def files(named: Sequence[NamedPage]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each file: ``[name, kind, url, note, count]`` for each name of it, in order.

    In *url* ``<`` stands for the name and ``>`` for the note: ``people/<->.html``; no URL has these characters.
    """
    count = buckets(len(named))
    held: list[list[list[object]]] = [[] for _ in range(count)]
    for one in sorted(named, key=lambda one: (one.kind, one.name, one.note, one.url)):
        row = [spell(one.name), one.kind, _short(one), spell(one.note), one.count]
        for number in {bucket(pair, count) for pair in _pairs(fold(one.name))}:
            held[number].append(row)
    for number, rows in enumerate(held):
        yield f"search/names/{number}.js", script("names", number, rows)


def _short(one: NamedPage) -> str:
    url = one.url.replace(one.name, "<")
    return url.replace(one.note, ">") if one.note else url


def _pairs(name: str) -> Iterable[str]:
    return {first + second for first, second in pairwise(name)} or {name}
