"""Index cards: the little of each document that lists, links and the plan of the site need, so that the whole
collection can be planned without holding its texts."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple

from .export import record as record_of
from .extract.phrases import phrase_counts
from .extract.references import plain_title
from .extract.references.meetings import Meeting, meeting_of
from .extract.segment import Cut
from .knowledge import Knowledge
from .model import DateFact, Document, Entry, ReferenceKind, ReviewList
from .pages.addresses import agency_key
from .rows import Day, Host, Row

SENTENCE_BYTES = 8
_SENTENCE = re.compile("[^。！？；\n]+")
_NOT_HAN = re.compile("[^㐀-鿿\U00020000-\U0003ffff]+")
_SHORTEST = 12  # Han characters from which an equal sentence shows a repost


class Card(NamedTuple):
    """One document in the plan."""

    row: Row
    path: str
    source: str  # hash of its file
    correction: str  # hash of its correction; empty: none
    data: str  # hash of its object in documents.json
    family: str
    plain_title: str
    people: tuple[str, ...]  # names of those who act
    topics: tuple[tuple[str, str], ...]  # (id, name)
    names: str  # of its references, each once, on a line after its kind; as one string a fifth of the memory
    meeting: Meeting | None  # the one it reports
    sentences: bytes  # the hashes of its longer sentences, SENTENCE_BYTES each
    phrases: tuple[tuple[str, int], ...]  # candidates for topics and how often each stands there
    findings: tuple[ReviewList, ...]  # the lists of 待核 it stands on

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.row.id


def card(
    entry: Entry,
    knowledge: Knowledge,
    correction: bytes | None = None,
    cut: Cut | None = None,
    record: bytes | None = None,
) -> Card:
    """The card of *entry*, whose correction file holds *correction*. Where they are at hand: *cut*, what segments its
    :func:`headings`, and *record*, :func:`.export.record` of *entry*."""
    document, facts = entry.document, entry.facts
    own = entry.own_date
    reposted = None if own else next((d for d in facts.dates if d.kind == "reposted" and d.start), None)
    agency = facts.agency
    host = (
        None
        if agency is None
        else Host(agency.name, agency.level, agency.region, agency.certain, agency_key(agency.name))
    )
    return Card(
        row=Row(entry.id, document.title, _day(own), _day(reposted), host),
        path=document.clean.raw.path,
        source=short_hash(document.clean.raw.data),
        correction="" if correction is None else short_hash(correction),
        data=short_hash(record_of(entry) if record is None else record),
        family=document.clean.family,
        plain_title=plain_title(document.title),
        people=tuple(dict.fromkeys(person.name for person in facts.people)),
        topics=tuple({topic.id: (topic.id, topic.name) for topic in facts.topics}.values()),
        names="\n".join(dict.fromkeys(name_line(kind, name) for _, kind, name in entry.references)),
        meeting=meeting_of(entry, knowledge.regions),
        sentences=_sentences(document.body),
        phrases=tuple(phrase_counts(headings(document), knowledge, cut).items()),
        findings=tuple(name for name, _ in entry.findings),
    )


def name_line(kind: ReferenceKind, name: str) -> str:
    """A line of :attr:`Card.names`."""
    return f"{kind} {name}"


def short_hash(data: bytes) -> str:
    """16 hex digits that tell *data* from all else in one collection."""
    return blake2b(data, digest_size=8).hexdigest()


def _day(date: DateFact | None) -> Day | None:
    return None if date is None else Day(date.kind, date.start, date.end, date.precision, date.certain, date.month_day)


def headings(document: Document) -> str:
    """Where phrases that name a topic stand: title, headings and run-in headings. Segmenting whole bodies cost more than
    all other stages together, for candidates hardly different."""
    spans = [block.lead or (block.span if block.kind == "heading" else None) for block in document.blocks]
    return "\n".join([document.title, *(span.of(document.text) for span in spans if span)])


def _sentences(body: str) -> bytes:
    han = {_NOT_HAN.sub("", sentence) for sentence in _SENTENCE.findall(body)}
    long = sorted(sentence for sentence in han if len(sentence) >= _SHORTEST)
    return b"".join(blake2b(sentence.encode(), digest_size=SENTENCE_BYTES).digest() for sentence in long)
