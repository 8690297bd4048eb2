"""Every page of the site: where it lies, its template, and all that may stand on it.

A page is a function of its :class:`Page` and of the documents it needs and quotes, nothing else, so that an unchanged
Page is an unchanged file. Counts and other things that change with every document stand only on the first page of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from ..cards import Card
from ..model import LEVELS, REVIEW_LISTS
from ..plan import UNDATED, Site, SiteSettings
from ..rows import Row
from ..snippets import correction_name, stem
from .addresses import address
from .lists import PAGE_SIZE, Kinship, Neighbours, door, largest, months, years_of
from .paging import HEAD, sheets
from .shelves import PersonShelf, Shelf, by_province, by_surname, newest_first

NAMES_SIZE = 300  # agencies, people or phrases on one page
NEWEST = 20  # documents on the home page
PER_REGION = 12  # agencies of one level and province on the index of agencies
PER_SURNAME = 8
PEOPLE_OF = 40  # people on an agency's page
NAMESAKES = 20
CITED = 8  # citing documents quoted on the page of what they cite; more have pages of their own
REVIEWED = 10  # cases of one list on the first page of 待核
NEIGHBOURS = 4  # topics of a document whose neighbouring documents it shows

T = TypeVar("T")


RAW = ""
"""In the place of a template: the file is the document as it was found."""


class Page(NamedTuple):
    """One file that a template makes."""

    path: str
    template: str  # or RAW
    context: Mapping[str, Any]  # NamedTuples, tuples, lists, dicts, strings, numbers, None
    needs: tuple[str, ...] = ()  # ids of the documents it shows whole
    quotes: tuple[str, ...] = ()  # ids of those it quotes


class Citing(NamedTuple):
    """A document that names something."""

    row: Row
    names: tuple[tuple[str, str], ...]  # kind and name of the references that lead there


def outline(site: Site, settings: SiteSettings) -> Iterator[Page]:
    """All pages of *site*, those of lists first."""
    cases = waiting(site)
    yield _home(site, cases)
    yield Page(address("search"), "search.html", {})
    yield Page(address("about"), "about.html", {})
    if settings.base_url:
        yield Page(address("missing"), "404.html", {"base": settings.base_url.rstrip("/") + "/"})
    yield from _agencies(site)
    yield from _dates(site)
    yield from _topics(site)
    yield from _people(site)
    yield from _reviews(site, cases)
    neighbours = Neighbours(site)
    for card in site.cards.values():
        yield _document(card, site, neighbours)
        yield from _all_citing("document", card.id, f"《{card.row.title}》", site)
        yield Page(address("source", card.id), "source.html", {"id": card.id}, (card.id,))
        yield Page(address("raw", card.id), RAW, {}, (card.id,))


def listing(
    kind: str, key: str, items: Sequence[T], template: str, size: int = PAGE_SIZE, **head: Any
) -> Iterator[Page]:
    """All pages of a list. *head* is what only its first page shows, besides how many *items* there are."""
    for sheet in sheets(items, size):
        first = {"total": len(items), **head} if sheet.number == HEAD else {}
        context = {"kind": kind, "key": key, "sheet": sheet, **first}
        yield Page(address(kind, key, sheet.number), template, context)


def _quoting(pages: Iterable[Page], **context: Any) -> Iterator[Page]:
    """*pages* of documents that they quote, with what each of them shows besides."""
    for page in pages:
        rows = [getattr(item, "row", item) for item in page.context["sheet"].items]
        shown = [citing.row for citing in page.context.get("citing", ())]
        yield page._replace(context={**page.context, **context}, quotes=tuple(row.id for row in (*rows, *shown)))


def _home(site: Site, cases: Mapping[str, Sequence[Any]]) -> Page:
    return Page(
        address("home"),
        "index.html",
        {
            "documents": len(site.newest),
            "copies": len(site.cards) - len(site.newest),
            "agencies": len(site.agencies),
            "largest": largest(site.agencies),
            "unknown": len(site.unknown.rows),
            "years": [door(year) for year in site.years[:6]],
            "oldest": site.years[-1].name if site.years else None,
            "undated": len(site.undated.rows),
            "topics": len(site.topics),
            "most": [door(topic) for topic in site.topics[:6]],
            "newest": site.newest[:NEWEST],
            "people": len(site.people),
            "waiting": {name: len(rows) for name, rows in cases.items()},
        },
    )


def _agencies(site: Site) -> Iterator[Page]:
    tree = []
    for level in LEVELS:
        provinces = by_province(shelf for shelf in site.agencies if shelf.agency and shelf.agency.level == level)
        shown = [(name, [door(s) for s in g[:PER_REGION]], len(g) > PER_REGION) for name, g in provinces.items()]
        tree.append((level, shown))
    context = {"tree": tree, "total": len(site.agencies), "unknown": len(site.unknown.rows)}
    yield Page(address("agencies"), "agencies.html", context)
    for name, group in by_province(site.agencies).items():
        yield from listing("region", name, [door(shelf) for shelf in group], "region.html", NAMES_SIZE)
    people: dict[str, list[PersonShelf]] = {}
    for person in sorted(site.people, key=lambda person: -len(person.rows)):
        if person.agency:
            people.setdefault(person.agency.name, []).append(person)
    kinship = Kinship(site.agencies)
    for shelf in (*site.agencies, site.unknown):
        of = people.get(shelf.name, [])
        citing = site.citations.get(("agency", shelf.key), ())
        pages = listing(
            "agency",
            shelf.key,
            shelf.rows,
            "agency.html",
            people=[door(person) for person in of[:PEOPLE_OF]],
            more_people=len(of) > PEOPLE_OF,
            kin=kinship.of(shelf),
            years=years_of(shelf),
            citing=_citing("agency", shelf.key, citing[:CITED], site),
            citing_total=len(citing),
        )
        for page in pages:
            quotes = tuple(citing.row.id for citing in page.context.get("citing", ()))
            yield page._replace(context={**page.context, "name": shelf.name, "agency": _whose(shelf)}, quotes=quotes)
        yield from _all_citing("agency", shelf.key, shelf.name, site)


def _whose(shelf: Shelf) -> tuple[str, str] | None:
    """Level and region of an agency's shelf."""
    return (shelf.agency.level, shelf.agency.region) if shelf.agency else None


