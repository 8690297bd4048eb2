"""The pages of a planned site, as bytes. Pure: the same corpus, plan and settings give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from .model import Corpus, Entry, Span
from .pages import lists, wording
from .pages.citations import Citation
from .pages.comparison import comparison
from .pages.marked import Mark
from .pages.mentions import Mention, first_places
from .pages.paging import Sheet, sheets
from .pages.passages import Passage, passages
from .pages.prose import prose
from .pages.rail import NO_AGENCY, NO_DATE, NO_PEOPLE, NO_TOPIC, rail
from .pages.reading import Page, regions
from .pages.review import REMEDIES
from .pages.shelves import LEVELS, PersonShelf, by_province, by_surname
from .plan import CITED, NAMES_SIZE, PAGE_SIZE, Settings, Site

__all__ = ["Settings", "render"]

T = TypeVar("T")
NEWEST = 20  # documents on the home page
PER_REGION = 12  # agencies of one level and province on the index of agencies
QUOTES = 3  # sentences of one document that are quoted in one place
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
        yield from pages.document(entry)
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
            quotes=_quotes,
            remedies=REMEDIES,
        )
        self._templates: dict[str, Template] = {}
        self._environment = environment
        self._neighbours = lists.Neighbours(site)

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
            words = partial(_topic_words, shelf.key)
            yield from self.listing("topic", shelf.key, shelf.entries, "topic.html", shelf=shelf, words=words)
        yield from self.listing("candidates", "", site.corpus.candidates, "candidates.html", NAMES_SIZE)
        yield from self._people()

    def _agencies(self) -> Iterator[tuple[str, bytes]]:
        site = self.site
        tree = [
            (level, by_province(shelf for shelf in site.agencies if shelf.agency and shelf.agency.level == level))
            for level in LEVELS
        ]
        yield self.page("agencies/index.html", "agencies.html", tree=tree, per_region=PER_REGION)
        people: dict[str | None, list[PersonShelf]] = {}
        for person in sorted(site.people, key=lambda person: -len(person.appearances)):
            people.setdefault(person.agency, []).append(person)
        for name, group in by_province(site.agencies).items():
            yield from self.listing("region", name, group, "region.html", NAMES_SIZE, name=name)
        kinship = lists.Kinship(site.agencies)
        for shelf in (*site.agencies, site.unknown):
            beside: dict[str, Any] = {
                "people": people.get(shelf.name, []),
                "kin": kinship.of(shelf),
                "years": lists.years_of(shelf),
                "cited": self._cited("agency", shelf.key),
            }
            yield from self.listing("agency", shelf.key, shelf.entries, "agency.html", shelf=shelf, **beside)
            yield from self._all_cited("agency", shelf.key, shelf.name)

    def _cited(self, kind: str, key: str) -> tuple[Sequence[Citation], int]:
        """The newest documents that name something, as many as its own page quotes, and how many there are."""
        citing = self.site.citations.get((kind, key), ())
        return citing[:CITED], len(citing)

    def _all_cited(self, kind: str, key: str, name: str) -> Iterator[tuple[str, bytes]]:
        """The pages of all documents that name something, where there are more than its own page quotes."""
        citing = self.site.citations.get((kind, key), ())
        if len(citing) > CITED:
            yield from self.listing(f"{kind}-cited", key, citing, "cited.html", name=name, of=kind)

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
            cited = self._cited("person", person.key)
            context: dict[str, Any] = {"person": person, "others": others, "cited": cited}
            yield from self.listing("person", person.key, person.appearances, "person.html", **context)
            yield from self._all_cited("person", person.key, person.name)

    def document(self, entry: Entry) -> Iterator[tuple[str, bytes]]:
        """The reading view, and who names the document."""
        site, document = self.site, entry.document
        path = site.path("document", entry.id)
        link = partial(site.href, path)
        page = Page(document, [_named(m, link) for m in first_places(site.mentions[entry.id], but=entry.id)])
        facts = rail(entry, page, link, site, self.rules)
        yield self.page(
            path,
            "document.html",
            entry=entry,
            document=document,
            facts=facts,
            title=page.title(span.of(document.text) for topic in entry.facts.topics for span in topic.spans),
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
            cited=self._cited("document", entry.id),
        )
        yield from self._all_cited("document", entry.id, f"《{document.title}》")

    def source(self, entry: Entry) -> tuple[str, bytes]:
        """原文对照."""
        view = comparison(entry.document.clean, self.rules)
        return self.page(self.site.path("source", entry.id), "source.html", entry=entry, view=view)

    def review(self) -> Iterator[tuple[str, bytes]]:
        """待核: what a person should look at."""
        rows = self.site.reviews._asdict()
        yield self.page("review.html", "review.html", rows=rows)
        for name, cases in rows.items():
            yield from self.listing("reviews", name, cases, "reviews.html", name=name)


def _named(mention: Mention, link: Callable[[str, str], str]) -> Mark:
    """The link around a name in the text."""
    return Mark(*mention.span, "a", (("class", "px"), ("href", link(mention.kind, mention.key))))


def _quotes(entry: Entry, spans: Sequence[Span], most: int = QUOTES) -> list[Passage]:
    """The first sentences in which one of *spans* stands."""
    return passages(entry.document, regions(entry.document), spans, most)


def _topic_words(topic: str, entry: Entry) -> tuple[Span, ...]:
    """The words that put *entry* under *topic*."""
    return next(fact.spans for fact in entry.facts.topics if fact.id == topic)
