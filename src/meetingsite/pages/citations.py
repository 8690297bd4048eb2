"""Names that have a page: which of a document's references lead somewhere, and who names whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..cards import Card
from ..keys import Meeting, name_line, read_meeting
from ..model import Reference, ReferenceKind
from ..rows import Row
from .shelves import once

_MEETING = name_line("meeting", "")
_NEAR = 92  # days after a meeting in which its name needs no year

Target = tuple[str, str]  # (kind of page, key): agency, person, document


class Named(NamedTuple):
    """A name a document uses, and the page it leads to."""

    kind: ReferenceKind
    name: str
    page: str  # agency, person, document
    key: str


class Names:
    """All names of the collection that have a page."""

    def __init__(self, cards: Sequence[Card], agencies: Mapping[str, str], people: Mapping[str, str]) -> None:
        """*cards* has every document once, without copies; *agencies* has the page keys by name, *people* by person."""
        titles: dict[str, list[str]] = {}
        meetings: dict[tuple[str, str], list[tuple[str, str, date | None]]] = {}
        for card in cards:
            titles.setdefault(card.plain_title, []).append(card.id)
            if card.meeting:
                held = meetings.setdefault((card.meeting.place, card.meeting.words), [])
                held.append((card.id, card.meeting.year, _day(card)))
        unique = {title: ids[0] for title, ids in titles.items() if len(ids) == 1}
        pages: tuple[tuple[ReferenceKind, str, Mapping[str, str]], ...] = (
            ("agency", "agency", agencies),
            ("person", "person", people),
            ("title", "document", unique),
        )
        self._pages = {
            name_line(kind, name): Named(kind, name, page, key)
            for kind, page, keys in pages
            for name, key in keys.items()
        }
        self._meetings = meetings

    def of(self, card: Card) -> tuple[Named, ...]:
        """The names *card*'s document uses that have a page, each once."""
        found = []
        for line in card.names.split("\n"):
            if named := self._pages.get(line):
                found.append(named)
            elif line.startswith(_MEETING):
                name = line.removeprefix(_MEETING)
                if key := self._meeting(read_meeting(name), card):
                    found.append(Named("meeting", name, "document", key))
        return tuple(found)

    def _meeting(self, named: Meeting, card: Card) -> str | None:
        """The only document that *named* can mean in *card*'s: of that year, or held a few weeks before."""
        held = self._meetings.get((named.place, named.words), ())
        own = _day(card)
        if named.year:
            ids = [key for key, year, day in held if (year or (day and str(day.year))) == named.year]
        else:
            ids = [
                key for key, _, day in held if day and own and day.year == own.year and 0 <= (own - day).days <= _NEAR
            ]
        return ids[0] if len(ids) == 1 else None


def citations(
    newest: Iterable[Card], named: Mapping[str, Sequence[Named]], listed: Mapping[Target, frozenset[str]]
) -> dict[Target, tuple[Row, ...]]:
    """Who cites each target, newest first; a copy only where its original does not.

    *named* are the names of every document, by id; *listed* the documents a target's page shows anyway: an agency's
    own, those in which a person acts, the document itself and its copies.
    """
    found: dict[Target, list[Row]] = {}
    for card in newest:
        for target in dict.fromkeys((name.page, name.key) for name in named[card.id]):
            if card.id not in listed.get(target, ()):
                found.setdefault(target, []).append(card.row)
    return {target: once(rows) for target, rows in found.items()}


def mentions(references: Iterable[Reference], named: Iterable[Named]) -> list[tuple[Reference, Named]]:
    """The *references* that lead to a page, in order, no two overlapping: of those that do, the longest that begins
    first."""
    pages = {(name.kind, name.name): name for name in named}
    live = [(reference, pages[reference[1:]]) for reference in references if reference[1:] in pages]
    kept: list[tuple[Reference, Named]] = []
    for reference, name in sorted(live, key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1].page)):
        if not kept or reference.span.start >= kept[-1][0].span.end:
            kept.append((reference, name))
    return kept


def first_places(found: Iterable[tuple[Reference, Named]], *, but: str = "") -> list[tuple[Reference, Named]]:
    """The first place of each page: what a text links. *but* is the key of the document itself."""
    first: dict[Target, tuple[Reference, Named]] = {}
    for reference, name in found:
        if (name.page, name.key) != ("document", but):
            first.setdefault((name.page, name.key), (reference, name))
    return list(first.values())


def _day(card: Card) -> date | None:
    return date.fromisoformat(card.row.start) if card.row.start else None
