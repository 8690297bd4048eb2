"""The correction to paste: a ready piece of ``NAME.yaml`` for what a reader found on 待核.

What the machine inferred stands in it as it is. What only a person can tell, and who has checked it, is left empty, and the
build names the line until somebody has filled it in.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from posixpath import splitext

import yaml

from .corrections import NONE
from .model import Agency, DateFact, Entry, Fix, FixLine
from .names import KINDS
from .pages.wording import date_iso, date_words

_ORDER = ("title", "agency", "dates", "people", "text", "checked")
_SINGLE = ("title", "agency")
_WIDE = 1_000_000
_WHO = "谁核对过，据什么"


def title_fix(entry: Entry) -> Fix:
    """A derived title, as it is."""
    title = entry.document.title
    return Fix("title", (FixLine("was", title), FixLine("now", title, "核对无误就照旧"), FixLine("note", "", _WHO)))


def agency_fix(agency: Agency | None, *, words: str = "", hint: str = "") -> Fix:
    """The agency: as it is where it was inferred and nothing is said in *hint*; else for the editor to write."""
    if agency and not agency.certain and not hint:
        name = FixLine("now", agency.name, "核对无误就照旧")
    else:
        name = FixLine("now", "", hint or "机关全称，如 山东省海洋局；从名称看不出地区的，加一行 region")
    return Fix("agency", (FixLine("was", agency.name if agency else NONE), name, *_quote(words), _note(name)))


def date_fix(date: DateFact | None, *, words: str = "", open_: bool = False) -> Fix:
    """A date: as it is where it was inferred; for the editor to write where the year is not known or *open_*. *words* of
    the text that say it make it possible to say it again: what contradicts something else is settled by that."""
    kind = KINDS[date.kind if date else "held"]
    if date and date.start and not open_:
        now = FixLine("now", date_iso(date), "核对无误就照旧")
    elif date and date.start:
        now = FixLine("now", "", f"{date_iso(date)} 对，就照抄；不对，写对的；不是这一类日期，就改 kind")
    else:
        now = FixLine("now", "", "如 2024-02-05；两天写 2018-05-09 至 2018-05-10；不是这一类日期，就改 kind")
    return Fix(
        "dates",
        (FixLine("kind", kind), FixLine("was", date_words(date) if date else NONE), now, *_quote(words), _note(now)),
    )


def drop_fix(words: str, note: str) -> Fix:
    """Words of the text that are noise."""
    return Fix("text", (FixLine("drop", words), FixLine("note", note)))


def keep_fix() -> Fix:
    """Words of the source that were taken away and should not have been."""
    return Fix("text", (FixLine("keep", "", "从原文对照页上抄误删的一段，一字不差"), FixLine("note", "误删")))


def checked_fix(code: str) -> Fix:
    """A suspicion, looked into by somebody."""
    return Fix("checked", (FixLine("warning", code, "对照原件，文稿无误才用这一条"), FixLine("note", "", _WHO)))


def remove_person_fix(name: str) -> Fix:
    """A person who does not act in the document after all."""
    return Fix(
        "people", (FixLine("remove", name, "不该列入才用这一条，否则删去"), FixLine("note", "", "为什么不该列入"))
    )


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


def stem(path: str) -> str:
    """The part of a source's *path* that its correction shares: 2024/总结.txt → 2024/总结."""
    return splitext(path)[0]


def correction_name(path: str, shared: bool) -> str:
    """What a correction of the source at *path*, beside which it lies, is to be called. *shared*: another file of its
    folder has the same stem, so that NAME.yaml could mean either."""
    source = PurePosixPath(path)
    return (source.name if shared else source.stem) + ".yaml"


def _quote(words: str) -> tuple[FixLine, ...]:
    return (FixLine("quote", words, "文中的根据"),) if words else ()


def _note(now: FixLine) -> FixLine:
    return FixLine("note", "", _WHO if now.value else "根据什么")


def _scalar(value: str) -> str:
    """*value* as YAML on one line; ``""`` where the editor is to write something."""
    if not value:
        return '""'
    return str(yaml.safe_dump(value, allow_unicode=True, width=_WIDE)).removesuffix("\n...\n").rstrip("\n")
