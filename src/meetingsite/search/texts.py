"""Titles and paragraphs, a few documents a file: for snippets, and to look a long query up in the few that may have it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .fold import characters
from .layout import Extent
from .searchable import Searchable
from .spelling import script, spell


def file(extent: Extent, documents: Sequence[Searchable | None]) -> tuple[str, bytes]:
    """(path, bytes): for each number ``[url, title, agency, date, kind, anchors, paragraphs]`` or 0, and whether a character
    is folded.

    Paragraphs are joined by line feeds, anchors by spaces; no anchors: p1, p2 and so on. Without agency or date: "".
    """
    said = "\n".join(_said(document) for document in documents if document)
    folded = int(not characters().keys().isdisjoint(unicodedata.normalize("NFKC", said)))
    return (
        f"search/texts/{extent.name}.js",
        script("texts", int(extent.name), folded, [_record(document) if document else 0 for document in documents]),
    )


def _said(document: Searchable) -> str:
    return "\n".join((document.title, *(words for _, words in document.paragraphs)))


def _record(document: Searchable) -> list[str]:
    anchors = [anchor for anchor, _ in document.paragraphs]
    plain = anchors == [f"p{number}" for number in range(1, len(anchors) + 1)]
    words = "\n".join(" ".join(words.split("\n")) for _, words in document.paragraphs)
    agency, title = spell(document.agency or ""), spell(document.title)
    return [
        document.url,
        title,
        agency,
        document.date or "",
        document.kind,
        "" if plain else " ".join(anchors),
        spell(words),
    ]
