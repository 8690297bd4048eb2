"""What lists show of a document: the nouns that the plan and every page have in common."""

from __future__ import annotations

from typing import NamedTuple

from .model import DateKind, Level, Precision


class Day(NamedTuple):
    """What a list shows of a date."""

    kind: DateKind
    start: str | None
    end: str | None
    precision: Precision
    certain: bool
    month_day: tuple[str, str] | None


class Host(NamedTuple):
    """The agency of a document, and the key of its page."""

    name: str
    level: Level
    region: str
    certain: bool
    key: str


class Row(NamedTuple):
    """One document on a list."""

    id: str
    title: str
    date: Day | None  # the date it is filed under
    reposted: Day | None  # of an undated one: when somebody else printed it
    agency: Host | None
    copy_of: str | None = None  # the document it reposts; known once all are

    @property
    def holder(self) -> str:
        """See :attr:`.Entry.holder`."""
        return self.agency.name if self.agency else self.id

    @property
    def start(self) -> str:
        """The first day of its date, ISO 8601; "" where it has none or the year is not known."""
        return (self.date and self.date.start) or ""

    @property
    def year(self) -> str:
        """The year it is filed under; "" for an undated one."""
        return self.start[:4]
