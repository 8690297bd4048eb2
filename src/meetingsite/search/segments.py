"""A segment of the index: chunks of terms in order, and the file that says where each chunk begins.

A term is three code points. Three characters of text stand with all their places. Frequent single characters and pairs
are filled up with tabs, ``会议\\t``, and stand with their documents instead; of rare ones the places are those of all
terms that begin with them. Terms that begin alike are written as one group: ``会议`` + ``精在期`` for three terms.

Where the same one or two characters follow a term at every place, they stand behind it, after a form feed or a carriage
return: ``海洋经`` + ``\\f济``. A longer query then need not look the next term up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import packed
from .layout import Extent
from .postings import BITS, END, UNIT, Folded, Grams, sorted_grams
from .spelling import character, script

DOCUMENTS = 9  # the tab that fills up a term which stands with its documents
_POINT = (1 << BITS) - 1
_WORTH = 8  # places from which on it pays to say what follows


class TermEntry(NamedTuple):
    """A term and its list, written."""

    key: int  # three code points of 21 bits
    list: str
    size: int  # bytes, near enough
    after: str = ""  # what follows at every place, one or two characters


def files(extent: Extent, key: str, documents: Iterable[Folded]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each file of the segment; *documents* are those of its numbers, in order.

    *key* stands in every file, so that the browser never puts together files of two builds.
    """
    units: list[int] = []
    titles: list[int] = []

    def noted() -> Iterator[Folded]:
        for document in documents:
            units.append(document.units)
            titles.append(document.title)
            yield document

    def size() -> int:  # of a chunk: about three bytes a place
        return max(sum(units) * UNIT * 3 // extent.chunks, 6000)

    firsts: list[str] = []
    for chunk in _chunks(_entries(noted(), units, titles, size), size):
        yield f"search/{extent.name}/{len(firsts)}.js", _chunk_file(extent.name, key, len(firsts), chunk)
        firsts.append("".join(_characters(chunk[0].key)))
    yield (
        f"search/{extent.name}/first.js",
        script("segment", extent.name, key, extent.start, packed.text_of(units), packed.text_of(titles), firsts),
    )


def _entries(
    documents: Iterable[Folded], units: list[int], titles: list[int], size: Callable[[], int]
) -> Iterator[TermEntry]:
    for grams in sorted_grams(documents):  # the first come when all documents are noted
        if len(grams.keys):
            yield from sorted(chain(_places(grams), _documents(grams, _Owners.of(units, titles), size() // 4)))


def _starts(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))


def _places(grams: Grams) -> Iterator[TermEntry]:
    starts = _starts(grams.keys)
    places = grams.places
    gaps = np.diff(places, prepend=0)
    gaps[starts] = places[starts]
    for entry, after in zip(_written(grams.keys[starts], starts, gaps), _after(grams, starts), strict=True):
        yield entry._replace(after=after) if after else entry


def _after(grams: Grams, starts: NDArray[np.int64]) -> Iterator[str]:
    """What follows each term at every place."""
    known = np.diff(np.append(starts, len(grams.keys))) >= _WORTH
    said = np.full(len(starts), "", dtype="<U2")
    for number in (0, 1):
        after = grams.after(number)
        least = np.minimum.reduceat(after, starts)
        known &= (least == np.maximum.reduceat(after, starts)) & (least != END)
        said[known] = np.char.add(said[known], least[known].astype("<u4").view("<U1"))
    return iter(said.tolist())


def _written(keys: NDArray[np.int64], starts: NDArray[np.int64], values: NDArray[np.int64]) -> Iterator[TermEntry]:
    """The entries of *keys*, each with its *values* from its start on."""
    text, ends, sizes = packed.write(values)
    lasts = ends[np.append(starts[1:], len(values)) - 1].tolist()
    sizes = np.add.reduceat(sizes, starts)
    at = 0
    for key, end, size in zip(keys.tolist(), lasts, sizes.tolist(), strict=True):
        yield TermEntry(key, text[at:end], size + 4)
        at = end


class _Owners(NamedTuple):
    """Whose the units of a segment are."""

    document: NDArray[np.int64]  # of each unit: its number in the segment
    title: NDArray[np.bool_]  # of each unit: whether it is the title's

    @classmethod
    def of(cls, units: list[int], titles: list[int]) -> _Owners:
        starts = np.fromiter(accumulate(units, initial=0), dtype=np.int64)[:-1]
        document = np.repeat(np.arange(len(units)), units)
        return cls(document, np.arange(len(document)) - starts[document] < np.asarray(titles)[document])


def _documents(grams: Grams, owners: _Owners, frequent: int) -> Iterator[TermEntry]:
    """The frequent characters and pairs, each with gaps between documents and, for each, twice its places, plus one
    when it stands in the title."""
    places = grams.places
    for bits, filled in ((BITS, DOCUMENTS), (2 * BITS, DOCUMENTS << BITS | DOCUMENTS)):
        prefixes = grams.keys >> bits
        starts = _starts(prefixes)
        ends = np.append(starts[1:], len(prefixes))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            if end - start <= frequent:
                continue
            units = places[start:end] // UNIT
            documents, counts = np.unique(owners.document[units], return_counts=True)
            titled = np.isin(documents, owners.document[units[owners.title[units]]])
            pairs = np.stack([np.diff(documents, prepend=0), 2 * counts + titled], axis=1).ravel()
            yield from _written(np.array([prefixes[start] << bits | filled]), np.array([0]), pairs)


def _chunks(entries: Iterable[TermEntry], size: Callable[[], int]) -> Iterator[list[TermEntry]]:
    chunk: list[TermEntry] = []
    held = most = 0
    for entry in entries:
        most = most or size()
        if chunk and held + entry.size > most:
            yield chunk
            chunk, held = [], 0
        chunk.append(entry)
        held += entry.size
    if chunk:
        yield chunk


def _characters(key: int) -> tuple[str, str, str]:
    return chr(key >> 2 * BITS), chr(key >> BITS & _POINT), chr(key & _POINT)


def _chunk_file(name: str, key: str, number: int, chunk: list[TermEntry]) -> bytes:
    groups: list[str] = []
    before = -1
    for entry in chunk:
        first, second, third = _characters(entry.key)
        if entry.key >> BITS != before:
            groups.append(character(first) + character(second))
            before = entry.key >> BITS
        groups[-1] += character(third)
        if entry.after:
            groups[-1] += "\f\r"[len(entry.after) - 1] + "".join(map(character, entry.after))
    return script("chunk", name, key, number, groups, " ".join(entry.list for entry in chunk))
