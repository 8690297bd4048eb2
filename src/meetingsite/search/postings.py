"""Every place of every three characters, sorted: from documents, in bounded memory.

A segment is one line of positions, in units of 64. A document takes whole units: first its title, then, from a new
unit on, its paragraphs with one free place after each. At every place of every paragraph stand the three folded
characters from there on (a *gram*), filled up with line feeds at the end of the paragraph. So any text of three
characters or more stands where its grams do, one beside the other, and nowhere else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fold import fold
from .searchable import Searchable

UNIT = 64
END = 10  # the line feed after a paragraph, as a code point
BITS = 21  # of a code point

_PLACE = (1 << 31) - 1
_AT_ONCE = 2_000_000  # grams sorted at once
_BATCH = 1 << 18  # characters turned into grams at once


class Folded(NamedTuple):
    """The text of one document, ready to be laid out."""

    text: str  # whole units; empty for a number without document
    title: int  # units of the title

    @property
    def units(self) -> int:
        """Whole units of the text."""
        return len(self.text) // UNIT


class Grams(NamedTuple):
    """Some grams in order, each at all its places in order."""

    keys: NDArray[np.int64]  # three code points of 21 bits
    words: NDArray[np.int64]  # the place in 31 bits, and in 16 each the two characters after the gram, END for none

    @property
    def places(self) -> NDArray[np.int64]:
        """Where each stands."""
        return self.words & _PLACE

    def after(self, number: int) -> NDArray[np.int64]:
        """The first or second (*number* 0 or 1) character after each, or END."""
        return self.words >> (31 + 16 * number) & 0xFFFF


def folded(document: Searchable | None) -> Folded:
    """*document* laid out. None: no document has this number."""
    if document is None:
        return Folded("", 0)
    title = _whole(fold(document.title))
    return Folded(title + _whole("\n".join(fold(words) for _, words in document.paragraphs)), len(title) // UNIT)


def _whole(text: str) -> str:
    """*text* and at least one line feed, in whole units."""
    return text.ljust((len(text) // UNIT + 1) * UNIT, "\n")


def sorted_grams(documents: Iterable[Folded]) -> Iterator[Grams]:
    """All grams of *documents*, some at a time, in order of key; all with one first character come at once."""
    batches = _batches(documents)
    waiting: list[Grams] = []
    held = 0
    for batch in batches:
        waiting.append(batch)
        held += len(batch.keys)
        if held > _AT_ONCE:
            yield from _from_disk(waiting, batches)
            return
    yield _sorted(waiting)


def _batches(documents: Iterable[Folded]) -> Iterator[Grams]:
    texts: list[str] = []
    start = length = 0
    for text, _ in documents:
        texts.append(text)
        length += len(text)
        if length >= _BATCH:
            yield _grams("".join(texts), start)
            start, length, texts = start + length, 0, []
    yield _grams("".join(texts), start)


def _grams(text: str, start: int) -> Grams:
    if start + len(text) > _PLACE:
        raise OverflowError("more text than a segment can number: over a million documents")
    points = [np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.int64)]
    for _ in range(4):
        shifted = np.append(points[-1][1:], END)
        points.append(np.where(points[-1] == END, END, shifted) if len(points) > 1 else shifted)
    for number in (3, 4):  # a character beyond 16 bits is as good as none
        points[number] = np.where((points[number] > 0xFFFF) | (points[number - 1] == END), END, points[number])
    first, second, third, after, next_after = points
    (places,) = np.nonzero(first != END)
    words = places + start | after[places] << 31 | next_after[places] << 47
    return Grams((first << 2 * BITS | second << BITS | third)[places], words)


def _sorted(parts: list[Grams]) -> Grams:
    keys = np.concatenate([part.keys for part in parts])
    words = np.concatenate([part.words for part in parts])
    parts.clear()
    order = np.argsort(keys, kind="stable")
    return Grams(keys[order], words[order])


def _from_disk(waiting: list[Grams], batches: Iterator[Grams]) -> Iterator[Grams]:
    """The grams by ranges of their first character, each range kept in a temporary file until it is sorted."""
    sample = np.sort(np.concatenate([part.keys for part in waiting]) >> 2 * BITS)
    cuts = np.unique(sample[:: max(len(sample) // 64, 1)])[1:]
    with ExitStack() as stack:
        files: list[IO[bytes]] = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(len(cuts) + 1)]
        while waiting:
            _spill(waiting.pop(0), cuts, files)
        for batch in batches:
            _spill(batch, cuts, files)
        for file in files:
            file.seek(0)
            pairs = np.frombuffer(file.read(), dtype=np.int64).reshape(-1, 2)
            file.close()
            yield _sorted([Grams(pairs[:, 0], pairs[:, 1])])


def _spill(batch: Grams, cuts: NDArray[np.int64], files: list[IO[bytes]]) -> None:
    range_of = np.searchsorted(cuts, batch.keys >> 2 * BITS, side="right")
    order = np.argsort(range_of, kind="stable")
    pairs = np.stack([batch.keys[order], batch.words[order]], axis=1)
    ends = np.searchsorted(range_of[order], np.arange(len(files)), side="right")
    start = 0
    for file, end in zip(files, ends.tolist(), strict=True):
        file.write(pairs[start:end].tobytes())
        start = end
