"""Lists that grow with the collection, cut into pages that hardly change when it does.

Pages are numbered from the oldest member, and only the head page, the one without a number, holds a varying number:
a newer document changes the head alone, until the head is full and hands its oldest members over to a new page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
HEAD = 0


class Sheet(NamedTuple, Generic[T]):
    """One page of a list."""

    number: int  # from 1, the oldest; HEAD for the page every link to the list goes to
    items: tuple[T, ...]  # as the reader sees them, newest first
    newer: int | None  # number of the next newer page; None on the head
    older: int | None  # number of the next older page; None on the oldest


def numbers(count: int, size: int) -> range:
    """The numbered pages of a list of *count* members, oldest first; the head is not among them.

    The head keeps between *size* and 2 × *size* - 1 members, so that it never looks empty.

    >>> list(numbers(99, 50)), list(numbers(100, 50)), list(numbers(260, 50))
    ([], [1], [1, 2, 3, 4])
    """
    return range(1, max(1, count // size))


def sheets(newest_first: Sequence[T], size: int) -> tuple[Sheet[T], ...]:
    """The pages of a list, the head first, then from the newest numbered one down to page 1.

    >>> [(sheet.number, sheet.items) for sheet in sheets([5, 4, 3, 2, 1], 2)]
    [(0, (5, 4, 3)), (1, (2, 1))]
    """
    filed = numbers(len(newest_first), size)
    head_end = len(newest_first) - len(filed) * size
    result = [Sheet(HEAD, tuple(newest_first[:head_end]), None, len(filed) or None)]
    for number in reversed(filed):
        end = len(newest_first) - (number - 1) * size
        newer = number + 1 if number < len(filed) else HEAD
        result.append(Sheet(number, tuple(newest_first[end - size : end]), newer, number - 1 or None))
    return tuple(result)
