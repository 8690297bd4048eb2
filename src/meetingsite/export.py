"""``data/documents.json`` and ``data/refused.json``: what scripts and other tools may rely on."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .model import Corpus, Entry, Span
from .plan import Site


def data_files(corpus: Corpus, site: Site) -> tuple[tuple[str, bytes], ...]:
    """(path in the output, bytes) of every data file. Offsets are not in them; words are."""
    documents = [_document(entry, site) for entry in corpus.entries]
    refused = [item._asdict() for item in corpus.refused]
    return (
        (site.path("data", "documents.json"), _json(documents)),
        (site.path("data", "refused.json"), _json(refused)),
    )


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _document(entry: Entry, site: Site) -> dict[str, Any]:
    document, facts, clean = entry.document, entry.facts, entry.document.clean
    raw, text = clean.raw, clean.text

    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    agency = facts.agency and {
        "id": site.agency_id(entry),
        "name": facts.agency.name,
        "level": facts.agency.level,
        "region": facts.agency.region,
        "url": site.path("agency", site.agency_id(entry)),
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
            "url": site.path("topic", topic.id),
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
            "url": site.path("person", site.person_id(entry, person)),
            "text": words(person.span),
            "rule": person.rule,
            "certain": person.certain,
        }
        for person in facts.people
    ]
    return {
        "id": entry.id,
        "url": site.path("document", entry.id),
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
        "copy_of": entry.copy_of,
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
