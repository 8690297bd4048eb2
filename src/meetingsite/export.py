"""``data/documents.json`` and ``data/refused.json``: what scripts and other tools may rely on."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from .jsonfile import json_bytes
from .model import Entry, Refused, Span
from .pages.addresses import address, agency_key, person_page

DOCUMENTS = "data/documents.json"
REFUSED = "data/refused.json"
_BEGIN, _BETWEEN = b"[\n", b",\n"
_CHUNK = 1 << 20  # bytes copied at once


class Record(NamedTuple):
    """One document in ``documents.json``."""

    id: str
    digest: bytes  # of the entry
    copy_of: str | None
    size: int  # bytes; 0: not written yet


def refused_json(refused: Iterable[Refused]) -> bytes:
    """The content of ``data/refused.json``."""
    return json_bytes([item._asdict() for item in refused])


def read_refused(output: Path) -> frozenset[Refused]:
    """What the site in *output* says was refused; nothing where it says nothing, or nothing that can be read."""
    try:
        return frozenset(Refused(**item) for item in json.loads((output / REFUSED).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        return frozenset()


def write_documents(
    pieces: Sequence[Record],
    records: Callable[[Record], bytes],
    before: Path | None,
    old: Sequence[Record],
    target: BinaryIO,
) -> list[Record]:
    """Write the content of ``data/documents.json`` to *target*; the *pieces* with their sizes.

    What has not changed since the pieces *old* were written is copied from the file *before*; *records* gives the
    :func:`record` of any other.
    """
    places: dict[tuple[str, bytes, str | None], tuple[int, Record]] = {}
    position = len(_BEGIN)
    for piece in old if before else ():
        places[piece[:3]] = position, piece
        position += piece.size + len(_BETWEEN)
    written: list[Record] = []
    start, end = 0, -1  # of pieces that follow each other in both files and are copied as one
    with open(before or os.devnull, "rb") as source:
        for piece in pieces:
            position, known = places.get(piece[:3], (-1, piece))
            if position < 0 or position != end + len(_BETWEEN):
                _copy(source, start, end, target)
                target.write(_BETWEEN if written else _BEGIN)
                start, end = position, -1
            if position < 0:
                content = b" " + records(piece)[:-1].replace(b"\n", b"\n ")
                target.write(content)
                known = piece._replace(size=len(content))
            else:
                end = position + known.size
            written.append(known)
        _copy(source, start, end, target)
    target.write(b"\n]\n" if pieces else b"[]\n")
    return written


def _copy(source: BinaryIO, start: int, end: int, target: BinaryIO) -> None:
    """Copy the bytes of *source* from *start* to *end*, none where there are none."""
    if start < end:
        source.seek(start)
    while start < end:
        content = source.read(min(_CHUNK, end - start))
        target.write(content)
        start += len(content)


def record(entry: Entry, copy_of: str | None = None) -> bytes:
    """The object of one document, as a file of its own would have it."""
    return json_bytes(document_json(entry, copy_of))


def document_json(entry: Entry, copy_of: str | None) -> dict[str, Any]:
    """The object of one document."""
    document, facts, clean = entry.document, entry.facts, entry.document.clean
    raw, text = clean.raw, clean.text

    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    agency = facts.agency and {
        "id": agency_key(facts.agency.name),
        "name": facts.agency.name,
        "level": facts.agency.level,
        "region": facts.agency.region,
        "url": address("agency", agency_key(facts.agency.name)),
        "text": words(facts.agency.span),
        "rule": facts.agency.rule,
        "certain": facts.agency.certain,
    }
    dates = [
        {
            "kind": date.kind,
            "start": date.start,
            "end": date.end,
            "precision": date.precision,
            "certain": date.certain,
            "month_day": list(date.month_day) if date.month_day else None,
            "text": words(date.span),
            "rule": date.rule,
            "basis": words(date.basis),
        }
        for date in facts.dates
    ]
    topics = [
        {
            "id": topic.id,
            "name": topic.name,
            "url": address("topic", topic.id),
            "text": words(topic.spans[0]),
            "rule": topic.rule,
        }
        for topic in facts.topics
    ]
    people = [
        {
            "name": person.name,
            "posts": list(person.posts),
            "roles": list(person.roles),
            "url": address("person", person_page(person.name, entry.holder)),
            "text": words(person.span),
            "rule": person.rule,
            "certain": person.certain,
        }
        for person in facts.people
    ]
    return {
        "id": entry.id,
        "url": address("document", entry.id),
        "source": {"path": raw.path, "sha256": raw.sha256, "encoding": raw.encoding, "bytes": len(raw.data)},
        "family": clean.family,
        "script": clean.script,
        "title": document.title,
        "title_origin": document.title_origin,
        "agency": agency,
        "dates": dates,
        "work_year": facts.work_year,
        "topics": topics,
        "people": people,
        "text": document.body,
        "place": facts.place,
        "byline": words(document.byline),
        "series": words(document.series),
        "source_line": words(document.source_line),
        "source_name": document.source_name,
        "copy_of": copy_of,
        "metadata": _metadata(entry),
        "edits": dict(sorted(Counter(edit.rule for edit in clean.edits).items())),
        "removed": sum(edit.end - edit.start for edit in clean.edits if not edit.replacement),
        "corrections": [
            {"field": field, "was": was, "now": now, "note": note} for field, was, now, note, _ in document.corrections
        ],
        "warnings": [warning._asdict() for warning in entry.warnings],
    }


def _metadata(entry: Entry) -> dict[str, str | None]:
    """Labels as printed; the values of a label that is printed more than once are joined with ；."""
    values: dict[str, str | None] = {}
    for label, value, _ in entry.document.metadata:
        before = values.get(label)
        values[label] = f"{before}；{value}" if before and value else value or before
    return values
