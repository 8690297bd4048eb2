"""The index read in Python, as ``static/lookup.js`` reads it, and plain substring search, to hold the two together."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from meetingsite.search import Searchable, fold
from meetingsite.search.packed import read
from meetingsite.search.spelling import unspell

TAB, LAST = "\t", "\U0010ffff"


def plain(documents: Iterable[Searchable], query: str) -> set[str]:
    """The ids of the documents that have *query* in their title or one of their paragraphs: the truth."""
    word = fold(query)
    return {
        one.id
        for one in documents
        if any(word in fold(text) for text in (one.title, *(text for _, text in one.paragraphs)))
    }


def called(data: bytes, name: str) -> list[Any]:
    """The arguments of the call a file consists of."""
    text = data.decode()
    assert text.startswith(f"SEARCH.{name}(") and text.endswith(")\n")
    arguments: list[Any] = json.loads(f"[{text.removeprefix(f'SEARCH.{name}(').removesuffix(chr(41) + chr(10))}]")
    return arguments


def terms_of(group: str) -> Iterator[tuple[str, str]]:
    """Each term of a group of a chunk, and what is said to follow it at every place."""
    start, last = unspell(group)[:2], unspell(group)[2:]
    while last:
        known = {"\f": 1, "\r": 2}.get(last[1:2], 0)
        yield start + last[0], last[2 : 2 + known]
        last = last[2 + known if known else 1 :]


class Index:
    """The published files of an index, ready to be asked."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.ids: list[str] = []
        while data := files.get(f"data/search/register/{len(self.ids) // 4096:04}.json"):
            self.ids += json.loads(data)
            if len(self.ids) % 4096:
                break

    def find(self, query: str) -> set[str]:
        """The ids of the documents that have *query*."""
        return {
            self.ids[number] for name in ("base", "middle", "latest") for number in self._segment(name, fold(query))
        }

    def _segment(self, name: str, word: str) -> set[int]:
        _, key, start, units, _, firsts = called(self.files[f"search/{name}/first.js"], "segment")
        ends = list(accumulate(read(units)))

        def terms(prefix: str) -> Iterator[tuple[str, list[int]]]:
            first = bisect_right(firsts, prefix.ljust(3, TAB)) - 1
            for number in range(max(first, 0), bisect_right(firsts, prefix.ljust(3, LAST))):
                _, own, same, groups, lists = called(self.files[f"search/{name}/{number}.js"], "chunk")
                assert (own, same) == (key, number)
                names = (term for group in groups for term, _ in terms_of(group))
                for term, said in zip(names, lists.split(" "), strict=True):
                    if term.startswith(prefix):
                        yield term, read(said)

        def owners(places: Iterable[int]) -> set[int]:
            return {start + bisect_right(ends, place // 64) for place in places}

        if len(word) < 3:
            rare: set[int] = set()
            for term, values in terms(word):
                if term == word.ljust(3, TAB):
                    return {start + number for number in accumulate(values[::2])}
                if not term.endswith(TAB):
                    rare |= owners(accumulate(values))
            return rare
        found: set[int] | None = None
        for offset in range(len(word) - 2):
            gram = word[offset : offset + 3]
            here = {place - offset for term, gaps in terms(gram) for place in accumulate(gaps) if term == gram}
            found = here if found is None else found & here
        return owners(found or ())
