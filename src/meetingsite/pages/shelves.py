"""The lists documents stand on: by agency, year, topic and person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..ids import hashed, published_name
from ..model import Agency, DateFact, Entry, Level, Person
from .wording import province

K = TypeVar("K", bound=Hashable)
LEVELS: tuple[Level, ...] = ("national", "province", "city", "county", "other")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of documents with a page of its own; *key* is its id: of an agency, a year, a topic."""

    key: str
    name: str
    entries: tuple[Entry, ...]  # newest first; a copy only where its original is not on the shelf
    agency: Agency | None = None  # of an agency's shelf: level and region

    @property
    def years(self) -> tuple[str, ...]:
        """The years its documents are filed under, newest first; undated ones give none."""
        return tuple(dict.fromkeys(date.start[:4] for e in self.entries if (date := e.own_date) and date.start))


@dataclass(frozen=True, slots=True)
class PersonShelf:
    """A person: one name within the documents of one agency. The same name elsewhere may be somebody else."""

    key: str
    name: str
    agency: str | None  # the agency's name
    appearances: tuple[tuple[Entry, Person], ...]  # newest first


def by_province(shelves: Iterable[Shelf]) -> dict[str, tuple[Shelf, ...]]:
    """Agencies by the province-level part of their region, in the order they come."""
    groups: dict[str, list[Shelf]] = {}
    for shelf in shelves:
        assert shelf.agency is not None
        groups.setdefault(province(shelf.agency.region), []).append(shelf)
    return {name: tuple(group) for name, group in groups.items()}


def spoken(name: str) -> bytes:
    """A key that sorts Chinese names as readers look them up: the first level of GB 2312, 3,755 characters, is in pinyin
    order; rarer ones follow by radical."""
    return name.encode("gb18030", "replace")


def by_surname(people: Iterable[PersonShelf]) -> dict[str, tuple[PersonShelf, ...]]:
    """People by the first character of their name."""
    groups: dict[str, list[PersonShelf]] = {}
    for person in people:
        groups.setdefault(person.name[:1], []).append(person)
    return {name: tuple(group) for name, group in groups.items()}


def is_inferred_date(date: DateFact) -> bool:
    """A date whose year nobody knows is not certain either, but nothing about it was inferred."""
    return date.start is not None and not date.certain


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """By own date; undated ones last, by id."""
    by_id = sorted(entries, key=lambda entry: entry.id)
    return sorted(by_id, key=lambda entry: (entry.own_date and entry.own_date.start) or "", reverse=True)


def once(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """A copy leaves a list in which its original stands."""
    there = {entry.id for entry in entries}
    return tuple(entry for entry in entries if entry.copy_of not in there)


def grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[K]]) -> dict[K, tuple[Entry, ...]]:
    """Documents by each of their *keys*, in the order they come; a copy only where its original is not."""
    groups: dict[K, list[Entry]] = {}
    for entry in entries:
        for key in keys(entry):
            groups.setdefault(key, []).append(entry)
    return {key: once(group) for key, group in groups.items()}


def own_year(entry: Entry) -> list[str]:
    """The year the document is filed under, as a list of one; empty for an undated one."""
    date = entry.own_date
    return [date.start[:4]] if date and date.start else []


def agency_shelves(newest: Sequence[Entry]) -> tuple[tuple[Shelf, ...], dict[str, str]]:
    """The agencies by level, region and name; and the id of each name."""
    groups = grouped(newest, lambda entry: [entry.facts.agency.name] if entry.facts.agency else [])
    ids = {name: page_name(name, UNKNOWN, "regions") for name in groups}
    shelves = [Shelf(ids[name], name, group, group[0].facts.agency) for name, group in groups.items()]

    def order(shelf: Shelf) -> tuple[int, bytes, bytes]:
        assert shelf.agency is not None
        return LEVELS.index(shelf.agency.level), spoken(shelf.agency.region), spoken(shelf.name)

    return tuple(sorted(shelves, key=order)), ids


def topic_shelves(newest: Sequence[Entry]) -> tuple[Shelf, ...]:
    """The topics, those of most documents first."""
    names = {topic.id: topic.name for entry in newest for topic in entry.facts.topics}
    groups = grouped(newest, lambda entry: dict.fromkeys(topic.id for topic in entry.facts.topics))
    shelves = [Shelf(key, names[key], group) for key, group in groups.items()]
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.entries), shelf.name, shelf.key)))


def identity(entry: Entry, person: Person) -> tuple[str, str]:
    """What makes a person one: name and agency; where the agency is not known, nobody of another document."""
    return person.name, entry.facts.agency.name if entry.facts.agency else entry.id


def people_shelves(newest: Sequence[Entry]) -> tuple[tuple[PersonShelf, ...], dict[tuple[str, str], str]]:
    """The people by name; and the id of each identity."""
    found: dict[tuple[str, str], list[tuple[Entry, Person]]] = {}
    for entry in newest:
        for person in entry.facts.people:
            found.setdefault(identity(entry, person), []).append((entry, person))
    ids = {key: page_name("-".join(key), "surnames") for key in found}
    shelves = []
    for key, appearances in found.items():
        listed = {entry.id for entry in once([entry for entry, _ in appearances])}
        agency = appearances[0][0].facts.agency
        kept = tuple((entry, person) for entry, person in appearances if entry.id in listed)
        shelves.append(PersonShelf(ids[key], key[0], agency.name if agency else None, kept))
    return tuple(sorted(shelves, key=lambda shelf: (spoken(shelf.name), spoken(shelf.agency or ""), shelf.key))), ids


def copies(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The documents that repost another, by the id of the other."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.copy_of is not None:
            groups.setdefault(entry.copy_of, []).append(entry)
    return {key: tuple(group) for key, group in groups.items()}


def page_name(name: str, *reserved: str) -> str:
    """A safe name for the page of *name*, which is none of the *reserved* ones."""
    return hashed(name, name.encode()) if name in reserved else published_name(name)
