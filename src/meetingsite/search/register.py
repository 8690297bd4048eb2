"""The register of documents: id → number, for good.

Postings are gaps between numbers, so numbers are dense; and a number never changes hands, so that a new document leaves
the rest of the index as it is. A site built from nothing numbers by id. The register is published with the site, and
``--fresh`` keeps it. A document that goes leaves its number unused; one that comes back has its old one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

FOLDER = "data/search/register"
SIZE = 4096
"""Numbers in one file, so that a new document rewrites only the last."""


class RegisterError(ValueError):
    """The published register cannot be read."""


@dataclass(frozen=True)
class Register:
    """The ids in the order of their numbers."""

    ids: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """id → number."""
        return {id: number for number, id in enumerate(self.ids)}

    def with_documents(self, ids: Iterable[str]) -> Register:
        """The register with those of *ids* that are new at its end, in order of id."""
        new = sorted(set(ids).difference(self.numbers))
        return Register((*self.ids, *new)) if new else self

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of each file: a JSON array of ids, one a line."""
        for start in range(0, len(self.ids), SIZE):
            lines = ",\n".join(json.dumps(id, ensure_ascii=False) for id in self.ids[start : start + SIZE])
            yield _path(start), f"[\n{lines}\n]\n".encode()

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> Register:
        """The register from its published *files*, (path, bytes); other files are ignored.

        Raises RegisterError when a file is missing from the middle or says something else than ids, each once.
        """
        ids: list[str] = []
        while (path := _path(len(ids))) in files:
            try:
                part = json.loads(files[path])
            except ValueError as error:
                raise RegisterError(f"{path}: {error}") from error
            if not isinstance(part, list) or not part or not all(isinstance(id, str) for id in part):
                raise RegisterError(f"{path}: not an array of ids")
            ids += part
            if len(part) != SIZE:
                break
        if len(set(ids)) != len(ids):
            raise RegisterError(f"{FOLDER}: an id has two numbers")
        if rest := [path for path in files if path.startswith(f"{FOLDER}/") and path >= _path(len(ids) + SIZE - 1)]:
            raise RegisterError(f"{min(rest)}: the file before it is missing or short")
        return cls(tuple(ids))


def _path(start: int) -> str:
    return f"{FOLDER}/{start // SIZE:04}.json"
