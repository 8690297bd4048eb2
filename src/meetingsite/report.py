"""What a build says of itself when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .changes import Build
    from .model import Refused, ReviewList


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    documents: int
    refused: tuple[Refused, ...]
    waiting: tuple[tuple[ReviewList, int], ...]  # lists of 待核 and how many documents stand on each
    changed: int  # files written
    removed: int
    build: Build | None = None  # what is new, changed and gone; None: nothing
    known: frozenset[Refused] = frozenset()  # files that an earlier build refused for the same reason
