"""Names in a text that have a page: agencies by full name, people of the document, titles in 《》 of documents held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model import Entry, Span
from ..plan import Site

# 生态环境部门, 山东省海洋局机关党委, 自然资源部北海局: other bodies, or no body at all
_GOES_ON = re.compile(r"[门局委办处科院所站队会厅司署]|机关|党[组委]|[一-鿿]{2,4}[局院所]")
_TITLE = re.compile(r"《([^《》\n]{4,200})》")


class Mention(NamedTuple):
    """A name at its first place in a text, and the page it leads to."""

    span: Span
    kind: str  # agency, person, document
    key: str


class Names:
    """All names of a site that texts may link to."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._agencies = _Prefixes(site.agency_ids)
        self._titles: dict[str, str] = {}
        for entry in site.newest:
            self._titles.setdefault(entry.document.title, entry.id)

    def mentions(self, entry: Entry) -> list[Mention]:
        """The first place of each name in the body of *entry*, in order; no two overlap."""
        document = entry.document
        blocks = [block.span for block in document.blocks]
        found: dict[tuple[str, str], Mention] = {}
        for person in entry.facts.people:
            key = self._site.person_id(entry, person)
            place = next((span for span in person.mentions if any(_holds(block, span) for block in blocks)), None)
            if place is not None:
                found["person", key] = Mention(place, "person", key)
        for block in blocks:
            for span, name in self._agencies.find(document.text, block):
                key = self._site.agency_ids[name]
                found.setdefault(("agency", key), Mention(span, "agency", key))
            for match in _TITLE.finditer(document.text, *block):
                key = self._titles.get(match[1], entry.id)
                if key != entry.id:
                    found.setdefault(("document", key), Mention(Span(*match.span(1)), "document", key))
        kept: list[Mention] = []
        for mention in sorted(found.values(), key=lambda mention: (mention.span.start, -mention.span.end)):
            if not kept or mention.span.start >= kept[-1].span.end:
                kept.append(mention)
        return kept


class _Prefixes:
    """Many names looked for in one pass: at each place the longest name that begins there."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in sorted(names, key=len, reverse=True):
            if len(name) >= 3:
                self._names.setdefault(name[:2], []).append(name)
        first = "".join(sorted({start[0] for start in self._names}))
        self._first = re.compile(f"[{re.escape(first)}]") if first else None

    def find(self, text: str, span: Span) -> Iterator[tuple[Span, str]]:
        end = span.start
        for match in self._first.finditer(text, *span) if self._first else ():
            start = match.start()
            if start < end:
                continue
            for name in self._names.get(text[start : start + 2], ()):
                if text.startswith(name, start, span.end):
                    end = start + len(name)
                    if not _GOES_ON.match(text, end, span.end):
                        yield Span(start, end), name
                    break


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