def _dates(site: Site) -> Iterator[Page]:
    calendar = [(door(year), months(year)) for year in site.years]
    yield Page(address("dates"), "dates.html", {"calendar": calendar, "undated": len(site.undated.rows)})
    for index, shelf in enumerate((*site.years, site.undated)):
        dated = shelf.key != UNDATED
        earlier = site.years[index + 1] if dated and index + 1 < len(site.years) else None
        later = site.years[index - 1] if dated and index else None
        around = {"earlier": earlier and (earlier.key, earlier.name), "later": later and (later.key, later.name)}
        for page in listing("date", shelf.key, shelf.rows, "date.html"):
            yield page._replace(context={**page.context, "name": shelf.name, **around})


def _topics(site: Site) -> Iterator[Page]:
    context = {"topics": [door(shelf) for shelf in site.topics], "candidates": len(site.candidates)}
    yield Page(address("topics"), "topics.html", context)
    for shelf in site.topics:
        yield from _quoting(listing("topic", shelf.key, shelf.rows, "topic.html"), name=shelf.name)
    yield from listing("candidates", "", site.candidates, "candidates.html", NAMES_SIZE)


def _people(site: Site) -> Iterator[Page]:
    surnames = by_surname(site.people)
    shown = [(name, [door(p) for p in _first(group)], len(group)) for name, group in surnames.items()]
    yield Page(address("people"), "people.html", {"surnames": shown, "total": len(site.people)})
    for name, group in surnames.items():
        yield from listing("surname", name, [door(person) for person in group], "surname.html", NAMES_SIZE)
    same_name: dict[str, list[PersonShelf]] = {}
    for person in site.people:
        same_name.setdefault(person.name, []).append(person)
    for person in site.people:
        others = [(o.key, o.agency.name if o.agency else "") for o in same_name[person.name] if o is not person]
        citing = site.citations.get(("person", person.key), ())
        pages = listing(
            "person",
            person.key,
            person.rows,
            "person.html",
            others=others[:NAMESAKES],
            citing=_citing("person", person.key, citing[:CITED], site),
            citing_total=len(citing),
        )
        agency = person.agency and (person.agency.key, person.agency.name)
        yield from _quoting(pages, name=person.name, agency=agency)
        yield from _all_citing("person", person.key, person.name, site)


