"""Every address and every list of the site, fixed before any page exists.

A page never makes up a link: it asks the plan, and asking for what has no page stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from .errors import LinkError
from .ids import published_name
from .knowledge import Knowledge
from .model import Corpus, Entry, Person
from .pages.citations import Citation, Target, citations
from .pages.mentions import Mention, Names
from .pages.paging import HEAD, numbers
from .pages.review import Reviews, reviews
from .pages.shelves import (
    UNKNOWN,
    PersonShelf,
    Shelf,
    agency_shelves,
    by_province,
    by_surname,
    copies,
    grouped,
    identity,
    newest_first,
    once,
    own_year,
    page_name,
    people_shelves,
    topic_shelves,
)

PAGE_SIZE = 50  # documents on a numbered list page
NAMES_SIZE = 300  # agencies, people or phrases on one
CITED = 8  # citing documents quoted on the page of what they cite; more have pages of their own
UNDATED = "undated"
FIXED = (
    ("home", "", "index.html"),
    ("agencies", "", "agencies/index.html"),
    ("dates", "", "dates/index.html"),
    ("topics", "", "topics/index.html"),
    ("people", "", "people/index.html"),
    ("review", "", "review.html"),
    ("about", "", "about.html"),
    ("data", "documents.json", "data/documents.json"),
    ("data", "refused.json", "data/refused.json"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner of a site decides about its pages."""

    title: str = "会议文献阅览室"
    base_url: str | None = None  # "https://example.org/site/"; only then is there a 404.html
    language: str = "zh-Hans"


@dataclass(frozen=True)
class Site:
    """All pages of one corpus. Lists are ordered as readers see them."""

    corpus: Corpus
    settings: Settings
    addresses: Mapping[tuple[str, str, int], str]  # (kind, key, sheet) → path in the output
    entries: Mapping[str, Entry]
    newest: tuple[Entry, ...]  # every document once, newest first, undated last by id
    agencies: tuple[Shelf, ...]  # by level, region, name
    years: tuple[Shelf, ...]  # newest first
    undated: Shelf
    unknown: Shelf  # documents whose agency the text does not say
    topics: tuple[Shelf, ...]  # most documents first
    people: tuple[PersonShelf, ...]  # by name
    copies: Mapping[str, tuple[Entry, ...]]  # id → documents that repost it
    agency_ids: Mapping[str, str]  # name → id
    person_ids: Mapping[tuple[str, str], str]  # (name, agency's name or document id) → id
    mentions: Mapping[str, tuple[Mention, ...]]  # of every document by id: names in its text that have a page
    citations: Mapping[Target, tuple[Citation, ...]]  # who names an agency, a person or a document
    reviews: Reviews  # what waits for a person

    def path(self, kind: str, key: str = "", sheet: int = HEAD) -> str:
        """The page's path in the output, not percent-encoded. Raises LinkError when there is no such page."""
        try:
            return self.addresses[kind, key, sheet]
        except KeyError:
            what = f"{kind}“{key}”" if key else kind
            raise LinkError(f"没有这一页：{what}。", remedy="检查订正或知识文件中引用的编号是否存在。") from None

    def href(self, origin: str, kind: str, key: str = "", *, sheet: int = HEAD, anchor: str = "") -> str:
        """A link from the page at path *origin*: relative, percent-encoded, the file name spelled out."""
        target = self.path(kind, key, sheet)
        fragment = f"#{quote(anchor)}" if anchor else ""
        if target == origin and fragment:
            return fragment
        folder = origin[: origin.rfind("/") + 1]
        if target.startswith(folder):
            return quote(target[len(folder) :]) + fragment
        return "../" * folder.count("/") + quote(target) + fragment

    def agency_id(self, entry: Entry) -> str:
        """The id of the entry's agency page; ``unknown`` where the text does not say."""
        return self.agency_ids[entry.facts.agency.name] if entry.facts.agency else UNKNOWN

    def person_id(self, entry: Entry, person: Person) -> str:
        """The id of the page of *person*, who acts in *entry*."""
        return self.person_ids[identity(entry, person)]


