"""The site before any page exists: which lists there are, who stands on them, who names whom.

Made from index cards, and from the journal what had their addresses before; everything in it is made anew in every build,
so that no page can depend on an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .cards import Card
from .keys import person_key
from .model import Refused
from .pages.addresses import UNKNOWN
from .pages.citations import Named, Names, Target, citations
from .pages.shelves import (
    PersonShelf,
    Shelf,
    agency_shelves,
    copies,
    grouped,
    newest_first,
    once,
    own_year,
    people_shelves,
    topic_shelves,
)
from .rows import Row

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the owner of a site decides about its pages."""

    title: str
    base_url: str | None = None  # "https://example.org/site/"; only then is there a 404.html


class Earlier(NamedTuple):
    """A document that had an address before the one that has it now."""

    title: str
    date: str  # when it went, ISO 8601
    to: str  # the id it has since its file was renamed; "": it is no more
    to_title: str


@dataclass(frozen=True)
class Site:
    """The collection in order. Lists are ordered as readers see them."""

    cards: Mapping[str, Card]  # every document by id, ordered by id
    refused: tuple[Refused, ...]  # ordered by path
    newest: tuple[Row, ...]  # every document once, newest first, undated last by id
    agencies: tuple[Shelf, ...]  # by level, region, name
    years: tuple[Shelf, ...]  # newest first
    undated: Shelf
    unknown: Shelf  # documents whose agency the text does not say
    topics: tuple[Shelf, ...]  # most documents first
    people: tuple[PersonShelf, ...]  # by name
    copies: Mapping[str, tuple[Row, ...]]  # id → documents that repost it
    named: Mapping[str, tuple[Named, ...]]  # of every document by id: the names it uses that have a page
    citations: Mapping[Target, tuple[Row, ...]]  # who names an agency, a person or a document
    candidates: tuple[tuple[str, int], ...]  # phrases mined from the collection: (phrase, documents)
    earlier: Mapping[str, tuple[Earlier, ...]] = field(default_factory=dict)  # of the addresses that were another's


def plan(cards: Sequence[Card], refused: Iterable[Refused], candidates: Sequence[tuple[str, int]] = ()) -> Site:
    """Put the documents of *cards*, which are linked, on every list they belong on."""
    newest = newest_first(cards)
    agencies = agency_shelves(newest)
    people, person_keys = people_shelves(newest)
    unique = once([card.row for card in newest])
    by_id = {card.id: card for card in sorted(cards, key=lambda card: card.id)}
    names = Names([by_id[row.id] for row in unique], {shelf.name: shelf.key for shelf in agencies}, person_keys)
    named = {card.id: names.of(card) for card in newest}
    return Site(
        cards={id: card.planned() for id, card in by_id.items()},
        refused=tuple(sorted(refused)),
        newest=unique,
        agencies=agencies,
        years=tuple(
            Shelf(year, f"{int(year)}年", group)
            for year, group in sorted(grouped(newest, own_year).items(), reverse=True)
        ),
        undated=Shelf(UNDATED, "日期不详", once([card.row for card in newest if not card.row.date])),
        unknown=Shelf(UNKNOWN, "机关不详", once([card.row for card in newest if not card.row.agency])),
        topics=topic_shelves(newest),
        people=people,
        copies=copies(by_id.values()),
        named=named,
        citations=citations(newest, named, _listed(newest, person_keys)),
        candidates=tuple(candidates),
    )


def _listed(newest: Iterable[Card], person_keys: Mapping[str, str]) -> dict[Target, frozenset[str]]:
    """The documents that the page of an agency, person or document shows without being cited by them."""
    found: dict[Target, set[str]] = {}
    for card in newest:
        row = card.row
        found.setdefault(("document", row.copy_of or row.id), set()).add(row.id)
        if row.agency:
            found.setdefault(("agency", row.agency.key), set()).add(row.id)
        for name in card.people:
            found.setdefault(("person", person_keys[person_key(row.holder, name)]), set()).add(row.id)
    return {target: frozenset(ids) for target, ids in found.items()}
