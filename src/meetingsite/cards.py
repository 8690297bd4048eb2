"""Index cards: the little of each document that lists, links and the plan of the site need, so that the whole
collection can be planned without holding its texts."""

from __future__ import annotations

from typing import NamedTuple

from .keys import Meeting
from .model import Family, ReviewList
from .rows import Row

SENTENCE_BYTES = 8


class Card(NamedTuple):
    """One document in the plan."""

    row: Row
    path: str
    source: str  # hash of its file
    correction: str  # hash of its correction; empty: none
    data: str  # hash of its object in documents.json
    family: Family
    plain_title: str
    people: tuple[str, ...]  # names of those who act
    topics: tuple[tuple[str, str], ...]  # (id, name)
    names: str  # of its references, each once, on a line after its kind; as one string a fifth of the memory
    meeting: Meeting | None  # the one it reports
    sentences: bytes  # the hashes of its longer sentences, SENTENCE_BYTES each
    phrases: tuple[tuple[str, int], ...]  # candidates for topics and how often each stands there
    findings: tuple[ReviewList, ...]  # the lists of 待核 it stands on

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.row.id

    def planned(self) -> Card:
        """What of it is needed once the site is planned: half."""
        return self._replace(plain_title="", people=(), names="", meeting=None, sentences=b"", phrases=())
