"""From source folders to index cards: every document read, those that an earlier build has read taken from the store."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import version
from .config import Config
from .errors import RefusedError, SeveralErrors, YamlError
from .fingerprint import SETTLED
from .model import Refused
from .progress import Progress
from .read import Loaded, SourceFile, discover, load, refused
from .resources import folder
from .store import Held, Result, Store, card_of
from .workers import Workers

if TYPE_CHECKING:
    from .cards import Card

_BATCH = 12  # documents a worker takes at once
_ALONE = 48  # documents that are read within the time in which a worker starts


class Gathered(NamedTuple):
    """All documents of the sources."""

    cards: tuple[Card, ...]  # ordered by id
    refused: tuple[Refused, ...]
    digests: Mapping[str, bytes]  # of each document's entry, by id
    read: int  # documents that went through the stages now


class _Task(NamedTuple):
    loaded: Loaded
    signature: bytes
    key: bytes


class Gathering:
    """The documents of the sources while workers read what is new among them, whatever this process does meanwhile."""

    def __init__(self, config: Config, store: Store, workers: Workers) -> None:
        """Begin; what is new goes into *store*. Raises MeetingsiteError."""
        self._found = discover(config.sources)
        self._store = store
        self._held = store.documents()  # those not met yet
        self._made_by = version.reading(folder("knowledge"))
        self._met: deque[tuple[str, Held | Refused]] = deque()  # those that need no reading, not taken yet
        self._tasks: deque[_Task] = deque()  # those given out, in order, until their results come
        self._cards: list[Card] = []
        self._known: dict[Any, Any] = {}  # agencies and topics met
        self._refused = list(self._found.refused)
        self._wrong = list(self._found.wrong)  # corrections that cannot be used
        self._digests: dict[str, bytes] = {}
        here = None if config.cluster else store.path.parent
        self._results = workers.map(partial(_read_documents, here), self._given(), _BATCH, _ALONE, meanwhile=True)

    def result(self, progress: Progress) -> Gathered:
        """All documents, once they are read. Raises SeveralErrors where corrections cannot be used, and MeetingsiteError."""
        done = 0
        with progress.stage("读文稿", len(self._found.files)) as stage:
            if known := self._take_met():
                stage.step(known)
            for result in self._results:
                task = self._tasks.popleft()
                id = task.loaded.source.id
                if isinstance(result, YamlError):
                    self._wrong.append(result)
                else:
                    self._store.keep(id, task.signature, task.key, result)
                    self._take(id, result)
                done += 1
                stage.step(1 + self._take_met())
            stage.step(self._take_met())
        self._store.forget(self._held)
        self._store.commit()
        if self._wrong:
            raise SeveralErrors(self._wrong)
        self._cards.sort(key=lambda card: card.id)
        return Gathered(tuple(self._cards), tuple(sorted(self._refused)), self._digests, done)

    def _take(self, id: str, found: Held | Result | Refused) -> None:
        result = found if isinstance(found, Refused) else card_of(found, self._store.path)
        if isinstance(result, Refused):
            self._refused.append(result)
        elif not isinstance(found, Refused):
            self._cards.append(self._shared(result))
            self._digests[id] = found.digest

    def _shared(self, card: Card) -> Card:
        """*card* with the agency and topics of the cards before it where they are the same: a fifth of the memory."""
        known, row = self._known, card.row
        topics = tuple([known.setdefault(topic, topic) for topic in card.topics])
        return card._replace(row=row._replace(agency=known.setdefault(row.agency, row.agency)), topics=topics)

    def _take_met(self) -> int:
        count = len(self._met)
        while self._met:
            self._take(*self._met.popleft())
        return count

    def _given(self) -> Iterator[Loaded]:
        for task in self._unknown():
            self._tasks.append(task._replace(loaded=task.loaded._replace(data=b"", correction=None)))
            yield task.loaded

    def _unknown(self) -> Iterator[_Task]:
        for source in self._found.files:
            known, now = self._held.pop(source.id, None), signature(source, self._made_by)
            if known and now and known.signature == now:
                self._met.append((source.id, known))
                continue
            try:
                loaded = _loaded(source)
            except YamlError as error:
                self._wrong.append(error)
                continue
            if isinstance(loaded, Refused):
                self._met.append((source.id, loaded))
                continue
            key = _key(self._made_by, loaded)
            if known and known.key == key:
                self._store.sign(source.id, now)
                self._met.append((source.id, known))
            else:
                yield _Task(loaded, now, key)


def _loaded(source: SourceFile) -> Loaded | Refused:
    try:
        return load(source)
    except RefusedError as error:
        return refused(source, error)


def _read_documents(cache: Path | None, batch: list[Loaded]) -> list[Result | YamlError]:
    from .reader import read_documents  # which takes a worker 0.5 s: the others go on

    return read_documents(cache, batch)


def _key(made_by: bytes, loaded: Loaded) -> bytes:
    hashed = blake2b(made_by, digest_size=16)
    source = loaded.source
    for part in (source.id.encode(), source.path.encode(), loaded.data, loaded.correction):
        hashed.update(b"-" if part is None else b"%d:" % len(part) + part)
    hashed.update(os.fsencode(source.correction) if source.correction else b"")
    return hashed.digest()


def signature(source: SourceFile, made_by: bytes) -> bytes:
    """What the file system shows of *source* and its correction without opening them, and *made_by*, the program that
    read them; empty where a later change might not show."""
    parts = [made_by.hex(), source.path]
    latest = 0
    for path in (source.location, source.correction):
        if path is None:
            continue
        try:
            status = os.lstat(path)
        except OSError:
            return b""
        latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
        parts.append(f"{path}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}")
    return b"" if latest > time.time_ns() - SETTLED else "\n".join(parts).encode("utf-8", "surrogateescape")
