"""The facts beside a document: who, when, what, each with the words it rests on; and what was looked for in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..model import DateFact, Document, Entry, Span
from ..names import KINDS, LEVEL_NAMES
from .addresses import agency_key, person_page
from .reading import Basis, DocumentView
from .wording import date_words, is_inferred_date, machine

Link = Callable[..., str]  # (kind, key, anchor=…) → href from this page
WORDS_SHOWN = 3  # distinct words of one topic; the topic page quotes them all

NO_AGENCY = "查过题名、题下行、来源行、元数据与文号，没有能断定主体的机关名。"
NO_DATE = "查过题名、题下行、元数据与正文，没有年份确定的召开、成文或发布日期。"
NO_PEOPLE = "正文里没有以职务和姓名出现的与会者、讲话者或受访者。"
NO_TOPIC = "题名和正文里没有专题词表中的词。"


class Fact(NamedTuple):
    """One line of the rail."""

    label: str
    value: str
    href: str | None  # the page of the value
    inferred: bool
    evidence: tuple[Basis, ...]
    basis: Basis | None = None  # for an inferred year: where it stands
    machine: str | None = None  # of a date
    details: tuple[str, ...] = ()  # posts; level and region; the rule that found a topic
    roles: tuple[str, ...] = ()


class Rail(NamedTuple):
    """Everything known about one document, in the order the page shows it."""

    agency: Fact | None
    dates: tuple[Fact, ...]
    people: tuple[Fact, ...]
    topics: tuple[Fact, ...]
    work_year: Fact | None
    place: Fact | None


def rail(entry: Entry, page: DocumentView, link: Link, rules: Mapping[str, str]) -> Rail:
    """The facts of *entry*; the words they rest on are marked in *page* from now on.

    *rules* gives the Chinese name of a topic's rule.
    """
    facts, document = entry.facts, entry.document
    agency = None
    if facts.agency:
        found = facts.agency
        agency = Fact(
            label=LEVEL_NAMES[found.level],
            value=found.name,
            href=link("agency", agency_key(found.name)),
            inferred=not found.certain,
            evidence=(page.evidence(found.span, "ev who"),),
            details=(found.region,),
        )
    people = tuple(
        Fact(
            label="人物",
            value=person.name,
            href=link("person", person_page(person.name, entry.holder)),
            inferred=not person.certain,
            evidence=(page.evidence(person.span, "ev who"),),
            details=person.posts,
            roles=person.roles,
        )
        for person in facts.people
    )
    topics = tuple(
        Fact(
            label="专题",
            value=topic.name,
            href=link("topic", topic.id),
            inferred=False,
            evidence=_words(page, document, topic.spans),
            details=(rules[topic.rule],) if topic.rule in rules else (),
        )
        for topic in facts.topics
    )
    filed = (entry.own_date.start or "")[:4] if entry.own_date else ""  # only that year's page lists the document
    dates = tuple(_date(date, filed, page, link) for date in facts.dates)
    year = _printed("所涉年度", f"{facts.work_year}年", page, document) if facts.work_year else None
    place = _printed("地点", facts.place, page, document) if facts.place else None
    return Rail(agency, dates, people, topics, year, place)


def _printed(label: str, words: str, page: DocumentView, document: Document) -> Fact:
    """A fact that is its own words: they stand in the title or, first, in the text; 北京 of 在京召开 stands nowhere."""
    title = document.title_span or Span(0, 0)
    at = document.text.find(words, title.start, title.end)
    at = document.text.find(words) if at < 0 else at
    evidence = (page.evidence(Span(at, at + len(words)), "ev when"),) if at >= 0 else ()
    return Fact(label=label, value=words, href=None, inferred=at < 0, evidence=evidence)


def _date(date: DateFact, filed: str, page: DocumentView, link: Link) -> Fact:
    return Fact(
        label=KINDS[date.kind],
        value=date_words(date),
        href=link("date", filed) if date.start and date.start[:4] == filed else None,
        inferred=is_inferred_date(date),
        evidence=(page.evidence(date.span, "ev when"),),
        basis=page.evidence(date.basis, "ev when") if date.basis else None,
        machine=machine(date),
    )


def _words(page: DocumentView, document: Document, spans: tuple[Span, ...]) -> tuple[Basis, ...]:
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.of(document.text), span)
    return tuple(page.evidence(span, "ev what") for span in list(first.values())[:WORDS_SHOWN])
