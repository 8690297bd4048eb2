"""What results are counted, filtered and sorted by: 机关, 年份, 专题, 类型 and the date of every document.

Each file has its own lists of names, so that it depends on its own documents alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .layout import Extent
from .packed import text_of
from .searchable import Searchable
from .spelling import script, spell

# 2024-01-30 · 2024-01 · 2024
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class _Row(NamedTuple):
    """One document."""

    agency: Sequence[str] = ()
    year: Sequence[str] = ()
    topics: Sequence[str] = ()
    kind: Sequence[str] = ()
    day: int = 0


def files(extent: Extent, documents: Iterable[Searchable | None]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of three files: 年份, 类型 and days; and apart 专题 and 机关, each of which is longer than these.

    Each facet is a list of names in order, spelled, and a column with an entry for each number: 0 for none, 1 for the
    first of the list; topics have their count before them. Days are a column alone: 31 to the month from January 1st,
    which is 1; 0: no date.
    """
    rows = [_row(document) if document else _Row() for document in documents]
    number = int(extent.name)
    years, kinds = _facet([row.year for row in rows]), _facet([row.kind for row in rows])
    days = text_of(row.day for row in rows)
    yield f"search/facets/{number}.js", script("facets", number, *years, *kinds, days)
    yield f"search/topics/{number}.js", script("topics", number, *_facet([row.topics for row in rows], several=True))
    yield f"search/agencies/{number}.js", script("agencies", number, *_facet([row.agency for row in rows]))


def _row(document: Searchable) -> _Row:
    date = _DATE.match(document.date or "")
    year = document.year or (date.group(1) if date else None)
    return _Row(
        [document.agency] if document.agency else (),
        [year] if year else (),
        [name for _, name in document.topics],
        [document.kind] if document.kind else (),
        int(date.group(2) or 1) * 31 + int(date.group(3) or 1) - 31 if date else 0,
    )


def _facet(rows: Sequence[Sequence[str]], several: bool = False) -> tuple[list[str], str]:
    names = sorted({name for row in rows for name in row})
    places = {name: place for place, name in enumerate(names, 1)}
    if several:
        column = text_of(value for row in rows for value in (len(row), *(places[name] for name in row)))
    else:
        column = text_of(places[row[0]] if row else 0 for row in rows)
    return [spell(name) for name in names], column
