"""What other pages show of a document: its words, where they stand on its page, and what it says of names and topics.

Pages quote dozens of documents. Loading each of them whole, with its ledger and its source, took twice as long as
rendering; what can be quoted is plain tuples and loads fourteen times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..model import Entry, Span
from .reading import regions

_Pair = tuple[int, int]


class Acting(NamedTuple):
    """A person as a document has them."""

    posts: tuple[str, ...]
    roles: tuple[str, ...]
    certain: bool
    span: Span  # the words that show name, post and role


class Quotable(NamedTuple):
    """A document as it can be quoted. Places are offsets into *text*."""

    text: str  # clean
    parts: tuple[tuple[int, int, str, str], ...]  # of its page, in order: start, end, anchor, what readers call it
    paragraphs: tuple[_Pair, ...]  # the blocks of its body
    references: tuple[tuple[int, int, str, str], ...]  # start, end, kind, name
    topics: Mapping[str, tuple[_Pair, ...]]  # by id: the words that put it there
    people: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], bool, _Pair]]  # by name: an Acting

    def topic_words(self, topic: str) -> tuple[Span, ...]:
        """The words that put the document under *topic*."""
        return tuple(map(Span._make, self.topics[topic]))

    def naming(self, names: Iterable[tuple[str, str]]) -> list[Span]:
        """Where the document uses one of *names*, pairs of kind and name."""
        wanted = {tuple(name) for name in names}
        return [Span(start, end) for start, end, *name in self.references if tuple(name) in wanted]

    def acting(self, name: str) -> Acting:
        """The person *name*."""
        posts, roles, certain, span = self.people[name]
        return Acting(posts, roles, certain, Span._make(span))


def quotable(entry: Entry) -> Quotable:
    """What other pages may show of *entry*."""
    document, facts = entry.document, entry.facts
    return Quotable(
        text=document.text,
        parts=tuple((*part.span, part.anchor, part.name) for part in regions(document)),
        paragraphs=tuple(_pair(block.span) for block in document.blocks),
        references=tuple((*span, kind, name) for span, kind, name in entry.references),
        topics={topic.id: tuple(map(_pair, topic.spans)) for topic in facts.topics},
        people={one.name: (one.posts, one.roles, one.certain, _pair(one.span)) for one in reversed(facts.people)},
    )


def _pair(span: Span) -> _Pair:
    return span.start, span.end
