"""What list pages show: documents by year and month, neighbours, agencies of one region, rows of the review page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ..model import Entry, Span
from ..plan import PAGE_SIZE, Site
from .paging import HEAD, sheets
from .reading import regions
from .shelves import Shelf, is_inferred, is_inferred_date, is_unresolved
from .wording import KINDS, date_words, province

LARGEST = 6  # shelves in a door of the home page
KIN = 24  # agencies of the same region on an agency's page


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


class Inferred(NamedTuple):
    """One thing that was not read but inferred, and the words it rests on."""

    label: str
    value: str
    words: tuple[Quoted, ...]


class Quoted(NamedTuple):
    """Words of a document and the part of its page that shows them."""

    words: str
    place: str  # 第3段; empty when no part shows them
    anchor: str


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


def kin(shelf: Shelf, regions: Mapping[str, Sequence[Shelf]]) -> list[Shelf]:
    """Other agencies of the same place: of the very region first, then those of the regions around and inside it."""
    if shelf.agency is None:
        return []
    region = shelf.agency.region
    others = [other for other in regions[province(region)] if other.key != shelf.key and other.agency]
    near = [
        other
        for other in others
        if other.agency and (region.startswith(other.agency.region) or other.agency.region.startswith(region))
    ]
    return sorted(near, key=lambda other: other.agency is not None and other.agency.region != region)[:KIN]


def inferred_facts(entry: Entry) -> list[Inferred]:
    """What was inferred about the document, with the words it rests on."""
    facts, document = entry.facts, entry.document
    found: list[tuple[str, str, tuple[Span | None, ...]]] = []
    if document.title_origin == "derived":
        found.append(("题名", document.title, (document.title_span,)))
    if facts.agency and not facts.agency.certain:
        found.append(("机关", facts.agency.name, (facts.agency.span,)))
    for date in facts.dates:
        if is_inferred_date(date):
            found.append((KINDS[date.kind], date_words(date), (date.span, date.basis)))
    for person in facts.people:
        if not person.certain:
            found.append(("人物", person.name, (person.span,)))
    parts = regions(document)

    def quoted(span: Span) -> Quoted:
        part = next((part for part in parts if part.span.start <= span.start < part.span.end), None)
        return Quoted(span.of(document.text), part.name if part else "", part.anchor if part else "")

    return [Inferred(label, value, tuple(quoted(span) for span in spans if span)) for label, value, spans in found]


def missing_facts(entry: Entry) -> list[str]:
    """What the text does not say."""
    missing = []
    if entry.facts.agency is None:
        missing.append("机关不详")
    if entry.own_date is None:
        missing.append("日期不详")
    return missing


def review_rows(site: Site) -> dict[str, list[Any]]:
    """The rows of each list of the review page, ordered by id or path."""
    entries = site.corpus.entries
    return {
        "refused": sorted(site.corpus.refused),
        "warnings": [(entry, warning) for entry in entries for warning in entry.warnings],
        "inferred": [entry for entry in entries if is_inferred(entry)],
        "unresolved": [entry for entry in entries if is_unresolved(entry)],
    }


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
