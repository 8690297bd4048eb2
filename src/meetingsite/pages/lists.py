"""What list pages show: documents by year and month, neighbours, agencies of the places around."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from ..model import Entry
from ..plan import PAGE_SIZE, Site
from .paging import HEAD, sheets
from .shelves import LEVELS, Shelf

LARGEST = 6  # shelves in a door of the home page
KIN = 12  # agencies of the places above, beside and below on an agency's page
COUNTRY = "中国"


class Group(NamedTuple):
    """Documents under one heading."""

    name: str  # 2024年, 1月, 日期不详
    key: str  # 2024, 1; empty where it is not known
    entries: tuple[Entry, ...]


class Month(NamedTuple):
    """One month of a year's calendar."""

    number: int  # 1 to 12; 0 for documents of which only the year is known
    documents: int
    sheet: int  # the page of the year's list on which the month begins


class YearOf(NamedTuple):
    """The documents of one year on a shelf."""

    key: str
    documents: int
    sheet: int  # the page of the shelf on which the year begins


class Kin(NamedTuple):
    """Agencies of places around, at and inside an agency's own, the first few of each with how many there are."""

    above: tuple[Sequence[Shelf], int]
    beside: tuple[Sequence[Shelf], int]
    below: tuple[Sequence[Shelf], int]


def by_year(entries: Iterable[Entry]) -> list[Group]:
    """Documents, newest first, under their years; undated ones last."""
    groups = groupby(entries, lambda entry: _start(entry)[:4])
    return [Group(f"{int(year)}年" if year else "日期不详", year, tuple(group)) for year, group in groups]


def by_month(entries: Iterable[Entry]) -> list[Group]:
    """Documents of one year, newest first, under their months; those of which only the year is known last."""
    ordered = sorted(entries, key=lambda entry: -_month(entry))
    groups = groupby(ordered, _month)
    return [Group(f"{month}月" if month else "月份不详", str(month or ""), tuple(group)) for month, group in groups]


def months(year: Shelf) -> list[Month]:
    """How many documents each month of the year has, and how many have none."""
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    for sheet in sheets(year.entries, PAGE_SIZE):
        for entry in sheet.items:
            counts[_month(entry)] += 1
            first.setdefault(_month(entry), sheet.number)
    return [Month(number, counts[number], first.get(number, HEAD)) for number in (*range(1, 13), 0)]


class Neighbours:
    """The document before and after another, in time, on each shelf."""

    def __init__(self, site: Site) -> None:
        self._agency = {e.id: (shelf, i) for shelf in site.agencies for i, e in enumerate(shelf.entries)}
        self._topic = {(s.key, e.id): (s, i) for s in site.topics for i, e in enumerate(s.entries)}

    def of_agency(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """(earlier, later) of the same agency."""
        return _around(self._agency.get(entry.id))

    def of_topic(self, entry: Entry, topic: str) -> tuple[Entry | None, Entry | None]:
        """(earlier, later) on the same topic."""
        return _around(self._topic.get((topic, entry.id)))


def largest(shelves: Iterable[Shelf]) -> list[Shelf]:
    """The shelves with most documents, for a door of the home page."""
    return sorted(shelves, key=lambda shelf: -len(shelf.entries))[:LARGEST]


def years_of(shelf: Shelf) -> list[YearOf]:
    """The years of the documents on a shelf, newest first; undated ones give none."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for sheet in sheets(shelf.entries, PAGE_SIZE):
        for entry in sheet.items:
            if year := _start(entry)[:4]:
                counts[year] += 1
                first.setdefault(year, sheet.number)
    return [YearOf(year, counts[year], first[year]) for year in counts]


class Kinship:
    """Which agencies held are of the places above and below: 山东省 · 山东省威海市 · 山东省威海市荣成市."""

    def __init__(self, agencies: Iterable[Shelf]) -> None:
        self._at: dict[str, list[Shelf]] = {}
        for shelf in agencies:
            if shelf.agency:
                self._at.setdefault(shelf.agency.region, []).append(shelf)
        self._places = sorted(self._at)
        self._local = [shelf for place in self._places if place != COUNTRY for shelf in self._at[place]]
        self._local.sort(key=_by_level)

    def of(self, shelf: Shelf) -> Kin | None:
        """The kin of an agency's *shelf*; None for the shelf of unknown agencies."""
        if shelf.agency is None:
            return None
        region = shelf.agency.region
        beside = [other for other in self._at[region] if other is not shelf]
        if region == COUNTRY:
            above, below = [], self._local
        else:
            around = [region[:length] for length in range(len(region) - 1, 0, -1) if region[:length] in self._at]
            above = [other for place in (*around, COUNTRY) for other in self._at.get(place, ())]
            first = bisect_right(self._places, region)
            inside = takewhile(lambda place: place.startswith(region), self._places[first:])
            below = sorted((other for place in inside for other in self._at[place]), key=_by_level)
        return Kin(*((tuple(group[:KIN]), len(group)) for group in (above, beside, below)))


def _by_level(shelf: Shelf) -> tuple[int, int, str]:
    return LEVELS.index(shelf.agency.level) if shelf.agency else len(LEVELS), -len(shelf.entries), shelf.name


def _start(entry: Entry) -> str:
    date = entry.own_date
    return (date and date.start) or ""


def _month(entry: Entry) -> int:
    date = entry.own_date
    return int(date.start[5:7]) if date and date.start and date.precision != "year" else 0


def _around(place: tuple[Shelf, int] | None) -> tuple[Entry | None, Entry | None]:
    if place is None:
        return None, None
    shelf, index = place
    earlier = shelf.entries[index + 1] if index + 1 < len(shelf.entries) else None
    return earlier, shelf.entries[index - 1] if index else None
