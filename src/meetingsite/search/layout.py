"""Where each document number lies in the index: functions of the length of the register and of nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

FACETS = 4096
"""Numbers in one file of facets."""

_LATEST = 64  # the newest documents: rewritten with every new one
_TEXTS = 12  # documents in one file, of the first 12,288
_MIDDLE = 512  # or a sixteenth of all, as a power of two


class Extent(NamedTuple):
    """Numbers *start* to *end* (half-open), under a name that is part of the path."""

    name: str
    start: int
    end: int

    @property
    def chunks(self) -> int:
        """About how many chunks a segment has: growing with its root, their size and number stay in balance."""
        root = math.isqrt(max(self.end - self.start, 16))
        return min(8 * root, 500 + 5 * root // 2)


def segments(length: int) -> tuple[Extent, ...]:
    """The three segments of a register of *length*: a new document rewrites ``latest``, one in 64 also ``middle``."""
    step = max(_MIDDLE, 1 << (max(length // 16, 1).bit_length() - 1))
    base, middle = length - length % step, length - length % _LATEST
    return Extent("base", 0, base), Extent("middle", base, middle), Extent("latest", middle, length)


def facets(length: int) -> Iterator[Extent]:
    """The files of facets."""
    for start in range(0, length, FACETS):
        yield Extent(str(start // FACETS), start, min(start + FACETS, length))


def texts(length: int) -> Iterator[Extent]:
    """The files of texts: twelve documents each, then, from 12,288 on, twice as many with each doubling."""
    start = name = 0
    while start < length:
        size = _TEXTS << _doublings(start)
        yield Extent(str(name), start, min(start + size, length))
        start, name = start + size, name + 1


def text_file(number: int) -> int:
    """The file of texts that has document *number*; ``static/search.js`` finds it in the same way."""
    doublings = _doublings(number)
    start = _TEXTS * 1024 << doublings - 1 if doublings else 0
    return (1024 + 512 * (doublings - 1) if doublings else 0) + (number - start) // (_TEXTS << doublings)


def _doublings(number: int) -> int:
    return (number // (_TEXTS * 1024)).bit_length()
