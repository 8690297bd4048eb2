"""The correction to paste: a ready piece of ``NAME.yaml`` for what a reader found on 待核.

What the machine inferred stands in it as it is. What only a person can tell, and who has checked it, is left empty, and the
build names the line until somebody has filled it in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

import yaml

from ..corrections import NONE
from ..model import Agency, Corpus, DateFact, Entry
from .wording import KINDS, date_iso, date_words

Key = Literal["title", "agency", "dates", "people", "text"]
_ORDER: tuple[Key, ...] = ("title", "agency", "dates", "people", "text")
_SINGLE: tuple[Key, ...] = ("title", "agency")
_WIDE = 1_000_000
_WHO = "谁核对过，据什么"


class Line(NamedTuple):
    """One ``key: value  # hint``."""

    key: str
    value: str
    hint: str = ""


class Fix(NamedTuple):
    """One correction: what stands under *key*, or as one member of its list."""

    key: Key
    lines: tuple[Line, ...]


class Snippet(NamedTuple):
    """Text for a correction file."""

    file: str  # NAME.yaml
    text: str
    there: bool  # the file exists already: add to it


def title_fix(entry: Entry) -> Fix:
    """A derived title, as it is."""
    title = entry.document.title
    return Fix("title", (Line("was", title), Line("now", title, "核对无误就照旧"), Line("note", "", _WHO)))


def agency_fix(agency: Agency | None, *, hint: str = "") -> Fix:
    """The agency: as it is where it was inferred and nothing is said in *hint*; else for the editor to write."""
    if agency and not agency.certain and not hint:
        name = Line("now", agency.name, "核对无误就照旧")
    else:
        name = Line("now", "", hint or "机关全称，如 山东省海洋局；从名称看不出地区的，加一行 region")
    return Fix("agency", (Line("was", agency.name if agency else NONE), name, _note(name)))


def date_fix(date: DateFact | None, *, open_: bool = False) -> Fix:
    """A date: as it is where it was inferred; for the editor to write where the year is not known or *open_*."""
    kind = KINDS[date.kind if date else "held"]
    if date and date.start and not open_:
        now = Line("now", date_iso(date), "核对无误就照旧")
    else:
        now = Line("now", "", "如 2024-02-05；两天写 2018-05-09 至 2018-05-10；不是这一类日期，就改 kind")
    return Fix("dates", (Line("kind", kind), Line("was", date_words(date) if date else NONE), now, _note(now)))


def drop_fix(words: str, note: str) -> Fix:
    """Words of the text that are noise."""
    return Fix("text", (Line("drop", words), Line("note", note)))


def keep_fix() -> Fix:
    """Words of the source that were taken away and should not have been."""
    return Fix("text", (Line("keep", "", "从原文对照页上抄误删的一段，一字不差"), Line("note", "误删")))


def remove_person_fix(name: str) -> Fix:
    """A person who does not act in the document after all."""
    return Fix("people", (Line("remove", name, "不该列入才用这一条，否则删去"), Line("note", "", "为什么不该列入")))


def written(fixes: Iterable[Fix]) -> str:
    """The YAML of *fixes*; of two titles or agencies the first counts, and the same correction is written once."""
    found = list(dict.fromkeys(fixes))
    out: list[str] = []
    for key in _ORDER:
        group = [fix for fix in found if fix.key == key]
        if key in _SINGLE:
            group = group[:1]
        if group:
            out.append(f"{key}:")
        for fix in group:
            for number, line in enumerate(fix.lines):
                lead = "  " if key in _SINGLE else "    " if number else "  - "
                out.append(f"{lead}{line.key}: {_scalar(line.value)}" + (f"  # {line.hint}" if line.hint else ""))
    return "\n".join(out)


class Files:
    """The name of each document's correction file: NAME.yaml, or NAME.txt.yaml where several files are called NAME."""

    def __init__(self, corpus: Corpus) -> None:
        paths = [entry.document.clean.raw.path for entry in corpus.entries]
        paths += [refused.path for refused in corpus.refused]
        self._stems = Counter(str(PurePosixPath(path).with_suffix("")) for path in paths if PurePosixPath(path).name)

    def snippet(self, entry: Entry, fixes: Iterable[Fix]) -> Snippet | None:
        """What to paste for *entry*; None where no correction file can mend it."""
        text = written(fixes)
        if not text:
            return None
        raw = entry.document.clean.raw
        if raw.correction is not None:
            return Snippet(raw.correction.path.name, text, True)
        path = PurePosixPath(raw.path)
        stem = path.with_suffix("")
        return Snippet((path.name if self._stems[str(stem)] > 1 else stem.name) + ".yaml", text, False)


def _note(now: Line) -> Line:
    return Line("note", "", _WHO if now.value else "根据什么")


def _scalar(value: str) -> str:
    """*value* as YAML on one line; ``""`` where the editor is to write something."""
    if not value:
        return '""'
    return str(yaml.safe_dump(value, allow_unicode=True, width=_WIDE)).removesuffix("\n...\n").rstrip("\n")
