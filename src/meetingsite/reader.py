"""What one worker makes of some documents: each with its card and all else that the store keeps of it."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from .cards import SENTENCE_BYTES, Card
from .errors import YamlError
from .export import record as record_of
from .extract.phrases import phrase_counts
from .extract.references.meetings import meeting_of
from .keys import name_line, plain_title
from .knowledge import Knowledge
from .model import DateFact, Document, Entry, Refused
from .pages.addresses import agency_key
from .pages.quotable import quotable
from .read import Loaded
from .rows import Day, Host, Row
from .segment import Cut, segmenter
from .shipped import shipped_knowledge
from .stages import process
from .store import Result, packed, sealed

_SENTENCE = re.compile("[^。！？；\n]+")
_NOT_HAN = re.compile("[^㐀-鿿\U00020000-\U0003ffff]+")
_SHORTEST = 12  # Han characters from which an equal sentence shows a repost


def read_documents(cache: Path | None, batch: list[Loaded]) -> list[Result | YamlError]:
    """*batch* through all stages; in the place of a document whose correction cannot be used, why. *cache*: a folder of
    ours on this machine."""
    knowledge = shipped_knowledge(cache)
    cut = segmenter(knowledge.vocabulary, cache).cut
    return [_result(loaded, knowledge, cut) for loaded in batch]


def _result(loaded: Loaded, knowledge: Knowledge, cut: Cut) -> Result | YamlError:
    try:
        found = process(loaded, knowledge)
    except YamlError as error:
        return error
    if isinstance(found, Refused):
        return Result(b"", sealed(found))
    entry, own = packed(found), record_of(found)
    known = card(found, knowledge, loaded.correction, cut, own)
    return Result(
        blake2b(entry, digest_size=16).digest(), sealed(known), entry, packed(own), sealed(tuple(quotable(found)))
    )


def card(
    entry: Entry,
    knowledge: Knowledge,
    correction: bytes | None = None,
    cut: Cut | None = None,
    record: bytes | None = None,
) -> Card:
    """The card of *entry*, whose correction file holds *correction*. Where they are at hand: *cut*, what segments
    texts, and *record*, :func:`.export.record` of *entry*."""
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
        source=_hash(document.clean.raw.data),
        correction="" if correction is None else _hash(correction),
        data=_hash(record_of(entry) if record is None else record),
        family=document.clean.family,
        plain_title=plain_title(document.title),
        people=tuple(dict.fromkeys(person.name for person in facts.people)),
        topics=tuple({topic.id: (topic.id, topic.name) for topic in facts.topics}.values()),
        names="\n".join(dict.fromkeys(name_line(kind, name) for _, kind, name in entry.references)),
        meeting=meeting_of(entry, knowledge.regions),
        sentences=_sentences(document.body),
        phrases=tuple(phrase_counts(_headings(document), knowledge, cut).items()),
        findings=tuple(name for name, _ in entry.findings),
    )


def _hash(data: bytes) -> str:
    """16 hex digits that tell *data* from all else in one collection."""
    return blake2b(data, digest_size=8).hexdigest()


def _day(date: DateFact | None) -> Day | None:
    return None if date is None else Day(date.kind, date.start, date.end, date.precision, date.certain, date.month_day)


def _headings(document: Document) -> str:
    """Where phrases that name a topic stand: title, headings and run-in headings. Segmenting whole bodies cost more than
    all other stages together, for candidates hardly different."""
    spans = [block.lead or (block.span if block.kind == "heading" else None) for block in document.blocks]
    return "\n".join([document.title, *(span.of(document.text) for span in spans if span)])


def _sentences(body: str) -> bytes:
    han = {_NOT_HAN.sub("", sentence) for sentence in _SENTENCE.findall(body)}
    long = sorted(sentence for sentence in han if len(sentence) >= _SHORTEST)
    return b"".join(blake2b(sentence.encode(), digest_size=SENTENCE_BYTES).digest() for sentence in long)
