"""What other pages show of a document: its words, where they stand on its page, and what it says of names and topics.

Pages quote dozens of documents. Loading each of them whole, with its ledger and its source, took twice as long as
rendering; what can be quoted is plain tuples and loads fourteen times as fast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..model import Entry, Finding, Span
from ..snippets import written
from .reading import regions

_Pair = tuple[int, int]


class Acting(NamedTuple):
    """A person as a document has them."""

    posts: tuple[str, ...]
    roles: tuple[str, ...]
    certain: bool
    span: Span  # the words that show name, post and role


class Case(NamedTuple):
    """What stands of a document on one list of 待核."""

    findings: tuple[tuple[str, str, tuple[_Pair, ...], str], ...]  # label, value, the words it rests on, advice
    fix: str  # YAML to paste; empty where no correction file can mend it


class Quotable(NamedTuple):
    """A document as it can be quoted. Places are offsets into *text*."""

    text: str  # clean
    parts: tuple[tuple[int, int, str, str], ...]  # of its page, in order: start, end, anchor, what readers call it
    paragraphs: tuple[_Pair, ...]  # the blocks of its body
    references: tuple[tuple[int, int, str, str], ...]  # start, end, kind, name
    topics: Mapping[str, tuple[_Pair, ...]]  # by id: the words that put it there
    people: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], bool, _Pair]]  # by name: an Acting
    cases: Mapping[str, tuple[Any, ...]]  # by list of 待核: a Case
    correction: str | None  # the name of its correction file, where there is one

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

    def case(self, name: str) -> Case:
        """What stands of the document on the list *name* of 待核."""
        return Case._make(self.cases[name])


def quotable(entry: Entry) -> Quotable:
    """What other pages may show of *entry*."""
    document, facts = entry.document, entry.facts
    correction = document.clean.raw.correction
    return Quotable(
        text=document.text,
        parts=tuple((*part.span, part.anchor, part.name) for part in regions(document)),
        paragraphs=tuple(_pair(block.span) for block in document.blocks),
        references=tuple((*span, kind, name) for span, kind, name in entry.references),
        topics={topic.id: tuple(map(_pair, topic.spans)) for topic in facts.topics},
        people={one.name: (one.posts, one.roles, one.certain, _pair(one.span)) for one in reversed(facts.people)},
        cases={name: tuple(_case(findings)) for name, findings in entry.findings},
        correction=correction.path.name if correction else None,
    )


def _case(findings: Sequence[Finding]) -> Case:
    shown = ((one.label, one.value, tuple(map(_pair, one.spans)), one.advice) for one in findings)
    return Case(tuple(shown), written(fix for finding in findings for fix in finding.fixes))


def _pair(span: Span) -> _Pair:
    return span.start, span.end