def plan(corpus: Corpus, settings: Settings, knowledge: Knowledge) -> Site:
    """Give every page of *corpus* its address. *knowledge* tells which agencies and places its texts name.

    Raises LinkError when a document reposts one that is not there.
    """
    entries = {entry.id: entry for entry in corpus.entries}
    for entry in corpus.entries:
        if entry.copy_of is not None and entry.copy_of not in entries:
            raise LinkError(f"转载自“{entry.copy_of}”，但没有这篇文献。", path=entry.document.clean.raw.path)
    newest = newest_first(corpus.entries)
    agencies, agency_ids = agency_shelves(newest)
    people, person_ids = people_shelves(newest)
    unique = once(newest)
    names = Names(unique, agency_ids, people, person_ids, knowledge)
    mentions = {entry.id: names.mentions(entry) for entry in corpus.entries}
    site = Site(
        corpus=corpus,
        settings=settings,
        addresses={},
        entries=entries,
        newest=unique,
        agencies=agencies,
        years=tuple(
            Shelf(year, f"{int(year)}年", group)
            for year, group in sorted(grouped(newest, own_year).items(), reverse=True)
        ),
        undated=Shelf(UNDATED, "日期不详", once([entry for entry in newest if not entry.own_date])),
        unknown=Shelf(UNKNOWN, "机关不详", once([entry for entry in newest if not entry.facts.agency])),
        topics=topic_shelves(newest),
        people=people,
        copies=copies(corpus.entries),
        agency_ids=agency_ids,
        person_ids=person_ids,
        mentions=mentions,
        citations=citations(newest, mentions, _listed(newest, agency_ids, people)),
        reviews=reviews(corpus, knowledge),
    )
    return replace(site, addresses=_addresses(site))


def _listed(
    newest: Iterable[Entry], agency_ids: Mapping[str, str], people: Iterable[PersonShelf]
) -> dict[Target, frozenset[str]]:
    """The documents that the page of an agency, person or document shows without being cited by them."""
    found: dict[Target, set[str]] = {}
    for entry in newest:
        found.setdefault(("document", entry.copy_of or entry.id), set()).add(entry.id)
        if entry.facts.agency:
            found.setdefault(("agency", agency_ids[entry.facts.agency.name]), set()).add(entry.id)
    for person in people:
        found["person", person.key] = {entry.id for entry, _ in person.appearances}
    return {target: frozenset(keys) for target, keys in found.items()}


def _addresses(site: Site) -> dict[tuple[str, str, int], str]:
    found: dict[tuple[str, str, int], str] = {(kind, key, HEAD): path for kind, key, path in FIXED}

    def page(kind: str, key: str, path: str) -> None:
        found[kind, key, HEAD] = path + ".html"

    def pages(kind: str, key: str, path: str, count: int, size: int = PAGE_SIZE) -> None:
        page(kind, key, path)
        found.update({(kind, key, number): f"{path}/{number}.html" for number in numbers(count, size)})

    for key in site.entries:
        page("document", key, f"documents/{key}")
        page("source", key, f"sources/{key}")
        found["raw", key, HEAD] = f"sources/{key}.txt"
    for shelf in (*site.agencies, site.unknown):
        pages("agency", shelf.key, f"agencies/{shelf.key}", len(shelf.entries))
    for name, group in by_province(site.agencies).items():
        pages("region", name, f"agencies/regions/{published_name(name)}", len(group), NAMES_SIZE)
    for shelf in (*site.years, site.undated):
        pages("date", shelf.key, f"dates/{shelf.key}", len(shelf.entries))
    for shelf in site.topics:
        name = page_name(shelf.key, "candidates")
        pages("topic", shelf.key, f"topics/{name}", len(shelf.entries))
    pages("candidates", "", "topics/candidates", len(site.corpus.candidates), NAMES_SIZE)
    for person in site.people:
        pages("person", person.key, f"people/{person.key}", len(person.appearances))
    for name, people in by_surname(site.people).items():
        pages("surname", name, f"people/surnames/{published_name(name)}", len(people), NAMES_SIZE)
    for (kind, key), citing in site.citations.items():
        if len(citing) > CITED:
            folder = found[kind, key, HEAD].removesuffix(".html")
            pages(f"{kind}-cited", key, f"{folder}/cited", len(citing))
    for name, cases in site.reviews._asdict().items():
        pages("reviews", name, f"review/{name}", len(cases))
    _distinct(found)
    return found


def _distinct(addresses: Mapping[tuple[str, str, int], str]) -> None:
    """Two pages at one address, or at two that differ only in case, would overwrite each other somewhere."""
    seen: dict[str, tuple[str, str, int]] = {}
    for target, path in addresses.items():
        other = seen.setdefault(path.casefold(), target)
        if other != target:
            raise LinkError(f"两页要用同一个地址“{path}”：{other[0]}“{other[1]}”与{target[0]}“{target[1]}”。")
