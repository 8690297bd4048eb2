"""What the search is given: documents, and names that have a page of their own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import Literal

NamedKind = Literal["agency", "person", "topic", "year", "place"]


@dataclass(frozen=True, slots=True)
class Searchable:
    """One document as the search sees it: clean words, with what they can be filtered and sorted by."""

    id: str
    url: str  # from the top of the site, not percent-encoded
    title: str
    paragraphs: tuple[tuple[str, str], ...]  # (id of the element on the document's page, clean words)
    agency: str | None = None
    year: str | None = None  # what 年份 shows: 2024
    date: str | None = None  # ISO, 2024-01-30; a month or a year sorts as its first day
    topics: tuple[tuple[str, str], ...] = ()  # (id, name)
    kind: str = ""  # what 类型 shows: 政府网页, 论坛帖, 报纸


@dataclass(frozen=True, slots=True)
class NamedPage:
    """Whatever has a page of its own by its name: a query that is part of the name jumps there."""

    name: str
    kind: NamedKind
    url: str  # from the top of the site, not percent-encoded
    note: str = ""  # what tells it from others of its name: a person's agency
    count: int = 0  # documents on its page


def digest(document: Searchable) -> str:
    """A hash of all that *document* says; parts of the index are built again when it changes."""
    return hashlib.sha256(json.dumps(astuple(document)).encode()).hexdigest()
