"""What changed from build to build: a journal in the output, so that it outlives every store.

``data/changes.json`` holds the builds that changed something, oldest first, and what each document was like at the last
of them. A build compares what it has read with that; one that changes nothing leaves the journal alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .cards import Card
from .errors import OutputError
from .jsonfile import json_bytes
from .pages.addresses import address
from .pages.outline import Page, listing
from .plan import Earlier
from .write import JOURNAL, UNFINISHED, owned

BUILDS = 20  # builds on one page
SHOWN = 30  # documents of one build and kind on it

_FIELDS = ("title", "source", "correction", "data")


class Seen(NamedTuple):
    """A document as it was published."""

    title: str
    source: str  # hash of its file
    correction: str  # hash of its correction; empty: none
    data: str  # hash of its object in documents.json


class Change(NamedTuple):
    """One document that is not what it was."""

    id: str
    title: str
    why: tuple[str, ...] = ()  # of a changed one: source, correction, program, knowledge
    to: str = ""  # of one whose file was renamed: its new id
    was: str = (
        ""  # of a changed one: the title before; of a new one: the title of another document that had its address
    )


class Build(NamedTuple):
    """One build that changed something."""

    date: str  # ISO 8601; no time of day, so that the same input on the same day gives the same bytes
    documents: int  # published in it
    why: tuple[str, ...] = ()  # of program, knowledge, templates, settings: those that were not as before
    first: bool = False  # nothing was there before: every document is new, and none is listed
    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Journal:
    """The builds so far, and the state after the last."""

    builds: tuple[Build, ...] = ()  # oldest first
    made_by: Mapping[str, str] | None = None  # hashes of program, knowledge, templates, settings
    documents: Mapping[str, Seen] | None = None

    def gone(self) -> dict[str, tuple[str, Change]]:
        """The documents that were published once and are no more: when each went, and what it was."""
        found: dict[str, tuple[str, Change]] = {}
        for build in self.builds:
            for change in (*build.gone, *build.moved):
                found[change.id] = build.date, change
        return {id: last for id, last in sorted(found.items()) if id not in (self.documents or {})}

    def taken(self) -> dict[str, int]:
        """The addresses that a document had of which another was there before: in which build it came, from 1."""
        return {new.id: number for number, build in enumerate(self.builds, 1) for new in build.new if new.was}

    def earlier(self) -> dict[str, tuple[Earlier, ...]]:
        """The other documents that had the address of one there is now, by its id, oldest first."""
        present, gone = self.documents or {}, self.gone()
        left: dict[str, tuple[str, Change]] = {}
        found: dict[str, list[tuple[str, Change]]] = {}
        for build in self.builds:
            left |= {change.id: (build.date, change) for change in (*build.gone, *build.moved)}
            for new in build.new:
                if new.was and new.id in left and new.id in present:
                    one = left[new.id]
                    if one[1].title != present[new.id].title:  # else it has come back
                        found.setdefault(new.id, []).append(one)
        return {id: tuple(self._earlier(day, left, gone) for day, left in those) for id, those in found.items()}

    def _earlier(self, day: str, change: Change, gone: Mapping[str, tuple[str, Change]]) -> Earlier:
        to = self.where(change, gone)
        return Earlier(change.title, day, to, (self.documents or {})[to].title if to else "")

    def where(self, change: Change, gone: Mapping[str, tuple[str, Change]]) -> str:
        """The id that a renamed document has now, however often it was renamed; "" where it is no more. *gone*: :meth:`gone`."""
        passed, to = {change.id}, change.to
        while to in gone and to not in passed:
            passed.add(to)
            to = gone[to][1].to
        return to if to in (self.documents or {}) else ""


def read_journal(output: Path) -> Journal:
    """The journal of the site in *output*; an empty one where there is none or the file is empty. Raises OutputError when
    it is damaged, or was written and is gone: with it go all that was, and the addresses of documents that are no more."""
    path = output / JOURNAL
    remedy = f"从备份放回它；没有备份，就放一个空文件 {path.name}，从头记起，撤下文献的旧地址随之失效。"
    try:
        data = path.read_bytes()
        if not data:
            return Journal()
        content = json.loads(data)
        builds = tuple(_build(build) for build in content["builds"])
        documents = {id: Seen(*(seen[name] for name in _FIELDS)) for id, seen in content["documents"].items()}
        return Journal(builds, dict(content["made_by"]), documents)
    except FileNotFoundError:
        if JOURNAL in (ours := owned(output)) and UNFINISHED not in ours:
            raise OutputError("变更记录不见了。", path=path, remedy=remedy) from None
        return Journal()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OutputError("变更记录坏了。", path=path, remedy=remedy) from None


def compared(journal: Journal, cards: Iterable[Card], made_by: Mapping[str, str], today: date) -> Journal:
    """*journal* with one more build: what *cards* are, against what was there. Whether it is to be kept, the caller
    knows: :func:`differs`, or some file has changed."""
    before = journal.documents or {}
    documents = {card.id: Seen(card.row.title, card.source, card.correction, card.data) for card in cards}
    old_makers = journal.made_by or {}
    why = tuple(
        name for name in ("program", "knowledge", "templates", "settings") if made_by[name] != old_makers.get(name)
    )
    if journal.documents is None:
        return replace(
            journal,
            builds=(Build(today.isoformat(), len(documents), first=True),),
            made_by=made_by,
            documents=documents,
        )
    new = {id: Change(id, seen.title) for id, seen in documents.items() if id not in before}
    gone = {id: Change(id, seen.title) for id, seen in before.items() if id not in documents}
    moved = [*_moved(gone, new, before, documents), *_moved_on(new, before, documents)]
    left = {id: change.title for id, (_, change) in journal.gone().items()} | {one.id: one.title for one in moved}
    new = {id: change._replace(was=_other(left.get(id, ""), change.title)) for id, change in new.items()}
    changed = tuple(
        Change(id, seen.title, _why(before[id], seen, why), was=_other(before[id].title, seen.title))
        for id, seen in documents.items()
        if id not in new and before.get(id, seen) != seen
    )
    build = Build(
        today.isoformat(), len(documents), why, False, tuple(new.values()), changed, tuple(gone.values()), tuple(moved)
    )
    return Journal((*journal.builds, build), made_by, documents)


def differs(build: Build) -> bool:
    """Whether *build* has other documents than the one before it."""
    return build.first or bool(build.new or build.changed or build.gone or build.moved)


def journal_json(journal: Journal) -> bytes:
    """The content of ``data/changes.json``."""
    return json_bytes(
        {
            "builds": [_json(build) for build in journal.builds],
            "made_by": journal.made_by,
            "documents": {id: seen._asdict() for id, seen in sorted((journal.documents or {}).items())},
        },
        2,
    )


def pages(journal: Journal) -> Iterator[Page]:
    """The pages of the journal, newest build first, and a tombstone for every document that is gone."""
    taken = journal.taken()
    builds = [_shown(build, number, taken) for number, build in enumerate(journal.builds, 1)][::-1]
    yield from listing("changes", "", builds, "changes.html", BUILDS)
    present = journal.documents or {}
    gone = journal.gone()
    for id, (day, change) in gone.items():
        to = journal.where(change, gone)
        context = {"id": id, "title": change.title, "date": day, "to": to, "to_title": present[to].title if to else ""}
        yield Page(address("document", id), "tombstone.html", context)


def _moved(
    gone: dict[str, Change], new: dict[str, Change], before: Mapping[str, Seen], after: Mapping[str, Seen]
) -> list[Change]:
    """Documents whose file has another name now; they leave *gone* and *new*."""
    by_source: dict[str, list[str]] = {}
    for id in new:
        by_source.setdefault(after[id].source, []).append(id)
    moved = []
    for id in list(gone):
        targets = by_source.get(before[id].source, [])
        if targets:
            target = targets.pop(0)
            moved.append(gone.pop(id)._replace(to=target))
            del new[target]
    return moved


def _moved_on(new: dict[str, Change], before: Mapping[str, Seen], after: Mapping[str, Seen]) -> list[Change]:
    """Documents whose file has another name now while a file with another title took theirs: the first leave *new*, the
    second enter it."""
    by_source = {after[id].source: id for id in new}
    moved = []
    for id, seen in before.items():
        target = by_source.get(seen.source, "")
        if target in new and id in after and _other(seen.title, after[id].title) and after[id].source != seen.source:
            moved.append(Change(id, seen.title, to=target))
            del new[target]
            new[id] = Change(id, after[id].title)
    return moved


def _other(before: str, now: str) -> str:
    """The title *before*, if it is another one."""
    return before if before != now else ""


def _why(before: Seen, now: Seen, makers: tuple[str, ...]) -> tuple[str, ...]:
    own = tuple(name for name in ("source", "correction") if getattr(before, name) != getattr(now, name))
    return own or tuple(name for name in makers if name in ("program", "knowledge"))


def _shown(build: Build, number: int, taken: Mapping[str, int]) -> dict[str, Any]:
    """What a page shows of *build*, the *number*th, from 1, since several may be of one day: each change with the id it leads
    to, "" where another document has that address since."""

    def led(changes: Iterable[Change]) -> list[tuple[Change, str]]:
        ids = ((change, change.to or change.id) for change in changes)
        return [(change, id if number >= taken.get(id, 0) else "") for change, id in ids]

    lists = {name: led(getattr(build, name)) for name in ("new", "changed", "gone", "moved")}
    return {
        "number": number,
        "date": build.date,
        "documents": build.documents,
        "first": build.first,
        "why": build.why,
        "lists": [(name, changes[:SHOWN], len(changes)) for name, changes in lists.items() if changes],
    }


def _json(build: Build) -> dict[str, Any]:
    """Only what is not empty, so that a small change is a small entry."""
    found: dict[str, Any] = {"date": build.date, "documents": build.documents}
    if build.first:
        found["first"] = True
    if build.why:
        found["why"] = build.why
    for name in ("new", "changed", "gone", "moved"):
        if changes := getattr(build, name):
            found[name] = [{key: value for key, value in change._asdict().items() if value} for change in changes]
    return found


def _build(found: Mapping[str, Any]) -> Build:
    lists = {
        name: tuple(
            Change(one["id"], one["title"], tuple(one.get("why", ())), one.get("to", ""), one.get("was", ""))
            for one in found.get(name, ())
        )
        for name in ("new", "changed", "gone", "moved")
    }
    return Build(found["date"], found["documents"], tuple(found.get("why", ())), found.get("first", False), **lists)
