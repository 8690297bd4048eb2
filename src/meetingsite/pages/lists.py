"""What list pages show: documents by year and month, neighbours, agencies of the places around."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from ..model import COUNTRY, LEVELS
from ..plan import Site
from ..rows import Row
from .paging import HEAD, sheets
from .shelves import PersonShelf, Shelf

PAGE_SIZE = 50  # documents on a numbered list page
LARGEST = 6  # shelves in a door of the home page
KIN = 12  # agencies of the places above, beside and below on an agency's page
_Place = tuple[list[Row], int]


class Door(NamedTuple):
    """A link to a list, and how many documents stand on it."""

    key: str
    name: str
    documents: int
    note: str = ""  # the region of an agency, the agency of a person


class Group(NamedTuple):
    """Documents under one heading."""

    name: str  # 2024年, 1月, 日期不详
    key: str  # 2024, 1; empty where it is not known
    rows: tuple[Row, ...]


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
    """(key, name) of agencies of places around: the first few of each, and whether there are more. Without counts, so
    that a document more of one agency leaves the pages of the others alone."""

    above: tuple[tuple[tuple[str, str], ...], bool]
    beside: tuple[tuple[tuple[str, str], ...], bool]
    below: tuple[tuple[tuple[str, str], ...], bool]


def door(shelf: Shelf | PersonShelf) -> Door:
    """The link to *shelf*."""
    note = shelf.agency.region if isinstance(shelf, Shelf) and shelf.agency else ""
    if isinstance(shelf, PersonShelf):
        note = shelf.agency.name if shelf.agency else ""
    return Door(shelf.key, shelf.name, len(shelf.rows), note)


def by_year(rows: Iterable[Row]) -> list[Group]:
    """Documents, newest first, under their years; undated ones last."""
    groups = groupby(rows, lambda row: row.year)
    return [Group(f"{int(year)}年" if year else "日期不详", year, tuple(group)) for year, group in groups]


def by_month(rows: Iterable[Row]) -> list[Group]:
    """Documents of one year, newest first, under their months; those of which only the year is known last."""
    ordered = sorted(rows, key=lambda row: -_month(row))
    groups = groupby(ordered, _month)
    return [Group(f"{month}月" if month else "月份不详", str(month or ""), tuple(group)) for month, group in groups]


def months(year: Shelf) -> list[Month]:
    """How many documents each month of the year has, and how many have none."""
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    for sheet in sheets(year.rows, PAGE_SIZE):
        for row in sheet.items:
            counts[_month(row)] += 1
            first.setdefault(_month(row), sheet.number)
    return [Month(number, counts[number], first.get(number, HEAD)) for number in (*range(1, 13), 0)]


class Neighbours:
    """The document before and after another, in time, on each shelf; one whose date is not known has none."""

    def __init__(self, site: Site) -> None:
        self._agency = {row.id: place for shelf in site.agencies for row, place in _dated(shelf)}
        self._topic = {(shelf.key, row.id): place for shelf in site.topics for row, place in _dated(shelf)}

    def of_agency(self, key: str) -> tuple[Row | None, Row | None]:
        """(earlier, later) of the same agency as the document *key*."""
        return _around(self._agency.get(key))

    def of_topic(self, key: str, topic: str) -> tuple[Row | None, Row | None]:
        """(earlier, later) on the same topic as the document *key*."""
        return _around(self._topic.get((topic, key)))


def largest(shelves: Iterable[Shelf]) -> list[Door]:
    """The shelves with most documents, for a door of the home page."""
    return [door(shelf) for shelf in sorted(shelves, key=lambda shelf: -len(shelf.rows))[:LARGEST]]


def years_of(shelf: Shelf) -> list[YearOf]:
    """The years of the documents on a shelf, newest first; undated ones give none."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for sheet in sheets(shelf.rows, PAGE_SIZE):
        for row in sheet.items:
            if year := row.year:
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
        self._around = {place: (_few(self._above(place)), _few(self._below(place))) for place in self._places}

    def of(self, shelf: Shelf) -> Kin | None:
        """The kin of an agency's *shelf*; None for the shelf of unknown agencies."""
        if shelf.agency is None:
            return None
        above, below = self._around[shelf.agency.region]
        return Kin(above, _few(other for other in self._at[shelf.agency.region] if other is not shelf), below)

    def _above(self, place: str) -> Iterator[Shelf]:
        if place != COUNTRY:
            for length in range(len(place) - 1, 0, -1):
                yield from self._at.get(place[:length], ())
            yield from self._at.get(COUNTRY, ())

    def _below(self, place: str) -> list[Shelf]:
        inside: Iterable[str] = (other for other in self._places if other != COUNTRY)
        if place != COUNTRY:
            first = bisect_right(self._places, place)
            inside = takewhile(lambda other: other.startswith(place), self._places[first:])
        return nsmallest(KIN + 1, (shelf for other in inside for shelf in self._at[other]), key=_by_level)


def _few(shelves: Iterable[Shelf]) -> tuple[tuple[tuple[str, str], ...], bool]:
    found = [(shelf.key, shelf.name) for shelf in islice(shelves, KIN + 1)]
    return tuple(found[:KIN]), len(found) > KIN


def _by_level(shelf: Shelf) -> tuple[int, str]:
    return LEVELS.index(shelf.agency.level) if shelf.agency else len(LEVELS), shelf.name


def _month(row: Row) -> int:
    date = row.date
    return int(date.start[5:7]) if date and date.start and date.precision != "year" else 0


def _dated(shelf: Shelf) -> Iterator[tuple[Row, _Place]]:
    """The documents of *shelf* with a known date, and the place of each among them."""
    rows = [row for row in shelf.rows if row.start]
    for index, row in enumerate(rows):
        yield row, (rows, index)


def _around(place: _Place | None) -> tuple[Row | None, Row | None]:
    if place is None:
        return None, None
    rows, index = place
    return rows[index + 1] if index + 1 < len(rows) else None, rows[index - 1] if index else None
