"""The page under way: what templates may ask for while it is made, and what it was found to link to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from jinja2 import Template
from markupsafe import Markup, escape

from ..model import Entry, Span
from ..rows import Row
from .addresses import address, href
from .passages import passages
from .quotable import Acting, Case, Quotable, quotable

QUOTES = 3  # sentences of one document that are quoted in one place
Shown = Entry | Quotable
"""A document as a page has it: one that it only quotes need not be there whole."""

_HOLE = Markup("<>")  # stands in no text, where it would be escaped
_AT_HAND = 10_000  # parts that were made once, of about 1 kB


class _Pattern(NamedTuple):
    """A part of a page but for its links."""

    pieces: tuple[str, ...]  # one more than targets
    targets: tuple[str, ...]


class Desk:
    """What templates may ask for, by the names of :meth:`helpers`. There is one page on it at a time."""

    def __init__(self, parts: Template, shared: Mapping[str, Any]) -> None:
        """*parts* has the macros that stand on many pages; it may use what is *shared* by all, and the helpers."""
        self.parts = parts.make_module({**shared, **self.helpers()})
        self._patterns: dict[tuple[object, ...], _Pattern] = {}
        self.lay("", {})

    def lay(self, path: str, documents: Mapping[str, Shown]) -> None:
        """Begin with the page at *path*, for which *documents* has those it needs or quotes."""
        self._path, self._documents = path, documents
        self._linked: set[str] = set()

    @property
    def linked(self) -> frozenset[str]:
        """The pages the page links to, by path."""
        return frozenset(self._linked)

    def helpers(self) -> dict[str, Any]:
        """The functions by the names templates know them by."""
        return {
            "link": self.link,
            "links": self.links,
            "same": self.same,
            "listed": self.listed,
            "quoted": self.quoted,
            "topic_words": self.topic_words,
            "naming": self.naming,
            "acting": self.acting,
            "case": self.case,
            "correction": self.correction,
        }

    def link(self, kind: str, key: str = "", *, sheet: int = 0, anchor: str = "") -> str:
        """A link to another page."""
        target = address(kind, key, sheet)
        self._linked.add(target)
        return href(self._path, target, anchor)

    def same(self, part: str, *given: object) -> Markup:
        """What the macro *part* makes of *given*: the same on every page but for the links, and so made only once. It
        gets what makes its links first."""
        pattern = self._patterns.get((part, *given))
        if pattern is None:
            if len(self._patterns) == _AT_HAND:
                self._patterns.clear()
            pattern = self._patterns[part, *given] = self._pattern(part, given)
        self._linked.update(pattern.targets)
        out = [pattern.pieces[0]]
        for target, piece in zip(pattern.targets, pattern.pieces[1:], strict=True):
            out += href(self._path, target), piece
        return Markup("".join(out))

    def _pattern(self, part: str, given: Iterable[object]) -> _Pattern:
        targets: list[str] = []

        def link(kind: str, key: str = "") -> Markup:
            targets.append(address(kind, key))
            return _HOLE

        made = getattr(self.parts, part)(link, *given)
        return _Pattern(tuple(str(made).split(_HOLE)), tuple(targets))

    def links(self, kind: str, found: Iterable[tuple[Any, ...]]) -> Markup:
        """Links to pages of one *kind*: of each the key, the name and, where a list is meant, how many documents it
        has."""
        out = []
        for key, name, *more in found:
            count = f'<span class="n">{more[0]}</span>' if more else ""
            out.append(f'<li><a href="{self.link(kind, key)}">{escape(name)}</a>{count}</li>')
        return Markup("".join(out))

    def listed(self, rows: Iterable[Row], agency: bool = True) -> Markup:
        """Documents on a list, one below the other."""
        return Markup("".join(f"{self.same('row', row, agency)}\n" for row in rows))

    def quoted(self, key: str, spans: Iterable[tuple[int, int]], most: int = QUOTES) -> Markup:
        """The first sentences of the document *key* in which one of *spans* stands."""
        found = passages(self._quotable(key), tuple(map(Span._make, spans)), most)
        return Markup("".join(one.quoted(self.link("document", key, anchor=one.anchor)) for one in found))

    def topic_words(self, key: str, topic: str) -> tuple[Span, ...]:
        """The words that put the document *key* under *topic*."""
        return self._quotable(key).topic_words(topic)

    def naming(self, key: str, names: Iterable[tuple[str, str]]) -> list[Span]:
        """Where the document *key* uses one of *names*."""
        return self._quotable(key).naming(names)

    def acting(self, key: str, name: str) -> Acting:
        """The person *name* as the document *key* has them."""
        return self._quotable(key).acting(name)

    def _quotable(self, key: str) -> Quotable:
        found = self._documents[key]
        return found if isinstance(found, Quotable) else quotable(found)

    def case(self, key: str, name: str) -> Case:
        """What stands of the document *key* on the list *name* of 待核."""
        return self._quotable(key).case(name)

    def correction(self, key: str) -> str | None:
        """The name of the correction file of the document *key*, where there is one."""
        return self._quotable(key).correction
