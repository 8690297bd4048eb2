"""The search index alone: ``PYTHONPATH=CHECKOUT/src python own_index.py documents.json FOLDER``, for search.py."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meetingsite.search import NamedPage, Register, Searchable, index_files


def searchable(document: dict[str, Any]) -> Searchable:
    """*document* (of documents.json) as the index takes it."""
    agency = document["agency"] or {}
    starts = [date["start"] for date in document["dates"] if date["start"]]
    return Searchable(
        id=document["id"],
        url=document["url"],
        title=document["title"],
        paragraphs=tuple((f"p{at}", words) for at, words in enumerate(document["text"].split("\n"), 1)),
        agency=agency.get("name"),
        year=starts[0][:4] if starts else None,
        date=starts[0] if starts else None,
        topics=tuple((topic["id"], topic["name"]) for topic in document["topics"]),
        kind=document["family"],
    )


def named(documents: list[dict[str, Any]]) -> Iterator[NamedPage]:
    """The agencies, topics and people of *documents* that have pages."""
    for document in documents:
        if agency := document["agency"]:
            yield NamedPage(agency["name"], "agency", agency["url"])
        for topic in document["topics"]:
            yield NamedPage(topic["name"], "topic", topic["url"])
        for person in document["people"]:
            yield NamedPage(person["name"], "person", person["url"])


def main(data: Path, folder: Path) -> None:
    """Write the index of *data* into *folder*."""
    documents = json.loads(data.read_text(encoding="utf-8"))
    register = Register().with_documents(document["id"] for document in documents)
    entries = {document["id"]: searchable(document) for document in documents}
    for path, written in index_files(register, entries, sorted(set(named(documents)), key=repr)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
