"""Backlinks: which documents name an agency, a person or a document, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..model import Entry, Span
from .mentions import Mention
from .shelves import once

MOST_PLACES = 20  # places kept of one name in one document


class Citation(NamedTuple):
    """One document and every place in which it names what it cites."""

    entry: Entry
    spans: tuple[Span, ...]


Target = tuple[str, str]  # (kind, key)


def citations(
    newest: Iterable[Entry], mentions: Mapping[str, Sequence[Mention]], listed: Mapping[Target, frozenset[str]]
) -> dict[Target, tuple[Citation, ...]]:
    """Who cites each target, newest first; a copy only where its original does not.

    *mentions* are those of every document, by id; *listed* the documents a target's page shows anyway: an agency's own,
    those in which a person acts, the document itself and its copies.
    """
    found: dict[Target, list[Citation]] = {}
    for entry in newest:
        places: dict[Target, list[Span]] = {}
        for mention in mentions[entry.id]:
            places.setdefault((mention.kind, mention.key), []).append(mention.span)
        for target, spans in places.items():
            if entry.id not in listed.get(target, ()):
                found.setdefault(target, []).append(Citation(entry, tuple(spans[:MOST_PLACES])))
    return {target: _once(citing) for target, citing in found.items()}


def _once(citing: Sequence[Citation]) -> tuple[Citation, ...]:
    kept = {entry.id for entry in once([citation.entry for citation in citing])}
    return tuple(citation for citation in citing if citation.entry.id in kept)
