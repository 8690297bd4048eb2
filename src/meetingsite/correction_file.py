"""A correction file as it is read, and all that is wrong with it at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from . import yamlfile
from .corrections import Correction, CorrectionFile, Member
from .errors import YamlError, one_or_several
from .yamlfile import Marked


def load(path: Path, data: bytes | None = None) -> Correction:
    """The correction file at *path*, or *data* if it was read already. Raises YamlError for a file that is not well formed
    or sets nothing; SeveralErrors, which is one, for several mistakes."""
    file = yamlfile.load(path, CorrectionFile, data)
    correction = Correction(path, file)
    if wrong := [*_wrong(correction)]:
        raise one_or_several(sorted(wrong, key=lambda error: (error.line or 0, error.column or 0)))
    if not correction.notes:
        raise YamlError(
            "订正文件里没有订正。",
            path=path,
            line=1,
            column=1,
            remedy=f"写上要改的项（{'、'.join(f.name for f in dataclasses.fields(CorrectionFile))}），或移走这个文件。",
        )
    return correction


def _wrong(correction: Correction) -> Iterator[YamlError]:
    file = correction.file
    for value in _marked(file):
        if isinstance(value.value, str) and not value.value.strip():
            yield correction.misfit(value, "这里是空的。", "写上内容，或删去这一项。")
    for member in (*file.topics, *file.people):
        yield from _one_of(correction, member.note, add=member.add, remove=member.remove)
    for piece in file.text:
        yield from _one_of(correction, piece.note, drop=piece.drop, keep=piece.keep, join=piece.join)


def _one_of(correction: Correction, note: Marked[str], **given: Marked[Any] | None) -> Iterator[YamlError]:
    if sum(value is not None for value in given.values()) != 1:
        at = next((value for value in reversed(given.values()) if value is not None), note)
        yield correction.misfit(at, f"{'、'.join(given)} 要写一个，只写一个。", "拆成几条，每条一个。")


def all_misfits(first: YamlError, correction: Correction, attempt: Callable[[Correction], object]) -> YamlError:
    """*first*, for which *attempt* did not accept *correction*, with what else it does not accept: what was found is set
    aside, and the rest attempted."""
    wrong, error = [first], first
    while (rest := _without(correction.file, error)) is not None:
        correction = dataclasses.replace(correction, file=rest)
        try:
            attempt(correction)
            break
        except YamlError as next_:
            if (next_.line, next_.column) in {(known.line, known.column) for known in wrong}:
                break
            error = next_
            wrong.append(error)
    return one_or_several(sorted(wrong, key=lambda error: (error.line or 0, error.column or 0)))


def _without(file: CorrectionFile, error: YamlError) -> CorrectionFile | None:
    """*file* without what *error* is about and what follows from that: after a title the agency, which the machine may
    read in it, and after a removal the rest of its list, which may add what was to be removed. None: it is about nothing
    in it."""
    for field in dataclasses.fields(file):
        value = getattr(file, field.name)
        for number, part in enumerate(value if isinstance(value, tuple) else (value,)):
            if not any((mark.line, mark.column) == (error.line, error.column) for mark in _marked(part)):
                continue
            kept: dict[str, Any] = {field.name: None}
            if isinstance(value, tuple):
                after = () if isinstance(part, Member) and part.remove else value[number + 1 :]
                kept[field.name] = (*value[:number], *after)
            elif field.name == "title":
                kept["agency"] = None
            return dataclasses.replace(file, **kept)
    return None


def _marked(value: Any) -> Iterator[Marked[Any]]:
    """Every marked value in *value*, in the order of its fields."""
    if isinstance(value, Marked):
        yield value
        yield from _marked(value.value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _marked(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _marked(getattr(value, field.name))
