"""The pages of a planned site, as bytes. Pure: the same corpus, plan and settings give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from .model import Corpus, Entry, Person
from .pages import lists, wording
from .pages.comparison import comparison
from .pages.marked import Mark
from .pages.mentions import Mention, Names
from .pages.paging import Sheet, sheets
from .pages.passages import Passage, passages
from .pages.prose import prose
from .pages.rail import NO_AGENCY, NO_DATE, NO_PEOPLE, NO_TOPIC, rail
from .pages.reading import Page, regions
from .pages.shelves import LEVELS, REVIEWS, PersonShelf, by_province, by_surname, reviews
from .plan import NAMES_SIZE, PAGE_SIZE, Settings, Site

__all__ = ["Settings", "render"]

T = TypeVar("T")
NEWEST = 20  # documents on the home page
PER_REGION = 12  # agencies of one level and province on the index of agencies
NEIGHBOURS = 4  # topics of a document whose neighbouring documents it shows
_NO_LABELS: Mapping[str, str] = MappingProxyType({})
# What HTML may not contain: control characters, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def render(
    corpus: Corpus,
    site: Site,
    settings: Settings,
    *,
    templates: Path,
    static: Path,
    rules: Mapping[str, str] = _NO_LABELS,
) -> Iterator[tuple[str, bytes]]:
    """Every file the reader sees, (path in the output, bytes): pages, then raw files, then the static files.

    *templates* and *static* are the folders shipped with the package; *rules* gives the Chinese name of a cleaning
    rule, which otherwise is shown by its own name, and of a topic's rule, which otherwise is not shown.

    Raises LinkError for a link that leads nowhere.
    """
    pages = _Pages(site, settings, templates, rules)
    yield from pages.axes()
    for entry in corpus.entries:
        yield pages.document(entry)
        yield pages.source(entry)
        yield site.path("raw", entry.id), entry.document.clean.raw.data
    yield from pages.review()
    for file in sorted(path for path in static.rglob("*") if path.is_file()):
        yield f"static/{file.relative_to(static).as_posix()}", file.read_bytes()


class _Pages:
    """The templates with what all pages share."""

    def __init__(self, site: Site, settings: Settings, folder: Path, rules: Mapping[str, str]) -> None:
        self.site, self.settings, self.folder, self.rules = site, settings, folder, rules
        environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters.update(
            date_words=wording.date_words,
            date_short=wording.date_short,
            machine=wording.machine,
            by_year=lists.by_year,
            by_month=lists.by_month,
        )
        environment.globals.update(
            site=site,
            settings=settings,
            levels=[(level, wording.LEVEL_NAMES[level]) for level in LEVELS],
            level_names=wording.LEVEL_NAMES,
            kinds=wording.KINDS,
            families=wording.FAMILIES,
            scripts=wording.SCRIPTS,
            province=wording.province,
            inferred_facts=lists.inferred_facts,
            missing_facts=lists.missing_facts,
        )
        self._templates: dict[str, Template] = {}
        self._environment = environment
        self._neighbours = lists.Neighbours(site)
        self._names = Names(site)

    def page(self, path: str, template: str, *, base: str | None = None, **context: Any) -> tuple[str, bytes]:
        """One page at *path*; *base* for the one that is served at other addresses."""
        if template not in self._templates:
            self._templates[template] = self._environment.get_template(template)
        static = "../" * path.count("/") + "static"
        section = re.split(r"[/.]", path, maxsplit=1)[0]
        html = self._templates[template].render(
            link=partial(self.site.href, path), static=static, path=path, section=section, base=base, **context
        )
        return path, _FORBIDDEN.sub("\ufffd", html).encode("utf-8")

    def listing(
        self, kind: str, key: str, items: Sequence[T], template: str, size: int = PAGE_SIZE, **context: Any
    ) -> Iterator[tuple[str, bytes]]:
        """All pages of a list; the template finds the page it is in ``sheet``."""
        found: tuple[Sheet[T], ...] = sheets(items, size)
        for sheet in found:
            path = self.site.path(kind, key, sheet.number)
            yield self.page(path, template, sheet=sheet, kind=kind, key=key, total=len(items), **context)

    def axes(self) -> Iterator[tuple[str, bytes]]:
        """The home page and the pages of 机关, 时间, 专题 and 人物."""
        site = self.site
        yield self.page(
            "index.html",
            "index.html",
            newest=site.newest[:NEWEST],
            largest=lists.largest(site.agencies),
            reviews=reviews(site.corpus),
        )
        yield self.page(
            "about.html", "about.html", prose=prose(self.folder / "about.md", partial(site.href, "about.html"))
        )
        if self.settings.base_url:
            yield self.page("404.html", "404.html", base=self.settings.base_url.rstrip("/") + "/")
        yield from self._agencies()
        yield self.page("dates/index.html", "dates.html", calendar=[(year, lists.months(year)) for year in site.years])
        for shelf in (*site.years, site.undated):
            yield from self.listing("date", shelf.key, shelf.entries, "date.html", shelf=shelf)
        yield self.page("topics/index.html", "topics.html")
        for shelf in site.topics:
            quotes = partial(self._quotes, shelf.key)
            yield from self.listing("topic", shelf.key, shelf.entries, "topic.html", shelf=shelf, quotes=quotes)
        yield from self.listing("candidates", "", site.corpus.candidates, "candidates.html", NAMES_SIZE)
        yield from self._people()

    def _agencies(self) -> Iterator[tuple[str, bytes]]:
        site = self.site
        tree = [
            (level, by_province(shelf for shelf in site.agencies if shelf.agency and shelf.agency.level == level))
            for level in LEVELS
        ]
        yield self.page("agencies/index.html", "agencies.html", tree=tree, per_region=PER_REGION)
        provinces = by_province(site.agencies)
        people: dict[str | None, list[PersonShelf]] = {}
        for person in site.people:
            people.setdefault(person.agency, []).append(person)
        for name, group in provinces.items():
            yield from self.listing("region", name, group, "region.html", NAMES_SIZE, name=name)
        for shelf in (*site.agencies, site.unknown):
            beside = people.get(shelf.name, []), lists.kin(shelf, provinces)
            yield from self.listing("agency", shelf.key, shelf.entries, "agency.html", shelf=shelf, beside=beside)

    def _people(self) -> Iterator[tuple[str, bytes]]:
        surnames = by_surname(self.site.people)
        same_name: dict[str, list[PersonShelf]] = {}
        for person in self.site.people:
            same_name.setdefault(person.name, []).append(person)
        yield self.page("people/index.html", "people.html", surnames=surnames)
        for name, people in surnames.items():
            yield from self.listing("surname", name, people, "surname.html", NAMES_SIZE, name=name)
        for person in self.site.people:
            others = [other for other in same_name[person.name] if other is not person]
            yield from self.listing(
                "person", person.key, person.appearances, "person.html", person=person, others=others, quote=_quote
            )

    def _quotes(self, topic: str, entry: Entry) -> tuple[list[Passage], int]:
        spans = next(fact.spans for fact in entry.facts.topics if fact.id == topic)
        return passages(entry.document, regions(entry.document), spans, 3), len(spans)

    def document(self, entry: Entry) -> tuple[str, bytes]:
        """The reading view."""
        site, document = self.site, entry.document
        path = site.path("document", entry.id)
        link = partial(site.href, path)
        page = Page(document, [_named(mention, link) for mention in self._names.mentions(entry)])
        facts = rail(entry, page, link, site, self.rules)
        return self.page(
            path,
            "document.html",
            entry=entry,
            document=document,
            facts=facts,
            title=page.title(),
            body=page.body(),
            series=page.part(document.series, "series"),
            byline=page.part(document.byline, "byline"),
            origin=page.part(document.source_line, "origin"),
            front=[
                part for number, span in enumerate(document.front, 1) if (part := page.part(span, f"front{number}"))
            ],
            metadata=[
                (field.label, page.value(field.span) if field.value is not None else None)
                for field in document.metadata
            ],
            agency_neighbours=self._neighbours.of_agency(entry),
            topic_neighbours=[
                (topic, *self._neighbours.of_topic(entry, topic.id)) for topic in entry.facts.topics[:NEIGHBOURS]
            ],
            silent={"agency": NO_AGENCY, "date": NO_DATE, "people": NO_PEOPLE, "topic": NO_TOPIC},
        )

    def source(self, entry: Entry) -> tuple[str, bytes]:
        """原文对照."""
        view = comparison(entry.document.clean, self.rules)
        return self.page(self.site.path("source", entry.id), "source.html", entry=entry, view=view)

    def review(self) -> Iterator[tuple[str, bytes]]:
        """待核: what a person should look at."""
        site = self.site
        rows = lists.review_rows(site)
        yield self.page("review.html", "review.html", rows=rows, names=REVIEWS)
        for name in REVIEWS:
            yield from self.listing("reviews", name, rows[name], "reviews.html", name=name)


def _named(mention: Mention, link: Callable[[str, str], str]) -> Mark:
    """The link around a name in the text."""
    return Mark(*mention.span, "a", (("class", "px"), ("href", link(mention.kind, mention.key))))


def _quote(entry: Entry, person: Person) -> list[Passage]:
    return passages(entry.document, regions(entry.document), (person.span,), 1)