def _first(group: Sequence[T]) -> Sequence[T]:
    """What is shown of a surname: no link to all where it would take the room of the only one left."""
    return group if len(group) <= PER_SURNAME + 1 else group[:PER_SURNAME]


def _citing(page: str, key: str, rows: Iterable[Row], site: Site) -> list[Citing]:
    return [
        Citing(row, tuple((n.kind, n.name) for n in site.named[row.id] if (n.page, n.key) == (page, key)))
        for row in rows
    ]


def _all_citing(page: str, key: str, name: str, site: Site) -> Iterator[Page]:
    """The pages of all documents that name something, where there are more than its own page quotes."""
    rows = site.citations.get((page, key), ())
    if len(rows) > CITED:
        pages = listing(f"{page}-cited", key, _citing(page, key, rows, site), "cited.html")
        yield from _quoting(pages, name=name, of=page)


def _document(card: Card, site: Site, neighbours: Neighbours) -> Page:
    row = card.row
    citing = _citing("document", card.id, site.citations.get(("document", card.id), ())[:CITED], site)
    topics = [(key, name, *neighbours.of_topic(card.id, key)) for key, name in card.topics[:NEIGHBOURS]]
    context = {
        "id": card.id,
        "row": row,
        "named": site.named[card.id],
        "original": row.copy_of and site.cards[row.copy_of].row.title,
        "copies": [(copy.id, copy.title) for copy in site.copies.get(card.id, ())],
        "agency_neighbours": neighbours.of_agency(card.id),
        "topic_neighbours": topics,
        "citing": citing,
        "citing_total": len(site.citations.get(("document", card.id), ())),
        "earlier": site.earlier.get(card.id, ()),
    }
    return Page(address("document", card.id), "document.html", context, (card.id,), tuple(one.row.id for one in citing))


def waiting(site: Site) -> dict[str, Sequence[Any]]:
    """What stands on each list of 待核: files that were refused; rows of documents, newest first."""
    found: dict[str, list[Row]] = {name: [] for name in REVIEW_LISTS}
    for card in newest_first(card for card in site.cards.values() if card.findings):
        for name in card.findings:
            found[name].append(card.row)
    return {"refused": site.refused, **found}


def _reviews(site: Site, cases: Mapping[str, Sequence[Any]]) -> Iterator[Page]:
    stems: dict[str, int] = {}
    for path in (*(card.path for card in site.cards.values()), *(refused.path for refused in site.refused)):
        stems[stem(path)] = stems.get(stem(path), 0) + 1
    lists = {
        name: items if name == "refused" else [(row, _fix_name(site.cards[row.id].path, stems)) for row in items]
        for name, items in cases.items()
    }
    first = [(name, items[:REVIEWED], len(items)) for name, items in lists.items()]
    quotes = {item[0].id: None for name, items, _ in first if name != "refused" for item in items}
    yield Page(address("review"), "review.html", {"lists": first}, quotes=tuple(quotes))
    for name, items in lists.items():
        for page in listing("reviews", name, items, "reviews.html"):
            shown = page.context["sheet"].items
            yield page._replace(quotes=() if name == "refused" else tuple(row.id for row, _ in shown))


def _fix_name(path: str, stems: Mapping[str, int]) -> str:
    """What a correction of the source at *path* is to be called; *stems* says how many sources share each stem."""
    return correction_name(path, stems[stem(path)] > 1)
