"""The lists documents stand on: by agency, year, topic and person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..cards import Card
from ..keys import person_key
from ..model import LEVELS
from ..rows import Host, Row
from .addresses import person_page
from .wording import province

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of documents with a page of its own; *key* is its id: of an agency, a year, a topic."""

    key: str
    name: str
    rows: tuple[Row, ...]  # newest first; a copy only where its original is not on the shelf
    agency: Host | None = None  # of an agency's shelf: level and region


@dataclass(frozen=True, slots=True)
class PersonShelf:
    """A person: one name within the documents of one agency. The same name elsewhere may be somebody else."""

    key: str
    name: str
    agency: Host | None
    rows: tuple[Row, ...]  # newest first


def by_province(shelves: Iterable[Shelf]) -> dict[str, tuple[Shelf, ...]]:
    """Agencies by the province-level part of their region, in the order they come."""
    groups: dict[str, list[Shelf]] = {}
    for shelf in shelves:
        assert shelf.agency is not None
        groups.setdefault(province(shelf.agency.region), []).append(shelf)
    return {name: tuple(group) for name, group in groups.items()}


def spoken(name: str) -> bytes:
    """A key that sorts Chinese names as readers look them up: the first level of GB 2312, 3,755 characters, is in
    pinyin order; rarer ones follow by radical, and those of GB 18030 alone last."""
    try:
        return name.encode("gb2312")
    except UnicodeEncodeError:
        return b"".join(one.encode("gb2312", "ignore") or b"\xff" + one.encode("gb18030", "replace") for one in name)


def by_surname(people: Iterable[PersonShelf]) -> dict[str, tuple[PersonShelf, ...]]:
    """People by the first character of their name."""
    groups: dict[str, list[PersonShelf]] = {}
    for person in people:
        groups.setdefault(person.name[:1], []).append(person)
    return {name: tuple(group) for name, group in groups.items()}


def newest_first(cards: Iterable[Card]) -> list[Card]:
    """By own date; undated ones last, by id."""
    by_id = sorted(cards, key=lambda card: card.id)
    return sorted(by_id, key=lambda card: card.row.start, reverse=True)


def once(rows: Sequence[Row]) -> tuple[Row, ...]:
    """A copy leaves a list in which its original stands."""
    if not any(row.copy_of for row in rows):
        return tuple(rows)
    there = {row.id for row in rows}
    return tuple(row for row in rows if row.copy_of not in there)


def grouped(cards: Iterable[Card], keys: Callable[[Card], Iterable[K]]) -> dict[K, tuple[Row, ...]]:
    """Documents by each of their *keys*, in the order they come; a copy only where its original is not."""
    groups: dict[K, list[Row]] = {}
    for card in cards:
        for key in keys(card):
            groups.setdefault(key, []).append(card.row)
    return {key: once(group) for key, group in groups.items()}


def own_year(card: Card) -> list[str]:
    """The year the document is filed under, as a list of one; empty for an undated one."""
    return [card.row.year] if card.row.year else []


def agency_shelves(newest: Sequence[Card]) -> tuple[Shelf, ...]:
    """The agencies by level, region and name."""
    groups = grouped(newest, lambda card: [card.row.agency.name] if card.row.agency else [])
    hosts = [(name, rows, rows[0].agency) for name, rows in groups.items()]
    shelves = [Shelf(host.key, name, rows, host) for name, rows, host in hosts if host]

    def order(shelf: Shelf) -> tuple[int, bytes, bytes]:
        assert shelf.agency is not None
        return LEVELS.index(shelf.agency.level), spoken(shelf.agency.region), spoken(shelf.name)

    return tuple(sorted(shelves, key=order))


def topic_shelves(newest: Sequence[Card]) -> tuple[Shelf, ...]:
    """The topics, those of most documents first."""
    names = dict(topic for card in newest for topic in card.topics)
    groups = grouped(newest, lambda card: [key for key, _ in card.topics])
    shelves = [Shelf(key, names[key], rows) for key, rows in groups.items()]
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.rows), shelf.name, shelf.key)))


def people_shelves(newest: Sequence[Card]) -> tuple[tuple[PersonShelf, ...], dict[str, str]]:
    """The people by name; and the key of the page of each person's key."""
    groups = grouped(newest, lambda card: ((name, card.row.holder) for name in card.people))
    keys = {identity: person_page(*identity) for identity in groups}
    shelves = [PersonShelf(keys[identity], identity[0], rows[0].agency, rows) for identity, rows in groups.items()]
    shelves.sort(
        key=lambda person: (spoken(person.name), spoken(person.agency.name if person.agency else ""), person.key)
    )
    return tuple(shelves), {person_key(agency, name): key for (name, agency), key in keys.items()}


def copies(cards: Iterable[Card]) -> dict[str, tuple[Row, ...]]:
    """The documents that repost another, by the id of the other."""
    groups: dict[str, list[Row]] = {}
    for card in cards:
        if card.row.copy_of is not None:
            groups.setdefault(card.row.copy_of, []).append(card.row)
    return {key: tuple(group) for key, group in groups.items()}
