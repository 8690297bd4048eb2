"""What is searched for, and which documents hold it: plain substring search is the truth."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from measure import BenchmarkError
from texts import Document, document


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types, and what every hit must hold."""

    kind: str
    typed: str
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found, against the truth."""

    true: int  # documents that hold it
    found: int
    right: int

    @property
    def recall(self) -> float | None:
        """The share of the true ones that was found; None where there are none."""
        return self.right / self.true if self.true else None

    @property
    def precision(self) -> float | None:
        """The share of right ones among those found; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def exact(self) -> bool:
        """All of them and only them."""
        return self.true == self.found == self.right


def queries() -> list[Query]:
    """Words of texts.toml, and names and amounts of the first documents, so that any corpus has them."""
    first = document(0)
    return [
        _plain("across words", "洋强省"),
        _plain("across words", "作会议"),
        _plain("across words", "海洋经济高质量发展"),
        _plain("across words", "经验做法推广"),  # in no text
        _plain("topic", "高标准农田"),
        _plain("frequent", "会议"),
        _plain("person", first.people[0]),
        _plain("agency", first.agency),
        _plain("village", _part(r"在(..村)、", first)),
        _plain("one character", "浒"),
        _plain("one character", "水"),
        _plain("Latin", "GDP"),
        _plain("Latin", "5G"),
        Query("full width", "５Ｇ工厂", ("5G工厂",)),
        _plain("number", _part(r"(\d+\.\d亿元)", first)),
        _plain("number", "PM2.5"),
        Query("Traditional", "滸苔綠潮處置", ("浒苔绿潮处置",)),
        Query("Traditional", "義務教育", ("义务教育",)),
        Query("two words", "防汛抗旱 水库除险加固", ("防汛抗旱", "水库除险加固")),
    ]


def _plain(kind: str, words: str) -> Query:
    return Query(kind, words, (words,))


def _part(pattern: str, text: Document) -> str:
    """What the group of *pattern* is in *text*. Raises BenchmarkError where it is not there."""
    if found := re.search(pattern, "".join(text.paragraphs)):
        return found[1]
    raise BenchmarkError(f"document {text.number} has no {pattern}: take another one")


def truth(query: Query, documents: Iterable[dict[str, Any]]) -> set[str]:
    """The ids of *documents* (of documents.json) whose title or text holds all that *query* asks for."""
    words = [_folded(word) for word in query.held]
    return {
        entry["id"]
        for entry in documents
        if all(word in _folded(f"{entry['title']}\n{entry['text']}") for word in words)
    }


def _folded(text: str) -> str:
    """Without regard to case and width."""
    return unicodedata.normalize("NFKC", text).lower()


def quality(found: Iterable[str], true: set[str]) -> Quality:
    """How good the ids *found* are."""
    distinct = set(found)
    return Quality(len(true), len(distinct), len(distinct & true))
